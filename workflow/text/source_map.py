"""Source map of a YAML header: where each field and entry stands, for findings that are shown and for small edits.

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
    """The span of every field and entry of a header, as far as it can be read, in the order of the text."""
    spans: dict[KeyPath, SourceSpan] = {}
    open_path: list[Any] = []  # on each level: the index that comes next, or the key being read (None before it)
    get_event: Callable[[], Any] = CParser(header).get_event
    try:
        while type(event := get_event()) is not StreamEndEvent:
            kind = type(event)
            if kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent:
                _enter(event, open_path, spans)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                open_path.pop()
                span = spans.get(tuple(open_path))
                if span and not span.block:
                    span.end = event.end_mark.index
                _advance(open_path)
    except yaml.YAMLError:
        pass  # what stands before the error is still worth showing
    return spans


def _enter(event: Any, open_path: list[Any], spans: dict[KeyPath, SourceSpan]) -> None:
    """One name, value or opening of a collection."""
    mark, end = event.start_mark, event.end_mark
    if open_path and open_path[-1] is None:
        open_path[-1] = getattr(event, "value", "")
        # of a name that stands twice the last one counts, as it does for whoever reads the values
        spans[tuple(open_path)] = SourceSpan(mark.line, mark.column, event.end_mark.index)
        return
    if open_path:
        place = tuple(open_path)
        span = spans.setdefault(place, SourceSpan(mark.line, mark.column, mark.index))
        span.start = mark.index
    if type(event) is ScalarEvent:
        if open_path:
            span.end = end.index
        _advance(open_path)
    else:
        if open_path:
            span.block = not event.flow_style
        open_path.append(0 if type(event) is SequenceStartEvent else None)


def _advance(open_path: list[Any]) -> None:
    """From a finished value to the next key or index."""
    if open_path:
        open_path[-1] = open_path[-1] + 1 if type(open_path[-1]) is int else None


def nearest_position(spans: dict[KeyPath, SourceSpan], place: KeyPath) -> tuple[int, int]:
    """Line and column (from 0) of a place; of its nearest parent if it is not there; of the start at worst."""
    for length in range(len(place), 0, -1):
        if span := spans.get(place[:length]):
            return span.line, span.column
    return 0, 0
