"""Front matter: a record's file as a strict YAML header between two fences, and a Markdown body."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import msgspec
from frontmatter.default_handlers import BaseHandler
from msgspec import Struct
from msgspec.structs import replace

from workflow.i18n.message import Message, say
from workflow.text import yaml_load
from workflow.text.decode import LARGEST_FILE_BYTES, decode, line_and_column, unreadable_finding
from workflow.text.finding import MOST_FINDINGS, Finding, Place, ReadingRule, Related
from workflow.text.invisible_characters import CLEAN_HELP, describe_character, first_odd_offset
from workflow.text.source_map import SourceSpan, map_source, nearest_position
from workflow.text.yaml_edit import yaml_scalar

LARGEST_HEADER = 16 * 1024
"""Characters of the longest header; a request with a dozen entries has about 2,500."""
LARGEST_REDIRECTS = 4 * 1024 * 1024
"""Characters of the list of moved addresses: a former site of twenty thousand pages."""
LARGEST_CONFIGURATION = 64 * 1024
"""Characters of the longest configuration file; a list of a hundred people has about 25,000."""


YAML_ESCAPE = "\\"
"""YAML escapes begin with it, so a search for a text in files must look for this too."""


FENCE = "---\n"
"""The line before and the line after a header."""


class FrontMatterHandler(BaseHandler):
    """How python-frontmatter takes our files apart: only between fences of exactly three hyphens.

    Given to `frontmatter.load(..., handler=FrontMatterHandler())` it lets other programs read records as Redaksi does.
    """

    FM_BOUNDARY = re.compile(r"---(?<![^\n]---)[ \t]*(?:\n|\Z)")
    """At the beginning of a line; put so that it begins with plain characters, which are found faster."""
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str) -> dict[str, Any]:
        """The header as plain data. Raises YamlRefusedError."""
        return yaml_load.load_yaml(fm)[0]


FRONT_MATTER = FrontMatterHandler()


class Document(Struct, frozen=True):
    """A file that could be read: its header as plain data, and where the parts begin in its text."""

    path: str
    text: str
    header: dict[str, Any]
    header_at: int
    """Character offset of the header in `text`; 0 for a file that is YAML as a whole."""
    body_at: int
    """Character offset of the body in `text`."""

    @property
    def header_text(self) -> str:
        """The YAML between the fences, as it is written."""
        return self.text[self.header_at : self._closing_fence]

    def with_header(self, header_text: str) -> str:
        """The whole text with another header between the same fences."""
        return self.text[: self.header_at] + header_text + self.text[self._closing_fence :]

    @property
    def _closing_fence(self) -> int:
        """Where the second fence begins, as a character offset in `text`."""
        return self.text.rfind("---", 0, self.body_at)

    @property
    def body(self) -> str:
        """The Markdown below the header, without the blank lines around it."""
        return self.text[self.body_at :].strip()

    @property
    def body_start(self) -> int:
        """Where the body begins behind the blank lines that follow the header, as a character offset in `text`."""
        below = self.text[self.body_at :]
        return self.body_at + len(below) - len(below.lstrip())

    def body_lines(self) -> list[int]:
        """Where each line of the body begins, as a character offset in `text`."""
        return line_offsets(self.body, self.body_start)

    def written(self, name: str) -> tuple[bytes, ...]:
        """The members of a list in the header, each as the texts it is written with; empty lists count as absent.

        So `10:00+07:00` is not `11:00+08:00`, though both are the same moment; quotes and order make no difference.
        """
        entries = self.header.get(name)
        if not isinstance(entries, list):
            return ()
        return tuple(msgspec.json.encode(_without_empty_lists(entry), order="sorted") for entry in entries)


def join_parts(header_text: str, body: str) -> str:
    """The text of a file with this header, which ends with a line end, and this body, which may be empty."""
    return f"{FENCE}{header_text}{FENCE}{body}\n" if body else f"{FENCE}{header_text}{FENCE}"


def all_strings(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from all_strings(inner)


def line_offsets(text: str, at: int) -> list[int]:
    """Where each line of a text begins, as character offsets, when the text begins at `at`."""
    starts = [at]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _without_empty_lists(value: Any) -> Any:
    return {name: inner for name, inner in value.items() if inner != []} if isinstance(value, dict) else value


def read_document(path: str, data: bytes) -> tuple[Document | None, list[Finding]]:
    """Read a Markdown file with front matter; None when it cannot be read at all."""
    text, findings = decode(path, data)
    if findings:
        return None, findings
    if not text.startswith(FENCE):
        message = say("The file does not begin with a header: its first line must be `---`.")
        return None, [_no_fence(path, text, 0, message)]
    try:
        header, body = FRONT_MATTER.split(text)
    except ValueError:
        message = say("The header is never closed: a second line `---` is missing.")
        nearly = _NEARLY_FENCE.search(text, len(FENCE))
        return None, [_no_fence(path, text, nearly.start() if nearly else 0, message)]
    if len(header) > LARGEST_HEADER:
        return None, [_too_long(path, text, LARGEST_HEADER)]
    return _assemble(path, text, len(FENCE), len(FENCE) + len(header), len(text) - len(body))


def _no_fence(path: str, text: str, start: int, message: Message) -> Finding:
    """The finding for a missing fence; where a line looks like one, for the character in it that is not a hyphen."""
    odd = first_odd_offset(text[start:].partition("\n")[0])
    return (
        unreadable_finding(path, text, start + odd, describe_character(text[start + odd]), CLEAN_HELP)
        if odd >= 0
        else unreadable_finding(path, text, 0, message, FENCES_HELP)
    )


_NEARLY_FENCE = re.compile(r"^\W{0,3}---\W{0,3}$", re.MULTILINE)
FENCES_HELP = say("Write the header between two lines `---`, and the text below the second one.")


def read_yaml(path: str, data: bytes, largest: int = LARGEST_CONFIGURATION) -> tuple[Document | None, list[Finding]]:
    """Read a configuration file of at most so many characters: the whole file is the header."""
    text, findings = decode(path, data, max(largest, LARGEST_FILE_BYTES))
    if findings:
        return None, findings
    if len(text) > largest:
        return None, [_too_long(path, text, largest)]
    return _assemble(path, text, 0, len(text), len(text))


def _too_long(path: str, text: str, limit: int) -> Finding:
    return unreadable_finding(path, text, 0, say("The header is longer than {limit} KiB.", limit=limit // 1024))


def _assemble(path: str, text: str, start: int, end: int, body_at: int) -> tuple[Document | None, list[Finding]]:
    try:
        header, duplicates = yaml_load.load_yaml(text[start:end])
    except yaml_load.YamlRefusedError as error:
        return None, [_refused(path, text, (start, end), error)]
    document = Document(path, text, header, start, body_at)
    return document, [_duplicate(document, again) for again in duplicates[:MOST_FINDINGS]]


def _duplicate(document: Document, again: yaml_load.DuplicateKey) -> Finding:
    """The finding for a name that stands twice: at the second place, with the first one's line."""
    path, text, start = document.path, document.text, document.header_at
    second = offset_of(text, start, again.line, again.column)
    line, column = nearest_position(map_source(text[start:second]), again.path)
    first = offset_of(text, start, line, column)
    there = Related(path, first, say("here first"), *line_and_column(text, first))
    message = say("`{name}` stands here twice.", name=again.path[-1])
    return Finding(ReadingRule.DUPLICATE, path, second, message, DUPLICATE_HELP, related=(there,))


