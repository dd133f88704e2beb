"""The outbox: what was meant to be sent, and what came of it. Only ever appended to, on a ref of its own.

An intent is shared before a message goes out, with the SHA-256 of its text, and its outcome after that. A message whose
last event is an intent may have gone out or not: nobody sends it again but a person who has looked. No address ever
stands here.
"""

import re
import secrets
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from workflow.git.append_only_ref import AppendOnlyRef

OUTBOX_REF = "refs/redaksi/outbox"
UNDERWAY_SECONDS = 30 * 60
"""Seconds after which an intent without an outcome is no longer one that another computer may be at work on."""
FORGOTTEN_AFTER_SECONDS = 7 * 24 * 3600
"""Seconds after which a due message of which nothing is known may have been sent before the outbox was set back."""
BEGUN_FILE = "begun/000.begun"
"""The first file, so that an outbox that vanished is not taken for one that has yet to begin."""
RETRY_PAUSES_SECONDS = (15 * 60, 60 * 60, 4 * 3600, 24 * 3600)
"""Seconds before the second, third ... try after a temporary refusal; then a person has to look."""


class DeliveryEvent(StrEnum):
    """What happened to a message."""

    INTENT = "intent"
    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNADDRESSED = "unaddressed"
    BOUNCED = "bounced"
    """Entered by hand: it came back."""
    CONFIRMED = "confirmed"
    """Entered by hand: it did arrive."""
    REOPENED = "reopened"
    """Entered by hand: it did not go out, or the address was mended; it is sent again."""
    SKIPPED = "skipped"
    """From before the office began to send by program."""


class DeliveryState(StrEnum):
    """How a message stands."""

    WAITING = "waiting"
    SENT = "sent"
    UNCLEAR = "unclear"
    """An intent without an outcome: a person has to look."""
    AGAIN = "again"
    """Refused for now; it is tried again by itself."""
    FAILED = "failed"
    UNADDRESSED = "unaddressed"
    BOUNCED = "bounced"
    SKIPPED = "skipped"


_STATES = {
    DeliveryEvent.INTENT: DeliveryState.UNCLEAR,
    DeliveryEvent.SENT: DeliveryState.SENT,
    DeliveryEvent.CONFIRMED: DeliveryState.SENT,
    DeliveryEvent.TEMPORARY: DeliveryState.AGAIN,
    DeliveryEvent.PERMANENT: DeliveryState.FAILED,
    DeliveryEvent.UNADDRESSED: DeliveryState.UNADDRESSED,
    DeliveryEvent.BOUNCED: DeliveryState.BOUNCED,
    DeliveryEvent.REOPENED: DeliveryState.WAITING,
    DeliveryEvent.SKIPPED: DeliveryState.SKIPPED,
}
ENTRY_NAME = re.compile(r"([a-z0-9.-]+)/(\d{3})\.([a-z]+)\.(\d+)\.[0-9a-f]{8}")
MESSAGE_KEY = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


class OutboxEntry(Struct, frozen=True):
    """One event of one message."""

    place: int
    event: DeliveryEvent
    at: int


