"""The text of an export: bytes in whatever encoding become clean UTF-8, piece by piece.

Real exports declare one encoding and hold bytes of another, and control characters that no XML may have.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

PIECE_BYTES = 1 << 20
"""Bytes that are read at a time."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}?\?>")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8b-cef]|1[0-9a-f]));", re.IGNORECASE
)
FALLBACK_ERRORS = "redaksi.windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not of the declared encoding are read as Windows writes them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(FALLBACK_ERRORS, _as_windows)


def clean_pieces(path: Path) -> Iterator[str]:
    """The text of an XML file without its declaration and what XML forbids. Raises OSError."""
    with path.open("rb") as file:
        first = file.read(PIECE_BYTES)
        decoder = codecs.getincrementaldecoder(encoding_of(first))(FALLBACK_ERRORS)
        text, rest = _DECLARATION.sub("", decoder.decode(first).lstrip("\ufeff"), count=1), ""
        while True:
            data = file.read(PIECE_BYTES)
            text = rest + text + (decoder.decode(data) if data else decoder.decode(b"", final=True))
            cut = text.rfind("&", max(0, len(text) - 16)) if data else -1  # a reference may be cut in two
            text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
            yield _FORBIDDEN_REFERENCE.sub(" ", _NOT_XML.sub(" ", text))
            if not data:
                return
            text = ""


def encoding_of(head: bytes) -> str:
    """The encoding of a file by its first bytes; UTF-8 where it names none that there is."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            return name
    found = _ENCODING.search(head[:400])
    try:
        name = codecs.lookup(found[1].decode()).name if found else "utf-8"
        return name if codecs.getincrementaldecoder(name) and b"a".decode(name) == "a" else "utf-8"
    except (LookupError, TypeError, UnicodeError):
        return "utf-8"
