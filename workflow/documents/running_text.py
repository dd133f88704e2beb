"""An article's text as plain data for a paper: lists and tables kept, and the address of every link in print."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from workflow.text.figure import TextPicture, figure_of
from workflow.text.markdown import is_safe_to_parse, new_parser
from workflow.text.quotation import Attribution, attribution_of

Data = dict[str, Any]
"""Plain values, as they travel to a template."""
Speakers = Mapping[int, Attribution]
"""Who is quoted, by the paragraph that says so."""
_MARKS = {"strong": "strong", "em": "emphasis"}
_BREAKS = {"softbreak", "hardbreak"}


def running_text(markdown: str, page: str) -> list[Data]:
    """The blocks of a text that is published; nothing of one that is not safe to parse. `page`: its full address."""
    if not is_safe_to_parse(markdown):
        return []
    tokens = new_parser().parse(markdown)
    speakers = {id(one.inline): one for at in range(len(tokens)) if (one := _attribution(tokens, at))}
    return list(_blocks(SyntaxTreeNode(tokens), page, speakers))


def _blocks(node: SyntaxTreeNode, page: str, speakers: Speakers) -> Iterator[Data]:
    for child in node.children:
        match child.type:
            case "heading":
                yield {"kind": "heading", "runs": _runs(child, page)}
            case "bullet_list" | "ordered_list":
                items = [list(_blocks(item, page, speakers)) for item in child.children]
                yield {"kind": child.type, "start": int(child.attrs.get("start", 1)), "items": items}
            case "blockquote":
                yield _quote(child, page, speakers)
            case "table":
                rows = [row for part in child.children for row in part.children]
                yield {"kind": "table", "rows": [[_cell(cell, page) for cell in row.children] for row in rows]}
            case "code_block" | "fence":
                yield {"kind": "paragraph", "runs": [{"text": child.content.rstrip("\n")}]}
            case "footnote_block":
                yield {"kind": "notes", "notes": [_note(note, page, speakers) for note in child.children]}
            case "paragraph":
                yield from _paragraph(child, page)
            case _:
                yield from _blocks(child, page, speakers)


def _paragraph(node: SyntaxTreeNode, page: str) -> Iterator[Data]:
    """A paragraph; of one that shows pictures, what a paper says in the place of each."""
    inline = node.children[0] if node.children else None
    figure = figure_of(inline.token) if inline and inline.token else None
    if figure:
        yield from (_captioned(one, page) for one in figure.pictures)
    else:
        yield {"kind": "paragraph", "runs": _runs(node, page)}


def _note(node: SyntaxTreeNode, page: str, speakers: Speakers) -> Data:
    return {"number": node.meta["id"] + 1, "blocks": list(_blocks(node, page, speakers))}


def _attribution(tokens: list[Token], at: int) -> Attribution | None:
    is_quote = tokens[at].type == "blockquote_open" and tokens[at].level == 0
    return attribution_of(tokens, at) if is_quote else None


def _quote(node: SyntaxTreeNode, page: str, speakers: Speakers) -> Data:
    """A quotation, and whose it says it is."""
    speaker: list[Data] = []
    for inline in (one for one in node.walk() if one.type == "inline" and one.token):
        if said := speakers.get(id(inline.token)):
            speaker = [{"text": "".join(token.content for token in said.speaker)}]
            inline.children = inline.children[: said.start] if said.start else []
    blocks = [one for one in _blocks(node, page, speakers) if one.get("runs") != []]
    return {"kind": "quote", "blocks": blocks, "speaker": speaker}


def _captioned(picture: TextPicture, page: str) -> Data:
    """What a paper says of a picture or a video that it does not show: what is there, and whose it is."""
    words = " ".join(filter(None, (picture.caption or picture.alt, picture.credit)))
    if not picture.video:
        return {"kind": "caption", "video": False, "runs": [{"text": words}]}
    target = urljoin(page, picture.video)
    return {
        "kind": "caption",
        "video": True,
        "runs": [{"text": f"{words} "}, {"text": target, "link": target, "address": True}],
    }


def _cell(node: SyntaxTreeNode, page: str) -> Data:
    align = str(node.attrs.get("style", "")).removeprefix("text-align:")
    return {"align": align or "left", "runs": _runs(node, page)}


def _runs(node: SyntaxTreeNode, page: str) -> list[Data]:
    """The pieces of a block's text, each with its marks."""
    return [run for inline in node.children for run in _inline(inline, {}, page)]


def _inline(node: SyntaxTreeNode, marks: Data, page: str) -> Iterator[Data]:
    for child in node.children:
        if child.type in _BREAKS:
            yield {**marks, "text": " "}
        elif child.type == "footnote_ref":
            yield {"text": str(child.meta["id"] + 1), "raised": True}
        elif child.type == "footnote_anchor":
            continue
        elif child.type == "link":
            target = urljoin(page, str(child.attrs.get("href", "")))
            runs = [*_inline(child, {**marks, "link": target}, page)]
            yield from runs
            shown = target.removeprefix("mailto:")
            if "".join(run["text"] for run in runs).strip() not in {target, shown}:
                yield from ({"text": " ("}, {"text": shown, "link": target, "address": True}, {"text": ")"})
        elif child.children:
            mark = {_MARKS[child.type]: True} if child.type in _MARKS else {}
            yield from _inline(child, {**marks, **mark}, page)
        else:
            yield {**marks, "text": child.content}
