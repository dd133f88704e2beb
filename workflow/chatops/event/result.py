"""The result of an action, before it is put into words for anybody."""

from msgspec import Struct

from workflow.i18n.message import Message
from workflow.services.file_change import PreparedChange
from workflow.text.finding import Finding


class ActionResult(Struct, frozen=True, kw_only=True):
    """An answer, and perhaps a change to be committed."""

    message: Message
    change: PreparedChange | None = None
    trailers: tuple[str, ...] = ()
    """Lines that the change's commit says besides."""
    number: str = ""
    """The request that it is about."""
    points: tuple[Message, ...] = ()
    """What is missing or wrong, one a line."""
    findings: tuple[Finding, ...] = ()
    """What the check objects to, or, where it was done, what it says of the story."""
    lines: tuple[str, ...] = ()
    """What could be written as the next comment."""
    edit: str = ""
    """A file that somebody is to write next."""
    done: bool = False
    """Whether it is what was asked for."""
