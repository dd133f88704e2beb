"""A PDF that does something is told from one that is only read, and none takes time or memory without end."""

import zlib
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tests.support.pdf_samples import HARMLESS, HOSTILE, compact, packed, pdf, stream
from workflow.infra import disk_cache
from workflow.pdf import read
from workflow.pdf.inspect import inspect_pdf
from workflow.pdf.limits import LARGEST_PDF_BYTES, LONGEST_TEXT
from workflow.pdf.read import read_pdf
from workflow.pdf.summary import ActiveContent, PdfProblem


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_active_is_found_and_called_what_it_is(name: str) -> None:
    data, kind = HOSTILE[name]
    found = inspect_pdf(data)
    assert found.problem is None
    assert ActiveContent(kind) in found.active
    assert not found.is_harmless


@pytest.mark.parametrize("name", HARMLESS)
def test_what_offices_make_is_let_through(name: str) -> None:
    found = inspect_pdf(HARMLESS[name])
    assert (found.problem, found.active, found.pages, found.remarks) == (None, (), 1, 0)
    assert "tarif angkutan sekolah" in found.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_compact_file_is_as_active(name: str) -> None:
    """Packed into object streams, as Acrobat writes it, the same is found."""
    data, kind = HOSTILE[name]
    packed_anew = compact(data)
    assert len(pypdfium2.PdfDocument(packed_anew)) == 1, "another reader opens it"
    assert ActiveContent(kind) in inspect_pdf(packed_anew).active


@pytest.mark.parametrize("name", HARMLESS)
def test_a_compact_file_is_as_harmless(name: str) -> None:
    assert inspect_pdf(compact(HARMLESS[name])) == inspect_pdf(HARMLESS[name])


@pytest.mark.parametrize("written", [b"/Type /ObjStm", b"/Type /Obj#53tm", b"/Type\0/ObjStm", b"/T#79pe%\n/ObjStm"])
def test_parts_that_the_table_leaves_out_are_no_way_in(written: bytes) -> None:
    """Another viewer rebuilds the table from the bytes."""
    inner = zlib.compress(b"98 0 << /S /JavaScript /JS (x) >>")
    group = stream(inner, written + b" /N 1 /First 5 /Filter /FlateDecode")
    assert inspect_pdf(pdf(hidden=b"99 0 obj\n%b\nendobj\n" % group)).problem is PdfProblem.BROKEN
    script = b"99 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n"
    assert inspect_pdf(pdf(hidden=script)).active == (ActiveContent.SCRIPT,)


def test_an_earlier_state_of_the_file_counts() -> None:
    """What an update took out again is still in the file."""
    first = HOSTILE["javascript on opening"][0]
    later = len(first)
    update = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n<< /Size 7 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    whole = first + update + table % (later, first.rfind(b"xref\n0"), later + len(update))
    assert PdfReader(BytesIO(whole)).root_object.get("/OpenAction") is None
    assert ActiveContent.SCRIPT in inspect_pdf(whole).active


