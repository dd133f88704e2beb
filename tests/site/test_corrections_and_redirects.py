"""Nothing is mended unseen: the ledger, withdrawn stories, moved addresses, and a browser that finds nothing to block."""

import http.server
import re
import subprocess
import threading
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.browser import CHROMIUM
from tests.support.html import tags, tags_of_class
from tests.support.offices import edited
from tests.support.sample_site import BuiltSite, add_article, build_site, sample_office
from workflow.config.consistency import office_flaws
from workflow.config.load import load_office
from workflow.config.redirects import SitePaths
from workflow.records import urls
from workflow.records.file_source import Folder
from workflow.records.read import read_article

BUS, BUS_FILE = "berita/2026/bus-sekolah-uji-coba/", "content/news/2026/bus-sekolah-uji-coba.md"


def test_a_withdrawn_story_says_so_and_shows_nothing_of_its_text(sample: BuiltSite) -> None:
    page = sample.page(BUS)
    [article] = tags(page, "article")
    assert "Kamis, 22 Oktober 2026 pukul 10.20 WIB" in article.text
    assert "uji coba dibatalkan karena pengadaan bus belum selesai" in article.text
    for words in ("28 tempat duduk", "Empat bus sekolah tanpa ongkos", "Bus sekolah kuning"):
        assert [path for path, data in sample.files().items() if words.encode() in data] == []
    assert not list((sample.site / BUS).glob("*.jpg"))
    assert [tag for tag in tags(page, "meta") if tag.attributes.get("content") == "noindex"]
    for name in ("", "kategori/infrastruktur", "instansi/dishub", "arsip/2026/10"):
        assert "bus-sekolah" not in sample.page(name)


