"""The canonical form of a record's file, as `redaksi fmt` writes it.

LF line ends, no byte order mark, nothing that nobody sees or that looks like another character
(`text/invisible_characters.py`), Unicode's composed form (NFC), no blanks at line ends, names in the order of the
record's type, one final line break. Comments travel with the line below them; values and quoting are not touched. What
a program reads from the cleaned text is the same before and after, else the file is left as it is. A story that
readers have is not cleaned: it is sealed.
"""

import re
import typing
import unicodedata
from itertools import islice, zip_longest
from typing import Any

from msgspec import Struct

from workflow.records.article import ArticleStatus, article_type
from workflow.records.request import Request
from workflow.text.document import FENCE, FRONT_MATTER, join_parts, read_document
from workflow.text.invisible_characters import (
    InvisibleCharacter,
    is_clean,
    odd_characters,
    plain_header,
    with_line_ends,
    without_invisible,
)
from workflow.text.source_map import SourceSpan, map_source
from workflow.text.validate import inner_type

BOM = b"\xef\xbb\xbf"
_START = re.compile(r"\A\s*---[ \t]*\n")
PUBLIC_STATUSES = frozenset(status.value for status in ArticleStatus if status.was_public)


def canonical_form(path: str, data: bytes, *, cleaning: bool = True) -> bytes | None:
    """A file in canonical form; None when it cannot be read as it is, nor once it is cleaned.

    Without `cleaning`, what nobody sees stays, as in an old record that is not to be rewritten unasked.
    """
    data = data.removeprefix(BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return _formed(
        path, text if not cleaning or _needs_nothing(text) or is_public_article(path, data) else _cleaned(text)
    )


def _needs_nothing(text: str) -> bool:
    return is_clean(text) and text.startswith(FENCE)


def _formed(path: str, text: str) -> bytes | None:
    document, _ = read_document(path, unicodedata.normalize("NFC", text).encode())
    if document is None:
        return None
    kind: type[Any] = Request if path.startswith("content/requests/") else article_type(document.header)
    header = document.header_text
    body = document.text[document.body_at :].strip("\n")
    for candidate in (_ordered(_stripped(header), kind), _ordered(header, kind), _stripped(header)):
        text = join_parts(candidate, body)
        again, _ = read_document(path, text.encode())
        if again and again.header == document.header and again.body == document.body:
            return text.encode()
    return document.text.encode()


class CanonicalDifference(Struct, frozen=True):
    """Where a file that can be read first differs from its canonical form."""

    offset: int
    """Characters of its text before the line that differs."""
    line: str | None
    """None where the file has ended."""
    expected: str | None
    """The line that should stand there; None where the file should have ended."""


def first_difference(path: str, data: bytes) -> CanonicalDifference | None:
    """Where a file departs from its canonical form; None where it does not, or cannot be read as it is.

    What nobody sees is the business of `fields/unseen`, which only warns.
    """
    document, _ = read_document(path, data)
    proper = _formed(path, data.decode()) if document else None
    if document is None or proper is None or proper == data:
        return None
    lines, wanted = document.text.split("\n"), proper.decode().split("\n")
    if lines == wanted:  # only what ends the lines differs
        return CanonicalDifference(0, lines[0], wanted[0])
    pairs = enumerate(zip_longest(lines, wanted))
    place, (line, expected) = next((place, pair) for place, pair in pairs if pair[0] != pair[1])
    return CanonicalDifference(min(sum(len(one) + 1 for one in lines[:place]), len(document.text)), line, expected)


def cleaned_characters(path: str, data: bytes) -> list[InvisibleCharacter]:
    """What the canonical form cleans out of a file that is text, with its places."""
    data = data.removeprefix(BOM)
    try:
        return [] if is_public_article(path, data) else odd_characters(data.decode())
    except UnicodeDecodeError:
        return []


def is_public_article(path: str, data: bytes) -> bool:
    """Whether it is a published article that can be read as it is."""
    document, _ = read_document(path, data)
    return document is not None and document.header.get("status") in PUBLIC_STATUSES


def _cleaned(text: str) -> str:
    text = _START.sub(FENCE, without_invisible(text), count=1)
    fences = [*islice(FRONT_MATTER.FM_BOUNDARY.finditer(text), 2)]
    if not fences or fences[0].start() or fences[0] is fences[-1]:
        return text
    start, end = fences[0].end(), fences[-1].start()
    return text[:start] + plain_header(text[start:end]) + with_line_ends(text[end:])


def _stripped(header: str) -> str:
    """No blanks at line ends."""
    return "".join(line.rstrip() + "\n" for line in header.splitlines())


def _ordered(header: str, kind: type[Any]) -> str:
    """Every group that is written line by line, in the order of its type."""
    spots = map_source(header)
    lines = header.splitlines(keepends=True)
    return "".join(_group(lines, spots, (), kind, 0, len(lines)))


def _group(
    lines: list[str], spots: dict[Any, SourceSpan], place: tuple[Any, ...], kind: Any, start: int, end: int
) -> list[str]:
    """The lines `start` to `end`, which hold the group at `place`, with its names in order."""
    names = [other[-1] for other in spots if other[:-1] == place and len(other) == len(place) + 1]
    rows = [spots[*place, name].line for name in names]
    if not names or len(set(rows)) < len(rows):
        return lines[start:end]  # written in braces
    heads = [rows[0], *(_with_comments(lines, row, rows[index]) for index, row in enumerate(rows[1:]))]
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
    parts = {}
    for name, head, tail in zip(names, heads, [*heads[1:], end], strict=True):
        hint = hints.get(fields.get(name, ""))
        parts[name] = _value(lines, spots, (*place, name), hint, head, tail)
    ranks = {name: rank for rank, name in enumerate(fields)}
    order = sorted(names, key=lambda name: ranks.get(name, len(ranks)))
    ordered = [line for name in order for line in parts[name]]
    if isinstance(place[-1] if place else None, int) and order != names:
        ordered = _move_dash(ordered, lines[rows[0]], spots[*place, names[0]].column)
    return lines[start : heads[0]] + ordered


def _with_comments(lines: list[str], row: int, after: int) -> int:
    """The first line of a name's part: its comments stand right above it."""
    while row - 1 > after and lines[row - 1].lstrip().startswith("#"):
        row -= 1
    return row


def _value(
    lines: list[str], spots: dict[Any, SourceSpan], place: tuple[Any, ...], hint: Any, start: int, end: int
) -> list[str]:
    """A field's lines, with the groups inside it in order."""
    kind = inner_type(hint) if hint else None
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _group(lines, spots, place, kind, start, end)
    item = typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None
    entries = [other for other in spots if other[:-1] == place and len(other) == len(place) + 1]
    if not (isinstance(item, type) and issubclass(item, Struct)) or not spots[place].block or not entries:
        return lines[start:end]
    rows = [spots[entry].line for entry in entries]
    heads = [rows[0], *(_with_comments(lines, row, rows[index]) for index, row in enumerate(rows[1:]))]
    out = lines[start : heads[0]]
    for entry, head, tail in zip(entries, heads, [*heads[1:], end], strict=True):
        out += _group(lines, spots, entry, item, head, tail)
    return out


def _move_dash(ordered: list[str], first: str, column: int) -> list[str]:
    """Put the entry's dash before the name that now comes first."""
    lead = first[:column]
    blank = " " * column
    bare = [blank + line[column:] if line.startswith(lead) else line for line in ordered]
    index = next(i for i, line in enumerate(bare) if not line.lstrip().startswith("#"))
    return [*bare[:index], lead + bare[index][column:], *bare[index + 1 :]]
