"""The site's search, as readers have it: in a real browser, through the real index."""

import gzip
import json
import re
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import axe_core_python
import pytest
from mkdocs.exceptions import Abort

from tests.support.browser import QuietHandler, serving
from tests.support.devtools import Tab
from tests.support.html import tags
from tests.support.sample_site import BuiltSite, add_article, build_site, sample_office
from workflow.site.models.site_page import ArticleContext, SitePage
from workflow.site.models.story import NamedLink, Story
from workflow.site.search import index
from workflow.site.search.index import build_missing_indexes, make_search_files
from workflow.site.search.pagefind_client import SearchError, build_index
from workflow.text.stemming import PREFIXES, ROOTS, SUFFIXES, root_word

FAMILIES = [
    family.split()
    for family in """
    bangun membangun pembangunan dibangun bangunan terbangun
    tulis menulis penulis penulisan tulisan ditulis tertulis
    sapu menyapu penyapu disapu
    didik mendidik pendidikan pendidik dididik
    layan melayani pelayanan layanan dilayani pelayan
    ajar mengajar belajar pengajar diajarkan
    kerja bekerja pekerja pekerjaan mengerjakan dikerjakan
    latih melatih pelatihan latihan dilatih pelatih
    tanam menanam penanaman tanaman ditanam
    pakai memakai pemakaian dipakai pemakai
    kirim mengirim pengiriman kiriman dikirim
    baca membaca pembaca bacaan dibaca pembacaan
    sehat kesehatan menyehatkan penyehatan
    sekolah bersekolah menyekolahkan disekolahkan
    bantu membantu bantuan dibantu pembantu
    tani petani pertanian bertani
    jalan berjalan perjalanan menjalankan dijalankan
    daftar mendaftar pendaftaran terdaftar didaftarkan
    atur mengatur peraturan aturan diatur pengaturan
    putus memutuskan keputusan putusan diputuskan
    umum mengumumkan pengumuman diumumkan
    lindung melindungi perlindungan dilindungi pelindung
    cegah mencegah pencegahan dicegah
    salur menyalurkan penyaluran saluran disalurkan
    tingkat meningkat meningkatkan peningkatan tingkatan ditingkatkan
    kumpul mengumpulkan pengumpulan perkumpulan dikumpulkan
    nikah menikah pernikahan dinikahkan
    milik memiliki pemilik dimiliki
    """.strip().splitlines()
]
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; object-src 'none'"
ALL = [word for family in FAMILIES for word in family]
STATUS = "(document.querySelector('[data-search-status]')?.textContent ?? '')"
TITLES = "[...document.querySelectorAll('.r-hit a')].map((link) => link.textContent)"
FLOOD = "Air Sungai Pawan Naik, Warga Tujuh Desa Diminta Siaga Banjir"


def story(word: str, year: int = 2026) -> SitePage:
    """The page of a story with one word in it."""
    one = Story(
        source="",
        address=f"berita/{year}/{word}/",
        title="Judul",
        summary="Kata.",
        body=f"<p>Isinya {word} saja.</p>",
        published=1_767_600_000 - (2026 - year) * 31_557_600,
        author="Rina Contoh",
        category=NamedLink("Ekonomi", "kategori/ekonomi/"),
        agency=None,
        tags=(),
        picture=None,
    )
    return SitePage(one.address, ArticleContext(one), one.published)


def write_index(site: Path, pages: Iterable[SitePage], zone: str, kept: Path) -> None:
    """The search of some pages in a folder of its own."""
    pages = list(pages)
    for name, content in make_search_files(pages, zone, kept, build_missing_indexes(pages, zone, kept)).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)


def fragments(site: Path, folder: str = "pagefind") -> list[dict[str, Any]]:
    """Every record that the index, or one of its parts, holds."""
    files = (gzip.decompress(file.read_bytes()) for file in (site / folder).rglob("*.pf_fragment"))
    return [json.loads(data.removeprefix(b"pagefind_dcd")) for data in files]


