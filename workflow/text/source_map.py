"""Where everything stands in a header: for findings that are shown and for the smallest possible edits.

Reading does not keep positions, since most files need none; this reads a header once more for those that do.
"""

from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct
from yaml import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml._yaml import CParser

from workflow.text.yaml_load import KeyPath


class SourceSpan(Struct):
    """One field or list entry of a header. Lines and columns count from 0."""

    line: int
    """Of the name, or of the entry's first character."""
    column: int
    start: int
    """Character offset of the value."""
    end: int = -1
    """Character offset behind the value; -1 for a group of lines."""
    block: bool = False
    """Whether the value is a mapping or list written line by line."""


def map_source(header: str) -> dict[KeyPath, SourceSpan]:
    """Every field and entry of a header, as far as it can be read, in the order of the text."""
    spots: dict[KeyPath, SourceSpan] = {}
    open_: list[Any] = []  # on each level: the index that comes next, or the key being read (None before it)
    get_event: Callable[[], Any] = CParser(header).get_event
    try:
        while type(event := get_event()) is not StreamEndEvent:
            kind = type(event)
            if kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent:
                _take(event, open_, spots)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                open_.pop()
                spot = spots.get(tuple(open_))
                if spot and not spot.block:
                    spot.end = event.end_mark.index
                _advance(open_)
    except yaml.YAMLError:
        pass  # what stands before the broken spot is still worth showing
    return spots


def _take(event: Any, open_: list[Any], spots: dict[KeyPath, SourceSpan]) -> None:
    """One name, value or opening of a collection."""
    mark, end = event.start_mark, event.end_mark
    if open_ and open_[-1] is None:
        open_[-1] = getattr(event, "value", "")
        spots.setdefault(tuple(open_), SourceSpan(mark.line, mark.column, event.end_mark.index))
        return
    if open_:
        place = tuple(open_)
        spot = spots.setdefault(place, SourceSpan(mark.line, mark.column, mark.index))
        spot.start = mark.index
    if type(event) is ScalarEvent:
        if open_:
            spot.end = end.index
        _advance(open_)
    else:
        if open_:
            spot.block = not event.flow_style
        open_.append(0 if type(event) is SequenceStartEvent else None)


def _advance(open_: list[Any]) -> None:
    """From a finished value to the next key or index."""
    if open_:
        open_[-1] = open_[-1] + 1 if type(open_[-1]) is int else None


def nearest_position(spots: dict[KeyPath, SourceSpan], place: KeyPath) -> tuple[int, int]:
    """Line and column (from 0) of a place; of its nearest parent if it is not there; of the start at worst."""
    for length in range(len(place), 0, -1):
        if spot := spots.get(place[:length]):
            return spot.line, spot.column
    return 0, 0
