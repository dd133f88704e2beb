"""A row of the public register: where a letter stands. No person, no body, no instruction."""

import re
from enum import StrEnum

from msgspec import Struct

from workflow.config.office import Office
from workflow.metrics.request_timing import RequestOutcome, RequestTiming
from workflow.records import urls
from workflow.site.content.request_snapshot import RequestSnapshot
from workflow.site.models.story import NamedLink

SUBJECT_OPENING = re.compile(r"(?:permintaan|permohonan) (?:publikasi|pemuatan) (?=\w)", re.IGNORECASE)
"""How nearly every letter's subject begins, and the register's title says already."""


class RequestProgress(StrEnum):
    """What the public sees at a glance of a letter; the values stand in addresses."""

    RUNNING = "diproses"
    WAITING = "menunggu"
    """The clock stands still, or the news waits for the time at which it may be read."""
    LATE = "terlambat"
    """The step whose turn it is has passed its norm."""
    DONE = "selesai"
    REFUSED = "tidak-dimuat"
    TAKEN_BACK = "ditarik"


class RegisterRow(Struct, frozen=True):
    """One letter as the public may follow it."""

    number: str
    """The agenda number: the year and four digits."""
    agency: NamedLink
    subject: str
    topic: str
    """The subject without the words that nearly all begin with."""
    state: str
    """The label of its status in the SOP edition it is judged by."""
    progress: RequestProgress
    ended: bool
    """Nothing remains to be done."""
    received: int
    changed: int
    """When anything last happened to it."""
    story: str
    """The address of its article; "" unless that is public now."""
    waiting: bool
    """The news is done, but the time it may be read has not come."""


def make_register_row(
    snapshot: RequestSnapshot, timing: RequestTiming, office: Office, now: int, *, story: str, waiting: bool
) -> RegisterRow:
    """The register's line of a letter that may be listed and is free of errors."""
    edition = office.edition(snapshot.sop)
    return RegisterRow(
        number=snapshot.number,
        agency=NamedLink(office.agencies[snapshot.sender].short, urls.agency(snapshot.sender)),
        subject=snapshot.subject,
        topic=topic_of(snapshot.subject),
        state=edition.statuses[snapshot.state] if edition else snapshot.state,
        progress=progress_of(timing, waiting=waiting),
        ended=timing.ended is not None,
        received=snapshot.received,
        changed=max(at for at in snapshot.moved if at <= now),
        story=story,
        waiting=waiting,
    )


def topic_of(subject: str) -> str:
    """A subject without the opening that all share, for lists whose title says it."""
    opening = SUBJECT_OPENING.match(subject)
    topic = subject[opening.end() :] if opening else subject
    return topic[:1].upper() + topic[1:]


def progress_of(timing: RequestTiming, *, waiting: bool) -> RequestProgress:
    """Where a letter stands. A refusal that the sender has yet to be told of is a refusal, unless it is late."""
    match timing.fate:
        case RequestOutcome.TAKEN_BACK:
            return RequestProgress.TAKEN_BACK
        case RequestOutcome.CLOSED:
            return RequestProgress.REFUSED if timing.refused else RequestProgress.DONE
        case RequestOutcome.OPEN:
            if timing.due and timing.due.late:
                return RequestProgress.LATE
            if timing.refused:
                return RequestProgress.REFUSED
            held = timing.due is None or timing.due.at is None
            return RequestProgress.WAITING if waiting or held else RequestProgress.RUNNING
