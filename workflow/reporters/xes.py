"""Reports an audit as an event log in XES (IEEE 1849-2016), which ProM, PM4Py, Disco and their like read."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from workflow.audit.report import Audit, AuditedEntry
from workflow.reporters.event_log import (
    COMMIT_COLUMN,
    COMMIT_TIME_COLUMNS,
    ENTRY_COLUMNS,
    OPTIONAL_COLUMNS,
    Activities,
    ColumnKind,
    activity_name,
    utc_time,
    xml_text,
)

_COLUMNS = (*ENTRY_COLUMNS, COMMIT_COLUMN, *COMMIT_TIME_COLUMNS)
_TAGS = {ColumnKind.TEXT: "string", ColumnKind.TIME: "date", ColumnKind.NUMBER: "int", ColumnKind.FLAG: "boolean"}
_DEFAULTS = {ColumnKind.TEXT: "", ColumnKind.TIME: utc_time(0), ColumnKind.NUMBER: "0", ColumnKind.FLAG: "false"}
_EXTENSIONS = {
    "concept": ("Concept", "http://www.xes-standard.org/concept.xesext"),
    "lifecycle": ("Lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    "org": ("Organizational", "http://www.xes-standard.org/org.xesext"),
    "time": ("Time", "http://www.xes-standard.org/time.xesext"),
    "redaksi": ("Redaksi", "urn:redaksi:xes"),
}
"""By prefix: name and address. The addresses are only names: nothing is fetched."""
_CLASSIFIERS = {"Activity": "concept:name lifecycle:transition", "Resource": "org:resource"}


def xes(audit: Audit, activities: Activities) -> Iterator[str]:
    """The log in pieces: a trace for each request in the order of their first entries, an event for each entry.

    The elements are in no namespace, as in the schema that the standard prints.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016" xes.features="">\n'
    yield from _declarations()
    yield _attribute("string", "concept:name", "redaksi")
    yield _attribute("string", "lifecycle:model", "standard")
    yield _attribute("string", "redaksi:head", xml_text(audit.head))
    yield _attribute("int", "redaksi:commits", str(audit.commits))
    yield _attribute("int", "redaksi:rewrites", str(len(audit.rewrites)))
    for number, entries in _traces(audit.entries).items():
        yield "<trace>\n" + _attribute("string", "concept:name", number)
        yield _attribute("string", "redaksi:path", xml_text(entries[0].path))
        yield from (_event(entry, activity_name(entry, activities)) for entry in entries)
        yield "</trace>\n"
    yield "</log>\n"


def _traces(entries: tuple[AuditedEntry, ...]) -> dict[str, list[AuditedEntry]]:
    """The entries of each request, in the order in which they stand in it."""
    traces: dict[str, list[AuditedEntry]] = {}
    for entry in entries:
        traces.setdefault(xml_text(entry.request), []).append(entry)
    for trace in traces.values():
        trace.sort(key=lambda entry: entry.position)
    return traces


def _event(entry: AuditedEntry, name: str) -> str:
    attributes = [_attribute("string", "concept:name", name)]
    attributes.append(_attribute("string", "org:resource", xml_text(entry.by)))
    attributes.append(_attribute("date", "time:timestamp", utc_time(entry.finished)))
    attributes.append(_attribute("string", "lifecycle:transition", "complete"))
    for column in _COLUMNS:
        text = column.text(entry)
        if text is not None:
            attributes.append(_attribute(_TAGS[column.kind], f"redaksi:{column.name}", text))
    return "<event>\n" + "".join(attributes) + "</event>\n"


def _declarations() -> Iterator[str]:
    """Extensions, what every trace and every event is sure to have, and what makes two events the same."""
    for prefix, (name, uri) in _EXTENSIONS.items():
        yield f'<extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'
    yield '<global scope="trace">\n' + _attribute("string", "concept:name", "")
    yield _attribute("string", "redaksi:path", "") + "</global>\n"
    yield '<global scope="event">\n' + _attribute("string", "concept:name", "")
    yield _attribute("string", "org:resource", "") + _attribute("date", "time:timestamp", utc_time(0))
    yield _attribute("string", "lifecycle:transition", "complete")
    for column in _COLUMNS:
        if column.name not in OPTIONAL_COLUMNS:
            yield _attribute(_TAGS[column.kind], f"redaksi:{column.name}", _DEFAULTS[column.kind])
    yield "</global>\n"
    for name, keys in _CLASSIFIERS.items():
        yield f'<classifier name="{name}" scope="event" keys="{keys}"/>\n'


def _attribute(tag: str, key: str, value: str) -> str:
    """An attribute of XES; line ends and tabs become references, which no reader normalises away."""
    return f'<{tag} key="{key}" value={quoteattr(value)}/>\n'
