"""Inspection of a PDF's structure, text and metadata. To be called in a sandbox (`read.py`)."""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, StreamObject

from workflow.pdf.active_content import MARKUP, active_in, active_in_bytes, dictionaries_in, without_escapes
from workflow.pdf.limits import (
    LARGEST_PAGE_BYTES,
    LARGEST_STREAM_BYTES,
    LONGEST_TEXT,
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_TEXT_PAGES,
    MOST_TRAILING_BYTES,
)
from workflow.pdf.summary import PdfProblem, PdfSummary

PARSER_LIMITS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "zlib_maximum_output_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "brotli_maximum_output_length",
            "array_based_stream_maximum_output_length",
        ),
        LARGEST_STREAM_BYTES,
    ),
    "stream_parsing_work_maximum_count": 500_000,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,  # no other program is started
    "disable_legacy_handling": True,
}
"""What pypdf holds itself to; the sandbox holds it to time and memory besides."""
END_MARK = b"%%EOF"
OBJECT_STREAM = re.compile(rb"/ObjStm(?![A-Za-z])")
"""Wherever it stands: blanks, zeros and comments may lie between it and the word `/Type`."""
LEAST_LETTERS = 10
"""Letters below which a page holds no words."""
XMP_TAG = re.compile(r"<[^>]*>")
XMP_CREATOR = re.compile(r"<dc:creator\b[^>]*>(.*?)</dc:creator>", re.DOTALL)
LONGEST_METADATA = 20_000
"""Characters of metadata that are looked at."""


class UnreadableError(Exception):
    """The file contradicts itself, or has too many parts."""


def inspect_pdf(data: bytes) -> PdfSummary:
    """Everything that is known of a PDF; its bytes are told from others' already."""
    logging.disable()
    end = data.rfind(END_MARK)
    if end < 0:
        return PdfSummary(PdfProblem.BROKEN)
    if len(data[end + len(END_MARK) :].strip(b"\0\r\n\t ")) > MOST_TRAILING_BYTES:
        return PdfSummary(PdfProblem.TRAILING)
    try:
        with apply_configuration(**PARSER_LIMITS):
            return _inspect(data)
    except MemoryError:
        raise
    except Exception:  # whatever a parser raises, the file is not handed on
        return PdfSummary(PdfProblem.BROKEN)


def _inspect(data: bytes) -> PdfSummary:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        return PdfSummary(PdfProblem.ENCRYPTED)
    root = reader.trailer["/Root"].get_object()
    if not isinstance(root, DictionaryObject) or root.get("/Type") != "/Catalog":  # pypdf would look for another one
        raise UnreadableError
    active, remarks = set(active_in_bytes(data)), 0
    for part in _parts(reader, data):
        for one in dictionaries_in(part):
            active.update(active_in(one))
            remarks += one.get("/Subtype") in MARKUP and one.get("/Subtype") != "/Popup" and "/Rect" in one
    count = len(reader.pages)
    if not 0 < count <= MOST_PAGES:
        return PdfSummary(PdfProblem.PAGES, pages=count)
    texts = [*_texts(reader)]
    return PdfSummary(
        active=tuple(sorted(active)),
        pages=count,
        unreadable_pages=sum(len(text) < LEAST_LETTERS for text in texts),
        text="\f".join(texts)[:LONGEST_TEXT],
        metadata=tuple(_metadata(reader)),
        remarks=remarks,
    )


def _parts(reader: PdfReader, data: bytes) -> Iterator[PdfObject | None]:
    """Every part of the file that its index names, and the index itself. Raises UnreadableError."""
    yield reader.trailer
    names = {(number, generation) for generation, one in reader.xref.items() for number in one}
    names |= {(number, 0) for number in reader.xref_objStm}
    if len(names) > MOST_OBJECTS:
        raise UnreadableError
    packed = 0
    for number, generation in sorted(names):
        part = reader.get_object(IndirectObject(number, generation, reader))
        if isinstance(part, StreamObject) and part.get("/Type") == "/ObjStm":
            packed += 1
        yield part
    if (
        len(OBJECT_STREAM.findall(without_escapes(data))) > packed
    ):  # parts that the index leaves out, and another viewer may find
        raise UnreadableError


def _texts(reader: PdfReader) -> Iterator[str]:
    """The words of the first pages, up to a total length."""
    total = 0
    for page in reader.pages[:MOST_TEXT_PAGES]:
        text = _text(page)
        yield text
        total += len(text)
        if total > LONGEST_TEXT:
            break


def _text(page: PageObject) -> str:
    """The words of a page in one line; none of one that cannot be read, or that is drawn with very many strokes."""
    try:
        content = page.get_contents()
        if content is None or len(content.get_data()) > LARGEST_PAGE_BYTES:
            return ""
        return _plain(page.extract_text())
    except MemoryError:
        raise
    except Exception:  # a page whose letters make no sense is a picture to us
        return ""


def _plain(text: str) -> str:
    """A text in composed form, without what is no word or blank."""
    shown = (" " if unicodedata.category(one)[0] in "CZ" else one for one in unicodedata.normalize("NFC", text))
    return " ".join("".join(shown).split())


def _metadata(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """What the file says of itself: the entries of its description, and the words of its XMP packet."""
    described = reader.trailer.get("/Info")
    info: Any = described.get_object() if described is not None else None
    if isinstance(info, DictionaryObject):
        for name, value in info.items():
            found = value.get_object() if isinstance(value, IndirectObject) else value
            yield name.removeprefix("/")[:60], _plain(str(found))[:LONGEST_METADATA]
    packet = reader.root_object.get("/Metadata")
    stream = packet.get_object() if packet is not None else None
    if isinstance(stream, StreamObject):
        text = stream.get_data()[:LONGEST_METADATA].decode("utf-8", "replace")
        yield from (("creator", _plain(XMP_TAG.sub(" ", one))) for one in XMP_CREATOR.findall(text))
        yield "XMP", _plain(XMP_TAG.sub(" ", text))
