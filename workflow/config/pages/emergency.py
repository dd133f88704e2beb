"""Types of site_config/emergency.yml: what stands on top of every page while its time is."""

from enum import StrEnum

from msgspec import Struct

from workflow.text.field_types import Instant, Line, Link


class EmergencyLevel(StrEnum):
    """How grave an emergency notice is, the gravest first."""

    EMERGENCY = "darurat"
    """Danger now: act."""
    WARNING = "waspada"
    """Danger may come: prepare."""
    INFORMATION = "info"
    """Something that everybody has to know."""


class EmergencyNotice(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """A notice on top of every page: what is the matter, what to do, and until when that is said."""

    level: EmergencyLevel
    text: Line
    start: Instant
    until: Instant
    """The first moment at which it is no longer shown; there is none without an end."""
    link: Link | None = None
    """Where more is said."""
