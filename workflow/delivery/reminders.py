"""Open steps at 50, 80 and 100 % of their norm: whose turn it is hears of it once a threshold, in office hours."""

import datetime as dt
from collections.abc import Iterable, Iterator

from workflow.config.office import Office
from workflow.delivery.message import MessageKind, PlannedMessage, ReaderKind, Recipient
from workflow.i18n.dates import local_time
from workflow.rules.context import RequestView

THRESHOLDS = (50, 80, 100)
"""Percent of the norm's working time."""


def threshold_reached(view: RequestView, now: int) -> int | None:
    """The highest threshold that the open step has passed; None where there is none, or the clock stands still."""
    step, record = view.walk.next, view.record
    if step is None or record.withdrawn or any(hold.until is None for hold in record.holds):
        return None
    worked = view.office.timeline.elapsed(view.handed_over, now, view.holds)
    passed = [one for one in THRESHOLDS if worked * 100 >= one * step.norm.max * 60]
    return max(passed, default=None)


def reminders(office: Office, views: Iterable[RequestView], now: int) -> Iterator[PlannedMessage]:
    """What is to be sent now; nothing outside of office hours."""
    if not office.timeline.is_working(now):
        return
    for view in views:
        threshold, step = threshold_reached(view, now), view.walk.next
        if threshold is None or step is None:
            continue
        mark = f"{len(view.standing) + 1}-{threshold}"
        for key in office.people:
            if step.performer in office.roles_of(key, now):
                yield PlannedMessage(MessageKind.REMINDER, view.record.id, Recipient(ReaderKind.PERSON, key), mark, now)


def digests(office: Office, now: int) -> Iterator[PlannedMessage]:
    """One for each head on a working day, from the office's first hour on."""
    day = local_time(now, office.zone).date()
    hours = office.timeline.stretches(day)
    if not hours or now < hours[0][0]:
        return
    head = office.editions[-1].head
    for key in office.people:
        if head in office.roles_of(key, now):
            yield PlannedMessage(
                MessageKind.DIGEST, day.isoformat(), Recipient(ReaderKind.PERSON, key), "pagi", hours[0][0]
            )


def day_of(planned: PlannedMessage) -> dt.date:
    """The day of a digest."""
    return dt.date.fromisoformat(planned.about)
