"""What an office's lists lack by the calendar: an edition in force, next year's holidays; and what has had its time."""

import datetime as dt
from collections.abc import Iterator

from workflow.i18n.message import Day, say
from workflow.rules.office._readiness import ReadinessView
from workflow.rules.office.holidays import HOLIDAYS_FILE
from workflow.rules.rule import Hit
from workflow.text.field_types import SECONDS_PER_DAY

FORGOTTEN_DAYS = 30
"""Days after which an announcement that has ended is taken for forgotten."""
STALE_DAYS = 14
"""Days after which the summary of something that is going on is taken for old."""
DECREED_MONTH = 11
"""From this month on next year's holidays should be there; the joint decree (SKB) comes in September or October."""


def agencies_lacking(view: ReadinessView) -> Iterator[Hit]:
    """No sender is known, so no letter can be registered."""
    if not view.office.agencies:
        message = say("No sender stands in this file, so no letter can be registered.")
        help_ = say("Enter each agency that sends letters: a short key, `name` and `short`; then `redaksi update`.")
        yield Hit(0, message, help_, path="site_config/agencies.yml")


def edition_lacking(view: ReadinessView) -> Iterator[Hit]:
    """No edition of the SOP is in force yet."""
    first = view.office.editions[0]
    if view.office.edition_on(view.today) is None:
        message = say(
            "The SOP takes effect on {day} only; no letter that comes before can be registered.",
            day=Day(first.effective.isoformat()),
        )
        help_ = say(
            "Write the day on which the SOP was put into force, or add the edition that is in force until then."
        )
        yield Hit(("effective",), message, help_, path=f"site_config/sop/{first.id}.yml")


def holidays_lacking(view: ReadinessView) -> Iterator[Hit]:
    """Next year's days off are not in the list though they are decreed."""
    year = view.today.year + 1
    if view.today.month >= DECREED_MONTH and year not in view.office.calendar.holidays.years:
        message = say("The list of national days off does not cover {year}.", year=year)
        yield Hit(("years",), message, say("Run `redaksi holidays --write` and have the change reviewed."),
                  path=HOLIDAYS_FILE)  # fmt: skip


def announcements_ended(view: ReadinessView) -> Iterator[Hit]:
    """Announcements that nobody has been shown for long, and emergency notices that have ended."""
    for key, one in view.office.announcements.items():
        ended = dt.datetime.fromtimestamp(one.until, view.office.timeline.zone).date()
        if view.now - one.until > FORGOTTEN_DAYS * SECONDS_PER_DAY:
            message = say("“{title}” has not been shown since {day}.", title=one.title, day=Day(ended.isoformat()))
            yield Hit((key, "until"), message, say("Delete the announcement."), path="site_config/announcements.yml")
    for key, notice in view.office.emergency.items():
        ended = dt.datetime.fromtimestamp(notice.until, view.office.timeline.zone).date()
        if notice.until <= view.now:
            message = say("“{title}” has not been shown since {day}.", title=key, day=Day(ended.isoformat()))
            yield Hit((key, "until"), message, say("Delete the notice."), path="site_config/emergency.yml")


def topics_stale(view: ReadinessView) -> Iterator[Hit]:
    """Live topics whose summary nobody has looked at for long: readers take it for how things stand."""
    for key, one in view.office.topics.items():
        since = dt.datetime.fromtimestamp(one.updated, view.office.timeline.zone).date()
        if one.is_live(view.now) and view.now - one.updated > STALE_DAYS * SECONDS_PER_DAY:
            message = say(
                "“{title}” is live, and its summary is of {day}.", title=one.title, day=Day(since.isoformat())
            )
            help_ = say("Write how things stand and when (`updated`), or since when it is over (`ended`).")
            yield Hit((key, "updated"), message, help_, path="site_config/topics.yml")
