"""WordPress's export (WXR): an RSS file of everything, read as a stream, so that its size costs time and no memory.

It comes from a stranger's server: no document type, no entity of its own, no network, bounded depth and text nodes.
"""

import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct

from workflow.extras import Extra, need
from workflow.i18n.message import say
from workflow.importing.export_text import clean_pieces
from workflow.importing.former_story import (
    FormerPicture,
    FormerStory,
    Omitted,
    Place,
    Survey,
    Term,
    UnreadableExportError,
)

NO_EXPORT = say(
    "This is no export of WordPress. In WordPress: Tools, Export, All content; give the file that ends with .xml."
)
DOCUMENT_TYPE = say("The file declares a document type, which no export of WordPress does; it is not read.")
PUBLIC = "publish"
OMITTED_BY_STATUS = {
    "draft": Omitted.DRAFT,
    "auto-draft": Omitted.DRAFT,
    "pending": Omitted.DRAFT,
    "future": Omitted.SCHEDULED,
    "private": Omitted.PRIVATE,
    "trash": Omitted.TRASH,
}
OMITTED_BY_TYPE = {
    "page": Omitted.PAGE,
    "attachment": Omitted.ATTACHMENT,
    "revision": Omitted.REVISION,
    "nav_menu_item": Omitted.MENU_ITEM,
}
_PLAIN = frozenset(("title", "link", "guid", "creator", "pubDate"))
_OF_WORDPRESS = frozenset(
    (
        "post_id",
        "post_date",
        "post_date_gmt",
        "post_name",
        "status",
        "post_type",
        "post_password",
        "attachment_url",
        "post_parent",
    )
)
_GALLERY = re.compile(r"\[gallery\b(?:[^\]]*?\bids=[\"']?([\d,\s]+))?[^\]]*\]")
_META = frozenset(("_thumbnail_id", "_wp_attachment_image_alt", "_source_url"))
"""What is read of the many notes that plugins hang on a story."""


class Item(Struct):
    """One entry of the export."""

    texts: dict[str, str]
    categories: list[Term]
    tags: list[str]
    meta: dict[str, str]
    comments: int
    damaged_at: int

    def text(self, name: str) -> str:
        """A single text; "" where there is none."""
        return self.texts.get(name, "").strip()

    @property
    def omitted(self) -> Omitted | None:
        """What else it is than a story that everybody could read."""
        kind, status = self.text("post_type") or "post", self.text("status") or PUBLIC
        if kind != "post":
            return OMITTED_BY_TYPE.get(kind, Omitted.OTHER)
        if status != PUBLIC:
            return OMITTED_BY_STATUS.get(status, Omitted.OTHER)
        return Omitted.PASSWORD if self.text("post_password") else None


