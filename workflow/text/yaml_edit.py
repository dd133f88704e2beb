"""Minimal YAML edits to a header: only the lines that must change do, the rest stays byte for byte.

Reviewers read diffs. So comments, the order of names and everybody's quoting are left alone.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from workflow.text.invisible_characters import on_one_line
from workflow.text.source_map import SourceSpan, map_source
from workflow.text.yaml_load import KeyPath

_PLAIN = re.compile(r"[A-Za-z0-9][^\n:#\[\]{},\"'&*!|>%@`]*(?::[A-Za-z0-9/][^\n:#\[\]{},\"'&*!|>%@`]*)*")

INDICATORS = (*"#&*!|>%@`\"'{}[],?:-",)
"""What a value that is written bare cannot begin with (YAML 1.2, "Indicator Characters")."""


def yaml_scalar(value: str) -> str:
    """A string as YAML writes it: bare where nothing can misread it, else between quotation marks.

    Invisible characters are left out.
    """
    value = value if value.isascii() else on_one_line(value)
    if _PLAIN.fullmatch(value) and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)


def set_value(header: str, place: KeyPath, value: str, order: Sequence[str] = ()) -> str:
    """The header with one single value written. A new name is put where `order` wants it.

    Raises KeyError when the group that the value belongs to is not there or is not written line by line.
    """
    spans = map_source(header)
    span = spans.get(place)
    if span and not span.block:
        gap = "" if header[span.start - 1 : span.start].isspace() else " "
        return header[: span.start] + gap + yaml_scalar(value) + header[span.end :]
    line = f"{place[-1]}: {yaml_scalar(value)}\n"
    return _insert(header, spans, place[:-1], str(place[-1]), line, order)


def set_group(header: str, name: str, values: Mapping[str, Any], order: Sequence[str] = ()) -> str:
    """The header with a whole group of values written anew, where `order` wants it."""
    spans = map_source(header)
    if (name,) in spans:
        start = _offset(header, spans, (), name)
        header = header[:start] + header[_end_of(header, spans, (name,)) :]
        spans = map_source(header)
    return _insert(header, spans, (), name, "".join(f"{line}\n" for line in _lines(name, values)), order)


def append_entry(header: str, place: KeyPath, entry: Mapping[str, Any], order: Sequence[str] = ()) -> str:
    """The header with an entry at the end of a list; the list is begun where it is missing or `[]`.

    Raises KeyError when the list is written in brackets and holds something, or its group is missing.
    """
    spans = map_source(header)
    span = spans.get(place)
    if span is None:
        return _insert(header, spans, place[:-1], str(place[-1]), f"{place[-1]}:\n{_item(entry, '  ')}", order)
    if span.block:
        last = max(index for *parent, index in spans if tuple(parent) == place and isinstance(index, int))
        dash = header.rfind("-", 0, spans[*place, last].start)
        indent = " " * (dash - header.rfind("\n", 0, dash) - 1)
        at = _end_of(header, spans, (*place, last))
        return header[:at] + _item(entry, indent) + header[at:]
    if header[span.start : span.end].strip("[] \n"):
        raise KeyError(place)
    line_end = header.find("\n", span.end)
    indent = " " * (span.column + 2)
    return (
        header[: span.start].rstrip(" ")
        + header[span.end : line_end + 1]
        + _item(entry, indent)
        + header[line_end + 1 :]
    )


def _insert(
    header: str, spans: dict[KeyPath, SourceSpan], parent: KeyPath, name: str, text: str, order: Sequence[str]
) -> str:
    """New lines in a group, behind the last name that `order` puts before them."""
    names = [str(place[-1]) for place in spans if place[:-1] == parent]
    if not names or (parent and not spans[parent].block):
        raise KeyError(parent)
    ranks = {known: rank for rank, known in enumerate(order)}
    before = [known for known in names if ranks.get(known, -1) < ranks.get(name, len(order))]
    at = (
        _end_of(header, spans, (*parent, before[-1]))
        if before
        else header.rfind("\n", 0, _offset(header, spans, parent, names[0])) + 1
    )
    indent = " " * spans[*parent, names[0]].column
    return header[:at] + "".join(indent + line + "\n" for line in text.splitlines()) + header[at:]


def _offset(header: str, spans: dict[KeyPath, SourceSpan], parent: KeyPath, name: str) -> int:
    """Character offset of a name."""
    line = spans[*parent, name].line
    offset = 0
    for _ in range(line):
        offset = header.find("\n", offset) + 1
    return offset + spans[*parent, name].column


def _end_of(header: str, spans: dict[KeyPath, SourceSpan], place: KeyPath) -> int:
    """Offset of the line behind the last one that a field or entry takes."""
    end = max(span.end for other, span in spans.items() if other[: len(place)] == place)
    # a block of text ends at the start of the next line already
    if header[end - 1 : end] == "\n":
        return end
    line_end = header.find("\n", end)
    return len(header) if line_end < 0 else line_end + 1


def _item(entry: Mapping[str, Any], indent: str) -> str:
    """A list entry, line by line."""
    lines = [line for name, value in entry.items() for line in _lines(name, value)]
    return "".join(f"{indent}{'- ' if not index else '  '}{line}\n" for index, line in enumerate(lines))


def _lines(name: str, value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{name}:", *(f"  {line}" for key, inner in value.items() for line in _lines(key, inner))]
    if isinstance(value, (list, tuple)):
        return [f"{name}: [{', '.join(yaml_scalar(str(inner)) for inner in value)}]"]
    return [f"{name}: {yaml_scalar(str(value))}"]
