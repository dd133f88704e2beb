"""What search engines read: sitemaps, canonical addresses, Open Graph, schema.org, robots.txt, security.txt."""

import copy
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree
from PIL import Image

from tests.support.html import tags
from tests.support.html_payloads import ONE_LINE_PAYLOADS
from tests.support.sample_site import BuiltSite, add_article, build_site, sample_office
from workflow.config.face import international_phone
from workflow.config.load import load_office
from workflow.site.content.static_pages import render_static_pages
from workflow.site.feeds.sitemap import news_sitemap, sitemap_files
from workflow.site.feeds.xml import json_script
from workflow.site.models.pages import make_pages
from workflow.site.models.public_content import read_public_content
from workflow.text.field_types import parse_instant

SCHEMAS = Path(__file__).parent / "schemas"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
HOME = "https://contoh.example/"
KTP = "berita/2026/ktp-jemput-bola-hulu-sungai"
BUS = "berita/2026/bus-sekolah-uji-coba"
UNLISTED = re.compile(rf"{BUS}|panduan/|register/(keadaan|instansi|20\d\d/bulan-\d\d)/")
"""Withdrawn, for the office, or letters that the register lists anyway."""
TOPICS = ("topik/banjir/", "topik/pelayanan-lebih-dekat/")
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEEDED = {
    "NewsArticle": {
        *("headline", "datePublished", "dateModified", "author", "publisher", "image", "articleSection", "keywords"),
        *("mainEntityOfPage", "url", "description", "inLanguage"),
    },
    "Event": {"name", "startDate", "endDate", "eventStatus", "location", "organizer", "description", "image"},
    "CollectionPage": {"name", "url", "description", "dateModified", "mainEntity"},
    "BreadcrumbList": {"itemListElement"},
    "GovernmentOrganization": {"name", "url", "logo", "address", "email", "telephone"},
    "WebSite": {"name", "url", "potentialAction"},
}
"""The properties that schema.org's and Google's pages name as required or recommended."""


def blocks(page: str) -> dict[str, Any]:
    """The page's linked data by kind."""
    found = [
        json.loads("".join(tag.texts))
        for tag in tags(page, "script")
        if tag.attributes.get("type") == "application/ld+json"
    ]
    kinds = {one["@type"]: one for one in found}
    assert len(kinds) == len(found)
    return kinds


def addressed(site: BuiltSite) -> dict[str, str]:
    """Every page of a template, by its address; the pages at moved addresses are not."""
    pages = {str(file.relative_to(site.site)).removesuffix("index.html"): file.read_text() for file in site.html()}
    return {name: page for name, page in pages.items() if name != "404.html"}


def test_the_sitemaps_are_valid_and_complete(sample: BuiltSite) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
    tree = etree.parse(sample.site / "sitemap.xml")
    schema.assertValid(tree)
    listed = [str(loc.text) for loc in tree.iter(f"{SPACE}loc")]
    assert listed == sorted(set(listed))
    assert set(listed) == {HOME + name for name in addressed(sample) if not UNLISTED.match(name)}
    news = etree.parse(sample.site / "sitemap-berita.xml")
    schema.assertValid(news)
    for required in ("publication", "name", "language", "publication_date", "title"):
        broken = copy.deepcopy(news)
        element = broken.find(f".//{NEWS}{required}")
        element.getparent().remove(element)
        assert not schema.validate(broken), required
    assert [str(loc.text) for loc in news.iter(f"{SPACE}loc")] == [
        f"{HOME}berita/2026/poliklinik-anak-rsud/",
        f"{HOME}berita/2026/forum-konsultasi-publik/",
    ]
    assert not (sample.site / "sitemap.xml.gz").exists()


