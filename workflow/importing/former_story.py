"""A story as the former site had it, whatever program made that site, and what an export holds beside stories."""

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.text.decode import FORBIDDEN_CHARACTERS
from workflow.text.invisible_characters import on_one_line

LONGEST_SOURCE = 300
"""Characters, as `records.article.SourceName` has it."""


class UnreadableExportError(Exception):
    """Nothing can be read of an export: why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Term(Struct, frozen=True):
    """A category of the former site."""

    slug: str
    name: str


class FormerPicture(Struct, frozen=True):
    """A picture of the former site, and what was said of it."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class FormerStory(Struct, frozen=True, kw_only=True):
    """A story that readers could see on the former site."""

    source: str
    """What it is called there, for ever."""
    title: str
    html: str
    published: int | None
    """Seconds since the epoch; None where that cannot be read."""
    slug: str
    address: str
    """Its old address, in full; "" where there was none."""
    excerpt: str = ""
    categories: tuple[Term, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""
    picture: FormerPicture | None = None
    failure: str = ""
    """What the program failed with when it read the story; "" where it did not."""
    commands: tuple[str, ...] = ()
    """Commands of the former site's programs that were taken out of its text already."""
    damaged_at: int = 0
    """The line of the export at which its file is damaged; 0 where it is whole."""


class Omitted(StrEnum):
    """What an export holds and no archive of news does."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PRIVATE = "private"
    PASSWORD = "password"  # noqa: S105  a kind of story
    TRASH = "trash"
    PAGE = "page"
    ATTACHMENT = "attachment"
    REVISION = "revision"
    MENU_ITEM = "menu-item"
    COMMENT = "comment"
    OTHER = "other"


OMITTED_NAMES: dict[Omitted, Message] = {
    Omitted.DRAFT: say("drafts"),
    Omitted.SCHEDULED: say("stories that were to appear later"),
    Omitted.PRIVATE: say("private stories"),
    Omitted.PASSWORD: say("stories behind a password"),
    Omitted.TRASH: say("stories in the trash"),
    Omitted.PAGE: say("pages"),
    Omitted.ATTACHMENT: say("entries of the media library"),
    Omitted.REVISION: say("former versions"),
    Omitted.MENU_ITEM: say("entries of menus"),
    Omitted.COMMENT: say("comments"),
    Omitted.OTHER: say("other kinds of content"),
}


class Place(Struct, frozen=True):
    """What is known of a story before its text is read."""

    source: str
    title: str
    slug: str
    address: str
    published: int | None


class Survey(Struct, frozen=True, kw_only=True):
    """What an export holds: read once before the stories, since they point to each other and to pictures."""

    site: str = ""
    """The address of the former site; "" where the export does not say."""
    places: tuple[Place, ...] = ()
    pages: tuple[Place, ...] = ()
    categories: tuple[Term, ...] = ()
    omitted: dict[Omitted, int] = {}
    unreadable: tuple[tuple[str, Message], ...] = ()
    """Files that cannot be read, and why."""
    breaks_at: int = 0
    """The line at which the export breaks off; 0 where it is whole."""


def source_name(raw: str) -> str:
    """A story's name on the former site as its record keeps it; a long or odd one becomes a digest, always the same."""
    name = " ".join(FORBIDDEN_CHARACTERS.sub("", on_one_line(raw)).split())
    return name if 0 < len(name) <= LONGEST_SOURCE else f"sha256:{hashlib.sha256(raw.encode()).hexdigest()}"


class Export(Protocol):
    """An export of a former site."""

    def survey(self) -> Survey:
        """What it holds. Raises UnreadableExportError."""

    def stories(self) -> Iterator[FormerStory]:
        """Every public story, after `survey`. Raises UnreadableExportError."""
