"""Columns of the event logs for process mining: what XES, OCEL and CSV say of an entry.

Nothing here names a person: the keys of `people.yml` stand for them, and the author that a commit names is left out.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct

from workflow.audit.report import AuditedEntry

Activities = Mapping[str, Mapping[int, str]]
"""The names of the steps: by edition, then by the step's number."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Outside the production Char of XML 1.0 (fifth edition, section 2.2)."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_EARLIEST = int(dt.datetime.min.replace(tzinfo=dt.UTC).timestamp())
_LATEST = int(dt.datetime.max.replace(tzinfo=dt.UTC, microsecond=0).timestamp())


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TIME = "time"
    """An instant: seconds since the epoch, written in UTC."""
    NUMBER = "number"
    FLAG = "flag"


class EventColumn(Struct, frozen=True):
    """One thing that is said of an entry beside what, who and when."""

    name: str
    kind: ColumnKind
    read: Callable[[AuditedEntry], str | int | None]

    def text(self, entry: AuditedEntry) -> str | None:
        """What it says of an entry, as XML Schema writes it (so does RFC 3339); None where it says nothing."""
        value = self.read(entry)
        return None if value is None else _FORMATTERS[self.kind](value)


def xml_text(text: str | int) -> str:
    """Text as every format can hold it: without what XML 1.0 forbids, so also without bytes that are not UTF-8."""
    return _NOT_XML.sub("", str(text))


def utc_time(at: str | int) -> str:
    """An instant in UTC with its offset. What Git keeps from outside the years 1 to 9999 becomes their limit."""
    return (_EPOCH + dt.timedelta(seconds=min(max(int(at), _EARLIEST), _LATEST))).isoformat()


def activity_name(entry: AuditedEntry, activities: Activities) -> str:
    """The name of the step; its number where the edition has no name for it."""
    return xml_text(activities.get(entry.edition, {}).get(entry.step, "")) or str(entry.step)


_FORMATTERS: dict[ColumnKind, Callable[[str | int], str]] = {
    ColumnKind.TEXT: xml_text,
    ColumnKind.TIME: utc_time,
    ColumnKind.NUMBER: str,
    ColumnKind.FLAG: lambda value: "true" if value else "false",
}

ENTRY_COLUMNS = (
    EventColumn("edition", ColumnKind.TEXT, lambda entry: entry.edition),
    EventColumn("step", ColumnKind.NUMBER, lambda entry: entry.step),
    EventColumn("position", ColumnKind.NUMBER, lambda entry: entry.position),
    EventColumn("evidence", ColumnKind.TEXT, lambda entry: entry.level),
    EventColumn("late", ColumnKind.FLAG, lambda entry: entry.late),
    EventColumn("lag", ColumnKind.NUMBER, lambda entry: entry.lag),
    EventColumn("started", ColumnKind.TIME, lambda entry: entry.started),
    EventColumn("result", ColumnKind.TEXT, lambda entry: entry.result),
    EventColumn("corrects", ColumnKind.NUMBER, lambda entry: entry.corrects),
)
"""What the entry is. The last three may be absent."""
COMMIT_TIME_COLUMNS = (
    EventColumn("committed", ColumnKind.TIME, lambda entry: entry.committed),
    EventColumn("received", ColumnKind.TIME, lambda entry: entry.received),
)
"""What is known of the commit that brought it."""
COMMIT_COLUMN = EventColumn("commit", ColumnKind.TEXT, lambda entry: entry.commit)
OPTIONAL_COLUMNS = frozenset({"started", "result", "corrects"})
