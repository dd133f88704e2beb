"""A row of the public register: where a letter stands. No person, no body, no instruction."""

from msgspec import Struct

from workflow.config.office import Office
from workflow.records import urls
from workflow.site.content.request_snapshot import RequestSnapshot
from workflow.site.models.story import NamedLink


class RegisterRow(Struct, frozen=True):
    """One letter as the public may follow it."""

    number: str
    """The agenda number: the year and four digits."""
    agency: NamedLink
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


def make_register_row(
    snapshot: RequestSnapshot, office: Office, now: int, *, ended: bool, story: str, waiting: bool
) -> RegisterRow:
    """The register's line of a letter that may be listed and is free of errors."""
    edition = office.edition(snapshot.sop)
    return RegisterRow(
        number=snapshot.number,
        agency=NamedLink(office.agencies[snapshot.sender].short, urls.agency(snapshot.sender)),
        subject=snapshot.subject,
        state=edition.statuses[snapshot.state] if edition else snapshot.state,
        ended=ended,
        received=snapshot.received,
        changed=max(at for at in snapshot.moved if at <= now),
        story=story,
        waiting=waiting,
    )
