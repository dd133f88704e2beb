"""A finding about a finished site."""

from enum import StrEnum

from msgspec import Struct

from workflow.i18n.message import Message


class SiteFindingKind(StrEnum):
    """What a fault is about."""

    PRIVATE = "private"
    HOST = "other-host"
    INLINE = "inline"
    POLICY = "policy"
    DEAD = "dead-link"
    HTML = "html"
    SIZE = "size"
    MISSING = "missing"
    SURPLUS = "surplus"
    FILE = "file"


class SiteFinding(Struct, frozen=True):
    """One thing that is wrong in one file of a site."""

    kind: SiteFindingKind
    path: str
    message: Message
    help: Message