def test_a_large_site_has_an_index_of_sitemaps(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    office, _ = load_office(root)
    assert office
    now = parse_instant("2026-11-20T10:00+07:00")
    news = read_public_content(root, office, now)
    pages = make_pages(office, news, render_static_pages(office)[0], now)
    files = sitemap_files(office, pages, largest=20)
    index = etree.fromstring(files.pop("sitemap.xml"))
    etree.XMLSchema(etree.parse(SCHEMAS / "siteindex.xsd")).assertValid(index)
    assert [str(loc.text) for loc in index.iter(f"{SPACE}loc")] == [HOME + name for name in files]
    parts = [etree.fromstring(text) for text in files.values()]
    assert [len(part) for part in parts[:-1]] == [20] * (len(parts) - 1)
    assert sum(map(len, parts)) == len([page for page in pages if page.context.listed])
    late = news_sitemap(office, news, now + 10 * 86_400)
    assert late is None, "an empty news sitemap would be invalid"


def test_every_page_says_where_it_lies(sample: BuiltSite) -> None:
    for name, page in addressed(sample).items():
        links = {tag.attributes["rel"]: tag.attributes["href"] for tag in tags(page, "link") if "rel" in tag.attributes}
        assert links["canonical"] == HOME + name
        graph = {
            tag.attributes.get("property"): tag.attributes["content"]
            for tag in tags(page, "meta")
            if "content" in tag.attributes
        }
        assert graph["og:url"] == HOME + name
        assert {"og:title", "og:type", "og:description", "og:site_name", "og:locale"} <= graph.keys()
        assert graph["og:title"]
        assert graph["og:description"]


def test_every_page_announces_feeds_that_are_there(sample: BuiltSite) -> None:
    for name, page in addressed(sample).items():
        feeds = [tag for tag in tags(page, "link") if tag.attributes.get("rel") == "alternate"]
        has_category = name.startswith("berita/") and name.rstrip("/") != BUS
        has_category = has_category or (name.startswith("kategori/") and name != "kategori/")
        gathers = name.startswith("buletin/") or name in TOPICS
        assert len(feeds) == (6 if has_category or gathers else 3), name
        for feed in feeds:
            assert (sample.site / urljoin(f"/{name}", feed.attributes["href"])[1:]).is_file()


def test_linked_data_has_what_search_engines_ask_for(sample: BuiltSite) -> None:
    for name, page in addressed(sample).items():
        found = blocks(page)
        for kind, block in found.items():
            assert block["@context"] == "https://schema.org"
            assert NEEDED[kind] <= block.keys(), (name, kind)
        if name == "":
            assert found.keys() == {"GovernmentOrganization", "WebSite"}
            continue
        steps = found["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert (steps[0]["item"], steps[-1]["item"]) == (HOME, HOME + name)
        for step in steps:
            assert step["name"]
            assert sample.has(step["item"].removeprefix(HOME) + "index.html"), step


def test_an_article_tells_its_times_author_and_corrections(sample: BuiltSite) -> None:
    article = blocks(sample.page(KTP))["NewsArticle"]
    assert article["datePublished"] == "2026-10-01T13:20:00+07:00"
    assert article["dateModified"] == "2026-10-02T09:15:00+07:00"
    assert article["author"][0]["name"] == "Rina Contoh"
    [note] = article["correction"]
    assert note["@type"] == "CorrectionComment"
    assert "semula tertulis Kamis (8/10/2026)" in note["text"]
    assert sample.has(article["image"][0].removeprefix(HOME))
    search = blocks(sample.page(""))["WebSite"]["potentialAction"]
    assert search["target"]["urlTemplate"] == f"{HOME}cari/?q={{search_term_string}}"
    assert search["query-input"] == "required name=search_term_string"


@pytest.mark.parametrize("text", ONE_LINE_PAYLOADS)
def test_no_text_ends_a_data_block(text: str) -> None:
    block = json_script({"headline": text + "\u2028\u2029<!--"})
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside)["headline"] == text + "\u2028\u2029<!--"


def test_hostile_texts_stay_texts_in_a_page_s_head(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    places = [
        add_article(root, number, title=text, summary=text) for number, text in enumerate(ONE_LINE_PAYLOADS[:12], 9000)
    ]
    built = build_site(root)
    for place, text in zip(places, ONE_LINE_PAYLOADS, strict=False):
        page = built.page(place)
        assert blocks(page)["NewsArticle"]["headline"] == text
        graph = {
            tag.attributes.get("property"): tag.attributes["content"]
            for tag in tags(page, "meta")
            if "content" in tag.attributes
        }
        assert graph["og:title"] == text


def test_robots_and_security_of_the_sample(sample: BuiltSite) -> None:
    assert (sample.site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    lines = dict(line.split(": ", 1) for line in (sample.site / ".well-known/security.txt").read_text().splitlines())
    assert lines["Contact"] == "mailto:redaksi@ketapang.example"
    assert lines["Canonical"] == f"{HOME}.well-known/security.txt"
    ahead = dt.datetime.fromisoformat(lines["Expires"]) - dt.datetime.fromisoformat("2026-11-20T10:00:00+07:00")
    assert dt.timedelta(days=150) < ahead < dt.timedelta(days=365)


def test_an_office_that_works_lets_crawlers_in(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    file = root / "site_config/office.yml"
    file.write_text(file.read_text().split("# Blok sample")[0])
    robots = (build_site(root, "2026-11-20T10:00+07:00").site / "robots.txt").read_text()
    assert robots.splitlines() == [
        *("User-agent: *", "Allow: /", ""),
        *(f"Sitemap: {HOME}sitemap.xml", f"Sitemap: {HOME}sitemap-berita.xml"),
    ]
    robots = (build_site(root, "2027-01-20T10:00+07:00").site / "robots.txt").read_text()
    assert "sitemap-berita" not in robots


def test_security_txt_holds_on_through_december(tmp_path: Path) -> None:
    from workflow.site.feeds.well_known import security_txt

    office, _ = load_office(sample_office(tmp_path / "office"))
    assert office
    for month in range(1, 13):
        text = security_txt(office, parse_instant(f"2026-{month:02}-15T10:00+07:00")).decode()
        [expires] = [line[9:] for line in text.splitlines() if line.startswith("Expires: ")]
        total = 2026 * 12 + month - 1 + 7
        assert expires == f"{total // 12}-{total % 12 + 1:02}-01T00:00:00+07:00"


def test_a_link_to_any_page_has_a_picture_and_pages_have_icons(sample: BuiltSite) -> None:
    for name, page in addressed(sample).items():
        graph = {tag.attributes.get("property"): tag.attributes.get("content", "") for tag in tags(page, "meta")}
        picture = sample.site / graph["og:image"].removeprefix(HOME)
        assert picture.read_bytes().startswith(b"\xff\xd8\xff"), name
        assert graph["og:image:alt"]
        links = {tag.attributes.get("rel"): tag.attributes.get("href", "") for tag in tags(page, "link")}
        for kind in ("icon", "apple-touch-icon", "manifest"):
            assert (sample.site / name / links[kind]).resolve().is_file(), (name, kind)
    assert (sample.site / "favicon.ico").read_bytes().startswith(b"\0\0\1\0")
    manifest = json.loads((sample.site / "manifest.webmanifest").read_text())
    assert manifest["name"] == "Diskominfo Ketapang"
    sizes = {}
    for icon in manifest["icons"]:
        assert (sample.site / icon["src"]).is_file()
        if icon["type"] == "image/png":
            with Image.open(sample.site / icon["src"]) as picture_of_it:
                sizes[icon["sizes"]] = "x".join(map(str, picture_of_it.size))
    assert sizes == {"192x192": "192x192", "512x512": "512x512"}


def test_an_author_leads_to_what_they_wrote(sample: BuiltSite) -> None:
    [author] = blocks(sample.page(KTP))["NewsArticle"]["author"]
    assert author["url"] == f"{HOME}penulis/rina-contoh/"
    page = sample.page("penulis/rina-contoh")
    assert "Perekaman KTP Elektronik" in page
    [byline] = [tag for tag in tags(sample.page(KTP), "a") if tag.attributes.get("rel") == "author"]
    assert (sample.site / KTP / byline.attributes["href"] / "index.html").resolve().is_file()
    wrong = [
        who["url"]
        for name, one in addressed(sample).items()
        if "NewsArticle" in (kinds := blocks(one))
        for who in kinds["NewsArticle"]["author"]
        if not sample.has(who["url"].removeprefix(HOME) + "index.html")
    ]
    assert wrong == []


def test_telephone_and_address_are_whole(sample: BuiltSite) -> None:
    office = blocks(sample.page(""))["GovernmentOrganization"]
    assert office["telephone"] == "+62 534 000-0000"
    assert office["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Jalan Contoh Nomor 1, Kecamatan Delta Pawan",
        "addressLocality": "Kabupaten Ketapang",
        "addressRegion": "Kalimantan Barat",
        "postalCode": "78813",
        "addressCountry": "ID",
    }
    assert 'href="tel:+62534000-0000"' in sample.page("kontak")


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("(0534) 123-456", "+62 534 123-456"),
        ("0812 3456 7890", "+62 812 3456 7890"),
        ("+62 534 123456", "+62 534 123456"),
        ("112", "112"),
        ("1500-123", "1500-123"),
    ],
)
def test_a_telephone_number_is_dialled_from_anywhere(written: str, dialled: str) -> None:
    assert international_phone(written) == dialled
