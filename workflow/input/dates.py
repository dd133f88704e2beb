"""A day or a moment as people write it: "20/11/2026", "Kamis, 19 November 15.30", "kemarin jam 2 siang"; never a guess.

What is ambiguous, contradicts itself or is improbable comes back as Unclear, with the readings that are asked back. All
doors (prompts, flags, the form, comments, the writing page) read by these two functions, so that they answer alike.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from workflow.input.ambiguity import AmbiguityReason, Direction, Read, Unclear
from workflow.input.date_words import DAY_PARTS, TIME_PREFIXES, ZONES, known_words
from workflow.input.days import FAR_DAYS, DayReadings, number_in, read_days
from workflow.input.times import MOST_WORDS, read_times
from workflow.text.field_types import SECONDS_PER_DAY
from workflow.text.suggest import closest_word

LONGEST_DATE_TEXT = 80
"""Characters that are read."""
MOST_DATE_WORDS = 14
"""Words that are read."""
MISTYPED_LIKENESS, SHORTEST_CORRECTED = 0.75, 4
"""How alike a mistyped word must be to the one that is asked back, and how many letters it has at least."""
_BRACKETS = str.maketrans("[](){},;|", "         ")
_BORDER = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", re.ASCII)
_ISO_TIME = re.compile(r"(?<=\d)t(?=\d\d:?\d\d)", re.ASCII)
_OFFSET = re.compile(
    r"(?:(?<=[.:]\d\d)|(?<=[.:]\d\d\.\d{3})|\b(?:utc|gmt)) ?([+-])(\d\d?)(?::?(\d\d))?(?=\s|$)", re.ASCII
)
_ZULU = re.compile(r"(?<=\d)z(?=\s|$)", re.ASCII)
_LONG_ZONE = re.compile(r"waktu indonesia (barat|tengah|timur)")
_AGO = re.compile(r"(\d{1,3}|[a-z]+) ?(jam|menit) (?:yang |yg )?(lalu|lagi)", re.ASCII)
_NOW = frozenset({"sekarang", "barusan", "baru saja", "now", "saat ini"})
_PHRASES = (("tadi malam", "semalam"), ("dini hari", "dini"), ("last night", "semalam"), ("setengah jam", "30 menit"))


def read_day(text: str, now: int, zone: str, direction: Direction) -> dt.date | Unclear[dt.date]:
    """The one day that a text names, on the clock of `zone`. `now`: seconds since the epoch."""
    today = dt.datetime.fromtimestamp(now, ZoneInfo(zone)).date()
    found = _odd(text, today, direction) if len(text) <= LONGEST_DATE_TEXT else None
    if found is None:
        return Unclear(text, AmbiguityReason.UNREAD)
    return _settled(text, found, found.meant, found.instead, lambda day: (day - today).days, direction)


def _odd(text: str, today: dt.date, direction: Direction) -> DayReadings | None:
    """The days that a text means, or would mean without a time of day in it or a mistyped word."""
    words = _plain(text)
    if found := _day(words, today, direction):
        return found
    rests = (*(rest for _, rest in _timed(_zoned(words, "UTC")[0])), _hourless(words))
    timed = (_day(rest, today, direction) for rest in rests if rest)
    if found := next((one for one in timed if one), None):
        return DayReadings((*found.meant, *found.instead), why=AmbiguityReason.TIME)
    found = _day(_corrected(words), today, direction)
    return DayReadings((*found.meant, *found.instead), why=AmbiguityReason.MISSPELT) if found else None


def read_moment(text: str, now: int, zone: str, direction: Direction) -> int | Unclear[int]:
    """The one moment that a text names, in seconds since the epoch. A time alone is today's.

    Without a zone it is on the clock of `zone`, the office's; "WIB", "WITA", "WIT" and offsets count as they say.
    """
    words = _plain(text) if len(text) <= LONGEST_DATE_TEXT else ""
    if found := _moment(text, words, now, zone, direction):
        return found
    found = _moment(text, _corrected(words), now, zone, direction)
    if isinstance(found, Unclear):
        return Unclear(
            text, found.why if found.why is AmbiguityReason.NO_TIME else AmbiguityReason.MISSPELT, found.readings, zone
        )
    return Unclear(text, AmbiguityReason.MISSPELT if found else AmbiguityReason.UNREAD, (found,) if found else (), zone)


def _moment(text: str, words: str, now: int, zone: str, direction: Direction) -> int | Unclear[int] | None:
    words, clock = _zoned(words, zone)
    if words in _NOW:
        return now - now % 60

    def settled(found: DayReadings, meant: Sequence[int], instead: Sequence[int]) -> int | Unclear[int]:
        return _settled(text, found, meant, instead, lambda one: (one - now) / SECONDS_PER_DAY, direction, zone)

    today = dt.datetime.fromtimestamp(now, clock).date()
    if (span := _AGO.fullmatch(words)) and (count := number_in(span[1])):
        size = count * (3600 if span[2] == "jam" else 60) * (-1 if span[3] == "lalu" else 1)
        return settled(DayReadings((), is_exact=True), [now - now % 60 + size], [])
    for seconds, rest in _timed(words):
        found = _day(rest, today, direction) if rest else _this_day(today, direction)
        if found:
            meant = [_instant(day, one, clock) for day in found.meant for one in seconds]
            return settled(found, meant, [_instant(day, seconds[0], clock) for day in found.instead])
    day = _hourless(words)
    is_named = _day(words, today, direction) or (_day(day, today, direction) if day else words)
    return Unclear(text, AmbiguityReason.NO_TIME, (), zone) if is_named else None


def _hourless(words: str) -> str:
    """The words but for those that name a part of a day, as in "kemarin sore"."""
    return " ".join(word for word in words.split() if word not in DAY_PARTS and word not in TIME_PREFIXES)


def _this_day(today: dt.date, direction: Direction) -> DayReadings:
    """A time alone is today's; where that cannot be, the last one or the next one was perhaps meant."""
    return DayReadings((today,), (today + dt.timedelta(-1 if direction is Direction.PAST else 1),))


