"""When a schedule runs: cron lines of GitHub (POSIX, in UTC) as instants."""

import datetime as dt
from collections.abc import Iterator

LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
"""Of minutes, hours, days of the month, months, days of the week from Sunday."""


def field(text: str, low: int, high: int) -> set[int]:
    """The values of one field: lists, ranges, steps and stars."""
    values: set[int] = set()
    for part in text.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        start, end = (low, high) if first == "*" else (int(first), int(last or first))
        assert low <= start <= end <= high, text
        values |= set(range(start, end + 1, int(step or 1)))
    return values


def instants(lines: list[str], first: dt.datetime, days: int) -> Iterator[dt.datetime]:
    """When any of the lines starts a run within so many days, in order; `first` is a midnight in UTC."""
    whole = [[field(text, *limits) for text, limits in zip(line.split(), LIMITS, strict=True)] for line in lines]
    for day in (first + dt.timedelta(days=number) for number in range(days)):
        found = {
            day + dt.timedelta(hours=hour, minutes=minute)
            for minutes, hours, *rest in whole
            if all(
                value in values for value, values in zip((day.day, day.month, day.isoweekday() % 7), rest, strict=True)
            )
            for hour in hours
            for minute in minutes
        }
        yield from sorted(found)
