"""Every paper is opened again: its text, tags, size, language and pictures; the same bytes for the same data."""

import datetime as dt
import io
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pypdfium2
import pytest
import segno

from tests.support.clone import sample_clone
from tests.support.command_line import redaksi
from tests.support.offices import ROOT

NOW = "2026-11-20T10:00+07:00"
SIZES = {"a4": (595.28, 841.89), "f4": (609.45, 935.43)}
PAPERS = {
    "open sheet": ("sheet", "2026-0170"),
    "sheet": ("sheet", "2024-0107"),
    "release": ("release", "2024-0107"),
    "request": ("request", "2024-0107"),
    "open request": ("request", "2026-0167"),
    "year": ("report", "2026"),
    "month": ("report", "2026-10"),
    "quiet month": ("report", "2026-01"),
}
TEXTS = {
    "open sheet": ["LEMBAR DISPOSISI", "000.7/274/BAPPEDA-L", "2026-0170", "Paraf", "contoh.example/"],
    "sheet": [
        "Surya Contoh",
        "Olah menjadi berita dan sampaikan ke media mitra.",
        "Senin, 21 Oktober 2024 pukul 08.05 WIB",
    ],
    "release": ["SIARAN PERS", "UNTUK SEGERA DISIARKAN", "Pekan Imunisasi Dimulai di 20 Kecamatan", "selesai"],
    "request": ["7 jam 10 menit dari 6 jam 15 menit", "Gangguan jaringan", "LAP/2024/0107", "Selesai melewati batas"],
    "open request": ["Belum selesai"],
    "year": ["Laporan Layanan Publikasi 2026", "Surat menurut bulan", "Poliklinik Anak RSUD"],
    "month": ["Laporan Layanan Publikasi Oktober 2026", "Perahu Pustaka"],
    "quiet month": ["Januari 2026"],
}


def make(target: Path, *arguments: str, root: Path = ROOT) -> bytes:
    done = redaksi("paper", *arguments, "--root", root, "--now", NOW, "--output", target)
    assert done.code == 0, done.err
    return target.read_bytes()


def test_a_declined_letter_s_sheet_shows_what_the_sender_is_told(tmp_path: Path) -> None:
    root = sample_clone(tmp_path / "office")
    letter = root / "content/requests/2026/0168.md"
    text = letter.read_text()
    [sop] = (root / "site_config/sop").glob("418*.yml")
    sop.write_text(re.sub(r"^number:.*$", "number: belum diisi", sop.read_text(), flags=re.MULTILINE))
    assert "SOP kantor ini" in _text(make(tmp_path / "unnumbered.pdf", "sheet", "2026-0168", root=root))
    assert "Alasan untuk pengirim" not in _text(make(tmp_path / "old.pdf", "sheet", "2026-0168", root=root))
    letter.write_text(text.replace("\nsteps:\n", "\n  public_reason: Bukan berita kegiatan.\nsteps:\n"))
    shown = _text(make(tmp_path / "new.pdf", "sheet", "2026-0168", root=root))
    assert "Ucapan selamat bukan informasi publik." in shown
    assert "Alasan untuk pengirim: Bukan berita kegiatan." in shown


