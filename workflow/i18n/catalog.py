"""The one catalogue: which language is spoken, and messages turned into its words."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from workflow.i18n.message import Day, Duration, Message, Phrase, Value, When, Words

LOCALE = Path(__file__).parent.parent / "locale"
DEFAULT = "id"
LANGUAGE = "REDAKSI_LANG"
"""The environment's variable that says which language to speak."""
LONGEST_VALUE = 120
"""Characters shown of a value that comes out of a file: a hostile one must not fill the screen."""


def language() -> str:
    """The language to speak: REDAKSI_LANG when it is set, else Indonesian.

    The system's locale is not asked: office computers are often set up in English while the
    people before them read Indonesian.
    """
    return "en" if os.environ.get(LANGUAGE, DEFAULT).lower().startswith("en") else DEFAULT


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak another language for a while: papers and messages are Indonesian, whatever the terminal speaks."""
    before = os.environ.get(LANGUAGE)
    os.environ[LANGUAGE] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ[LANGUAGE]
        else:
            os.environ[LANGUAGE] = before


@cache
def catalogue(name: str) -> gettext.NullTranslations:
    """The catalogue of one language; English needs none, since the code speaks it."""
    return gettext.translation("messages", LOCALE, [name], fallback=name == "en")


def tr(text: str, **values: Value) -> str:
    """Translate `text` now and fill in its values."""
    return fill(Message(text, values))


def fill(message: Message) -> str:
    """A message as a sentence in the language spoken."""
    template = catalogue(language()).gettext(message.text) if message.text else ""
    return template.format_map({name: show(value) for name, value in message.values.items()})


def show(value: Value) -> str:
    """One value as people read it. Text out of files is shortened, never interpreted."""
    match value:
        case Phrase(text):
            return catalogue(language()).gettext(text)
        case When() | Day():
            return _dated(value)
        case Duration(seconds):
            return duration(seconds)
        case Words(items):
            return choice(tuple(map(show, items)))
        case str():
            return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
        case _:
            return str(value)


def _dated(value: When | Day) -> str:
    from workflow.i18n.dates import full_date, long_time  # Babel is slow to import

    return long_time(value.at, value.zone) if isinstance(value, When) else full_date(value.date)


def choice(items: tuple[str, ...]) -> str:
    """Several words as a choice: "a, b atau c"."""
    *most, last = items or ("",)
    return tr("{most} or {last}", most=", ".join(most), last=last) if most else last


def duration(seconds: int) -> str:
    """Working time in hours and minutes: "2 jam 5 menit"."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if not hours:
        return tr("{minutes} min", minutes=minutes)
    if not minutes:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
