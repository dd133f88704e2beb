"""PDF files made for tests, kind and hostile ones, written byte by byte: no library has a say in them."""

import re
import zlib
from collections.abc import Sequence

CATALOG, PAGES, PAGE, CONTENT, FONT, INFO = range(1, 7)
"""The objects that every sample has; further ones begin at 7."""
FIRST_EXTRA = 7


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """An object that is a stream."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def packed(data: bytes) -> bytes:
    """A stream that is compressed."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode")


def pdf(
    text: str = "Peraturan Bupati Nomor 12 Tahun 2026 tentang tarif angkutan sekolah.",
    *,
    catalog: bytes = b"",
    page: bytes = b"",
    info: bytes = b"",
    trailer: bytes = b"",
    extra: Sequence[bytes] = (),
    content: bytes | None = None,
    hidden: bytes = b"",
) -> bytes:
    """A PDF of one page with some words, to which entries and objects are added. `hidden`: what its table does not name."""
    words = b"BT /F1 11 Tf 72 770 Td (%b) Tj ET" % text.encode("latin-1") if text else b"0 0 100 100 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> %b >>" % page,
        packed(words) if content is None else content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %b >>" % info,
        *extra,
    ]
    return written(objects, b"/Root 1 0 R /Info 6 0 R %b" % trailer, hidden)


