"""An event that a story announces: when and where, for the agenda and for readers' calendars."""

import datetime as dt
from enum import StrEnum

from msgspec import Struct

from workflow.text.field_types import Instant, Line


class EventStatus(StrEnum):
    """Whether an announced event takes place (RFC 5545, STATUS; schema.org, EventStatusType)."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    """It was called off; the story stays, and calendars strike it out."""


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `event:` says of a story: hours (`starts`, `ends`) or whole days (`day`, `last_day`), never both.

    `publishing/event` demands one of the two. Like all that readers see, it is sealed: after publication a new date
    is a correction.
    """

    starts: Instant | None = None
    ends: Instant | None = None
    day: dt.date | None = None
    last_day: dt.date | None = None
    """Included; None: one day."""
    place: Line
    organiser: Line | None = None
    """None: the agency that asked for the story."""
    status: EventStatus = EventStatus.SCHEDULED