def test_a_story_that_nobody_read_leaves_no_page(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    edited(root, BUS_FILE, "publish_at: 2026-10-19T11:58+07:00", "publish_at: 2026-10-23T08:00+07:00")
    built = build_site(root)
    assert [path for path, data in built.files().items() if b"bus-sekolah-uji-coba" in data + path.encode()] == []


def test_the_ledger_lists_corrections_and_withdrawals(sample: BuiltSite) -> None:
    for address in ("ralat", "ralat/2026"):
        entries = [entry.text for entry in tags_of_class(sample.page(address), "r-ledger__entry")]
        kinds = [entry.split(" · ")[0] for entry in entries]
        assert kinds == [
            *("Ralat", "Laporan L-2026-0152-1", "Diperbarui", "Masa berlaku ditetapkan", "Dicabut"),
            *("Ralat", "Laporan L-2026-0133-1"),
        ]
        assert "semula tertulis Kamis (8/10/2026)" in entries[-2]
    for page in ("", "kontak"):
        assert "ralat/" in [tag.attributes["href"].removeprefix("../") for tag in tags(sample.page(page), "a")]


FLOOD = "content/news/2026/siaga-banjir-sungai-pawan.md"
ACTS = """acts:
  - act: withdrawal
    by: sari
    at: 2026-11-19T09:00+07:00
    note: Nomor posko diperiksa ulang.
    content: SEAL
  - act: republication
    by: maya
    at: 2026-11-19T10:00+07:00
    note: Nomor posko sudah benar.
    content: SEAL
  - act: correction
    by: maya
    at: 2026-11-19T11:00+07:00
    note: Nama kecamatan semula salah eja.
    content: SEAL
"""


def without_acts(root: Path) -> None:
    """The story as it was published, without what the sample office did to it since."""
    text = re.sub(r"^acts:\n(  .*\n)+|^valid_until: .*\n", "", (root / FLOOD).read_text(), flags=re.MULTILINE)
    (root / FLOOD).write_text(text)


def acted_upon(root: Path, *, gone: bool = False) -> None:
    """A published story with a withdrawal, a republication and a correction; `gone`: and withdrawn in the end."""
    without_acts(root)
    more = "  - act: withdrawal\n    by: sari\n    at: 2026-11-19T12:00+07:00\n    note: Dicabut.\n    content: SEAL\n"
    edited(root, FLOOD, "corrections: []\n", ACTS + (more if gone else ""))
    if gone:
        edited(root, FLOOD, "status: published", "status: withdrawn")
        answer = (
            "answered: 2026-11-19T09:00+07:00, answered_by: sari, outcome: rejected, reason: Pak Contoh memang disebut."
        )
        report = f"{{received: 2026-11-19T08:00+07:00, by: rina, summary: Pak Contoh disebut., {answer}}}"
        edited(root, FLOOD, "acts:\n", f"reports:\n  - {report}\nacts:\n")
    digest = "seal2:" + "0" * 64
    text = (root / FLOOD).read_text().replace("SEAL", digest)
    (root / FLOOD).write_text(text)
    article = read_article(Folder(root), FLOOD)
    assert article
    (root / FLOOD).write_text(text.replace(digest, article.seals.full))


def test_every_act_is_told(tmp_path: Path) -> None:
    """On the story's own page and in the ledger: a withdrawal that was taken back is not forgotten."""
    root = sample_office(tmp_path / "office")
    acted_upon(root)
    built = build_site(root)
    page = built.page("berita/2026/siaga-banjir-sungai-pawan")
    for words in ("Dicabut", "Dimuat kembali", "Nomor posko diperiksa ulang.", "Nama kecamatan semula salah eja."):
        assert words in page
    entries = [entry.text for entry in tags_of_class(built.page("ralat"), "r-ledger__entry")]
    ours = [text for text in entries if "19 November 2026" in text]
    assert [text.split(" ·")[0] for text in ours] == ["Ralat", "Dimuat kembali", "Dicabut"]
    assert "sari" not in page
    assert "maya" not in "".join(ours)


def test_a_moved_embargo_is_told_once_the_story_is_there(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    without_acts(root)
    edited(root, FLOOD, "publish_at: 2026-11-04T14:20+07:00", "publish_at: 2026-11-05T09:00+07:00")
    entry = "  - act: embargo\n    by: sari\n    at: 2026-11-04T14:30+07:00\n    note: Menunggu data BPBD.\n"
    times = "    moved_from: 2026-11-05T07:00+07:00\n    moved_to: 2026-11-05T09:00+07:00\n"
    edited(root, FLOOD, "corrections: []\n", f"acts:\n{entry}{times}    content: seal2:{'0' * 64}\n")
    article = read_article(Folder(root), FLOOD)
    assert article
    edited(root, FLOOD, "seal2:" + "0" * 64, article.seals.full)
    built = build_site(root)
    [told] = [
        entry.text for entry in tags_of_class(built.page("ralat"), "r-ledger__entry") if "4 November" in entry.text
    ]
    assert "Embargo diubah" in told
    assert "5 November 2026 pukul 09.00 WIB" in told
    assert "Menunggu data BPBD." in built.page("berita/2026/siaga-banjir-sungai-pawan")


def test_the_ledger_tells_the_acts_on_a_withdrawn_story_too(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    acted_upon(root, gone=True)
    built = build_site(root)
    ours = [
        entry.text
        for entry in tags_of_class(built.page("ralat"), "r-ledger__entry")
        if "19 November 2026" in entry.text
    ]
    assert [text.split(" ·")[0] for text in ours] == [
        "Dicabut",
        "Ralat",
        "Dimuat kembali",
        "Dicabut",
        "Laporan L-2026-0149-1",
    ]
    assert "semula salah eja" not in "".join(ours)
    assert "Nomor posko sudah benar." in ours[2]
    assert "Tidak diralat (Kamis, 19 November 2026 pukul 09.00 WIB)." in ours[4]
    assert "Pak Contoh" not in built.page("ralat")


def test_hostile_reasons_stay_text(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    edited(root, BUS_FILE, "reason: Dinas", "reason: </p><script>x</script> {{ 7 * 191 }} Dinas")
    add_article(root, 9001, note="<img src=x onerror=x>")
    built = build_site(root)
    for name in (BUS, "ralat"):
        assert "&lt;/p&gt;&lt;script&gt;x" in built.page(name)
        assert str(7 * 191) not in built.page(name)
    assert "&lt;img src=x onerror=x&gt;" in built.page("ralat")


def test_a_moved_address_leads_to_its_page(sample: BuiltSite) -> None:
    for old, file, target in (
        ("profil.html", "profil.html", "tentang/"),
        ("index.php/hubungi-kami/", "index.php/hubungi-kami/index.html", "../../kontak/"),
    ):
        page = (sample.site / file).read_text()
        [refresh] = [tag for tag in tags(page, "meta") if tag.attributes.get("http-equiv") == "refresh"]
        assert refresh.attributes["content"] == f"0; url={target}", old
        assert tags(page, "a")[0].attributes["href"] == target
        assert tags(page, "link")[0].attributes["href"].startswith("https://contoh.example/")
        assert tags(page, "script") == []


def test_a_moved_address_waits_for_its_story(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    (root / "site_config/moved.yml").write_text("addresses:\n  /lama: /berita/2026/loket-terpadu-sandai/\n")
    before = build_site(root)
    assert not before.has("lama")
    assert before.warnings == [], "which is nothing wrong"
    assert build_site(root, "2026-11-23T08:00+07:00").has("lama/index.html")


def test_the_check_knows_every_kind_of_page(sample: BuiltSite, tmp_path: Path) -> None:
    """What config/redirects.py says of addresses is what the site has: no page of it is refused as a target."""
    office, _ = load_office(sample.site.parent)
    assert office
    assert list(office_flaws(office)) == []
    places = SitePaths(office.files, {**office.categories}, {**office.agencies})
    known = [str(file.parent.relative_to(sample.site)) for file in sample.html() if file.name == "index.html"]
    assert [name for name in known if not places.has(f"/{name}/".replace("/./", "/"))] == []
    for name in ("/kategori/x/", "/instansi/x/", "/berita/2026/x/", "/berita/", "/x/", "/tentang/x/"):
        assert not places.has(name)
    assert urls.LEDGER == "ralat/"


class _Strict(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy-Report-Only", "default-src 'self'; report-uri /csp")
        super().end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.reports.append(body)  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def test_linked_data_needs_no_exception_in_a_strict_policy(sample: BuiltSite, tmp_path: Path) -> None:
    """Chromium reports what `default-src 'self'` would block: a plain inline script, but no block of data."""
    site = tmp_path / "site"
    site.mkdir()
    page = sample.page(BUS.replace("bus-sekolah-uji-coba", "poliklinik-anak-rsud"))
    data = [line for line in page.split("\n") if "application/ld+json" in line]
    assert len(data) == 2
    (site / "data.html").write_text(f"<!doctype html><title>x</title>{''.join(data)}<p>x</p>")
    (site / "script.html").write_text("<!doctype html><title>x</title><script>document.title='y'</script>")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(site)))
    server.reports = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    found = {}
    try:
        for name in ("data", "script"):
            address = f"http://127.0.0.1:{server.server_port}/{name}.html"
            command = [
                str(CHROMIUM),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={tmp_path / name}",
            ]
            command += ["--enable-logging=stderr", "--v=0", "--virtual-time-budget=3000", "--dump-dom", address]
            done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
            found[name] = "Content Security Policy directive" in done.stderr
    finally:
        server.shutdown()
        server.server_close()
    assert found == {"data": False, "script": True}
