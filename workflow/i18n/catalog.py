"""The one catalogue: which language is spoken, and messages turned into its words."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from workflow.i18n.message import Day, Duration, InstantValue, Message, Phrase, Value, WordList

LOCALE_FOLDER = Path(__file__).parent.parent / "locale"
DEFAULT_LANGUAGE = "id"
LANGUAGE_VARIABLE = "REDAKSI_LANG"
"""The environment's variable that says which language to speak."""
LONGEST_VALUE = 120
"""Characters shown of a value that comes out of a file: a hostile one must not fill the screen."""


def current_language() -> str:
    """The language to speak: REDAKSI_LANG when it is set, else Indonesian.

    The system's locale is not asked: office computers are often set up in English while the
    people before them read Indonesian.
    """
    return "en" if os.environ.get(LANGUAGE_VARIABLE, DEFAULT_LANGUAGE).lower().startswith("en") else DEFAULT_LANGUAGE


@contextmanager
def in_language(name: str) -> Iterator[None]:
    """Speak another language for a while: papers and messages are Indonesian, whatever the terminal speaks."""
    before = os.environ.get(LANGUAGE_VARIABLE)
    os.environ[LANGUAGE_VARIABLE] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ[LANGUAGE_VARIABLE]
        else:
            os.environ[LANGUAGE_VARIABLE] = before


@cache
def translations(name: str) -> gettext.NullTranslations:
    """The catalogue of one language; English needs none, since the code speaks it."""
    return gettext.translation("messages", LOCALE_FOLDER, [name], fallback=name == "en")


def tr(text: str, **values: Value) -> str:
    """Translate `text` now and fill in its values."""
    return translate(Message(text, values))


def translate(message: Message) -> str:
    """A message as a sentence in the language spoken."""
    template = translations(current_language()).gettext(message.text) if message.text else ""
    return template.format_map({name: format_value(value) for name, value in message.values.items()})


def format_value(value: Value) -> str:
    """One value as people read it. Text out of files is shortened, never interpreted."""
    match value:
        case Phrase(text):
            return translations(current_language()).gettext(text)
        case InstantValue() | Day():
            return _dated(value)
        case Duration(seconds):
            return format_duration(seconds)
        case WordList(items):
            return format_choice(tuple(map(format_value, items)))
        case str():
            return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
        case _:
            return str(value)


def _dated(value: InstantValue | Day) -> str:
    from workflow.i18n.dates import full_date, long_time  # Babel is slow to import

    return long_time(value.at, value.zone) if isinstance(value, InstantValue) else full_date(value.date)


def format_choice(items: tuple[str, ...]) -> str:
    """Several words as a choice: "a, b atau c"."""
    *most, last = items or ("",)
    return tr("{most} or {last}", most=", ".join(most), last=last) if most else last


def format_duration(seconds: int) -> str:
    """Working time in hours and minutes: "2 jam 5 menit"."""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    if not hours:
        return tr("{minutes} min", minutes=minutes)
    if not minutes:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