def test_all_words_of_a_family_find_all_of_it(sample: BuiltSite, tab: Tab, tmp_path: Path) -> None:
    shutil.copytree(sample.site / "assets", tmp_path / "site/assets")
    shutil.copytree(sample.site / "cari", tmp_path / "site/cari")
    write_index(tmp_path / "site", [story(word) for family in FAMILIES for word in family], "Asia/Pontianak", tmp_path)
    with serving(tmp_path / "site") as own:
        tab.open(f"{own}cari/")
        found = tab.run(
            "(async () => {"
            "const { openIndex } = await import('/assets/javascripts/search-index.js'); const index = await openIndex();"
            "const urls = async (word) => { const { results } = await index.find(word, {}, false);"
            "return Promise.all(results.map(async (one) => (await one.data()).url.split('/')[3])); };"
            f"const found = {{}}; for (const word of {json.dumps(ALL)}) found[word] = await urls(word);"
            "return found; })()"
        )
    missed = {word: set(family) - set(found[word]) for family in FAMILIES for word in family}
    assert {word: gone for word, gone in missed.items() if gone} == {}
    foreign = {word: set(found[word]) - set(family) for family in FAMILIES for word in family}
    assert {word: more for word, more in foreign.items() if more} == {}


def test_the_browser_takes_words_apart_as_the_build_does(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/")
    roots = sorted(ROOTS)
    words = [prefix + one[len(lost) :] + suffix for one in roots for prefix, lost in PREFIXES for suffix in SUFFIXES]
    words = words[::7] + ALL
    theirs = tab.run(
        "(async () => { const { Words } = await import('/assets/javascripts/search-words.js');"
        "const words = new Words(await (await fetch('/pagefind/indexes.json')).json());"
        f"return {json.dumps(words)}.map((word) => words.root(word)); }})()"
    )
    assert theirs == [root_word(word) for word in words]


SOUGHT = {
    "2024-0107": ("Permintaan publikasi Pekan Imunisasi", None),
    "2024/0107": ("Permintaan publikasi Pekan Imunisasi", None),
    "0107": ("Permintaan publikasi Pekan Imunisasi", None),
    "rabies": ("Permintaan publikasi vaksinasi rabies Delta Pawan", None),
    "bus sekolah": ("Bus Sekolah Gratis Diuji Coba di Dua Rute Mulai 2 November", None),
    "jembatan": ("Jembatan Gantung Sungai Laur Pangkas Jalan Memutar 14 Kilometer", None),
    "banjri": (None, "banjir"),
    "kesehtan": (None, "kesehatan"),
    "vaksin immunisasi": ("Pekan Imunisasi Dimulai di 20 Kecamatan", "vaksin imunisasi"),
    "2024-9999": (None, None),
    "xyzzyx": (None, None),
}
"""What is sought: the first title that is found, and what is asked whether it was meant. No story has "rabies"."""
MEANT = "[...document.querySelectorAll('[data-search-meant]:not([hidden]) a')].map((link) => link.textContent)"


@pytest.mark.parametrize("sought", SOUGHT)
def test_what_is_sought_is_found_or_asked_about(address: str, tab: Tab, sought: str) -> None:
    first, meant = SOUGHT[sought]
    tab.open(f"{address}cari/?q={quote_plus(sought)}")
    tab.wait(f"{STATUS} !== ''")
    if meant:
        tab.wait(f"{MEANT}.length")
    assert tab.run(TITLES)[:1] == ([first] if first else [])
    assert tab.run(MEANT) == ([meant] if meant else [])
    ways = tab.run("[...document.querySelectorAll('[data-search-ways]:not([hidden]) a')].map((link) => link.href)")
    assert (not first) == bool(ways)
    if meant and not first:
        tab.run("document.querySelector('[data-search-meant] a').click()")
        tab.wait(f"{STATUS}.includes('hasil untuk “{meant}”')")
        assert tab.run(f"{TITLES}.length && {MEANT}.length === 0")


@pytest.mark.parametrize("beginning", ["b", "ba", "pem", "pemb", "sung", "B"])
def test_something_is_found_from_the_first_letter(address: str, tab: Tab, beginning: str) -> None:
    tab.open(f"{address}cari/")
    tab.run("document.querySelector('#cari-q').focus()")
    tab.press(*beginning)
    tab.wait(f"{TITLES}.length > 0 && {STATUS}.includes('hasil untuk')")
    assert tab.run(f"{TITLES}.length") > 0


def test_text_and_filters_stand_in_the_address_and_back_goes_back(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/?q=sungai")
    tab.wait(f"{STATUS} === '9 hasil untuk “sungai”.'")
    tab.run("{ const field = document.querySelector('#cari-kategori'); field.value = 'Kebencanaan';"
            "field.dispatchEvent(new Event('change', { bubbles: true })); }")  # fmt: skip
    tab.wait(f"{STATUS} === '1 hasil untuk “sungai”.'")
    assert tab.run(TITLES) == [FLOOD]
    assert tab.run("location.search") == "?q=sungai&kategori=Kebencanaan"
    assert "Budaya (1)" in tab.run("document.querySelector('#cari-kategori').innerText")
    tab.run("history.back()")
    tab.wait(f"{STATUS} === '9 hasil untuk “sungai”.'")
    assert tab.run("document.querySelector('#cari-kategori').value") == ""


def test_newest_first_runs_through_the_years(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/?q=sungai&urut=terbaru")
    tab.wait(f"{STATUS} === '9 hasil untuk “sungai”.'")
    facts = tab.run("[...document.querySelectorAll('.r-hit .r-meta')].map((facts) => facts.textContent)")
    letters = [line for line in facts if line.startswith("Surat di register")]
    assert facts[-3:] == letters, "news first"
    years = [re.findall(r"\b20\d\d\b", line)[-1] for line in facts[:-3]]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) == 3
    assert tab.run(TITLES)[0] == FLOOD


def test_a_filter_alone_lists_its_stories(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/?instansi=Dinas+Kesehatan&tahun=2024")
    tab.wait(f"{STATUS} === '1 hasil.'")
    assert tab.run(TITLES) == ["Pekan Imunisasi Dimulai di 20 Kecamatan"]


def test_what_was_sought_is_marked_also_in_another_form(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/?q=membangun")
    tab.wait(f"{TITLES}.length > 0")
    marked = tab.run("[...document.querySelectorAll('.r-hit mark')].map((mark) => mark.textContent.toLowerCase())")
    assert marked
    assert all("bangun" in word for word in marked)


def test_everything_goes_by_keyboard(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/?q=sungai")
    tab.wait(f"{TITLES}.length > 0")
    here = "document.activeElement.id || document.activeElement.textContent"
    tab.press("/")
    assert tab.run(here) == "cari-q"
    titles = tab.run(TITLES)
    tab.press("ArrowDown", "ArrowDown")
    assert tab.run(here) == titles[1]
    tab.press("ArrowUp")
    assert tab.run(here) == titles[0]
    tab.press("Escape")
    assert tab.run(here) == "cari-q"
    tab.press("Escape")
    tab.wait(f"{TITLES}.length === 0 && location.search === ''")


def test_the_box_in_the_header_leads_to_the_results(address: str, tab: Tab) -> None:
    tab.size(1440)
    tab.open(address)
    tab.press("s", *"banjir", "Enter")
    tab.wait("location.pathname === '/cari/'")
    tab.wait(f"{STATUS}.includes('hasil untuk “banjir”')")
    tab.size(360)
    tab.open(address)
    tab.run("document.querySelector('.r-box__link').click()")
    tab.wait("location.pathname === '/cari/'")
    assert tab.run("location.pathname") == "/cari/"


def test_hostile_queries_are_text(address: str, tab: Tab) -> None:
    tab.open(f"{address}cari/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E&kategori=%3Cb%3E&tahun=__proto__")
    tab.wait(f"{STATUS} !== ''")
    assert tab.run("window.hit === undefined && !document.querySelector('.r-find img, .r-find__status *')")


def test_it_works_under_a_strict_policy(sample: BuiltSite, tab: Tab) -> None:
    class Strict(QuietHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    tab.open("about:blank")  # what the page before it was still loading is not of this one
    tab.events.clear()
    with serving(sample.site, Strict) as strict:
        tab.open(f"{strict}cari/?q=sungai")
        tab.wait(f"{STATUS} === '9 hasil untuk “sungai”.'")
        sources = [event["params"]["request"]["url"] for event in tab.events if "request" in event.get("params", {})]
        assert any("pagefind" in source for source in sources)
        assert [source for source in sources if not source.startswith((strict, "data:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say(address: str, tab: Tab, scheme: str) -> None:
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.size(1440)
    tab.open(f"{address}cari/?q=sungai")
    tab.wait(f"{TITLES}.length > 0")
    [script] = Path(axe_core_python.__file__).parent.rglob("axe.min.js")
    tab.run(f"{script.read_text()}; 1")
    found = tab.run(
        "axe.run().then(({ violations }) => violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"
    )
    assert found == []


def test_the_console_stays_silent(address: str, tab: Tab) -> None:
    tab.events.clear()
    tab.open(f"{address}cari/?q=sungai&urut=terbaru")
    tab.wait(f"{TITLES}.length > 0")
    assert tab.complaints() == []


def test_without_scripts_the_archives_serve(sample: BuiltSite) -> None:
    page = sample.page("cari")
    [notice] = tags(page, "noscript")
    assert "arsip menurut bulan" in notice.text
    assert {"../arsip/", "../kategori/", "../instansi/"} <= {tag.attributes["href"] for tag in tags(page, "a")}
    assert "md-search" not in page


def test_the_index_holds_public_pages_and_no_lists(sample: BuiltSite) -> None:
    held = fragments(sample.site)
    articles = {
        file.parent.relative_to(sample.site).as_posix() + "/"
        for file in sample.site.glob("berita/*/*/index.html")
        if "NewsArticle" in file.read_text()  # not what is left of a withdrawn one
    }
    letters = {
        file.parent.relative_to(sample.site).as_posix() + "/"
        for file in sample.site.glob("register/20*/[0-9][0-9][0-9][0-9]/index.html")
    }
    assert len(letters) > 10
    withdrawn = "berita/2026/bus-sekolah-uji-coba/"
    found = articles | letters | {"kontak/", "lapor/", "pedoman/", "tentang/", "sop/", withdrawn}
    assert {one["url"] for one in held} == found
    assert all(set(one["meta"]) <= {"title", "date", "category", "roots", "number", "digits"} for one in held)
    assert len(held) == len(found)


def test_only_a_year_that_changed_is_indexed_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counted(records: Any) -> dict[str, bytes]:
        made.append(len(records))
        return build_index(records)

    monkeypatch.setattr(index, "build_index", counted)
    old, new = [story("lama", 2024), story("usang", 2024)], [story("baru")]
    write = partial(write_index, zone="Asia/Pontianak", kept=tmp_path / "cache")
    write(tmp_path / "one", [*old, *new])
    assert made == [1, 2]
    write(tmp_path / "two", [*old, *new, story("lagi")])
    assert made == [1, 2, 2]
    write(tmp_path / "three", [*old, story("kuno", 2024), *new, story("lagi")])
    assert made == [1, 2, 2, 3]


def test_the_latest_year_is_indexed_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SMALL_PARTITION", 2)
    monkeypatch.setattr(index, "LARGE_PARTITION", 4)
    closed = [story("x", 2025), story("y", 2024)]
    write_index(tmp_path, [story(word) for word in "abcdefghi"] + closed, "Asia/Pontianak", tmp_path / "cache")
    known = json.loads((tmp_path / "pagefind/indexes.json").read_bytes())
    assert known["indexes"] == ["2026-3", "2026-2", "2026-1", "arsip"]
    assert [len(fragments(tmp_path / "pagefind", name)) for name in known["indexes"]] == [1, 4, 4, 2]
    assert known["years"] == ["2026", "2025", "2024"]


@pytest.mark.parametrize("harm", ["lost", "cut", "changed", "a folder"])
def test_a_harmed_cache_harms_nothing(tmp_path: Path, harm: str) -> None:
    cache = tmp_path / "cache"
    pages = [story("satu"), story("dua"), story("tiga", 2025)]
    write_index(tmp_path / "one", pages, "Asia/Pontianak", cache)
    for file in list(cache.iterdir()):
        data = file.read_bytes()
        file.unlink()
        if harm == "cut":
            file.write_bytes(data[:-9])
        elif harm == "changed":
            file.write_bytes(data[:500] + b"?" + data[501:])
        elif harm == "a folder":
            file.mkdir()
    write_index(tmp_path / "two", pages, "Asia/Pontianak", cache)
    one, two = BuiltSite(tmp_path / "one", []).files(), BuiltSite(tmp_path / "two", []).files()
    assert one == two
    assert len(one) > 8


def test_an_indexer_that_fails_stops_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = sample_office(tmp_path / "office")
    for broken in ("/nonexistent", shutil.which("true") or ""):
        monkeypatch.setenv("PAGEFIND_BINARY_PATH", broken)
        with pytest.raises(SearchError):
            write_index(tmp_path / "site", [story("satu")], "Asia/Pontianak", tmp_path / "none")
        with pytest.raises(Abort):
            build_site(office)


def test_an_indexer_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(sleeper))
    monkeypatch.setattr("workflow.site.search.pagefind_client.INDEXER_TIMEOUT", 0.3)
    with pytest.raises(SearchError):
        write_index(tmp_path / "site", [story("satu")], "Asia/Pontianak", tmp_path / "none")


def test_a_new_story_is_found(tmp_path: Path) -> None:
    office = sample_office(tmp_path / "office")
    where = add_article(office, 9010, title="Jembatan Kupu Kupu Dibuka")
    assert where in {one["url"] for one in fragments(build_site(office).site)}
