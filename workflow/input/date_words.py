"""The names of days, months, times of day and small numbers, by Babel's locale data and by habit."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("id", "en")
Width = Literal["wide", "abbreviated"]
WIDTHS: tuple[Width, ...] = ("wide", "abbreviated")
FROM_TODAY = {
    "hari ini": 0, "hr ini": 0, "today": 0, "tadi": 0, "nanti": 0,
    "kemarin": -1, "kemaren": -1, "kmrn": -1, "yesterday": -1, "semalam": -1,
    "kemarin dulu": -2, "kemarin lusa": -2,
    "besok": 1, "bsk": 1, "tomorrow": 1, "lusa": 2, "besok lusa": 2,
}  # fmt: skip
"""Days from today."""
NUMBERS = {
    "se": 1, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5,
    "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10,
}  # fmt: skip
ZONES = {"wib": 7, "wita": 8, "wit": 9, "utc": 0, "gmt": 0}
"""Hours east of UTC."""
DAY_PARTS: dict[str, tuple[int, int]] = {
    "pagi": (1, 12), "siang": (10, 17), "sore": (14, 19), "petang": (14, 20), "malam": (18, 29),
    "dini": (0, 7), "subuh": (0, 7), "am": (0, 12), "pm": (12, 24),
}  # fmt: skip
"""The hours that a time of day can have, the last one excluded; 24 to 28 are the next day's first ones."""
TIME_PREFIXES = frozenset({"pukul", "jam", "pkl", "pk", "at"})
"""What stands before a time."""
WEEK_WORDS = frozenset({"minggu", "pekan"})
LAST_WORDS, NEXT_WORDS, THIS_WORD = (
    frozenset({"lalu", "kemarin", "kemaren", "tadi"}),
    frozenset({"depan", "mendatang"}),
    "ini",
)


@lru_cache(1)
def weekdays() -> dict[str, int]:
    """Names of the days from Monday, 0; with the spellings that the locale data lack."""
    names = _named(lambda width, tongue: get_day_names(width, locale=tongue))
    more = {"jum'at": "jumat", "jum\u2019at": "jumat", "jumaat": "jumat", "ahad": "minggu", "kemis": "kamis"}
    return names | {other: names[name] for other, name in more.items()}


@lru_cache(1)
def months() -> dict[str, int]:
    """Names of the months, from 1."""
    names = _named(lambda width, tongue: get_month_names(width, locale=tongue))
    older = {"pebruari": 2, "peb": 2, "agt": 8, "agst": 8, "agust": 8, "agus": 8, "ags": 8, "sept": 9}
    return names | older | {"nopember": 11, "nop": 11}


def _named(names: Callable[[Width, str], Mapping[int, str]]) -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number
        for tongue in LANGUAGES
        for width in WIDTHS
        for number, name in names(width, tongue).items()
    }


@lru_cache(1)
def known_words() -> tuple[str, ...]:
    """Every word that means something in a date, for finding the one that was mistyped."""
    single = {word for phrase in FROM_TODAY for word in phrase.split()}
    return tuple(
        sorted(
            {
                *weekdays(),
                *months(),
                *single,
                *DAY_PARTS,
                *TIME_PREFIXES,
                *WEEK_WORDS,
                *LAST_WORDS,
                *NEXT_WORDS,
                "hari",
                "tanggal",
            }
        )
    )
