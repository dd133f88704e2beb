"""Pages read as a browser would find their tags and attributes."""

from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser

from msgspec import Struct

VOID_ELEMENTS = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Tag(Struct, frozen=True):
    """An element: its name, its attributes, and the text in it and in what it holds."""

    name: str
    attributes: dict[str, str]
    texts: list[str]

    @property
    def text(self) -> str:
        """All of its text, with single spaces."""
        return " ".join("".join(self.texts).split())

    def has(self, name: str) -> bool:
        """Whether it has a class of that name."""
        return name in self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.open: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Tag(tag, {name: value or "" for name, value in attrs}, [])
        self.tags.append(element)
        if tag not in VOID_ELEMENTS:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.texts.append(data)


def tags(html: str, name: str = "") -> list[Tag]:
    """The elements of a page, all or those of one name."""
    return [tag for tag in _read(html) if name in ("", tag.name)]


@lru_cache(maxsize=1024)
def _read(html: str) -> tuple[Tag, ...]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.tags)


def tags_of_class(html: str, name: str) -> Iterator[Tag]:
    """The elements that have a class."""
    return (tag for tag in tags(html) if tag.has(name))
