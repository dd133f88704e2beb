"""`redaksi outbox`: how every message stands, and what a person says of one."""

import datetime as dt
from pathlib import Path

import click

from workflow.cli.messages._delivery_run import outbox_of
from workflow.cli.shared.complaint import complain
from workflow.cli.shared.errors import office_of
from workflow.cli.shared.options import moment, now_option, root_option
from workflow.delivery.outbox import KEY, Event, State
from workflow.i18n.catalog import tr
from workflow.i18n.dates import short_time
from workflow.i18n.message import mark

STATES = {
    State.WAITING: mark("waiting to be sent"),
    State.SENT: mark("sent"),
    State.UNCLEAR: mark(
        "UNCLEAR: it may have gone out or not; ask the reader, then `redaksi outbox sent KEY` or `retry KEY`"
    ),
    State.AGAIN: mark("refused for now; it is tried again by itself"),
    State.FAILED: mark("REFUSED: mend the address in the private store, then `redaksi outbox retry KEY`"),
    State.UNADDRESSED: mark("no address: enter one in the private store; it is sent by itself then"),
    State.BOUNCED: mark("CAME BACK: mend the address in the private store, then `redaksi outbox retry KEY`"),
    State.SKIPPED: mark("not sent by program"),
}
"""What each state means and what to do."""
UNDERWAY = mark("on its way just now, or cut off; look again in half an hour")
"""An intent that is too young to be called unclear: another computer may be at work on it."""
QUIET = {State.SENT, State.SKIPPED}
ENTERED = {
    "sent": (Event.CONFIRMED, {State.UNCLEAR}),
    "retry": (Event.REOPENED, {State.UNCLEAR, State.FAILED, State.BOUNCED}),
    "bounced": (Event.BOUNCED, {State.SENT}),
}
"""What a person can say, and of messages in which states."""


@click.command("outbox", help=tr("Show how messages stand; or say of one: sent, retry, bounced."))
@root_option
@now_option
@click.option("--all", "everything", is_flag=True, help=tr("Show also what was sent."))
@click.argument("word", type=click.Choice([*ENTERED]), required=False)
@click.argument("key", required=False)
def command(root: Path, now: int | None, word: str | None, key: str | None, *, everything: bool) -> None:
    """Print, or note one event."""
    office = office_of(root)
    at = moment(now, office)
    with outbox_of(root, at) as outbox:
        if word is not None:
            event, states = ENTERED[word]
            if key is not None and outbox.story(key).is_underway(at):
                complain(tr("{key}: {state}.", key=key, state=tr(UNDERWAY)))
            if key is None or not KEY.fullmatch(key) or outbox.story(key).state not in states:
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
        shown = [one for one in outbox.stories() if everything or one.state not in QUIET]
        for one in sorted(shown, key=lambda one: (one.state, one.key)):
            words = UNDERWAY if one.is_underway(at) else STATES[one.state]
            click.echo(f"{one.key}\n  {short_time(one.at, office.zone)}  {tr(words)}")
        click.echo(tr("{shown} of {count} messages shown.", shown=len(shown), count=len([*outbox.stories()])))
