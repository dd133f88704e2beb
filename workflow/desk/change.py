"""A change of the office's files that is to be committed whole."""

from msgspec import Struct

from workflow.language.message import Message


class Change(Struct, frozen=True):
    """Nothing is written yet."""

    title: Message
    """What the commit says."""
    texts: dict[str, str]
    """New texts by path."""
    pictures: dict[str, bytes] = {}
    """New pictures by path."""
    along: tuple[str, ...] = ()
    """Files that are committed along as they lie there: a new article and its picture."""
    settled: tuple[str, ...] = ()
    """Files that must be committed already, since the entry vouches for them."""

    @property
    def contents(self) -> dict[str, bytes]:
        """Every new file as its bytes."""
        return {path: text.encode("utf-8", "surrogateescape") for path, text in self.texts.items()} | self.pictures