def _text(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("size", SIZES)
def test_a_paper_is_whole(tmp_path: Path, name: str, size: str) -> None:
    data = make(tmp_path / "paper.pdf", *PAPERS[name], "--paper", size)
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in TEXTS[name]:
        assert words.lower() in text.lower(), text[:600]
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert str(catalog["/Lang"]).lower().startswith("id")
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    box = reader.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(SIZES[size], abs=0.5)


def tagged(node: Any, found: list[str]) -> list[str]:
    """The kinds of structure in a PDF, in its order."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            tagged(one, found)
    elif hasattr(node, "get"):
        if "/S" in node:
            found.append(str(node["/S"]))
        if "/K" in node:
            tagged(node["/K"], found)
    return found


def marks(node: Any, page: Any = None) -> list[tuple[Any, int]]:
    """The marked pieces of text in the order in which a screen reader reads them, each with its page."""
    node = node.get_object()
    if isinstance(node, int):
        return [(page, int(node))]
    if isinstance(node, list):
        return [mark for one in node for mark in marks(one, page)]
    return marks(node["/K"], node.raw_get("/Pg") if "/Pg" in node else page) if "/K" in node else []


def test_tables_and_pictures_are_tagged(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(io.BytesIO(make(tmp_path / "a.pdf", "request", "2024-0107")))
    kinds = tagged(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])  # type: ignore[index]
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/Figure"} <= set(kinds)


def test_pages_are_not_empty_and_the_code_leads_to_the_register(tmp_path: Path) -> None:
    """The code's squares are read from the picture of the page and compared with those that the address makes."""
    data = make(tmp_path / "a.pdf", "sheet", "2026-0170", "--paper", "a4")
    page = pypdfium2.PdfDocument(data)[0]
    picture = page.render(scale=4).to_pil().convert("L")
    wanted = segno.make("https://contoh.example/register/2026/0170/", error="m", micro=False).matrix
    assert find(picture, [[bool(cell) for cell in row] for row in wanted])


def find(picture: Any, wanted: list[list[bool]]) -> bool:
    """Whether the pattern stands somewhere in the upper right of a page, as large as the paper prints it."""
    count, black = len(wanted), picture.load()
    unit = 24 * 4 * 72 / 25.4 / (count + 4)  # 24 mm with a border of two squares on each side

    def dark(x0: int, y0: int, row: int, column: int) -> bool:
        return bool(black[round(x0 + (column + 0.5) * unit), round(y0 + (row + 0.5) * unit)] < 128)

    probes = [(0, 0), (1, 1), (0, count - 1), (1, count - 2), (count - 1, 0), (count - 2, 1), (3, 3), (7, 7)]
    for y0 in range(picture.height // 8, picture.height // 3):
        for x0 in range(picture.width * 6 // 10, round(picture.width * 19 / 20 - count * unit)):
            if all(dark(x0, y0, row, column) == wanted[row][column] for row, column in probes):
                same = sum(
                    dark(x0, y0, row, column) == wanted[row][column] for row in range(count) for column in range(count)
                )
                if same >= 0.99 * count**2:
                    return True
    return False


def test_the_same_bytes_whoever_asks(tmp_path: Path) -> None:
    code = "from workflow.cli.main import main\nmain()"
    made: list[bytes] = []
    for zone, tongue in (("UTC", "en"), ("America/New_York", "id")):
        for arguments in (("report", "2026"), ("report", "2026", "--format", "xlsx"), ("sheet", "2024-0107")):
            target = tmp_path / f"{len(made)}"
            command = [
                sys.executable,
                "-c",
                code,
                "paper",
                *arguments,
                "--root",
                str(ROOT),
                "--now",
                NOW,
                "--output",
                str(target),
            ]
            environment = {**os.environ, "TZ": zone, "REDAKSI_LANG": tongue, "PYTHONPATH": str(ROOT)}
            subprocess.run(command, check=True, env=environment, cwd=tmp_path, capture_output=True)
            made.append(target.read_bytes())
    assert made[:3] == made[3:]


HOSTILE = (
    "#set page(fill: red)",
    '$ x^2 $ *tebal* _miring_ `kode` #import "/etc/passwd": *',
    '#read("/etc/passwd")',
    "\\\\ ] [ } { ) (",
    '=HYPERLINK("http://jahat.example")',
    "\u202eterbalik \u200f kanan",
    "a" * 300,
)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_sender_writes_stays_text(tmp_path: Path, words: str) -> None:
    from workflow.documents.running_text import running_text
    from workflow.documents.typst_pdf import PaperSize, render_pdf

    head = {"government": words, "name": words, "address": words, "contact": [[words, words]], "sample": False}
    data = {
        "head": head,
        "title": words,
        "kind": "x",
        "number": words,
        "embargo": words,
        "date": words,
        "summary": words,
        "blocks": running_text(f"{words}\n\n- {words}\n\n> {words}\n\n1. {words}\n", "https://contoh.example/berita/"),
        "page": words,
        "picture": [words, words],
        "validity": words,
        **{key: [[words, words]] for key in ("updates", "replies", "corrections", "attachments")},
        "contact": {"unit": words, "mail": [words, words], "phone": [words, words]},
    }
    text = "".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(render_pdf(ROOT, "release", data, PaperSize.A4))).pages
    )
    plain = "".join(char for char in words if char.isascii() and char.isalnum())
    seen = "".join(char for char in text if char.isascii() and char.isalnum())
    assert plain in seen or Counter(plain) <= Counter(seen)  # what runs from the right is read in another order
    assert "root:" not in text


def test_a_sign_that_no_font_has_does_not_stop_the_paper() -> None:
    from workflow.documents.typst_pdf import PaperSize, render_pdf

    head = {"government": "x", "name": "x", "address": "x", "contact": [["x", "x"]], "sample": False}
    data = {
        "head": head,
        "title": "\U0001f9ff \u4e2d",
        "headlines": [],
        "steps": [],
        "reasons": [],
        "months": [],
        "stories": [],
        "made": "",
        "sop": "",
    }
    assert render_pdf(ROOT, "report", data, PaperSize.F4).startswith(b"%PDF")


def test_the_spreadsheet_holds_the_public_figures(tmp_path: Path, sample_data: dict[str, Any]) -> None:
    data = make(tmp_path / "a.xlsx", "report", "2026", "--format", "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    summary = {row[0]: row[1] for row in book["Ringkasan"].iter_rows(min_row=2, values_only=True)}
    [public] = [one for one in sample_data["angka"] if one["rentang"] == "tahun" and one["periode"] == "2026"]
    assert summary["Surat diterima"] == public["diterima"]
    assert summary["Selesai"] == public["selesai"]
    assert summary["di antaranya tepat waktu"] == public["tepat_waktu"]
    assert summary["Tepat waktu dari yang selesai"] == public["persen_tepat_waktu"] / 100
    assert summary["di antaranya tidak dimuat"] == public["tidak_dimuat"]
    steps = [row[2] for row in book["Langkah"].iter_rows(min_row=2, values_only=True)]
    assert (
        steps == [step["dikerjakan"] for step in public["langkah"]] if "dikerjakan" in public["langkah"][0] else steps
    )
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_a_spreadsheet_can_be_added_sorted_and_printed(tmp_path: Path) -> None:
    """Numbers and dates are what they are; every column is on the sheet, and no text is wider than its cell."""
    book = openpyxl.load_workbook(io.BytesIO(make(tmp_path / "a.xlsx", "report", "2026", "--format", "xlsx")))
    kinds = {
        page.title: [{cell.data_type for cell in column[1:]} - {"n"} for column in page.iter_cols()] for page in book
    }
    assert kinds["Bulan"] == [{"d"}, set(), set(), set()]
    assert kinds["Berita"] == [{"d"}, {"s"}, {"s"}, set()]
    assert kinds["Langkah"] == [set(), {"s"}, set(), set(), set(), set()]
    assert kinds["Ringkasan"][1] <= {"d"}, "only the working time, which openpyxl takes for a date"
    for page in book:
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)  # 1 where it is left out
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.paperSize == 14
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    width = page.column_dimensions[cell.column_letter].width
                    assert len(cell.value) <= width * (page.row_dimensions[cell.row].height or 15) / 15
                    assert cell.alignment.wrap_text


def test_a_formula_is_a_text(tmp_path: Path) -> None:
    from workflow.documents.export import markdown, xlsx
    from workflow.documents.period_report import PeriodReport
    from workflow.metrics.aggregate import Events, tally_events

    evil = "=cmd|' /C calc'!A1"
    account = PeriodReport(
        evil,
        tally_events(Events()),
        (),
        ((evil, 1), ("+1", 2), ("@x", 3)),
        (),
        ((dt.date(2026, 1, 2), evil, "\t=1", 0),),
    )
    book = openpyxl.load_workbook(io.BytesIO(xlsx(account)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert evil in {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)
    assert "\\|" in markdown(account)


MARKDOWN = """\
Lihat [laman **resmi**](../../../layanan/) dan <https://contoh.example/x>.

1. satu

   lanjutan
2. dua

   - dalam
3. tiga

| Nama | Jumlah |
|:--|--:|
| a | [1](https://contoh.example/satu) |
"""


def test_a_release_prints_addresses_and_keeps_lists_and_tables() -> None:
    from workflow.documents.running_text import running_text

    paragraph, numbered, table = running_text(MARKDOWN, "https://contoh.example/berita/2026/a/")
    assert "".join(run["text"] for run in paragraph["runs"]) == (
        "Lihat laman resmi (https://contoh.example/layanan/) dan https://contoh.example/x."
    )
    links = {run["link"] for run in paragraph["runs"] if "link" in run}
    assert links == {"https://contoh.example/layanan/", "https://contoh.example/x"}
    assert paragraph["runs"][3]["link"] == "https://contoh.example/layanan/"  # what is printed leads there, too
    assert numbered["kind"] == "ordered_list"
    assert [[block["kind"] for block in item] for item in numbered["items"]] == [
        ["paragraph", "paragraph"],
        ["paragraph", "bullet_list"],
        ["paragraph"],
    ]
    assert [[cell["align"] for cell in row] for row in table["rows"]] == [["left", "right"]] * 2
    assert running_text("[" * 30_000, "https://contoh.example/") == []


def test_a_release_is_read_aloud_as_it_is_printed(tmp_path: Path) -> None:
    """One list with its numbers, links that lead somewhere, and the press contact in the text that is tagged."""
    reader = pypdf.PdfReader(io.BytesIO(make(tmp_path / "a.pdf", "release", "2026-0033")))
    kinds = tagged(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], [])  # type: ignore[index]
    assert (kinds.count("/L"), kinds.count("/LI")) == (1, 5)
    assert {"/Table", "/Link"} <= set(kinds)
    read = marks(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])  # type: ignore[index]
    painted = [[number for where, number in read if where == page.indirect_reference] for page in reader.pages]
    assert all(painted)
    assert painted == [sorted(numbers) for numbers in painted]
    text = _text((tmp_path / "a.pdf").read_bytes())
    for words in ("1. Delta Pawan", "5. Kendawangan", "Kontak media", "redaksi@ketapang.example"):
        assert words in text
    targets = {
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    }
    page = "https://contoh.example/berita/2026/pasar-murah-ramadan/"
    assert targets == {"mailto:redaksi@ketapang.example", "tel:+62534000-0000", "https://contoh.example/", page}


def alternatives(node: Any, found: list[str]) -> list[str]:
    """The words for what cannot be seen, in the order of a PDF's structure."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            alternatives(one, found)
    elif hasattr(node, "get"):
        found += [str(node["/Alt"])] if "/Alt" in node else []
        alternatives(node.get("/K", pypdf.generic.NullObject()), found)
    return found


def test_a_sheet_says_what_is_ticked_and_who_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every box has words; rank is the office's, and the number (NIP) comes out of the private store alone."""
    store = tmp_path / "private"
    store.mkdir(mode=0o700)
    (store / "people.yml").write_text('kadis: {nip: "197001011995031001"}\n')
    (store / "people.yml").chmod(0o600)
    bare = _text(make(tmp_path / "a.pdf", "sheet", "2024-0107"))
    assert "Pembina Utama Muda (IV/c)" in bare
    assert "NIP" not in bare
    monkeypatch.setenv("REDAKSI_PRIVATE", str(store))
    data = make(tmp_path / "b.pdf", "sheet", "2024-0107")
    assert "NIP 19700101 199503 1 001" in _text(data)
    words = alternatives(pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]["/K"], [])  # type: ignore[index]
    assert words.count("dipilih:") == 3
    assert words.count("tidak dipilih:") == 7
    assert "Lambang contoh" in words
    (store / "people.yml").write_text("kadis: {nip: 19 7001}\n")
    assert "NIP" not in _text(make(tmp_path / "c.pdf", "sheet", "2024-0107"))


