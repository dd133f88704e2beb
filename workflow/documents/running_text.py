"""An article's text as plain data for a paper: lists and tables kept, and the address of every link in print."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from markdown_it.tree import SyntaxTreeNode

from workflow.text.markdown import is_safe_to_parse, new_parser

Data = dict[str, Any]
"""Plain values, as they travel to a template."""
_MARKS = {"strong": "strong", "em": "emphasis"}
_BREAKS = {"softbreak", "hardbreak"}


def running_text(markdown: str, page: str) -> list[Data]:
    """The blocks of a text that is published; nothing of one that is not safe to parse. `page`: its full address."""
    if not is_safe_to_parse(markdown):
        return []
    return list(_blocks(SyntaxTreeNode(new_parser().parse(markdown)), page))


def _blocks(node: SyntaxTreeNode, page: str) -> Iterator[Data]:
    for child in node.children:
        match child.type:
            case "heading":
                yield {"kind": "heading", "runs": _runs(child, page)}
            case "bullet_list" | "ordered_list":
                items = [list(_blocks(item, page)) for item in child.children]
                yield {"kind": child.type, "start": int(child.attrs.get("start", 1)), "items": items}
            case "blockquote":
                yield {"kind": "quote", "blocks": list(_blocks(child, page))}
            case "table":
                rows = [row for part in child.children for row in part.children]
                yield {"kind": "table", "rows": [[_cell(cell, page) for cell in row.children] for row in rows]}
            case "code_block" | "fence":
                yield {"kind": "paragraph", "runs": [{"text": child.content.rstrip("\n")}]}
            case "paragraph":
                yield {"kind": "paragraph", "runs": _runs(child, page)}
            case _:
                yield from _blocks(child, page)


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
        elif child.type == "link":
            target = urljoin(page, str(child.attrs.get("href", "")))
            runs = [*_inline(child, {**marks, "link": target}, page)]
            yield from runs
            shown = target.removeprefix("mailto:")
            if "".join(run["text"] for run in runs).strip() not in {target, shown}:
                yield {"text": f" ({shown})", "address": True}
        elif child.children:
            mark = {_MARKS[child.type]: True} if child.type in _MARKS else {}
            yield from _inline(child, {**marks, **mark}, page)
        else:
            yield {**marks, "text": child.content}
