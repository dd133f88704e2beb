"""A quotation that is set off, and whose it is: a quote's last line that begins with a dash.

> Kalau anak muda hanya diberi jam pembuka, mereka tidak kembali tahun depan.
>
> — Anggrek Contoh, Kepala Dinas Kesehatan
"""

import re
from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct

_DASH = re.compile(r"\s*(?:[\u2014\u2013]|--)\s+(?=\S)")


class Attribution(Struct):
    """Where a quotation says whose it is."""

    inline: Token
    """The tokens of the paragraph in which it says so."""
    start: int
    """Where the tokens of the quotation itself end in that."""
    speaker: list[Token]


def attribution_of(tokens: Sequence[Token], start: int) -> Attribution | None:
    """Whose the quotation is that opens at `start`; None where it does not say so."""
    paragraphs: list[Token] = []
    for index in range(start + 1, len(tokens)):  # no slice: it would copy the rest of the text for every quotation
        token = tokens[index]
        if token.type == "blockquote_close" and token.level == tokens[start].level:
            break
        paragraphs += [token] if token.type == "inline" else []
    if not paragraphs or paragraphs[-1].level != tokens[start].level + 2:
        return None
    last, children = paragraphs[-1], paragraphs[-1].children or []
    breaks = [index for index, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    first = breaks[-1] + 1 if breaks else 0
    if first == 0 and len(paragraphs) == 1:
        return None
    words = children[first:]
    dash = _DASH.match(words[0].content) if words and words[0].type == "text" else None
    if dash is None:
        return None
    named = words[0].copy(content=words[0].content[dash.end() :])
    return Attribution(last, max(first - 1, 0), [named, *words[1:]])
