"""Checks of one HTML tag: what is wrong with it wherever it is. Cached, since most tags are the same on every page."""

import html
import re
from functools import lru_cache

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.site_audit.finding import SiteFindingKind
from workflow.text.link_target import OTHER_HOST

ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:{ATTRIBUTE.pattern})*)\s*(/?)>")
SCRIPT_SCHEME = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
FORBIDDEN_ELEMENTS = {"iframe", "frame", "object", "embed", "applet", "base", "style"}
DATA_TYPES = {"application/json", "application/ld+json"}
"""Types of scripts that no browser runs."""
LOADING_ATTRIBUTES = {"src", "poster", "data", "background", "formaction", "action", "ping", "manifest"}
LINK_ONLY_RELATIONS = {"canonical", "alternate", "prev", "next", "license", "author", "me", "help", "search"}
"""Relations of a <link> that load nothing."""


class HtmlTag(Struct, frozen=True):
    """A tag as it was read."""

    name: str
    closing: bool
    selfclosing: bool
    attributes: dict[str, str]
    targets: tuple[str, ...]
    """What it links to or loads, as written."""
    wrong: tuple[tuple[SiteFindingKind, Message], ...]


@lru_cache(1 << 16)
def read_tag(text: str) -> HtmlTag:
    """A tag from `<` to `>`."""
    match = TAG.fullmatch(text)
    if match is None:
        flaw = (SiteFindingKind.HTML, say("“{tag}” is not a well-formed tag.", tag=text))
        return HtmlTag("", closing=False, selfclosing=False, attributes={}, targets=(), wrong=(flaw,))
    name, wrong = match[2].lower(), []
    attributes: dict[str, str] = {}
    for one in ATTRIBUTE.finditer(match[3]):
        key = one[1].lower()
        if key in attributes:
            wrong.append(
                (SiteFindingKind.HTML, say("The attribute {name} stands twice in <{tag}>.", name=key, tag=name))
            )
        attributes[key] = html.unescape(one[2] or one[3] or one[4] or "")
    loads, links = _addresses(name, attributes)
    wrong += (
        [*_inline_flaws(name, attributes, (*loads, *links)), *_other_host_flaws(name, loads)] if not match[1] else []
    )
    if name == "img" and "alt" not in attributes:
        wrong.append((SiteFindingKind.HTML, say("A picture has no text for those who cannot see it (alt).")))
    return HtmlTag(name, bool(match[1]), text.endswith("/>"), attributes, (*loads, *links), tuple(wrong))


def _addresses(name: str, attributes: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a tag makes the browser load, and what it only links to."""
    loads = [attributes[key] for key in LOADING_ATTRIBUTES if key in attributes and name not in {"data", "meter"}]
    for key in ("srcset", "imagesrcset"):
        loads += [part.split()[0] for part in attributes.get(key, "").split(",") if part.strip()]
    hrefs = [attributes[key] for key in ("href", "xlink:href") if key in attributes]
    relations = set(attributes.get("rel", "").lower().split())
    if name in {"a", "area"} or (name == "link" and relations and relations <= LINK_ONLY_RELATIONS):
        return tuple(loads), tuple(hrefs)
    return (*loads, *hrefs), ()


def _inline_flaws(
    name: str, attributes: dict[str, str], targets: tuple[str, ...]
) -> list[tuple[SiteFindingKind, Message]]:
    wrong = [
        (SiteFindingKind.INLINE, say("<{tag}> carries {name}, which the site's policy forbids.", tag=name, name=key))
        for key in attributes
        if key == "style" or key.startswith("on")
    ]
    if name in FORBIDDEN_ELEMENTS:
        wrong.append((SiteFindingKind.INLINE, say("<{tag}> is not allowed on a page.", tag=name)))
    if name == "script" and "src" not in attributes and attributes.get("type", "") not in DATA_TYPES:
        wrong.append((SiteFindingKind.INLINE, say("A script stands in the page instead of a file.")))
    for target in targets:
        plain = re.sub(r"[\x00-\x20]", "", target)
        if SCRIPT_SCHEME.match(plain) and not (name in {"img", "image"} and plain.startswith("data:image/")):
            wrong.append((SiteFindingKind.INLINE, say("<{tag}> leads to “{target}”.", tag=name, target=target)))
    return wrong


def _other_host_flaws(name: str, loads: tuple[str, ...]) -> list[tuple[SiteFindingKind, Message]]:
    return [
        (SiteFindingKind.HOST, say("<{tag}> loads {target} from another host.", tag=name, target=target))
        for target in loads
        if OTHER_HOST.match(target)
    ]