def _timed(text: str) -> Iterator[tuple[tuple[int, ...], str]]:
    """The ways to take some of the words as a time of day, the longest first, and the words beside it."""
    words = text.split()
    if len(words) > MOST_DATE_WORDS:
        return
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        for first in range(len(words) - size, -1, -1):
            if found := read_times(words[first : first + size]):
                yield found, " ".join(words[:first] + words[first + size :])


def _instant(day: dt.date, seconds: int, clock: dt.tzinfo) -> int:
    later, within = divmod(seconds, SECONDS_PER_DAY)
    time = dt.time(within // 3600, within // 60 % 60, within % 60, tzinfo=clock)
    return int(dt.datetime.combine(day + dt.timedelta(later), time).timestamp())


def _settled(
    text: str,
    found: DayReadings,
    meant: Sequence[Read],
    instead: Sequence[Read],
    away: Callable[[Read], float],
    direction: Direction,
    zone: str = "",
) -> Read | Unclear[Read]:
    """The one that is meant, or what is asked back. `away`: the days from now to one."""

    def fits(one: Read) -> bool:
        return away(one) <= 0 if direction is Direction.PAST else away(one) >= 0

    def is_near(one: Read) -> bool:
        return found.is_exact or abs(away(one)) <= FAR_DAYS

    possible: list[Read] = [one for one in meant if fits(one)]
    is_first = possible[:1] == [*meant[:1]]
    if found.why is None and len(possible) == 1 and is_first and is_near(possible[0]):
        return possible[0]
    against = AmbiguityReason.AHEAD if direction is Direction.PAST else AmbiguityReason.BEHIND
    why = found.why or (
        against if not is_first else AmbiguityReason.SEVERAL if len(possible) > 1 else AmbiguityReason.FAR
    )
    others: list[Read] = [one for one in instead if fits(one) and (is_near(one) or not possible)]
    readings: tuple[Read, ...] = tuple(dict.fromkeys(possible + others))
    return Unclear(text, why, readings[:3], zone)


def _plain(text: str) -> str:
    """The text as it is compared: small letters, single spaces, figures apart from letters."""
    words = unicodedata.normalize("NFKC", text).casefold().translate(_BRACKETS)
    words = _OFFSET.sub(
        lambda one: f" utc{one[1]}{one[2]}{one[3] or '00'}", _ZULU.sub(" utc", _ISO_TIME.sub(" ", words))
    )
    words = " ".join(_BORDER.sub(" ", words).split()).strip(" .!?")
    for phrase, plain in _PHRASES:
        words = words.replace(phrase, plain)
    return _LONG_ZONE.sub(lambda one: {"barat": "wib", "tengah": "wita", "timur": "wit"}[one[1]], words)


def _day(words: str, today: dt.date, direction: Direction) -> DayReadings | None:
    try:
        return read_days(words, today, direction)
    except OverflowError:  # a day before the first or behind the last that a computer knows
        return None


def _zoned(words: str, zone: str) -> tuple[str, dt.tzinfo]:
    """The words without the name of a zone, and the clock that they are on."""
    rest = words.split()
    named = [word for word in rest if word in ZONES or _is_offset(word)]
    if len(named) != 1:
        return words, ZoneInfo(zone)
    rest.remove(named[0])
    return " ".join(rest), _clock_of(named[0])


def _is_offset(word: str) -> bool:
    return bool(re.fullmatch(r"utc[+-]\d{3,4}", word))


@lru_cache(64)
def _clock_of(name: str) -> dt.tzinfo:
    if name in ZONES:
        return dt.timezone(dt.timedelta(hours=ZONES[name]))
    minutes = int(name[4:-2]) % 24 * 60 + int(name[-2:]) % 60
    return dt.timezone(dt.timedelta(minutes=minutes if name[3] == "+" else -minutes))


def _corrected(words: str) -> str:
    """The words with each mistyped one replaced by the one that was probably meant; "" where there is none."""
    parts = words.split()[: MOST_DATE_WORDS + 1]
    fixed = [_meant(word) for word in parts]
    return " ".join(fixed) if all(fixed) and fixed != parts and len(parts) <= MOST_DATE_WORDS else ""


def _meant(word: str) -> str:
    is_right = len(word) < SHORTEST_CORRECTED or not word.isalpha() or word in known_words()
    return word if is_right else closest_word(word, known_words(), MISTYPED_LIKENESS)
