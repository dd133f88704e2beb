"""office/holidays: the list of national days off reaches this year."""

from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.message import mark, say
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

HOLIDAYS_FILE = "site_config/holidays.yml"


def check(office: Office, year: int) -> Iterator[Hit]:
    """The year that it is stands in the list."""
    if year not in office.calendar.holidays.years:
        message = say("The list of national days off does not cover {year}.", year=year)
        yield Hit(("years",), message, say("Run `redaksi holidays --write` and have the change reviewed."))


RULE = Rule(
    slug="office/holidays",
    subject=Subject.OFFICE,
    purpose=mark("Without this year's holidays and cuti bersama the clock would count days on which nobody works."),
    source=mark("Joint decree (SKB) on national holidays and cuti bersama, by way of the `holidays` library"),
    bad=mark("years: [2023, 2024]   # and it is 2025"),
    good="years: [2024, 2025, 2026]",
    severity=Severity.WARNING,
)
