"""A change of the office's files that is to be committed whole."""

from msgspec import Struct

from workflow.i18n.message import Message


class Change(Struct, frozen=True):
    """Nothing is written yet."""

    title: Message
    """What the commit says."""
    texts: dict[str, str]
    """New texts by path."""
    along: tuple[str, ...] = ()
    """Files that are committed along as they lie there: a new article and its picture."""
    pictures: dict[str, bytes | None] = {}
    """New pictures by path; None: the picture goes."""
    settled: tuple[str, ...] = ()
    """Files that must be committed already, since the entry vouches for them."""

    @property
    def contents(self) -> dict[str, bytes | None]:
        """Every file as its new bytes; None: it goes."""
        return {path: text.encode("utf-8", "surrogateescape") for path, text in self.texts.items()} | self.pictures
