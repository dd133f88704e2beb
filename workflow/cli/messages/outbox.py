"""`redaksi outbox`: how every message stands, and what a person says of one."""

import datetime as dt
from pathlib import Path

import click

from workflow.cli.messages._mail_run import locked_outbox
from workflow.cli.shared.errors import usable_office
from workflow.cli.shared.options import judging_time, now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.delivery.outbox import MESSAGE_KEY, DeliveryEvent, DeliveryState
from workflow.i18n.catalog import tr
from workflow.i18n.dates import short_time
from workflow.i18n.message import mark

STATE_WORDS = {
    DeliveryState.WAITING: mark("waiting to be sent"),
    DeliveryState.SENT: mark("sent"),
    DeliveryState.UNCLEAR: mark(
        "UNCLEAR: it may have gone out or not; ask the reader, then `redaksi outbox sent KEY` or `retry KEY`"
    ),
    DeliveryState.AGAIN: mark("refused for now; it is tried again by itself"),
    DeliveryState.FAILED: mark("REFUSED: mend the address in the private store, then `redaksi outbox retry KEY`"),
    DeliveryState.UNADDRESSED: mark("no address: enter one in the private store; it is sent by itself then"),
    DeliveryState.BOUNCED: mark("CAME BACK: mend the address in the private store, then `redaksi outbox retry KEY`"),
    DeliveryState.SKIPPED: mark("not sent by program"),
}
"""What each state means and what to do."""
UNDERWAY_WORDS = mark("on its way just now, or cut off; look again in half an hour")
"""An intent that is too young to be called unclear: another computer may be at work on it."""
HIDDEN_STATES = {DeliveryState.SENT, DeliveryState.SKIPPED}
MANUAL_EVENTS = {
    "sent": (DeliveryEvent.CONFIRMED, {DeliveryState.UNCLEAR}),
    "retry": (DeliveryEvent.REOPENED, {DeliveryState.UNCLEAR, DeliveryState.FAILED, DeliveryState.BOUNCED}),
    "bounced": (DeliveryEvent.BOUNCED, {DeliveryState.SENT}),
}
"""What a person can say, and of messages in which states."""


@click.command("outbox", help=tr("Show how messages stand; or say of one: sent, retry, bounced."))
@root_option
@now_option
@click.option("--all", "everything", is_flag=True, help=tr("Show also what was sent."))
@click.argument("word", type=click.Choice([*MANUAL_EVENTS]), required=False)
@click.argument("key", required=False)
def command(root: Path, now: int | None, word: str | None, key: str | None, *, everything: bool) -> None:
    """Print, or note one event."""
    office = usable_office(root)
    at = judging_time(now, office)
    with locked_outbox(root, at) as outbox:
        if word is not None:
            event, states = MANUAL_EVENTS[word]
            if key is not None and outbox.history(key).is_underway(at):
                complain(tr("{key}: {state}.", key=key, state=tr(UNDERWAY_WORDS)))
            if key is None or not MESSAGE_KEY.fullmatch(key) or outbox.history(key).state not in states:
                complain(
                    tr(
                        "There is no message {key} of which that can be said; see `redaksi outbox --all`.",
                        key=key or "?",
                    )
                )
            outbox.note(
                key, event, max(at, int(dt.datetime.now(dt.UTC).timestamp())) if office.identity.sample is None else at
            )
            click.echo(tr("noted: {key}", key=key))
            return
        shown = [history for history in outbox.histories() if everything or history.state not in HIDDEN_STATES]
        for history in sorted(shown, key=lambda history: (history.state, history.key)):
            words = UNDERWAY_WORDS if history.is_underway(at) else STATE_WORDS[history.state]
            click.echo(f"{history.key}\n  {short_time(history.at, office.zone)}  {tr(words)}")
        click.echo(tr("{shown} of {count} messages shown.", shown=len(shown), count=len([*outbox.histories()])))
