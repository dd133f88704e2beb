"""The public register: where every letter stands. No person, no body, no instruction."""

from collections.abc import Iterator

from msgspec import Struct

from workflow.records.office import Office
from workflow.records.request import Request
from workflow.site import addresses
from workflow.site.story import Named


class Row(Struct, frozen=True):
    """One letter as the public may follow it."""

    number: str
    """The agenda number: the year and four digits."""
    agency: Named
    subject: str
    state: str
    """The label of its status in the SOP edition it is judged by."""
    ended: bool
    """Nothing remains to be done."""
    received: int
    changed: int
    """When anything last happened to it."""
    story: str
    """The address of its article; "" unless that is public now."""
    waiting: bool
    """The news is done, but the time it may be read has not come."""


def make_row(request: Request, office: Office, now: int, *, ended: bool, story: str, waiting: bool) -> Row:
    """The register's line of a letter that may be listed and is free of errors."""
    edition = office.edition(request.sop)
    sender = request.letter.sender
    return Row(
        number=request.id,
        agency=Named(office.agencies[sender].short, addresses.agency(sender)),
        subject=request.letter.subject,
        state=edition.statuses[request.status] if edition else request.status,
        ended=ended,
        received=int(request.letter.received),
        changed=max(at for at in _events(request) if at <= now),
        story=story,
        waiting=waiting,
    )


def _events(request: Request) -> Iterator[int]:
    yield request.letter.received
    yield from (entry.finished for entry in request.steps)
    for hold in request.holds:
        yield from (at for at in (hold.start, hold.until) if at is not None)
    if request.withdrawn:
        yield request.withdrawn.at