def written(objects: Sequence[bytes], trailer: bytes, hidden: bytes = b"") -> bytes:
    """Numbered objects as a file, with the table that says where they are."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), list[int]()
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    out += hidden
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def compact(data: bytes) -> bytes:
    """A sample written anew as Acrobat writes: what is no stream is packed, so that no name stands in the bytes."""
    found = [*re.finditer(rb"(\d+) 0 obj\n(.*?)\nendobj\n", data, re.DOTALL)]
    inner = [(int(one[1]), one[2]) for one in found if b"stream\n" not in one[2]]
    index, bodies = b"", b""
    for number, body in inner:
        index += b"%d %d " % (number, len(bodies))
        bodies += body + b"\n"
    size = len(found) + 3
    group, table = size - 2, size - 1
    rows, out = {0: b"\0" + bytes(7)}, bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    rows |= {number: b"\2" + group.to_bytes(4) + place.to_bytes(3) for place, (number, _) in enumerate(inner)}
    head = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(inner), len(index))
    outer = [(int(one[1]), one[2]) for one in found if int(one[1]) not in dict(inner)]
    for number, body in (*outer, (group, stream(zlib.compress(index + bodies), head))):
        rows[number] = b"\1" + len(out).to_bytes(4) + bytes(3)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    rows[table] = b"\1" + start.to_bytes(4) + bytes(3)
    entries = b"/Type /XRef /W [1 4 3] /Size %d /Root 1 0 R /Info 6 0 R" % size
    whole = stream(b"".join(rows[number] for number in range(size)), entries)
    return bytes(out) + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, whole, start)


def link(action: bytes) -> bytes:
    """An area of the page that does something when it is clicked."""
    return b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << %b >> >>]" % action


HOSTILE: dict[str, tuple[bytes, str]] = {
    "javascript on opening": (pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), "script"),
    "javascript under escapes": (pdf(catalog=b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), "script"),
    "javascript by name": (pdf(catalog=b"/Names << /JavaScript << /Names [(a) 7 0 R] >> >>", extra=[b"<< /S /JavaScript /JS (x) >>"]), "script"),
    "javascript that nothing names": (pdf(extra=[b"<< /S /JavaScript /JS (x) >>"]), "script"),
    "javascript of a later action": (pdf(page=link(b"/S /URI /URI (https://a.example) /Next 7 0 R"), extra=[b"<< /S /JavaScript /JS (x) >>"]), "script"),
    "javascript of a field": (pdf(catalog=b"/AcroForm << /Fields [7 0 R] >>", extra=[b"<< /FT /Tx /T (a) /Subtype /Widget /Rect [0 0 1 1] /AA << /K << /S /JavaScript /JS (x) >> >> >>"]), "script"),
    "postscript": (pdf(extra=[stream(b"showpage", b"/Type /XObject /Subtype /PS")]), "script"),
    "launch": (pdf(page=link(b"/S /Launch /F (calc.exe)")), "program"),
    "launch on opening": (pdf(catalog=b"/OpenAction << /S /Launch /Win << /F (cmd.exe) >> >>"), "program"),
    "an address on opening": (pdf(catalog=b"/OpenAction << /S /URI /URI (https://a.example) >>"), "automatic"),
    "an address on turning the page": (pdf(page=b"/AA << /O << /S /URI /URI (https://a.example) >> >>"), "automatic"),
    "printing by itself": (pdf(catalog=b"/OpenAction << /S /Named /N /Print >>"), "automatic"),
    "hiding": (pdf(page=link(b"/S /Hide /T (a)")), "automatic"),
    "a packed file": (pdf(catalog=b"/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>", extra=[b"<< /Type /Filespec /F (a.exe) /EF << /F 8 0 R >> >>", stream(b"MZ", b"/Type /EmbeddedFile")]), "file"),
    "a packed file at a paper clip": (pdf(page=b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (a) /EF << /F 7 0 R >> >> >>]", extra=[stream(b"MZ")]), "file"),
    "a portfolio": (pdf(catalog=b"/Collection << /View /D >>"), "file"),
    "rich media": (pdf(page=b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]"), "media"),
    "a film": (pdf(page=b"/Annots [<< /Type /Annot /Subtype /Screen /Rect [0 0 9 9] >>]"), "media"),
    "a rendition": (pdf(page=link(b"/S /Rendition /OP 0")), "media"),
    "a model": (pdf(page=b"/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] /3DD 7 0 R >>]", extra=[stream(b"U3D")]), "media"),
    "an xfa form": (pdf(catalog=b"/AcroForm << /Fields [] /XFA 7 0 R >>", extra=[stream(b"<xdp/>")]), "form"),
    "a form that is sent": (pdf(page=link(b"/S /SubmitForm /F (https://a.example)")), "form"),
    "imported data": (pdf(page=link(b"/S /ImportData /F (a.fdf)")), "form"),
    "another file": (pdf(page=link(b"/S /GoToR /F (b.pdf) /D [0 /Fit]")), "remote"),
    "a share of the network": (pdf(page=link(b"/S /GoToE /F (\\\\\\\\host\\\\share)")), "remote"),
    "a script as an address": (pdf(page=link(b"/S /URI /URI (java\nscript:alert\\(1\\))")), "remote"),
    "a file as an address": (pdf(page=link(b"/S /URI /URI (file:///etc/passwd)")), "remote"),
    "a stream outside": (pdf(extra=[stream(b"", b"/F (http://a.example/x)")]), "remote"),
    "an unknown action": (pdf(page=link(b"/S /Teleport")), "unknown"),
}  # fmt: skip
"""Files that do or carry something, each with what it is."""
HARMLESS: dict[str, bytes] = {
    "words": pdf(),
    "a link to the web": pdf(page=link(b"/S /URI /URI (https://jdih.contoh.example/12)")),
    "a link to mail": pdf(page=link(b"/S /URI /URI (mailto:dinas@contoh.example)")),
    "a link within": pdf(page=link(b"/S /GoTo /D [3 0 R /Fit]")),
    "a button to the next page": pdf(page=link(b"/S /Named /N /NextPage")),
    "a page to open at": pdf(catalog=b"/OpenAction [3 0 R /Fit]"),
    "a place to open at": pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "an outline": pdf(catalog=b"/Outlines 7 0 R", extra=[b"<< /First 8 0 R /Last 9 0 R >>", b"<< /Title (Satu) /Parent 7 0 R /Next 9 0 R /A << /S /GoTo /D [3 0 R /Fit] >> >>", b"<< /Title (Dua) /Parent 7 0 R /Prev 8 0 R >>"]),
    "a signature": pdf(catalog=b"/AcroForm << /SigFlags 3 /Fields [7 0 R] >>", extra=[b"<< /FT /Sig /T (ttd) /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /V 8 0 R >>", b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] /Contents <00> >>"]),
    "marks for blind readers": pdf(catalog=b"/MarkInfo << /Marked true >> /StructTreeRoot 7 0 R", extra=[b"<< /Type /StructTreeRoot /K 8 0 R >>", b"<< /Type /StructElem /S /P /P 7 0 R /A << /O /Layout /Placement /Block >> >>"]),
}  # fmt: skip
"""Files as offices make them, which must be let through."""
