"""What a check has to say: one finding, its place, and how bad it is."""

from enum import IntEnum, StrEnum

from msgspec import Struct

from workflow.i18n.message import Message

Place = tuple[str | int, ...] | int
"""Where in a file: a path of keys and indexes into its header, or a character offset into its text."""


class Severity(StrEnum):
    """How much a finding weighs. Only an error makes a check fail."""

    ERROR = "error"
    WARNING = "warning"


MOST_FINDINGS = 50
"""Findings of one kind after which a file has been told enough; what is left shows when these are mended."""


class ExitCode(IntEnum):
    """What a command's exit code says; the contract other programs rely on."""

    CLEAN = 0
    FINDINGS = 1
    CONFIGURATION = 2
    UNEXPECTED = 3
    HELD = 4
    """Published, but something was held back."""


class ReadingRule(StrEnum):
    """The rules that reading a file can break, before any rule of the office is asked."""

    UNREADABLE = "fields/unreadable"
    DUPLICATE = "fields/duplicate"
    MISSING = "fields/missing"
    UNKNOWN = "fields/unknown"
    TYPE = "fields/type"
    VALUE = "fields/value"


class Related(Struct, frozen=True):
    """Another place that a finding speaks of."""

    path: str
    place: Place
    message: Message
    line: int = 0
    column: int = 0


class Finding(Struct, frozen=True):
    """One thing that is wrong. `line` and `column` (from 1) are 0 until the engine has looked them up."""

    rule: str
    path: str
    place: Place
    message: Message
    help: Message | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    line: int = 0
    column: int = 0
