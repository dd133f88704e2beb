"""Strict YAML loader: libyaml's events become mappings, lists and strings and nothing else, so nothing is guessed.

The events come from the C parser, which is the fastest way (a third of `frontmatter.load`) and never
recurses. Positions are not kept: `source_map` reads a file again when a finding is to be printed.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml._yaml import CParser

from workflow.i18n.message import Message, say
from workflow.text.decode import FORBIDDEN_CHARACTERS, forbidden_character_message

KeyPath = tuple[str | int, ...]
DEEPEST_NESTING = 8
"""Levels of nesting; the deepest record of the office has four."""


class YamlRefusedError(Exception):
    """The YAML cannot be taken: why, and at which character of the header (or line and column)."""

    def __init__(self, message: Message, mark: Any) -> None:
        super().__init__(message.text)
        self.message = message
        self.line: int = mark.line if mark else 0
        self.column: int = mark.column if mark else 0


class DuplicateKey(NamedTuple):
    """A key that stands in its mapping already: its names from the top, and where it stands again (from 0)."""

    path: KeyPath
    line: int
    column: int


def load_yaml(text: str) -> tuple[dict[str, Any], list[DuplicateKey]]:
    """The mapping that `text` holds, and the keys written twice.

    Raises YamlRefusedError for anything that is not one plain mapping of strings, lists and mappings.
    """
    try:
        loaded = _build(CParser(text).get_event)
    except yaml.MarkedYAMLError as error:
        raise YamlRefusedError(explain_error(error), error_mark(error)) from None
    except yaml.YAMLError:
        raise YamlRefusedError(NOT_YAML, None) from None
    if "\\" in text:
        _refuse_escaped(CParser(text).get_event)
    return loaded


def _refuse_escaped(get_event: Callable[[], Any]) -> None:
    """Refuse forbidden characters also where they are written as YAML escapes."""
    while type(event := get_event()) is not StreamEndEvent:
        if type(event) is ScalarEvent and (forbidden := FORBIDDEN_CHARACTERS.search(event.value)):
            raise YamlRefusedError(forbidden_character_message(forbidden.group()), event.start_mark)


def _build(get_event: Callable[[], Any]) -> tuple[dict[str, Any], list[DuplicateKey]]:  # noqa: C901, PLR0912
    """The event loop, in one function because it runs for every header of the archive.

    `current` is the collection being filled and `key` the name whose value comes next (None in a list, and before a
    name); `parents` holds the same two for each collection around it.
    """
    root: dict[str, Any] | None = None
    current: Any = None
    key: str | None = None
    parents: list[tuple[Any, str | None]] = []
    duplicates: list[DuplicateKey] = []
    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor or event.tag or current is None:
                raise refused_event(event)
            if type(current) is list:
                current.append(event.value)
            elif key is None:
                key = event.value
                if key in current:
                    path = (*_path(parents), event.value)
                    duplicates.append(DuplicateKey(path, event.start_mark.line, event.start_mark.column))
            else:
                current[key] = event.value
                key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            node: Any = {} if kind is MappingStartEvent else []
            if event.anchor or event.tag or len(parents) >= DEEPEST_NESTING:
                raise refused_event(event, len(parents))
            if current is None:
                if kind is SequenceStartEvent:
                    raise refused_event(event)
                root = node
            elif type(current) is list:
                current.append(node)
            elif key is None:
                raise YamlRefusedError(say("A name before the colon must be plain text."), event.start_mark)
            else:
                current[key] = node
            parents.append((current, key))
            current, key = node, None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            current, key = parents.pop()[0], None
        elif kind is StreamEndEvent:
            return root or {}, duplicates
        elif kind is AliasEvent:
            raise YamlRefusedError(say("Aliases (*) are not allowed: write the value itself."), event.start_mark)
        elif kind is DocumentStartEvent:
            if root is not None or event.version or event.tags:
                raise YamlRefusedError(say("Only one plain YAML document is allowed."), event.start_mark)
            current = None


def _path(parents: list[tuple[Any, str | None]]) -> KeyPath:
    """Where the collection being filled stands, by the ones around it."""
    return tuple(len(around) - 1 if key is None else key for around, key in parents[1:])


def refused_event(event: Any, depth: int = 0) -> YamlRefusedError:
    """Why this scalar or collection cannot be taken."""
    if event.anchor or event.tag:
        return YamlRefusedError(
            say("Anchors (&) and tags (!) are not allowed: write the value itself."), event.start_mark
        )
    if depth >= DEEPEST_NESTING:
        message = say("The header is nested too deeply (at most {limit} levels).", limit=DEEPEST_NESTING)
        return YamlRefusedError(message, event.start_mark)
    return YamlRefusedError(say("The header must be a list of `name: value` lines."), event.start_mark)


NOT_YAML = say("This is not valid YAML.")
_NOTICED_LATE = {
    "could not find expected ':'": say("A colon is missing after a name."),
    "found unexpected end of stream": say("A quotation mark is opened here and never closed."),
    "did not find expected ',' or ']'": say("A bracket [ is opened and never closed, or a comma is missing."),
    "did not find expected ',' or '}'": say("A brace {{ is opened and never closed, or a comma is missing."),
}
"""What libyaml notices lines after the mistake: something was begun and never ended."""
_EXPLAINED = {
    "mapping values are not allowed in this context": say(
        "There is a colon too many on this line, or the line is indented wrongly. "
        "Put a value that holds a colon between quotation marks."
    ),
    "did not find expected key": say(
        "A name followed by a colon is expected here. Look at the indentation and the quotation marks."
    ),
    "found character that cannot start any token": say(
        "This character cannot begin a value (often a tab instead of spaces, or @, ` or %). "
        "Put the value between quotation marks."
    ),
    "did not find expected '-' indicator": say("A list entry (a line that begins with `-`) is expected here."),
    **_NOTICED_LATE,
}


def explain_error(error: yaml.MarkedYAMLError) -> Message:
    """What libyaml's complaint means to somebody who has never heard of YAML."""
    return _EXPLAINED.get(str(error.problem), NOT_YAML)


def error_mark(error: yaml.MarkedYAMLError) -> Any:
    """The position to show: where the mistake is; for something left open, where it was opened."""
    first, second = error.problem_mark, error.context_mark
    return second or first if error.problem in _NOTICED_LATE else first or second
