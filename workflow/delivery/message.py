"""Messages as plain values: what is to be said, to which reader, and why; without anybody's address."""

import hashlib
from enum import StrEnum

from msgspec import Struct


class MessageKind(StrEnum):
    """What a message is about."""

    RELEASE = "release"
    """The news, to a media partner."""
    PUBLISHED = "published"
    DECLINED = "refusal"
    """The office decided not to publish."""
    CORRECTION = "correction"
    WITHDRAWN = "withdrawn"
    REMINDER = "reminder"
    DIGEST = "digest"


class ReaderKind(StrEnum):
    """What kind of reader it has; each has a file in the private store."""

    PARTNER = "partner"
    SENDER = "sender"
    PERSON = "person"


class Recipient(Struct, frozen=True):
    """One reader: a key of partners.yml or people.yml, or the agenda number of the letter whose sender it is."""

    kind: ReaderKind
    key: str


class PlannedMessage(Struct, frozen=True):
    """One message that is to be sent once."""

    kind: MessageKind
    about: str
    """The agenda number; the day of a digest."""
    recipient: Recipient
    mark: str
    """Tells it from others of its kind: the number of the entry, the time of the correction, the threshold."""
    since: int
    """When it may be sent at the earliest, in seconds since the epoch."""

    @property
    def key(self) -> str:
        """Its idempotency key in the outbox: the same whenever it is planned again."""
        return f"{self.about}.{self.kind.value}.{self.recipient.key}.{self.mark}"

    @property
    def identity(self) -> str:
        """The left side of its Message-ID, which never changes."""
        return hashlib.sha256(self.key.encode()).hexdigest()[:32]


class RenderedMessage(Struct, frozen=True):
    """The words."""

    subject: str
    text: str
    html: str
    attachments: tuple[tuple[str, bytes], ...] = ()
    """Names and contents of PDF files."""
