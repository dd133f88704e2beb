"""Reports an audit as an object-centric event log: OCEL 2.0 in JSON (ocel-standard.org).

As in the standard's JSON schema every value is a string; its type is declared with the event or object type.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from workflow.audit.report import Audit, AuditedEntry
from workflow.reporters.event_log import (
    COMMIT_TIME_COLUMNS,
    ENTRY_COLUMNS,
    Activities,
    ColumnKind,
    EventColumn,
    activity_name,
    utc_time,
    xml_text,
)

_TYPES = {ColumnKind.TEXT: "string", ColumnKind.TIME: "time", ColumnKind.NUMBER: "integer", ColumnKind.FLAG: "boolean"}
_OBJECTS: dict[str, Callable[[AuditedEntry], str]] = {
    "request": lambda entry: entry.request,
    "person": lambda entry: entry.by,
    "commit": lambda entry: entry.commit,
}
_ALWAYS = utc_time(0)
"""The instant that the standard gives to what holds from the beginning."""


def ocel(audit: Audit, activities: Activities) -> Iterator[str]:
    """The log in pieces: requests, persons and commits, and an event for each entry, oldest first."""
    types = sorted({activity_name(entry, activities) for entry in audit.entries})
    yield '{\n"eventTypes": ['
    yield from _items(_type(name, ENTRY_COLUMNS) for name in types)
    yield '],\n"objectTypes": ['
    yield from _items((_type("request", ()), _type("person", ()), _type("commit", COMMIT_TIME_COLUMNS)))
    yield '],\n"events": ['
    yield from _items(_event(at, entry, activity_name(entry, activities)) for at, entry in enumerate(audit.entries, 1))
    yield '],\n"objects": ['
    yield from _items(chain(_named("request", audit.entries), _named("person", audit.entries), _commits(audit.entries)))
    yield "]\n}\n"


def _items(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The items of an array, one a line."""
    for at, value in enumerate(values):
        yield ("," if at else "") + "\n" + json.dumps(value, ensure_ascii=False)


def _type(name: str, columns: tuple[EventColumn, ...]) -> dict[str, Any]:
    return {"name": name, "attributes": [{"name": each.name, "type": _TYPES[each.kind]} for each in columns]}


def _event(at: int, entry: AuditedEntry, name: str) -> dict[str, Any]:
    """The event of an entry; its number is its place in the audit."""
    return {
        "id": f"entry:{at}",
        "type": name,
        "time": utc_time(entry.finished),
        "attributes": _attributes(ENTRY_COLUMNS, entry),
        "relationships": [
            {"objectId": _id("request", entry), "qualifier": "request"},
            {"objectId": _id("person", entry), "qualifier": "performer"},
            {"objectId": _id("commit", entry), "qualifier": "witness"},
        ],
    }


def _named(kind: str, entries: Iterable[AuditedEntry]) -> Iterator[dict[str, Any]]:
    """The objects of which nothing is known but who or what they are, each once."""
    return ({"id": name, "type": kind, "attributes": []} for name in dict.fromkeys(_id(kind, one) for one in entries))


def _commits(entries: Iterable[AuditedEntry]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for entry in entries:
        name = _id("commit", entry)
        if name not in seen:
            seen.add(name)
            attributes = [each | {"time": _ALWAYS} for each in _attributes(COMMIT_TIME_COLUMNS, entry)]
            yield {"id": name, "type": "commit", "attributes": attributes}


def _attributes(columns: tuple[EventColumn, ...], entry: AuditedEntry) -> list[dict[str, str]]:
    texts = ((column.name, column.text(entry)) for column in columns)
    return [{"name": name, "value": text} for name, text in texts if text is not None]


def _id(kind: str, entry: AuditedEntry) -> str:
    """The identity of an object; its type is part of it, for identities are one space."""
    return f"{kind}:{xml_text(_OBJECTS[kind](entry))}"