def test_a_confidential_letter_s_papers_lead_to_no_page(tmp_path: Path) -> None:
    root = sample_clone(tmp_path / "office")
    letter = root / "content/requests/2026/0170.md"
    letter.write_text(letter.read_text().replace("nature: biasa", "nature: rahasia"))
    for paper in ("sheet", "request"):
        text = _text(make(tmp_path / f"{paper}.pdf", paper, "2026-0170", root=root))
        assert "2026-0170" in text
        assert "register/2026" not in text


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("sheet", "2026-9999"), 1, "2026-9999"),
        (("sheet", "x"), 1, "x"),
        (("release", "2026-0167"), 1, "Step 4 of request 2026-0167 "),
        (("release", "2026-0165"), 1, "2026-0165"),
        (("report", "2026-13"), 2, "2026-13"),
        (("report", "1999"), 2, "1999"),
        (("report", "2031"), 2, "2031"),
    ],
)
def test_what_cannot_be_made_is_said(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = redaksi("paper", *arguments, "--root", ROOT, "--now", NOW, "--output", tmp_path / "a.pdf")
    assert done.code == code
    assert words in done.err
    assert not (tmp_path / "a.pdf").exists()


def test_killed_at_any_write_there_is_no_half_paper(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nleft = {left}\ndef watch(event, args):\n    global left\n"
        "    if event in ('os.rename', 'os.remove') or event == 'open' and isinstance(args[1], str) and set(args[1]) & set('wax'):\n"
        "        left -= 1\n        if left == 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.addaudithook(watch)\nfrom workflow.cli.main import main\nmain()"
    )
    target, killed = tmp_path / "a.pdf", 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for left in range(1, 40):
        for name in ("report", "sheet"):
            arguments = {"report": ("report", "2026-10"), "sheet": ("sheet", "2024-0107")}[name]
            command = [
                sys.executable,
                "-c",
                code.format(left=left),
                "paper",
                *arguments,
                "--root",
                str(ROOT),
                "--now",
                NOW,
            ]
            done = subprocess.run(
                [*command, "--output", str(target)], env=environment, capture_output=True, check=False
            )
            killed += done.returncode < 0
            assert not target.exists() or pypdf.PdfReader(io.BytesIO(target.read_bytes())).pages
            target.unlink(missing_ok=True)
        if done.returncode >= 0:
            break
    assert killed >= 3
