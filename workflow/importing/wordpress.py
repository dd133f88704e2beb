"""WordPress's export (WXR): an RSS file of everything, read as a stream, so that its size costs time and no memory.

It comes from a stranger's server: no document type, no entity of its own, no network, bounded depth and text nodes.
"""

import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

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
    source_name,
)
from workflow.importing.story_links import address_parts
from workflow.importing.wordpress_item import PUBLIC, Item, forget, local_name, read_item, text_in, text_of

NO_EXPORT = say(
    "This is no export of WordPress. In WordPress: Tools, Export, All content; give the file that ends with .xml."
)
DOCUMENT_TYPE = say("The file declares a document type, which no export of WordPress does; it is not read.")
_GALLERY = re.compile(r"\[gallery\b(?:[^\]]*?\bids=[\"']?([\d,\s]+))?[^\]]*\]")


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
        self.terms: dict[str, Term] = {}

    def survey(self) -> Survey:
        """See Export."""
        places, pages, omitted = [], [], Counter[Omitted]()
        for item in self._items():
            omitted[Omitted.COMMENT] += item.comments
            kind = item.omitted
            if kind is None:
                places.append(self._place(item))
                self._add_terms(*item.categories)
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
            categories=tuple(self.terms.values()),
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
            source=source_name(self._source(item)),
            title=html.unescape(item.text("title")),
            slug=item.text("post_name"),
            address=item.text("link"),
            published=self._time(item),
        )

    def _source(self, item: Item) -> str:
        """WordPress's own lasting address of a story, `?p=` and its number: titles, permalinks and https change."""
        if number := re.sub(r"\D", "", item.text("post_id")):
            site = re.sub(r"^https?://(?:www\.)?", "https://", self.site)
            return f"{site}/?p={number}"
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
        for index, piece in enumerate(self._pieces()):
            if index == 0 and "<!doctype" in piece.partition("<rss")[0].lower():
                raise UnreadableExportError(DOCUMENT_TYPE)
            lines += piece.count("\n")
            parser.feed(piece.encode())
            for _, element in parser.read_events():
                name = local_name(element.tag)
                seen = seen or name in {"item", "wxr_version"}
                if name == "item":
                    log = parser.feed_error_log
                    damaged_at, errors = (log[errors].line, len(log)) if len(log) > errors else (0, errors)
                    yield read_item(element, damaged_at)
                    forget(element)
                elif name in _CHANNEL_READERS and local_name(element.getparent().tag) == "channel":
                    _CHANNEL_READERS[name](self, element)
                elif name == "rss":
                    return
        if not seen:
            raise UnreadableExportError(NO_EXPORT)
        self.breaks_at = lines

    def _pieces(self) -> Iterator[str]:
        if not self.path.is_file():  # a pipe or a device would never end
            raise UnreadableExportError(
                say("{path} is no plain file; save the export on this computer first.", path=str(self.path))
            )
        try:
            yield from clean_pieces(self.path)
        except OSError as error:
            raise UnreadableExportError(
                say("{path} cannot be read: {reason}", path=str(self.path), reason=error.strerror or "")
            ) from error

    def _read_author(self, element: Any) -> None:
        login, shown = (text_of(element, part) for part in ("author_login", "author_display_name"))
        self.authors[login] = html.unescape(shown or login)

    def _read_site(self, element: Any) -> None:
        address = text_in(element).strip().rstrip("/")
        if address_parts(address).hostname:
            self.site = address

    def _read_term(self, element: Any) -> None:
        self._add_terms(Term(text_of(element, "category_nicename"), html.unescape(text_of(element, "cat_name"))))

    def _add_terms(self, *terms: Term) -> None:
        for term in terms:
            self.terms.setdefault(term.slug or term.name, term)


_CHANNEL_READERS = {
    "author": Wordpress._read_author,
    "base_blog_url": Wordpress._read_site,
    "link": lambda export, element: None if export.site else export._read_site(element),
    "category": Wordpress._read_term,
}
"""What is read of the export beside its items."""
