"""What the conditions of a ready office look at, and who holds which role on a day."""

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.message import Day, Phrase, Value, mark
from workflow.rules.rule import Hit

PEOPLE_FILE, POLICY_FILE = "site_config/people.yml", "site_config/policy.yml"


class ReadinessView(Struct, frozen=True):
    """An office that works by the real clock, on a day by its own zone."""

    office: Office
    now: int
    """Seconds since the epoch."""
    today: dt.date

    def since(self, day: dt.date) -> Value:
        """A day as the beginning of something, for a sentence."""
        return Phrase(mark("today")) if day == self.today else Day(day.isoformat())


class Condition(Struct, frozen=True):
    """One thing that an office needs before it works, or while it does."""

    name: str
    """A short name, by which tests walk the table."""
    what: str
    """What is looked at, as the doctor names it; a catalogue entry."""
    lacks: Callable[[ReadinessView], Iterator[Hit]]
    """What is missing, each with its file and place and with what to do."""
    in_check: bool = True
    """Whether the check says it too; what can wait until readers come, the doctor says alone."""
    of_sop: bool = False
    """Whether it depends on what the SOP says; where none can be used, it is not looked at."""


def holders(office: Office, day: dt.date) -> dict[str, set[str]]:
    """The keys of those who hold each role on a day; a role that nobody holds is left out."""
    found: dict[str, set[str]] = {}
    for key, person in office.people.items():
        for one in person.roles:
            if one.start <= day and (not one.until or day <= one.until):
                found.setdefault(one.role, set()).add(key)
    return found


def days_of_change(office: Office, first: dt.date, last: dt.date) -> list[dt.date]:
    """The first day, and those until the last on which a role begins or has ended, or an edition takes effect."""
    terms = [role for person in office.people.values() for role in person.roles]
    days = {role.start for role in terms} | {edition.effective for edition in office.editions}
    days |= {role.until + dt.timedelta(1) for role in terms if role.until and role.until < last}
    return [first, *sorted(day for day in days if first < day <= last)]
