"""The day that some words name: the days that they may mean, before it is asked which of them can be."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from workflow.input.ambiguity import AmbiguityReason, Direction
from workflow.input.date_words import (
    FROM_TODAY,
    LAST_WORDS,
    NEXT_WORDS,
    NUMBERS,
    THIS_WORD,
    WEEK_WORDS,
    months,
    weekdays,
)

FAR_DAYS = 183
"""Days. Half a year: a day without a year is the nearer one, and one that is further away was perhaps mistyped."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""The years of records."""
_DAY = dt.timedelta(1)
_APART = re.compile(r"[\s/.-]+")
_ORDINAL = re.compile(r"(\d) ?(?:st|nd|rd|th)\b", re.ASCII)
_DIGITS = re.compile(r"\d{1,4}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_AGO = re.compile(r"(\d{1,3}|[a-z]+) ?(hari|minggu|pekan) (?:yang |yg )?(lalu|lagi|mendatang)", re.ASCII)


class DayReadings(Struct, frozen=True):
    """The days that some words may mean."""

    meant: tuple[dt.date, ...]
    """By the words themselves, the likeliest first."""
    instead: tuple[dt.date, ...] = ()
    """What may have been meant where none of these can be."""
    why: AmbiguityReason | None = None
    """Why none of these is taken without asking."""
    is_exact: bool = False
    """Whether the day was said so fully that its distance makes no doubt."""


def read_days(text: str, today: dt.date, direction: Direction) -> DayReadings | None:
    """The days that a text in small letters may mean; None where it names none."""
    if text in FROM_TODAY:
        day = today + FROM_TODAY[text] * _DAY
        return DayReadings((day, today)) if text == "semalam" else DayReadings((day,))
    if (found := _AGO.fullmatch(text)) and (count := number_in(found[1])):
        return _counted(count, found[2] in WEEK_WORDS, found[3] == "lalu", today)
    words = [word for word in text.split() if word not in ("hari", "pada", "pd")]
    if len(words) > 1 and words[-1].rstrip(".") in weekdays():
        words = [words[-1], *words[:-1]]
    if words[:1] and words[0] in WEEK_WORDS and words[1:2] and words[1] in LAST_WORDS | NEXT_WORDS:
        return _week(words[1] in NEXT_WORDS, today)
    return _with_weekday(words, today, direction) if words else None


def _with_weekday(words: Sequence[str], today: dt.date, direction: Direction) -> DayReadings | None:
    """A weekday, a date, or a date with its weekday."""
    weekday, rest = weekdays().get(words[0].rstrip(".")), words[1:]
    if weekday is None:
        return _dated(words, today, direction)
    if not rest or rest[0] in {*LAST_WORDS, *NEXT_WORDS, THIS_WORD, *WEEK_WORDS, "yang"}:
        return _of_week(weekday, [word for word in rest if word != "yang"], today, direction)
    found = _dated(rest, today, direction)
    return _agreeing(found, weekday, has_year=any(_YEAR.search(word) for word in rest)) if found else None


def number_in(word: str) -> int:
    """A small number in figures or as a word; 0 for none."""
    return int(word) if word.isdecimal() else NUMBERS.get(word, 0)


def _counted(count: int, is_week: bool, is_past: bool, today: dt.date) -> DayReadings:  # noqa: FBT001
    """ "2 hari lalu". Who counts in weeks rarely means the very day."""
    size = count * (7 if is_week else 1) * (-1 if is_past else 1)
    return DayReadings((today + size * _DAY,), why=AmbiguityReason.VAGUE if is_week else None)


def _week(is_next: bool, today: dt.date) -> DayReadings:  # noqa: FBT001
    """ "minggu lalu" is a week and a Sunday."""
    sunday = today + (6 - today.weekday()) * _DAY if is_next else today - (today.weekday() + 1) * _DAY
    if sunday == today:
        sunday += 7 * _DAY
    return DayReadings((sunday, today + (7 if is_next else -7) * _DAY), why=AmbiguityReason.VAGUE)


def _of_week(weekday: int, said: Sequence[str], today: dt.date, direction: Direction) -> DayReadings | None:
    """ "Rabu", "Rabu lalu", "Rabu depan", "Rabu ini", "Rabu minggu lalu"."""
    this = today + (weekday - today.weekday()) * _DAY
    last, following = this - 7 * _DAY, this + 7 * _DAY
    word = " ".join("minggu" if one in WEEK_WORDS else "lalu" if one in LAST_WORDS else one for one in said)
    before, after = this if this < today else last, this if this > today else following
    exact = {"ini": this, "minggu ini": this, "minggu lalu": last, "minggu depan": following, "lalu": before}
    if word in exact:
        return DayReadings((exact[word],))
    if word in NEXT_WORDS:  # on a Monday it is the Wednesday of this week to some, of the next one to others
        return DayReadings(tuple(dict.fromkeys((after, following))))
    if word:
        return None
    near = before if direction is Direction.PAST else after
    return DayReadings((today, near)) if this == today else DayReadings((near,))


def _dated(words: Sequence[str], today: dt.date, direction: Direction) -> DayReadings | None:
    """A date in figures or with the name of its month."""
    has_word = words[0] in ("tanggal", "tgl", "tgl.")
    text = _ORDINAL.sub(r"\1", " ".join(words[1:] if has_word else words))
    parts = [part for part in _APART.split(text.replace("'", "").replace("\u2019", "")) if part]
    if has_word and len(parts) == 1 and _DIGITS.fullmatch(parts[0]):
        return _of_month(int(parts[0]), today, direction)
    named = [months()[part] for part in parts if part in months()]
    figures = [part for part in parts if _DIGITS.fullmatch(part)]
    if len(figures) + len(named) != len(parts) or len(named) > 1 or not 2 <= len(parts) <= 3:  # noqa: PLR2004
        return None
    ways = _named_ways(figures, named[0]) if named else _figure_ways(figures, text)
    real = [(year, day) for year, month, number in ways for day in _real(year, month, number, today, direction)]
    if not real:
        return None
    (year, day), *others = real
    is_first = ways[0][1:] == (day.month, day.day)
    instead = [other for _, other in others]
    if year and not instead and abs(day - today).days > FAR_DAYS:  # the old year is often written on in January
        instead += [other for other in _real(0, day.month, day.day, today, direction) if other != day]
    why = None if is_first or named else AmbiguityReason.SEVERAL
    return DayReadings((day,), tuple(instead), why, is_exact=bool(_ISO.fullmatch(text)))


def _named_ways(figures: Sequence[str], month: int) -> list[tuple[int, int, int]]:
    """Year (0 for none), month and day, of "20 November 2026", "November 20", "2026 November 20"."""
    if len(figures) == 2 and len(figures[0]) == 4:  # noqa: PLR2004
        figures = figures[::-1]
    if len(figures[0]) > 2:  # noqa: PLR2004
        return []
    return [(_year(figures[1]) if len(figures) == 2 else 0, month, int(figures[0]))]  # noqa: PLR2004


def _figure_ways(figures: Sequence[str], text: str) -> list[tuple[int, int, int]]:
    """Day and month first, as the office writes; then what other habits would make of the same figures."""
    sizes, numbers = [len(part) for part in figures], [int(part) for part in figures]
    if len(figures) == 2:  # noqa: PLR2004
        first, second = numbers
        return [(0, second, first), (0, first, second)] if max(sizes) < 3 and " " not in text else []  # noqa: PLR2004
    first, second, third = numbers
    if sizes[0] == 4 and max(sizes[1:]) < 3:  # noqa: PLR2004
        return [(_year(figures[0]), second, third)]
    if max(sizes[:2]) > 2 or sizes[2] == 3 or (sizes[2] < 4 and " " in text):  # noqa: PLR2004
        return []
    ways = [(_year(figures[2]), second, first), (_year(figures[2]), first, second)]
    return ways if sizes[2] == 4 else [*ways, (_year(figures[0]), second, third)]  # noqa: PLR2004


def _year(figures: str) -> int:
    return max(int(figures), 1) if len(figures) == 4 else FIRST_YEAR + int(figures)  # noqa: PLR2004


def _of_month(number: int, today: dt.date, direction: Direction) -> DayReadings | None:
    """ "tanggal 20": the last one or the next one, where that one is also the nearer."""
    first = today.replace(day=1)
    there = (first - 32 * _DAY, first - _DAY, first, first + 32 * _DAY, first + 63 * _DAY)
    near = [day for one in there for day in _valid(one.year, one.month, number)]
    fitting = [day for day in near if (day <= today if direction is Direction.PAST else day >= today)]
    if not fitting:
        return None
    day = min(fitting, key=lambda one: abs(one - today))
    is_nearest = all(abs(day - today) <= abs(other - today) for other in near)
    return DayReadings((day,), why=None if is_nearest else AmbiguityReason.SEVERAL)


def _real(year: int, month: int, day: int, today: dt.date, direction: Direction) -> Iterator[dt.date]:
    """The day, where there is such a day; without a year the last or the next one."""
    if year:
        yield from _valid(year, month, day)
        return
    if direction is Direction.PAST:
        found = [one for back in range(9) for one in _valid(today.year - back, month, day) if one <= today]
    else:
        found = [one for ahead in range(9) for one in _valid(today.year + ahead, month, day) if one >= today]
    yield from found[:1]


def _valid(year: int, month: int, day: int) -> Iterator[dt.date]:
    if FIRST_YEAR <= year <= LAST_YEAR:
        try:
            yield dt.date(year, month, day)
        except ValueError:
            return


def _agreeing(found: DayReadings, weekday: int, *, has_year: bool) -> DayReadings:
    """A weekday beside a date must be that date's: who writes both looked at a calendar, and one of them is wrong."""
    day = found.meant[0]
    if day.weekday() == weekday:
        return DayReadings(found.meant, found.instead, None, is_exact=found.is_exact or has_year)
    agreeing = [other for other in found.instead if other.weekday() == weekday]
    if not agreeing:
        ahead = (weekday - day.weekday()) % 7
        agreeing = [day + (ahead if ahead <= 3 else ahead - 7) * _DAY]  # noqa: PLR2004
    return DayReadings((day, *agreeing), why=AmbiguityReason.WEEKDAY)
