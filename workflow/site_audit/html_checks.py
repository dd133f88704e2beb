"""One page read strictly: a page that passes is put together as HTML wants it, and tells what it links to.

Stricter than the standard, so that it can be fast: every element that may be closed is closed, and `<` and `>`
are escaped wherever they are not part of a tag.
"""

import re

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.site_audit.finding import Kind
from workflow.site_audit.html_tags import Tag, read_tag

SPLIT = re.compile(r"(<[^<>]*>)")
VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "dialog",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "table",
        "ul",
    ]
)
PARENTS = {
    "td": {"tr"},
    "th": {"tr"},
    "tr": {"tbody", "thead", "tfoot"},
    **{name: {"table"} for name in ("tbody", "thead", "tfoot", "caption", "colgroup")},
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "option": {"select", "optgroup", "datalist"},
    "figcaption": {"figure"},
    "summary": {"details"},
}
ALONE = frozenset(("a", "button", "form", "label"))
"""Elements that never hold one of their own kind."""
WORDLESS = frozenset(("class", "d", "imagesrcset", "points", "sizes", "srcset"))
"""Attributes of which nothing is read by anybody."""
POLICY = "content-security-policy"
NEEDED = {"default-src": {"'none'"}, "style-src": {"'self'"}, "base-uri": {"'none'"}, "form-action": {"'self'"}}
ALLOWED = {"'self'", "'none'", "'wasm-unsafe-eval'", "data:"}

Wrong = list[tuple[Kind, Message]]


class Page(Struct, frozen=True):
    """What one page holds."""

    texts: tuple[str, ...]
    """Its words, in pieces and in a row, its comments, and the values of its attributes."""
    ids: frozenset[str]
    targets: frozenset[str]
    wrong: tuple[tuple[Kind, Message], ...]


def read_page(text: str) -> Page:
    """Read a page."""
    pieces = SPLIT.split(text)
    tags = [read_tag(piece) for piece in pieces[1::2] if not piece.startswith("<!")]
    texts = [piece for piece in pieces[::2] if not piece.isspace()]
    texts += [" ".join(texts), *(piece for piece in pieces[1::2] if piece.startswith("<!--"))]
    texts += dict.fromkeys(value for tag in tags for name, value in tag.attributes.items() if name not in WORDLESS)
    ids = [tag.attributes["id"] for tag in tags if "id" in tag.attributes]
    wrong: Wrong = [*_frame(pieces, tags), *_nesting(tags)]
    wrong += [one for tag in tags for one in tag.wrong]
    wrong += [(Kind.HTML, say("The id “{id}” stands twice.", id=one)) for one in sorted(_twice(ids))]
    if any("<" in piece or ">" in piece for piece in pieces[::2]):
        wrong.append((Kind.HTML, say("A < or > is not escaped.")))
    targets = frozenset(target for tag in tags for target in tag.targets)
    return Page(tuple(texts), frozenset(ids), targets, _once(wrong))


def _once(wrong: Wrong) -> tuple[tuple[Kind, Message], ...]:
    """Each thing that is wrong once, however often it is."""
    return tuple({repr(one): one for one in wrong}.values())


def _twice(ids: list[str]) -> set[str]:
    return {one for one in ids if ids.count(one) > 1} if len(set(ids)) < len(ids) else set()


def _frame(pieces: list[str], tags: list[Tag]) -> Wrong:
    """What every page has: a kind, a language, a title, the policy."""
    wrong: Wrong = []
    if pieces[0].strip() or len(pieces) < 2 or pieces[1].lower() != "<!doctype html>":  # noqa: PLR2004
        wrong.append((Kind.HTML, say("The page does not begin with <!doctype html>.")))
    opened = [tag for tag in tags if not tag.closing]
    if not any(tag.name == "html" and tag.attributes.get("lang") for tag in opened):
        wrong.append((Kind.HTML, say("The page does not say which language it is in.")))
    titles = [pieces[index + 1].strip() for index in range(1, len(pieces) - 1, 2) if pieces[index].lower() == "<title>"]
    if not titles or not titles[0]:
        wrong.append((Kind.HTML, say("The page has no title.")))
    policies = [tag.attributes.get("content", "") for tag in opened if _is_policy(tag)]
    first = next((tag for tag in opened if tag.name in {"meta", "script", "link", "style"}), None)
    if not policies or first is None or not _is_policy(first) or not is_strict(policies[0]):
        wrong.append((Kind.POLICY, say("The page does not begin with a strict Content-Security-Policy.")))
    return wrong


def _is_policy(tag: Tag) -> bool:
    return tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == POLICY


def is_strict(policy: str) -> bool:
    """Whether a policy lets nothing inline run and nothing load from another host."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name: set(sources) for name, *sources in parts}
    if any(directives.get(name) != sources for name, sources in NEEDED.items()):
        return False
    scripts = directives.get("script-src", {"'none'"})
    return "data:" not in scripts and set().union(*directives.values()) <= ALLOWED


def _nesting(tags: list[Tag]) -> Wrong:
    """Every element is closed where it must be, and stands where it may."""
    stack: list[str] = []
    for tag in tags:
        name = tag.name
        if tag.closing:
            if not stack or stack[-1] != name:
                return [(Kind.HTML, say("</{tag}> closes nothing that is open there.", tag=name))]
            stack.pop()
            continue
        foreign = "svg" in stack or "math" in stack or name in {"svg", "math"}
        if stack and not foreign and _misplaced(name, stack):
            return [(Kind.HTML, say("<{tag}> may not stand in <{parent}>.", tag=name, parent=stack[-1]))]
        if tag.selfclosing and not foreign and name not in VOID:
            return [(Kind.HTML, say("<{tag}> cannot close itself.", tag=name))]
        if name and (foreign or name not in VOID) and not tag.selfclosing:
            stack.append(name)
    return [(Kind.HTML, say("<{tag}> is never closed.", tag=stack[-1]))] if stack else []


def _misplaced(name: str, stack: list[str]) -> bool:
    parents = PARENTS.get(name)
    if parents and stack[-1] not in parents:
        return True
    return (name in BLOCK and "p" in stack) or (name in ALONE and name in stack)
