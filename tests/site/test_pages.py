"""What the public finds on the sample office's site."""

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.support.html import tags, tags_of_class
from tests.support.sample_site import BuiltSite, build_site, sample_office
from workflow.site.output.hyphenation import NO_BREAK_SPACE

KTP = "berita/2026/ktp-jemput-bola-hulu-sungai"
LISTS = ("", "arsip", "kategori", "instansi", "register", "sop", "tentang", "pedoman", "kontak")


def test_the_sample_builds_without_a_warning(sample: BuiltSite) -> None:
    assert sample.warnings == []


def test_every_page_kind_is_there(sample: BuiltSite) -> None:
    lists = ("kategori/kesehatan", "instansi/dinkes", "arsip/2026/11", "register/2024", KTP)
    assert [name for name in (*LISTS, *lists) if not (sample.site / name / "index.html").exists()] == []
    assert "Halaman tidak ditemukan" in (sample.site / "404.html").read_text()


def test_every_category_and_agency_has_a_page_even_without_a_story(sample: BuiltSite) -> None:
    for kind, empty in (("kategori", None), ("instansi", "instansi/bappeda")):
        index = sample.page(kind)
        entries = list(tags_of_class(index, "r-index__item"))
        assert len(entries) == len([folder for folder in (sample.site / kind).iterdir() if folder.is_dir()])
        assert not empty or "Belum ada berita" in sample.page(empty)


def test_an_article_shows_what_readers_need(sample: BuiltSite) -> None:
    page = sample.page(KTP)
    assert [tag.text for tag in tags(page, "h1")] == [
        "Perekaman KTP Elektronik Jemput Bola Singgahi Empat Desa Hulu Sungai"
    ]
    [figure] = tags(page, "figure")
    [picture] = [tag for tag in tags(page, "img") if tag.attributes["alt"]]
    assert picture.attributes["alt"].startswith("Petugas di balik meja")
    assert "Layanan jemput bola membawa alat" in figure.text
    assert "Ilustrasi: Redaksi (contoh)" in figure.text
    article = tags(page, "article")[0].text
    for words in ("Oleh Rina Contoh", "Dinas Kependudukan dan Pencatatan Sipil", "Pelayanan Publik", "jemput bola"):
        assert words in article
    assert "maya" not in page.lower()


def test_dates_are_indonesian_and_carry_their_offset(sample: BuiltSite) -> None:
    page = sample.page(KTP)
    times = {tag.attributes["datetime"]: tag.text.replace(NO_BREAK_SPACE, " ") for tag in tags(page, "time")}
    assert times["2026-10-01T13:20:00+07:00"] == "Kamis, 1 Oktober 2026 pukul 13.20 WIB"
    assert "Senin, 21 Oktober 2024 pukul 15.30 WIB" in sample.page("berita/2024/pekan-imunisasi").replace(
        NO_BREAK_SPACE, " "
    )
    assert "Oktober 2024" in sample.page("arsip/2024/10")


def test_a_correction_stands_on_the_page_with_its_date(sample: BuiltSite) -> None:
    [errata] = tags_of_class(sample.page(KTP), "r-errata")
    assert "Jumat, 2 Oktober 2026 pukul 09.15 WIB" in errata.text
    assert "semula tertulis Kamis (8/10/2026)" in errata.text
    assert "diralat" in sample.page("kategori/pelayanan-publik")
    assert list(tags_of_class(sample.page("berita/2026/poliklinik-anak-rsud"), "r-errata")) == []


def test_previous_and_next_follow_time(sample: BuiltSite) -> None:
    pager = tags_of_class(sample.page(KTP), "r-pager__link")
    links = {tag.attributes["rel"]: tag.attributes["href"] for tag in pager if "rel" in tag.attributes}
    assert links == {"prev": "../panen-matan-hilir-selatan/", "next": "../perahu-pustaka-simpang-hulu/"}


def test_the_newest_story_leads_the_home_page(sample: BuiltSite) -> None:
    titles = [tag.text for tag in tags_of_class(sample.page(""), "r-card__title")]
    assert titles[0] == "Poliklinik Anak RSUD Tambah Jam Layanan Sore"
    assert titles[1].startswith("Forum Konsultasi Publik")


