"""A change of the office's files that is to be committed whole, and how a file's header is edited for it."""

from collections.abc import Callable

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.records.serialize import edit_header
from workflow.services.errors import RefusedError
from workflow.text.document import Document


class PreparedChange(Struct, frozen=True):
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


def edit_record_header(document: Document, edit: Callable[[str], str]) -> str:
    """A file's text with its header edited. Raises RefusedError where that is written in too unusual a way."""
    try:
        return edit_header(document, edit)
    except KeyError as error:
        path = document.path
        message = say("{path} is written in a way that cannot be edited; run `redaksi fmt {path}` first.", path=path)
        raise RefusedError(message) from error
