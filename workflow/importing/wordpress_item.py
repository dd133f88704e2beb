"""One entry of WordPress's export, taken out of its XML: namespaces differ between versions, plugins add their own."""

import html
from typing import Any

from msgspec import Struct

from workflow.importing.former_story import Omitted, Term

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


def read_item(element: Any, damaged_at: int) -> Item:
    """The entry in an `item`. `damaged_at`: the line of a fault of the XML within it; 0 where there is none."""
    item = Item({}, [], [], {}, 0, damaged_at)
    for child in element:
        name = local_name(child.tag)
        if name == "encoded":
            item.texts["excerpt" if "excerpt" in child.tag else "content"] = text_in(child)
        elif name == "category":
            _add_term(item, child)
        elif name == "comment":
            item.comments += 1
        elif name == "postmeta":
            key, value = (text_of(child, part) for part in ("meta_key", "meta_value"))
            if key in _META:
                item.meta[key] = value
        elif name in _OF_WORDPRESS or (name in _PLAIN and _is_plain(child.tag)):
            item.texts.setdefault(name, text_in(child))
    return item


def _add_term(item: Item, element: Any) -> None:
    name = html.unescape(text_in(element)).strip()
    if element.get("domain", "category") == "post_tag":
        item.tags.append(name)
    elif element.get("domain", "category") == "category" and name:
        item.categories.append(Term(element.get("nicename", ""), name))


def local_name(tag: Any) -> str:
    """A name without its namespace, which differs between versions, or its prefix, where none is declared."""
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _is_plain(tag: str) -> bool:
    """Whether it is RSS's own or Dublin Core's, and no plugin's."""
    return not tag.startswith("{") or "purl.org/dc" in tag


def text_in(element: Any) -> str:
    """All text of an element, in whatever pieces."""
    return "".join(element.itertext())


def text_of(element: Any, name: str) -> str:
    """The text of the first child of a name; "" for none."""
    return next((text_in(child).strip() for child in element if local_name(child.tag) == name), "")


def forget(element: Any) -> None:
    """Give back the memory of an entry that has been read, and of all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