def encrypted(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf())))
    writer.encrypt(user, "pemilik", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


UNREADABLE = {
    "a picture": (b"\xff\xd8\xff\xe0", PdfProblem.KIND),
    "a page with a PDF in it": (b"<html>%PDF-1.7", PdfProblem.KIND),
    "nothing": (b"", PdfProblem.KIND),
    "too large": (b"%PDF-" + bytes(LARGEST_PDF_BYTES), PdfProblem.LARGE),
    "only the mark": (b"%PDF-1.7\n", PdfProblem.BROKEN),
    "cut off": (pdf()[:-200], PdfProblem.BROKEN),
    "no catalogue": (pdf().replace(b"/Root 1 0 R", b"/Root 5 0 R"), PdfProblem.BROKEN),
    "an archive behind it": (pdf() + b"PK\3\4" + bytes(range(256)) * 9, PdfProblem.TRAILING),
    "deep arrays": (pdf(extra=[b"[" * 5000 + b"]" * 5000]), PdfProblem.BROKEN),
    "deep dictionaries": (pdf(extra=[b"<</A" * 3000 + b" 1" + b">>" * 3000]), PdfProblem.BROKEN),
    "a page that is its own parent": (pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), PdfProblem.BROKEN),
    "no page": (pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids []      /Count 0"), PdfProblem.PAGES),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_looked_through_is_refused(name: str) -> None:
    data, problem = UNREADABLE[name]
    assert read_pdf(data).problem is problem


@pytest.mark.parametrize("user", ["", "rahasia"])
def test_a_protected_file_is_refused(user: str) -> None:
    """Also one that opens without a password, and only forbids to copy."""
    assert read_pdf(encrypted(user)).problem is PdfProblem.ENCRYPTED


def test_what_unpacks_to_very_much_is_not_read() -> None:
    """A thousand times a thousand: pages of blanks, packed twice."""
    blanks = zlib.compress(zlib.compress(bytes(200_000_000), 9), 9)
    bomb = pdf(content=stream(blanks, b"/Filter [/FlateDecode /FlateDecode]"))
    assert len(bomb) < 10_000
    found = read_pdf(bomb)
    assert (found.text, found.unreadable_pages) == ("", 1)


def test_a_form_that_draws_itself_again_and_again_ends() -> None:
    drawn = [stream(b"/X%d Do " % (n + 1) * 40, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X%d %d 0 R >> >>" % (n + 1, 8 + n)) for n in range(12)]  # fmt: skip
    bomb = pdf(page=b"", extra=drawn, content=packed(b"/X0 Do")).replace(
        b"/Font << /F1 5 0 R >>", b"/XObject << /X0 7 0 R >>"
    )
    assert read_pdf(bomb).text == ""


def test_time_and_memory_are_the_sandbox_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """What eats either is broken; it ends neither the check nor the computer."""

    def eat(_: bytes) -> None:
        whole = bytearray()
        while True:
            whole += bytes(1 << 28)

    monkeypatch.setattr("workflow.pdf.inspect.inspect_pdf", eat)
    assert read._read_sandboxed(pdf()).problem is PdfProblem.BROKEN


def test_a_file_is_looked_through_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first = read_pdf(pdf("Sekali saja dibaca."))
    monkeypatch.setattr(read, "_read_sandboxed", lambda _: pytest.fail("read again"))
    assert read_pdf(pdf("Sekali saja dibaca.")) == first
    monkeypatch.setattr(disk_cache, "program_digest", lambda: "another program")
    with pytest.raises(pytest.fail.Exception):
        read_pdf(pdf("Sekali saja dibaca."))


def test_a_scan_a_remark_and_a_maker_are_seen() -> None:
    note = b"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (hapus ini) >>]"
    xmp = stream(b"<x><dc:creator><rdf:Seq><rdf:li>Rina</rdf:li></rdf:Seq></dc:creator></x>", b"/Type /Metadata")
    found = inspect_pdf(pdf("", page=note, info=b"/Author (Rina)", catalog=b"/Metadata 7 0 R", extra=[xmp]))
    assert (found.unreadable_pages, found.looked_at, found.remarks, found.is_harmless) == (1, 1, 1, True)
    assert {("Author", "Rina"), ("creator", "Rina")} <= set(found.metadata)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(pdf())), st.binary(max_size=6))
def test_damage_never_ends_in_a_traceback(place: int, what: bytes) -> None:
    """Bytes changed anywhere give a summary; where it is harmless, another reader opens the file too."""
    data = pdf()[:place] + what + pdf()[place + len(what) :]
    found = inspect_pdf(data) if data.startswith(b"%PDF-") else None
    if found and found.problem is None:
        assert len(found.text) <= LONGEST_TEXT
        assert len(pypdfium2.PdfDocument(data)) == found.pages
