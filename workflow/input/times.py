"""The time of day that some words name."""

import re
from collections.abc import Iterator, Sequence

from workflow.input.date_words import DAY_PARTS, TIME_PREFIXES

_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d{1,6})?)?", re.ASCII)
_HOUR = re.compile(r"\d{1,2}", re.ASCII)
MOST_WORDS = 5
FIRST_CLEAR_HOUR = 7
"""A bare hour below it is asked back: "jam 3" is said of the afternoon."""


def read_times(words: Sequence[str]) -> tuple[int, ...]:
    """Seconds from midnight, the likeliest first; a day's 24 hours may be passed ("jam 1 malam"). () for no time."""
    plain = [word.rstrip(".") for word in words]
    leads, parts = [word for word in plain if word in TIME_PREFIXES], [word for word in plain if word in DAY_PARTS]
    rest = [word for word in plain if word not in TIME_PREFIXES and word not in DAY_PARTS and word != "hari"]
    is_half = len(rest) == 2 and rest[0] == "setengah"  # noqa: PLR2004
    if len(leads) > 1 or len(parts) > 1 or (len(rest) != 1 and not is_half):
        return ()
    read = _clock(rest[-1], is_bare=not (leads or parts or is_half))
    if read is None:
        return ()
    hour, seconds = read
    if is_half:
        if seconds or not 1 <= hour <= 12:  # noqa: PLR2004
            return ()
        hour, seconds = hour - 1, 1800
    is_plain = not is_half and rest[0].startswith("0")
    return tuple(3600 * one + seconds for one in _hours(hour, parts[0] if parts else "", is_plain=is_plain))


def _clock(word: str, *, is_bare: bool) -> tuple[int, int] | None:
    """The hour as written and the seconds in it; an hour alone only beside a word that says it is one."""
    if _HOUR.fullmatch(word) and not is_bare:
        return (int(word), 0) if int(word) <= 24 else None  # noqa: PLR2004
    found = _CLOCK.fullmatch(word)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    in_range = hour < 24 or (hour, minute, second) == (24, 0, 0)  # noqa: PLR2004
    return (hour, 60 * minute + second) if in_range and minute < 60 and second < 60 else None  # noqa: PLR2004


def _hours(hour: int, part: str, *, is_plain: bool) -> Iterator[int]:
    """The hours of the day that a written one can be."""
    if part:
        first, end = DAY_PARTS[part]
        same = {hour, hour + 12, hour % 12, hour % 12 + 24} if hour <= 12 else {hour}  # noqa: PLR2004
        fitting = sorted(one for one in same if first <= one < end)
        late = [one - 24 for one in fitting if one >= 24]  # noqa: PLR2004  of which night, nobody could say
        yield from (*fitting, *late)
    elif 0 < hour < FIRST_CLEAR_HOUR and not is_plain:
        yield from (hour + 12, hour)
    else:
        yield hour