class DeliveryHistory(Struct, frozen=True):
    """All events of one message, in their order."""

    key: str
    entries: tuple[OutboxEntry, ...] = ()

    @property
    def state(self) -> DeliveryState:
        """How it stands."""
        if not self.entries:
            return DeliveryState.WAITING
        state = _STATES[self.entries[-1].event]
        return (
            DeliveryState.FAILED if state is DeliveryState.AGAIN and self.refused > len(RETRY_PAUSES_SECONDS) else state
        )

    @property
    def refused(self) -> int:
        """How often it was refused for now, since a person last reopened it."""
        events = [entry.event for entry in self.entries]
        start = max((place for place, event in enumerate(events) if event is DeliveryEvent.REOPENED), default=-1)
        return events[start + 1 :].count(DeliveryEvent.TEMPORARY)

    @property
    def next_place(self) -> int:
        """The place of its next event, counted from the highest.

        Two may have left events at one place. All who go on from there must come to the same next one, where only one
        of them wins.
        """
        return max((entry.place for entry in self.entries), default=0) + 1

    @property
    def at(self) -> int:
        """When its last event was."""
        return self.entries[-1].at if self.entries else 0

    def is_underway(self, now: int) -> bool:
        """Whether another computer may be handing it over just now, so that nobody can say yet what came of it."""
        return self.state is DeliveryState.UNCLEAR and now < self.at + UNDERWAY_SECONDS

    def may_go(self, now: int) -> bool:
        """Whether it is to be sent now."""
        if self.state is DeliveryState.AGAIN:
            return now >= self.at + RETRY_PAUSES_SECONDS[self.refused - 1]
        return self.state in {DeliveryState.WAITING, DeliveryState.UNADDRESSED}


def _order(entry: OutboxEntry) -> tuple[int, bool, int, str]:
    """By place; of two at one place the one that says it went out counts, whoever was the later."""
    return entry.place, _STATES[entry.event] is DeliveryState.SENT, entry.at, entry.event


class Outbox:
    """The events of all messages."""

    def __init__(self, ledger: AppendOnlyRef) -> None:
        self.ledger = ledger
        self._stories: dict[str, DeliveryHistory] = {}

    def look(self, now: int) -> None:
        """Read what is known here and on the remote. Raises WriteError."""
        self.ledger.share(now)
        found: dict[str, list[OutboxEntry]] = {}
        for name in self.ledger.names():
            if (parts := ENTRY_NAME.fullmatch(name)) and parts[3] in list(DeliveryEvent):
                found.setdefault(parts[1], []).append(
                    OutboxEntry(int(parts[2]), DeliveryEvent(parts[3]), int(parts[4]))
                )
        ordered = {key: tuple(sorted(entries, key=_order)) for key, entries in found.items()}
        self._stories = {key: DeliveryHistory(key, entries) for key, entries in ordered.items()}

    @property
    def is_begun(self) -> bool:
        """Whether the office ever said that it sends by program, as far as is known here and on the remote."""
        return bool(self.ledger.names())

    def begin(self, now: int) -> None:
        """Have there be an outbox. Raises WriteError."""
        if not self.is_begun:
            self.ledger.append({BEGUN_FILE: ""}, now, "begun")

    def is_forgotten(self, key: str, since: int, now: int) -> bool:
        """Whether a message should long be known here."""
        return not self.story(key).entries and since < now - FORGOTTEN_AFTER_SECONDS

    def story(self, key: str) -> DeliveryHistory:
        """What happened to a message."""
        return self._stories.get(key, DeliveryHistory(key))

    def stories(self) -> Iterable[DeliveryHistory]:
        """Every message that anything happened to."""
        return self._stories.values()

    def sent(self) -> dict[str, int]:
        """When which messages went out."""
        return {one.key: one.at for one in self._stories.values() if one.state is DeliveryState.SENT}

    def note(self, key: str, event: DeliveryEvent, now: int, detail: str = "") -> bool:
        """Add an event and share it; whether nobody else had noted the next one of this message before.

        Of two who mean to send one message at once, Git lets one push first. The other one's push brings both intents
        together, which it sees here, and leaves the message alone. Raises WriteError; the event is then kept here and
        shared later.
        """
        story = self.story(key)
        entry = OutboxEntry(story.next_place, event, now)
        self._stories[key] = DeliveryHistory(key, (*story.entries, entry))
        name = f"{key}/{entry.place:03}.{event.value}.{now}.{secrets.token_hex(4)}"
        self.ledger.append({name: f"{detail}\n"}, now, f"{event.value}: {key}")
        return [one for one in self.ledger.names() if one.startswith(f"{key}/{entry.place:03}.")] == [name]
