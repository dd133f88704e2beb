"""What people wrote may mean nothing, or two things: the reason, and the readings that are asked back."""

import datetime as dt
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from workflow.i18n.dates import local_time
from workflow.i18n.message import Day, InstantValue, Message, Phrase, Value, WordList, mark, say

Read = TypeVar("Read", dt.date, int)
"""A day, or a moment in seconds since the epoch."""


class Direction(StrEnum):
    """On which side of now a day or a moment must lie; it also chooses the year or the week that was not said."""

    PAST = "past"
    """It happened: a letter's date, its arrival, a step that was done."""
    FUTURE = "future"
    """It is to come: a deadline, an embargo, the day until which a hold lasts."""


class AmbiguityReason(StrEnum):
    """Why something is asked back."""

    UNREAD = mark("this is not understood.")
    AHEAD = mark("this has not come yet.")
    BEHIND = mark("this has passed already.")
    FAR = mark("this is more than half a year away.")
    WEEKDAY = mark("the weekday is not that of the date.")
    SEVERAL = mark("this can be read in more than one way.")
    VAGUE = mark("this names no single day.")
    TIME = mark("only the day is asked for, without a time.")
    NO_TIME = mark("the time of day is missing.")
    MISSPELT = mark("a word in it is unknown.")


class Unclear(Struct, Generic[Read], frozen=True):
    """What is asked back instead of being stored."""

    words: str
    """As they were written."""
    why: AmbiguityReason
    readings: tuple[Read, ...] = ()
    """What may have been meant, the likeliest first."""
    zone: str = ""
    """Of moments."""

    def question(self, example: str, place: str = "") -> Message:
        """What is said: with the readings, or where there is none with an example of what would be understood.

        `place`: what people know the place by where it was written, as in "--date: ".
        """
        known: dict[str, Value] = {"place": place, "words": self.words, "why": Phrase(self.why.value)}
        if not self.readings:
            return say("{place}“{words}”: {why} Write it like {example}.", **known, example=example)
        return say(
            "{place}“{words}”: {why} Did you mean {readings}? Then write {spelled}.",
            **known,
            readings=WordList(tuple(self.shown(one) for one in self.readings)),
            spelled=WordList(tuple(unambiguous(one, self.zone) for one in self.readings)),
        )

    def reason(self) -> Message:
        """Why it is asked back, where the readings are listed below."""
        return say("{place}“{words}”: {why}", place="", words=self.words, why=Phrase(self.why.value))

    def shown(self, reading: Read) -> Day | InstantValue:
        """A reading as people read it, with its weekday."""
        return InstantValue(reading, self.zone) if isinstance(reading, int) else Day(reading.isoformat())


def unambiguous(reading: dt.date | int, zone: str) -> str:
    """How a day or a moment is written so that it is never asked back: 2026-11-25, 2026-11-25 09.50."""
    return f"{local_time(reading, zone):%Y-%m-%d %H.%M}" if isinstance(reading, int) else reading.isoformat()
