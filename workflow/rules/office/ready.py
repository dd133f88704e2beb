"""office/ready: an office that works by the real clock lacks nothing that its steps, readers and senders need."""

import datetime as dt
from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.message import mark
from workflow.rules.office._four_eyes import four_eyes_lacking
from workflow.rules.office._out_of_date import (
    agencies_lacking,
    announcements_ended,
    edition_lacking,
    holidays_lacking,
    topics_stale,
)
from workflow.rules.office._readiness import Condition, ReadinessView
from workflow.rules.office._remnants import pages_unfinished, sample_announced, sample_left, values_unfilled
from workflow.rules.office._vacancies import people_lacking, roles_lacking
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

CONDITIONS = (
    Condition("people", mark("people of the office"), people_lacking),
    Condition("roles", mark("somebody for each step of the SOP"), roles_lacking, of_sop=True),
    Condition("four-eyes", mark("two people where the SOP wants two"), four_eyes_lacking, of_sop=True),
    Condition("edition", mark("an SOP in force"), edition_lacking, of_sop=True),
    Condition("agencies", mark("senders of letters"), agencies_lacking),
    Condition("holidays", mark("next year's days off"), holidays_lacking),
    Condition("sample", mark("nothing of the sample left"), sample_left),
    Condition("values", mark("addresses and numbers of the office's own"), values_unfilled, in_check=False),
    Condition("sample-lists", mark("no announcement or moved address of the sample"), sample_announced),
    Condition("pages", mark("finished pages"), pages_unfinished),
    Condition("announcements", mark("announcements of this time"), announcements_ended),
    Condition("topics", mark("live topics with a summary of this time"), topics_stale),
)
"""What an office needs. A sample office is asked for none of it."""


def readiness_view(office: Office, now: int) -> ReadinessView | None:
    """What the conditions look at; None for a sample office, whose clock stands still and whose people are invented."""
    if office.identity.sample:
        return None
    return ReadinessView(office, now, dt.datetime.fromtimestamp(now, office.timeline.zone).date())


def check(office: Office, now: int) -> Iterator[Hit]:
    """All that the check says of what the office lacks."""
    view = readiness_view(office, now)
    if view:
        for condition in CONDITIONS:
            yield from condition.lacks(view) if condition.in_check else ()


RULE = Rule(
    slug="office/ready",
    subject=Subject.OFFICE,
    purpose=mark(
        "Somebody can do each step of the SOP with four eyes, now and in the coming month; the lists are filled and "
        "up to date, and nothing of the sample office is left."
    ),
    source=mark("SOP 418/2024, column Pelaksana"),
    decisions=("office-as-data",),
    bad="people.yml: {}",
    good="kadis: {name: ..., roles: [{role: kepala-dinas, from: 2026-01-02}]}",
    severity=Severity.WARNING,
)
