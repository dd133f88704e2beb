"""A story's HTML made ready for Markdown: only what an article of the office can hold stays, all words with it."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from workflow.extras import Extra, need
from workflow.importing.changes import Change, ChangeKind
from workflow.importing.former_story import FormerPicture
from workflow.importing.story_links import StoryLinks
from workflow.text.markdown import WIDEST_TABLE

DROPPED = (
    *("script", "style", "noscript", "template", "form", "input", "select", "textarea", "button", "svg", "canvas"),
    *("map", "area", "link", "meta", "title", "head", "param", "track"),
)
"""Elements that readers do not read."""
PLAIN = (
    "span",
    "font",
    "u",
    "ins",
    "del",
    "s",
    "strike",
    "mark",
    "small",
    "big",
    "abbr",
    "acronym",
    "time",
    "label",
    "center",
)
"""Elements whose words alone are kept."""
MEDIA = ("iframe", "embed", "object", "video", "audio", "source")
PRUNED = (
    *(
        "a",
        "li",
        "ul",
        "ol",
        "p",
        "div",
        "figure",
        "figcaption",
        "em",
        "strong",
        "b",
        "i",
        "blockquote",
        "dl",
        "section",
    ),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "tr", "pre", "code"),
)
"""Elements that say nothing when they are empty."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DOUBLE_BREAK = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)
_YOUTUBE = re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed|v)/|youtu\.be/)([\w-]{11})")
_OF_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:[?#]|$)|[?&]attachment_id=", re.IGNORECASE)
_ADDRESS_ALONE = re.compile(r"\s*(https?://[^\s<>\"']+)\s*")


class TidyStory(Struct):
    """What a story's HTML holds."""

    tree: Any
    pictures: list[FormerPicture]
    changes: list[Change]


def tidy(html: str, links: StoryLinks) -> TidyStory:
    """The tree of a story's text, its pictures apart. Raises RecursionError for one that is nested too deep."""
    need(Extra.IMPORT)
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    if "<pre" not in html:
        html = _DOUBLE_BREAK.sub("</p><p>", html)
    tree = lxml_html.fragment_fromstring(html, create_parent="div", parser=parser)
    if any("depth" in one.message for one in parser.error_log):
        raise RecursionError  # what stands deeper was not read
    story = TidyStory(tree, [], [])
    etree.strip_elements(tree, *DROPPED, with_tail=False)
    _media(story)
    story.pictures = [*_pictures(tree)]
    etree.strip_tags(tree, *PLAIN)
    _within_words(tree)
    _tables(story)
    _lone_addresses(tree)
    _rename(tree)
    taken = links.settle(tree)
    if taken:
        story.changes.append(Change(ChangeKind.LINK, str(taken)))
    _prune(tree)
    return story


def _within_words(tree: Any) -> None:
    """Emphasis of a part of a word is dropped: marks within an address or a number would hide it."""
    for element in [*tree.iter("b", "i", "em", "strong", "tt")]:
        before = element.getprevious()
        above = element.getparent().text if before is None else before.tail
        if (above or "")[-1:].isalnum() or (element.tail or "")[:1].isalnum():
            element.drop_tag()


def _media(story: TidyStory) -> None:
    """Films and posts of others become links to where they are."""
    count = 0
    for element in [*story.tree.iter(*MEDIA)]:
        sources = [element, *element.iter("source", "embed")]
        address = next((one.get(name) for one in sources for name in ("src", "data") if one.get(name)), "")
        address = f"https:{address}" if address.startswith("//") else address
        if film := _YOUTUBE.search(address):
            address = f"https://www.youtube.com/watch?v={film[1]}"
        if element.getparent() is None:
            continue
        if address.startswith(("http://", "https://")):
            count += 1
            _put_before(element, "p", address)
        element.drop_tree()
    if count:
        story.changes.append(Change(ChangeKind.MEDIA, str(count)))


def _put_before(element: Any, tag: str, address: str) -> None:
    block = element.makeelement(tag)
    link = block.makeelement("a", {"href": address})
    link.text = address
    block.append(link)
    element.addprevious(block)


def _pictures(tree: Any) -> Iterator[FormerPicture]:
    """The pictures of a text, which are taken out of it with what is written below them."""
    captions = set()
    for element in [*tree.iter("img")]:
        if "emoji" in (element.get("class") or "") or "smiley" in (element.get("class") or ""):
            element.tail = (element.get("alt") or "") + (element.tail or "")
            element.drop_tree()
            continue
        figure = next((one for one in element.iterancestors("figure", "dl")), None)
        caption = next(figure.iter("figcaption", "dd"), None) if figure is not None else None
        if caption is not None:
            captions.add(caption)
        sources = (element.get(name) or "" for name in ("data-orig-file", "data-src", "data-lazy-src", "src"))
        address = next((one for one in sources if one and not one.startswith("data:")), "")
        _unlinked(element)
        words = " ".join(caption.text_content().split()) if caption is not None else ""
        if address and element.get("width") != "1":
            yield FormerPicture(address, " ".join((element.get("alt") or "").split()), words)
        element.drop_tree()
    for caption in captions:
        if caption.getparent() is not None:
            caption.drop_tree()
    for figure in [*tree.iter("figure", "picture")]:
        figure.drop_tag()


def _unlinked(picture: Any) -> None:
    """Take off the link around a picture alone, which WordPress sets to the picture itself: no reader loses by it."""
    link = next(picture.iterancestors("a"), None)
    if link is None or link.text_content().strip():
        return
    if _OF_PICTURE.search(link.get("href") or "") or "attachment" in (link.get("rel") or ""):
        link.drop_tag()


def _tables(story: TidyStory) -> None:
    """Tables that hold tables, or are wider than a page takes, become lines."""
    tables = [*story.tree.iter("table")]
    for caption in [*story.tree.iter("caption")]:
        table = next(caption.iterancestors("table"), None)
        if table is not None:
            caption.tag = "p"
            table.addprevious(caption)
    for cell in [*story.tree.iter("td", "th", "tr", "tbody", "thead", "tfoot")]:
        if next(cell.iterancestors("table"), None) is None:
            cell.tag = "div"
    count = sum(_is_loosened(table) for table in tables)
    if count:
        story.changes.append(Change(ChangeKind.TABLE, str(count)))


def _is_loosened(table: Any) -> bool:
    """Take a table apart that cannot stay one; whether it was such a one."""
    rows = [[*row.iter("td", "th")] for row in table.iter("tr")]
    if table.find(".//table") is not None:
        for element in (table, *table.iterdescendants("tbody", "thead", "tfoot", "tr", "td", "th")):
            if next(element.iterancestors("table"), table) is table:
                element.tag = "div"
        return True
    if max(map(len, rows), default=0) <= WIDEST_TABLE:
        return False
    for row, cells in zip(table.iter("tr"), rows, strict=True):
        row.tag = "p"
        for cell in cells:
            cell.tail = f" {(cell.tail or '').strip()}"
            cell.tag = "span"
    table.tag = "div"
    return True


def _lone_addresses(tree: Any) -> None:
    """An address that stands alone in a block was an embedded film or post: WordPress asks for no more."""
    for element in tree.iter("p", "div"):
        found = _ADDRESS_ALONE.fullmatch(element.text or "") if not len(element) else None
        if found:
            link = element.makeelement("a", {"href": found[1]})
            link.text, element.text = found[1], None
            element.append(link)


def _rename(tree: Any) -> None:
    """Lists of terms and headings in forms that Markdown has."""
    for element in [*tree.iter("dt", "dd", "dl", "details", "summary", *HEADINGS)]:
        if element.tag in {"dt", "dd", "summary"}:
            element.tag = "p"
        elif element.tag in {"dl", "details"}:
            element.tag = "div"
        else:
            for line in [*element.iter("br")]:
                line.tail = f" {line.tail or ''}"
                line.drop_tree()


def _prune(tree: Any) -> None:
    """Leave out what is empty, breaks at the edges of a block, and every attribute but where links lead."""
    for element in reversed([*tree.iter()]):
        kept = {name: element.get(name) for name in ("href", "start", "colspan") if element.get(name)}
        element.attrib.clear()
        element.attrib.update(kept)
        if element is tree or element.tag not in PRUNED:
            continue
        while len(element) and element[-1].tag == "br" and not (element[-1].tail or "").strip():
            element[-1].drop_tree()
        while len(element) and element[0].tag == "br" and not (element.text or "").strip():
            element[0].drop_tree()
        if not len(element) and not (element.text or "").strip():
            element.drop_tree()