class Wordpress:
    """An export of WordPress. `zone`: the office's, for times that are written without one."""

    def __init__(self, path: Path, zone: str) -> None:
        need(Extra.IMPORT)
        self.path, self.zone = path, ZoneInfo(zone)
        self.site, self.breaks_at = "", 0
        self.authors: dict[str, str] = {}
        self.pictures: dict[str, FormerPicture] = {}
        self.galleries: dict[str, FormerPicture] = {}
        """The first picture that was uploaded with a story, by the story's number."""

    def survey(self) -> Survey:
        """See Export."""
        places, pages, omitted = [], [], Counter[Omitted]()
        self._terms: dict[str, Term] = {}
        for item in self._items():
            omitted[Omitted.COMMENT] += item.comments
            kind = item.omitted
            if kind is None:
                places.append(self._place(item))
                continue
            omitted[kind] += 1
            if kind is Omitted.PAGE and (item.text("status") or PUBLIC) == PUBLIC:
                pages.append(self._place(item))
            if kind is Omitted.ATTACHMENT:
                self._add_picture(item)
        return Survey(
            site=self.site,
            places=tuple(places),
            pages=tuple(pages),
            categories=tuple(self._terms.values()),
            omitted={kind: number for kind, number in omitted.items() if number},
            breaks_at=self.breaks_at,
        )

    def stories(self) -> Iterator[FormerStory]:
        """See Export."""
        for item in self._items():
            if item.omitted is None:
                place = self._place(item)
                login = item.text("creator")
                yield FormerStory(
                    source=place.source,
                    title=place.title,
                    html=item.texts.get("content", ""),
                    published=place.published,
                    slug=place.slug,
                    address=place.address,
                    excerpt=item.text("excerpt"),
                    categories=tuple(item.categories),
                    tags=tuple(item.tags),
                    author=self.authors.get(login, login),
                    picture=self._picture(item),
                    damaged_at=item.damaged_at,
                )

    def _place(self, item: Item) -> Place:
        return Place(
            source=self._source(item),
            title=html.unescape(item.text("title")),
            slug=item.text("post_name"),
            address=item.text("link"),
            published=self._time(item),
        )

    def _source(self, item: Item) -> str:
        """WordPress's own lasting address of a story, `?p=` and its number: titles and permalinks change."""
        if number := re.sub(r"\D", "", item.text("post_id")):
            return f"{self.site}/?p={number}"
        return item.text("guid") or item.text("link") or f"{self.site}/{item.text('post_name') or item.text('title')}"

    def _time(self, item: Item) -> int | None:
        for name, zone in (("post_date_gmt", dt.UTC), ("post_date", self.zone)):
            try:
                at = dt.datetime.strptime(item.text(name), "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
                return int(at.timestamp())
            except (ValueError, OverflowError):
                continue
        try:
            return int(parsedate_to_datetime(item.text("pubDate")).timestamp())
        except (ValueError, OverflowError):
            return None

    def _add_picture(self, item: Item) -> None:
        address = item.text("attachment_url") or item.text("guid")
        alt = item.meta.get("_wp_attachment_image_alt", "")
        picture = FormerPicture(address, alt, item.text("excerpt"))
        self.pictures[item.text("post_id")] = picture
        self.galleries.setdefault(item.text("post_parent"), picture)

    def _picture(self, item: Item) -> FormerPicture | None:
        """The one that was chosen for the story, else the first of its gallery."""
        chosen = self.pictures.get(item.meta.get("_thumbnail_id", ""))
        gallery = _GALLERY.search(item.texts.get("content", ""))
        if chosen or not gallery:
            return chosen
        named = (self.pictures.get(number) for number in re.findall(r"\d+", gallery[1] or ""))
        return next(filter(None, named), None) or self.galleries.get(item.text("post_id"))

    # The stream

    def _items(self) -> Iterator[Item]:
        from lxml import etree

        parser = etree.XMLPullParser(
            ("end",), encoding="utf-8", recover=True, resolve_entities=False, no_network=True, huge_tree=False
        )
        seen, errors, lines, self.breaks_at = False, 0, 1, 0
        for number, piece in enumerate(self._pieces()):
            if number == 0 and "<!doctype" in piece.partition("<rss")[0].lower():
                raise UnreadableExportError(DOCUMENT_TYPE)
            lines += piece.count("\n")
            parser.feed(piece.encode())
            for _, element in parser.read_events():
                name = _local(element.tag)
                seen = seen or name in {"item", "wxr_version"}
                if name == "item":
                    log = parser.feed_error_log
                    damaged_at, errors = (log[errors].line, len(log)) if len(log) > errors else (0, errors)
                    yield self._item(element, damaged_at)
                    _forget(element)
                elif name in _CHANNEL_READERS and _local(element.getparent().tag) == "channel":
                    _CHANNEL_READERS[name](self, element)
                elif name == "rss":
                    return
        if not seen:
            raise UnreadableExportError(NO_EXPORT)
        self.breaks_at = lines

    def _pieces(self) -> Iterator[str]:
        try:
            yield from clean_pieces(self.path)
        except OSError as error:
            raise UnreadableExportError(
                say("{path} cannot be read: {reason}", path=str(self.path), reason=error.strerror or "")
            ) from error

    def _item(self, element: Any, damaged_at: int) -> Item:
        item = Item({}, [], [], {}, 0, damaged_at)
        for child in element:
            name = _local(child.tag)
            if name == "encoded":
                item.texts["excerpt" if "excerpt" in child.tag else "content"] = _text(child)
            elif name == "category":
                self._add_term(item, child)
            elif name == "comment":
                item.comments += 1
            elif name == "postmeta":
                key, value = (_text_of(child, part) for part in ("meta_key", "meta_value"))
                if key in _META:
                    item.meta[key] = value
            elif name in _OF_WORDPRESS or (name in _PLAIN and _is_plain(child.tag)):
                item.texts.setdefault(name, _text(child))
        return item

    def _add_term(self, item: Item, element: Any) -> None:
        name = html.unescape(_text(element)).strip()
        if element.get("domain", "category") == "post_tag":
            item.tags.append(name)
        elif element.get("domain", "category") == "category" and name:
            term = Term(element.get("nicename", ""), name)
            item.categories.append(term)
            self._terms.setdefault(term.slug or name, term)

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {}

    def _read_author(self, element: Any) -> None:
        login, shown = (_text_of(element, part) for part in ("author_login", "author_display_name"))
        self.authors[login] = html.unescape(shown or login)

    def _read_site(self, element: Any) -> None:
        address = _text(element).strip().rstrip("/")
        if urlsplit(address).hostname:
            self.site = address

    def _read_term(self, element: Any) -> None:
        term = Term(_text_of(element, "category_nicename"), html.unescape(_text_of(element, "cat_name")))
        self._terms.setdefault(term.slug or term.name, term)


_CHANNEL_READERS = {
    "author": Wordpress._read_author,
    "base_blog_url": Wordpress._read_site,
    "link": lambda export, element: None if export.site else export._read_site(element),
    "category": Wordpress._read_term,
}
"""What is read of the export beside its items."""


def _local(tag: Any) -> str:
    """A name without its namespace, which differs between versions, or its prefix, where none is declared."""
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _is_plain(tag: str) -> bool:
    """Whether it is RSS's own or Dublin Core's, and no plugin's."""
    return not tag.startswith("{") or "purl.org/dc" in tag


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _text_of(element: Any, name: str) -> str:
    return next((_text(child).strip() for child in element if _local(child.tag) == name), "")


def _forget(element: Any) -> None:
    """Give back the memory of an entry that has been read, and of all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