def _refused(path: str, text: str, header: tuple[int, int], error: yaml_load.YamlRefusedError) -> Finding:
    """Why a header cannot be read: first of all a character that looks like another one."""
    start, end = header
    offset = offset_of(text, start, error.line, error.column)
    odd = first_odd_offset(text[start:end])
    if odd >= 0:
        return unreadable_finding(path, text, start + odd, describe_character(text[start + odd]), CLEAN_HELP)
    line = text[text.rfind("\n", 0, offset) + 1 :].partition("\n")[0]
    if glued := _GLUED.match(line):
        message = say("A blank is missing behind the colon of `{name}`.", name=glued["name"])
        return unreadable_finding(
            path, text, offset, message, say("Write `{name}: ` and the value behind it.", name=glued["name"])
        )
    if _CURLY.search(line):
        return unreadable_finding(path, text, offset, error.message, STRAIGHT_QUOTES_HELP)
    return unreadable_finding(path, text, offset, error.message, MEND_LINE_HELP)


_GLUED = re.compile(r"[ -]*(?P<name>[a-z_]{2,30}):(?![\s/])", re.ASCII)
_CURLY = re.compile("[:\\s-][\u201c\u201d\u201e\u2018\u2019]")
STRAIGHT_QUOTES_HELP = say(
    'Only straight quotation marks hold a value together: put the whole value between " and ". '
    "“ and ” are letters like others."
)
MEND_LINE_HELP = say("Mend this line; until then nothing else in the file can be judged.")
DUPLICATE_HELP: Message = say("Keep one of the two and delete the other.")


def offset_of(text: str, start: int, line: int, column: int) -> int:
    """The character offset of a line and column (from 0) that are counted from `start`."""
    for _ in range(line):
        start = text.find("\n", start) + 1
    return min(start + column, len(text))


class Positions:
    """Lines and columns of one document's places; its layout is read once, when the first field is asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _spans(self) -> dict[yaml_load.KeyPath, SourceSpan]:
        return map_source(self.document.text[self.document.header_at : self.document.body_at])

    def of(self, place: Place) -> tuple[int, int]:
        """Line and column, from 1, of a header field or a character offset."""
        text, offset = self.document.text, place
        if not isinstance(offset, int):
            line, column = nearest_position(self._spans, offset)
            offset = offset_of(text, self.document.header_at, line, column)
        return line_and_column(text, offset)


def located(finding: Finding, positions: Positions | None) -> Finding:
    """A finding with its line and column; the beginning of a file that could not be read."""
    if finding.line:
        return finding
    line, column = positions.of(finding.place) if positions else (1, 1)
    help_ = _taken_for_a_note(positions, line) if positions and finding.rule == ReadingRule.MISSING else None
    return replace(finding, line=line, column=column, help=help_ or finding.help)


def _taken_for_a_note(positions: Positions, line: int) -> Message | None:
    """What to do where YAML takes a value for a note, because it begins with `#`, as colours do."""
    found = _NOTE.match(positions.document.text.split("\n")[line - 1])
    if found is None:
        return None
    return say(
        "Put the value between quotation marks: `{name}: {value}`. YAML reads nothing from a # on.",
        name=found["name"],
        value=yaml_scalar(found["value"]),
    )


_NOTE = re.compile(r"[ -]*(?P<name>[\w-]+):[ \t]+(?P<value>#[^\s#].*?)(?:\s+#.*)?\s*$")
"""A name, and where its value should be a `#` that a word follows at once: notes are written with a blank there."""
