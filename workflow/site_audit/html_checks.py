"""Checks of one HTML page, and what it links to. A page that passes is well-formed and properly nested.

Stricter than the standard, so that it can be fast: every element that may be closed is closed, and `<` and `>`
are escaped wherever they are not part of a tag.
"""

import re

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.site_audit.finding import SiteFindingKind
from workflow.site_audit.html_tags import HtmlTag, read_tag

TAGS = re.compile(r"(<[^<>]*>)")
VOID_ELEMENTS = frozenset(
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
BLOCK_ELEMENTS = frozenset(
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
ALLOWED_PARENTS = {
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
NEVER_NESTED = frozenset(("a", "button", "form", "label"))
"""Elements that never hold one of their own kind."""
UNREAD_ATTRIBUTES = frozenset(("class", "d", "imagesrcset", "points", "sizes", "srcset"))
"""Attributes of which nothing is read by anybody."""
POLICY_NAME = "content-security-policy"
REQUIRED_DIRECTIVES = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
}
ALLOWED_SOURCES = {"'self'", "'none'", "'wasm-unsafe-eval'", "data:"}

Flaws = list[tuple[SiteFindingKind, Message]]


class HtmlPage(Struct, frozen=True):
    """What one page holds."""

    texts: tuple[str, ...]
    """Its words, in pieces and in a row, its comments, and the values of its attributes."""
    ids: frozenset[str]
    targets: frozenset[str]
    wrong: tuple[tuple[SiteFindingKind, Message], ...]


def read_page(text: str) -> HtmlPage:
    """Read a page."""
    pieces = TAGS.split(text)
    tags = [read_tag(piece) for piece in pieces[1::2] if not piece.startswith("<!")]
    texts = [piece for piece in pieces[::2] if not piece.isspace()]
    texts += [" ".join(texts), *(piece for piece in pieces[1::2] if piece.startswith("<!--"))]
    texts += dict.fromkeys(
        value for tag in tags for name, value in tag.attributes.items() if name not in UNREAD_ATTRIBUTES
    )
    ids = [tag.attributes["id"] for tag in tags if "id" in tag.attributes]
    wrong: Flaws = [*_document_flaws(pieces, tags), *_nesting_flaws(tags)]
    wrong += [one for tag in tags for one in tag.wrong]
    wrong += [(SiteFindingKind.HTML, say("The id “{id}” stands twice.", id=one)) for one in sorted(_duplicates(ids))]
    if any("<" in piece or ">" in piece for piece in pieces[::2]):
        wrong.append((SiteFindingKind.HTML, say("A < or > is not escaped.")))
    targets = frozenset(target for tag in tags for target in tag.targets)
    return HtmlPage(tuple(texts), frozenset(ids), targets, _distinct(wrong))


def _distinct(wrong: Flaws) -> tuple[tuple[SiteFindingKind, Message], ...]:
    """Each thing that is wrong once, however often it is."""
    return tuple({repr(one): one for one in wrong}.values())


def _duplicates(ids: list[str]) -> set[str]:
    return {one for one in ids if ids.count(one) > 1} if len(set(ids)) < len(ids) else set()


def _document_flaws(pieces: list[str], tags: list[HtmlTag]) -> Flaws:
    """What every page has: a kind, a language, a title, the policy."""
    wrong: Flaws = []
    if pieces[0].strip() or len(pieces) < 2 or pieces[1].lower() != "<!doctype html>":  # noqa: PLR2004
        wrong.append((SiteFindingKind.HTML, say("The page does not begin with <!doctype html>.")))
    opened = [tag for tag in tags if not tag.closing]
    if not any(tag.name == "html" and tag.attributes.get("lang") for tag in opened):
        wrong.append((SiteFindingKind.HTML, say("The page does not say which language it is in.")))
    titles = [pieces[index + 1].strip() for index in range(1, len(pieces) - 1, 2) if pieces[index].lower() == "<title>"]
    if not titles or not titles[0]:
        wrong.append((SiteFindingKind.HTML, say("The page has no title.")))
    policies = [tag.attributes.get("content", "") for tag in opened if _is_policy(tag)]
    first = next((tag for tag in opened if tag.name in {"meta", "script", "link", "style"}), None)
    if not policies or first is None or not _is_policy(first) or not is_strict(policies[0]):
        wrong.append((SiteFindingKind.POLICY, say("The page does not begin with a strict Content-Security-Policy.")))
    return wrong


def _is_policy(tag: HtmlTag) -> bool:
    return tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == POLICY_NAME


def is_strict(policy: str) -> bool:
    """Whether a policy lets nothing inline run and nothing load from another host."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name: set(sources) for name, *sources in parts}
    if any(directives.get(name) != sources for name, sources in REQUIRED_DIRECTIVES.items()):
        return False
    scripts = directives.get("script-src", {"'none'"})
    return "data:" not in scripts and set().union(*directives.values()) <= ALLOWED_SOURCES


def _nesting_flaws(tags: list[HtmlTag]) -> Flaws:
    """Every element is closed where it must be, and stands where it may."""
    stack: list[str] = []
    for tag in tags:
        name = tag.name
        if tag.closing:
            if not stack or stack[-1] != name:
                return [(SiteFindingKind.HTML, say("</{tag}> closes nothing that is open there.", tag=name))]
            stack.pop()
            continue
        foreign = "svg" in stack or "math" in stack or name in {"svg", "math"}
        if stack and not foreign and _is_misplaced(name, stack):
            return [(SiteFindingKind.HTML, say("<{tag}> may not stand in <{parent}>.", tag=name, parent=stack[-1]))]
        if tag.selfclosing and not foreign and name not in VOID_ELEMENTS:
            return [(SiteFindingKind.HTML, say("<{tag}> cannot close itself.", tag=name))]
        if name and (foreign or name not in VOID_ELEMENTS) and not tag.selfclosing:
            stack.append(name)
    return [(SiteFindingKind.HTML, say("<{tag}> is never closed.", tag=stack[-1]))] if stack else []


def _is_misplaced(name: str, stack: list[str]) -> bool:
    parents = ALLOWED_PARENTS.get(name)
    if parents and stack[-1] not in parents:
        return True
    return (name in BLOCK_ELEMENTS and "p" in stack) or (name in NEVER_NESTED and name in stack)
