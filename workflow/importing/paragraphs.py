"""Paragraphs of WordPress's classic editor, which keeps a text without them: an empty line parts two."""

import re

_BLOCKS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|"
    "li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK = re.compile(rf"(</?(?:{_BLOCKS})\b[^>]*>)", re.IGNORECASE)
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
BLOCK_EDITOR = "<!-- wp:"


def with_paragraphs(html: str) -> str:
    """HTML with the paragraphs that readers saw; a text of the block editor has them already."""
    is_classic = BLOCK_EDITOR not in html
    html = _COMMENT.sub("\n\n" if is_classic else "", html.replace("\r\n", "\n").replace("\r", "\n"))
    if not is_classic:
        return html
    parts = _KEPT.split(html)  # text, a kept part and its name, text ...
    return "".join(
        _parted(part) if place % 3 == 0 else part if place % 3 == 1 else "" for place, part in enumerate(parts)
    )


def _parted(html: str) -> str:
    """Each run of text between blocks as paragraphs; within a block that holds text alone, breaks only."""
    pieces, inside = [], 0
    for piece in _BLOCK.split(html):
        if _BLOCK.fullmatch(piece):
            name = re.sub(r"[</\s>].*", "", piece.lstrip("</"), flags=re.DOTALL).lower()
            if name in {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "dt", "dd"}:
                inside = max(0, inside + (-1 if piece.startswith("</") else 1))
            pieces.append(piece)
        elif piece.strip():
            runs = [run.strip().replace("\n", "<br>\n") for run in _EMPTY_LINE.split(piece) if run.strip()]
            is_plain = inside and len(runs) == 1
            pieces.append(_edges(piece, runs[0]) if is_plain else "".join(f"<p>{run}</p>" for run in runs))
    return "".join(pieces)


def _edges(piece: str, run: str) -> str:
    """A run with the blanks around it, which part it from what stands beside it."""
    return (" " if piece[:1].isspace() else "") + run + (" " if piece[-1:].isspace() else "")
