"""Small edits to a header: only the lines that must change do, the rest stays byte for byte.

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


def yaml_scalar(value: str) -> str:
    """A string as YAML writes it: bare where nothing can misread it, else between quotation marks.

    What nobody sees is left out of it.
    """
    value = value if value.isascii() else on_one_line(value)
    if _PLAIN.fullmatch(value) and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)


def set_value(header: str, place: KeyPath, value: str, order: Sequence[str] = ()) -> str:
    """The header with one single value written. A new name is put where `order` wants it.

    Raises KeyError when the group that the value belongs to is not there or is not written line by line.
    """
    spots = map_source(header)
    spot = spots.get(place)
    if spot and not spot.block:
        gap = "" if header[spot.start - 1 : spot.start].isspace() else " "
        return header[: spot.start] + gap + yaml_scalar(value) + header[spot.end :]
    line = f"{place[-1]}: {yaml_scalar(value)}\n"
    return _insert(header, spots, place[:-1], str(place[-1]), line, order)


def set_group(header: str, name: str, values: Mapping[str, Any], order: Sequence[str] = ()) -> str:
    """The header with a whole group of values written anew, where `order` wants it."""
    spots = map_source(header)
    if (name,) in spots:
        start = _offset(header, spots, (), name)
        header = header[:start] + header[_end_of(header, spots, (name,)) :]
        spots = map_source(header)
    return _insert(header, spots, (), name, "".join(f"{line}\n" for line in _lines(name, values)), order)


def append_entry(header: str, place: KeyPath, entry: Mapping[str, Any], order: Sequence[str] = ()) -> str:
    """The header with an entry at the end of a list; the list is begun where it is missing or `[]`.

    Raises KeyError when the list is written in brackets and holds something, or its group is missing.
    """
    spots = map_source(header)
    spot = spots.get(place)
    if spot is None:
        return _insert(header, spots, place[:-1], str(place[-1]), f"{place[-1]}:\n{_item(entry, '  ')}", order)
    if spot.block:
        last = max(index for *parent, index in spots if tuple(parent) == place and isinstance(index, int))
        dash = header.rfind("-", 0, spots[*place, last].start)
        indent = " " * (dash - header.rfind("\n", 0, dash) - 1)
        at = _end_of(header, spots, (*place, last))
        return header[:at] + _item(entry, indent) + header[at:]
    if header[spot.start : spot.end].strip("[] \n"):
        raise KeyError(place)
    line_end = header.find("\n", spot.end)
    indent = " " * (spot.column + 2)
    return (
        header[: spot.start].rstrip(" ")
        + header[spot.end : line_end + 1]
        + _item(entry, indent)
        + header[line_end + 1 :]
    )


def _insert(
    header: str, spots: dict[KeyPath, SourceSpan], parent: KeyPath, name: str, text: str, order: Sequence[str]
) -> str:
    """New lines in a group, behind the last name that `order` puts before them."""
    names = [str(place[-1]) for place in spots if place[:-1] == parent]
    if not names or (parent and not spots[parent].block):
        raise KeyError(parent)
    ranks = {known: rank for rank, known in enumerate(order)}
    before = [known for known in names if ranks.get(known, -1) < ranks.get(name, len(order))]
    at = (
        _end_of(header, spots, (*parent, before[-1]))
        if before
        else header.rfind("\n", 0, _offset(header, spots, parent, names[0])) + 1
    )
    indent = " " * spots[*parent, names[0]].column
    return header[:at] + "".join(indent + line + "\n" for line in text.splitlines()) + header[at:]


def _offset(header: str, spots: dict[KeyPath, SourceSpan], parent: KeyPath, name: str) -> int:
    """Character offset of a name."""
    line = spots[*parent, name].line
    offset = 0
    for _ in range(line):
        offset = header.find("\n", offset) + 1
    return offset + spots[*parent, name].column


def _end_of(header: str, spots: dict[KeyPath, SourceSpan], place: KeyPath) -> int:
    """Offset of the line behind the last one that a field or entry takes."""
    end = max(spot.end for other, spot in spots.items() if other[: len(place)] == place)
    # a block of text ends at the start of the next line already
    if header[end - 1 : end] == "\n":
        return end
    found = header.find("\n", end)
    return len(header) if found < 0 else found + 1


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
