"""What is known of a PDF file once it was looked through."""

from enum import StrEnum

from msgspec import Struct

PDF_MAGIC = b"%PDF-"
"""What a PDF begins with (ISO 32000-2, 7.5.2)."""


class PdfProblem(StrEnum):
    """Why a file cannot be looked through at all."""

    KIND = "kind"
    """It does not begin like a PDF."""
    LARGE = "large"
    """Too many bytes."""
    BROKEN = "broken"
    """It breaks off, contradicts itself, or cannot be read within the bounds of time and memory."""
    TRAILING = "trailing"
    """Something else stands behind its end."""
    ENCRYPTED = "encrypted"
    """With a password, or with rights that a reader has not."""
    PAGES = "pages"
    """None, or too many."""


class ActiveContent(StrEnum):
    """What a file does or carries, beside pages to be read (ISO 32000-2, 12.6 and 7.11)."""

    SCRIPT = "script"
    """JavaScript, or PostScript that is run."""
    PROGRAM = "program"
    """It starts a program."""
    AUTOMATIC = "automatic"
    """It does something by itself as soon as it is opened or turned."""
    FILE = "file"
    """Another file is packed into it."""
    MEDIA = "media"
    """Sound, film or a model that is played."""
    FORM = "form"
    """A form that sends away what is entered, or is a program itself (XFA)."""
    REMOTE = "remote"
    """It leads to a file outside of it, or to an address that is neither of the web nor of mail."""
    UNKNOWN = "unknown"
    """Something that no rule names."""


class PdfSummary(Struct, frozen=True):
    """One file, looked through."""

    problem: PdfProblem | None = None
    active: tuple[ActiveContent, ...] = ()
    pages: int = 0
    unreadable_pages: int = 0
    """Pages without words among those that were looked at: pictures of paper."""
    text: str = ""
    """The words of its first pages, in one line of blanks and words for each page."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What it says of itself, beside its text: names and values."""
    remarks: int = 0
    """Notes that somebody left on its pages."""

    @property
    def looked_at(self) -> int:
        """Pages whose words were read."""
        return self.text.count("\f") + 1 if self.pages else 0

    @property
    def is_harmless(self) -> bool:
        """Whether it may be handed to readers."""
        return self.problem is None and not self.active
