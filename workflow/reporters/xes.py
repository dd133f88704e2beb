"""The audit as an event log in XES (IEEE 1849-2016), which ProM, PM4Py, Disco and their like read."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from workflow.audit.report import Audit, Audited
from workflow.reporters.event_log import COMMIT, ENTRY, OPTIONAL, WITNESS, Activities, Kind, activity, clean, moment

_COLUMNS = (*ENTRY, COMMIT, *WITNESS)
_TAGS = {Kind.TEXT: "string", Kind.TIME: "date", Kind.NUMBER: "int", Kind.FLAG: "boolean"}
_DEFAULTS = {Kind.TEXT: "", Kind.TIME: moment(0), Kind.NUMBER: "0", Kind.FLAG: "false"}
_EXTENSIONS = {
    "concept": ("Concept", "http://www.xes-standard.org/concept.xesext"),
    "lifecycle": ("Lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    "org": ("Organizational", "http://www.xes-standard.org/org.xesext"),
    "time": ("Time", "http://www.xes-standard.org/time.xesext"),
    "redaksi": ("Redaksi", "urn:redaksi:xes"),
}
"""By prefix: name and address. The addresses of the standard's own extensions are names, nothing is fetched."""
_CLASSIFIERS = {"Activity": "concept:name lifecycle:transition", "Resource": "org:resource"}


def xes(audit: Audit, activities: Activities) -> Iterator[str]:
    """The log in pieces: a trace for each request in the order of their first entries, an event for each entry.

    The elements are in no namespace, as in the schema that the standard prints.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016" xes.features="">\n'
    yield from _declarations()
    yield _attribute("string", "concept:name", "redaksi")
    yield _attribute("string", "lifecycle:model", "standard")
    yield _attribute("string", "redaksi:head", clean(audit.head))
    yield _attribute("int", "redaksi:commits", str(audit.commits))
    yield _attribute("int", "redaksi:rewrites", str(len(audit.rewrites)))
    for number, entries in _traces(audit.entries).items():
        yield "<trace>\n" + _attribute("string", "concept:name", number)
        yield _attribute("string", "redaksi:path", clean(entries[0].path))
        yield from (_event(entry, activity(entry, activities)) for entry in entries)
        yield "</trace>\n"
    yield "</log>\n"


def _traces(entries: tuple[Audited, ...]) -> dict[str, list[Audited]]:
    """The entries of each request, in the order in which they stand in it."""
    traces: dict[str, list[Audited]] = {}
    for entry in entries:
        traces.setdefault(clean(entry.request), []).append(entry)
    for trace in traces.values():
        trace.sort(key=lambda entry: entry.position)
    return traces


def _event(entry: Audited, name: str) -> str:
    attributes = [_attribute("string", "concept:name", name)]
    attributes.append(_attribute("string", "org:resource", clean(entry.by)))
    attributes.append(_attribute("date", "time:timestamp", moment(entry.finished)))
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
    yield _attribute("string", "org:resource", "") + _attribute("date", "time:timestamp", moment(0))
    yield _attribute("string", "lifecycle:transition", "complete")
    for column in _COLUMNS:
        if column.name not in OPTIONAL:
            yield _attribute(_TAGS[column.kind], f"redaksi:{column.name}", _DEFAULTS[column.kind])
    yield "</global>\n"
    for name, keys in _CLASSIFIERS.items():
        yield f'<classifier name="{name}" scope="event" keys="{keys}"/>\n'


def _attribute(tag: str, key: str, value: str) -> str:
    """An attribute of XES; line ends and tabs become references, which no reader normalises away."""
    return f'<{tag} key="{key}" value={quoteattr(value)}/>\n'
