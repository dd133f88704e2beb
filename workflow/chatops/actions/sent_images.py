"""Which picture a command is about: the one in its own comment, or one that was sent before and waits for its words.

A picture whose command lacked something need not be sent again, as long as the same person sent it in the same thread,
nobody changed that comment since, and nothing came of it.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from workflow.chatops.event.context import EventContext
from workflow.chatops.parsing.attached_images import image_addresses, without_images
from workflow.chatops.parsing.caption import PHOTO_ACTIONS
from workflow.chatops.parsing.command import ParsedCommand, read_command
from workflow.config.commands import Commands
from workflow.forge.attachments import Attachment, AttachmentStore, DownloadProblem
from workflow.forge.comments import comments_before
from workflow.forge.event import Event, EventKind
from workflow.images.limits import LARGEST_UPLOAD_BYTES
from workflow.services.errors import RefusedError


class SentImages(Struct, frozen=True):
    """The pictures of one comment."""

    addresses: tuple[str, ...]
    comment: int
    attachments: AttachmentStore

    @property
    def count(self) -> int:
        """How many were sent here."""
        return sum(map(bool, map(self.attachments.find, self.addresses)))

    @property
    def taken(self) -> Attachment | None:
        """The first one that was sent here, and not only named."""
        return next(filter(None, map(self.attachments.find, self.addresses)), None)

    def content(self) -> bytes | DownloadProblem | None:
        """The bytes of that one; None where there is none. Raises ForgeError."""
        return self.attachments.fetch(self.comment, self.taken, LARGEST_UPLOAD_BYTES) if self.taken else None


class CommandContext(Struct, frozen=True):
    """Where a command stands."""

    setting: EventContext
    event: Event
    is_done: Callable[[Event], bool]
    """Whether an event was acted upon."""
    letter_of: Callable[[str], str]
    """The letter that a command names ("": the one at hand). Raises RefusedError where nobody can say."""

    def find(self, commands: Commands, letter: str) -> SentImages | None:
        """The pictures that a command for a letter is about; None for none. Raises ForgeError, RefusedError."""
        if self.event.kind is not EventKind.COMMENT:
            return None
        addresses = image_addresses(self.event.text)
        return self._sent(addresses, self.event.id) if addresses else self._waiting(commands, letter)

    def _waiting(self, commands: Commands, letter: str) -> SentImages | None:
        """Those of the letter's last such command that came with any, where nothing came of it nor of a later one."""
        for one in comments_before(self.setting.forge, self.event):
            said = read_command(without_images(one.body or ""), commands)
            if (
                not isinstance(said, ParsedCommand)
                or said.command.does not in PHOTO_ACTIONS
                or not self._is_about(said, letter)
            ):
                continue
            if self.is_done(replace(self.event, id=one.id, at=one.created_at)):
                return None
            if addresses := image_addresses(one.body or ""):
                return self._sent(addresses, one.id)
        return None

    def _is_about(self, said: ParsedCommand, letter: str) -> bool:
        try:
            return self.letter_of(said.number) == letter
        except RefusedError:
            return False

    def _sent(self, addresses: list[str], comment: int) -> SentImages:
        return SentImages(tuple(addresses), comment, AttachmentStore(self.setting.forge, self.setting.server))
