"""The agenda: events to come, those that are over, and the months that have some."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from workflow.records import urls
from workflow.site.models.gathered.events import StoryEvent
from workflow.site.models.story import Story


class AgendaEntry(Struct, frozen=True):
    """An event in the agenda, with the story that announces it."""

    event: StoryEvent
    title: str
    address: str
    """Of the story."""
    category: str
    announced: int
    """When the story appeared, in seconds since the epoch."""


class AgendaMonth(Struct, frozen=True):
    """The events that begin in a month."""

    first: dt.date
    entries: tuple[AgendaEntry, ...]
    """The earliest first."""

    @property
    def address(self) -> str:
        """Of its page."""
        return urls.agenda_month(self.first)


class MonthLabel(Struct, frozen=True):
    """A month as other pages of the agenda name it."""

    first: dt.date
    address: str
    count: int
    """Events that begin in it."""


def agenda_entries(stories: Iterable[Story]) -> list[AgendaEntry]:
    """Every event that a public story announces, the earliest first."""
    entries = [
        AgendaEntry(story.event, story.title, story.address, story.category.name, story.published)
        for story in stories
        if story.event
    ]
    return sorted(entries, key=lambda entry: (entry.event.starts, entry.address))


def by_month(entries: Sequence[AgendaEntry]) -> list[AgendaMonth]:
    """Events by the month in which they begin. `entries`: the earliest first."""
    grouped = groupby(entries, key=lambda entry: entry.event.first_day.replace(day=1))
    return [AgendaMonth(first, tuple(of_month)) for first, of_month in grouped]


def month_labels(months: Iterable[AgendaMonth]) -> tuple[MonthLabel, ...]:
    """Months as others name them, the latest first."""
    labels = [MonthLabel(month.first, month.address, len(month.entries)) for month in months]
    return tuple(reversed(labels))
