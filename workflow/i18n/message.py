"""A sentence for people that is not yet in any language: a template and its values.

Rules and readers make messages, only renderers turn them into text. So a finding can be cached,
compared in a test and printed in Indonesian or English without being made twice.
"""

from msgspec import Struct


class Phrase(Struct, frozen=True, tag="phrase"):
    """A value that is itself to be translated: a word or half a sentence from the catalogue."""

    text: str


class When(Struct, frozen=True, tag="when"):
    """An instant, shown in the named zone as "Senin, 21 Oktober 2024 pukul 08.05 WIB"."""

    at: int
    """Seconds since 1970-01-01T00:00Z."""
    zone: str


class Day(Struct, frozen=True, tag="day"):
    """A day, shown with its weekday: "Rabu, 25 November 2026"."""

    date: str
    """As 2026-11-25."""


class Duration(Struct, frozen=True, tag="duration"):
    """Working time, shown in hours and minutes; parts of a minute are dropped."""

    seconds: int


class Words(Struct, frozen=True, tag="words"):
    """Several words to choose from, shown as "a, b or c"."""

    items: tuple[str | Phrase | Day | When, ...]


Value = str | int | Phrase | When | Day | Duration | Words


class Message(Struct, frozen=True):
    """A catalogue entry with the values that stand in its braces."""

    text: str
    values: dict[str, Value] = {}


def say(text: str, **values: Value) -> Message:
    """Mark `text` for the catalogue and keep its values beside it. Nothing is translated yet."""
    return Message(text, values)


def mark(text: str) -> str:
    """Mark a string for the catalogue where the translation comes later."""
    return text