def test_the_register_tells_the_state_and_no_more(sample: BuiltSite) -> None:
    page = sample.page("register")
    rows = {row.texts[1] if len(row.texts) > 1 else "": row.text for row in tags(page, "tr")}
    numbers = [tag.text for tag in tags(page, "th") if tag.attributes.get("scope") == "row"]
    assert numbers == sorted(numbers, reverse=True)
    assert "2026-0154" not in numbers, "a confidential letter is listed"
    [declined] = [text for text in rows.values() if "2026-0168" in text]
    assert "Kec. Sandai" in declined
    assert "Tidak dimuat" in declined
    assert "Tidak dapat dipublikasikan" in declined
    [waiting] = [text for text in rows.values() if "2026-0161" in text]
    assert "Menunggu jadwal terbit" in waiting
    assert "Berita dari surat" not in waiting
    assert "../berita/2026/poliklinik-anak-rsud/" in page


def test_every_link_leads_somewhere(sample: BuiltSite) -> None:
    base = "https://contoh.example/"
    known = {urljoin(base, path.removesuffix("index.html")) for path in sample.files()}
    broken = []
    for file in sample.html():
        here = urljoin(base, str(file.relative_to(sample.site)).removesuffix("index.html"))
        for tag in tags(file.read_text(), "a"):
            target = urljoin(here, tag.attributes["href"]).split("#")[0]
            if target.startswith(base) and target not in known:
                broken.append((here, target))
    assert broken == []


def test_the_sitemap_dates_pages_by_their_last_change(sample: BuiltSite) -> None:
    tree = ET.parse(sample.site / "sitemap.xml")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    dates = {
        urlsplit(str(entry.findtext(f"{space}loc"))).path: entry.findtext(f"{space}lastmod") for entry in tree.getroot()
    }
    assert dates[f"/{KTP}/"] == "2026-10-02T09:20:00+07:00"  # a reader's report was answered
    assert dates["/berita/2024/pekan-imunisasi/"] == "2024-10-21T15:30:00+07:00"


def test_the_sample_says_that_it_is_one_on_every_page(sample: BuiltSite) -> None:
    for file in sample.html():
        page = file.read_text()
        assert "Situs contoh. Semua berita" in page, file
        assert [tag for tag in tags(page, "meta") if tag.attributes.get("content") == "noindex"], file


def test_a_page_says_its_language_title_and_way_past_the_header(sample: BuiltSite) -> None:
    for file in sample.html():
        page = file.read_text()
        [html] = tags(page, "html")
        assert html.attributes["lang"] == "id"
        assert len(tags(page, "h1")) == 1, file
        assert tags(page, "title")[0].text, file
        assert [tag.attributes["href"] for tag in tags_of_class(page, "md-skip")] == ["#isi"], file
        assert "isi" in [tag.attributes.get("id") for tag in tags(page)], file


OBSOLETE = {"align", "valign", "bgcolor", "border", "cellpadding", "cellspacing", "hspace", "vspace"}
NO_AUTOCOMPLETE = {"button", "checkbox", "image", "radio", "reset", "submit"}


def unfit_attributes(page: str) -> list[str]:
    """Tags with an attribute that HTML has no more, or not there (HTML, 16.2 and 4.10.18.7)."""
    return [
        tag.name
        for tag in tags(page)
        if OBSOLETE & set(tag.attributes)
        or ("autocomplete" in tag.attributes and tag.attributes.get("type") in NO_AUTOCOMPLETE)
    ]


def test_no_attribute_stands_where_html_does_not_have_it(sample: BuiltSite) -> None:
    assert unfit_attributes('<input type="checkbox" autocomplete="off"><td align="right">') == ["input", "td"]
    assert {file: found for file in sample.html() if (found := unfit_attributes(file.read_text()))} == {}


def test_building_twice_gives_the_same_bytes(sample: BuiltSite, tmp_path: Path) -> None:
    again = build_site(sample_office(tmp_path / "office"))
    one, two = sample.files(), again.files()
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
