"""The feeds are valid, tell of corrections and withdrawals, and change only with the records."""

import datetime as dt
import html
import json
import re
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.support.html_payloads import ONE_LINE_PAYLOADS
from tests.support.offices import edited
from tests.support.sample_site import SAMPLE_ARTICLE, BuiltSite, add_article, build_site, sample_office
from workflow.config.load import load_office
from workflow.site.feeds.feed import FEED_LENGTH, make_feeds
from workflow.site.feeds.xml import escape_twice_readable
from workflow.site.models.public_content import read_public_content
from workflow.text.field_types import parse_instant

SCHEMAS = Path(__file__).parent / "schemas"
JOINER = "\u2060"
ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}encoded"
BUS = "https://contoh.example/berita/2026/bus-sekolah-uji-coba/"
KTP = "https://contoh.example/berita/2026/ktp-jemput-bola-hulu-sungai/"
CHANNEL = {"title", "link", "description", "language", "lastBuildDate", f"{ATOM}link", "item"}


SENTENCE = "Warga memperoleh layanan itu setiap hari kerja."


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """More stories than a feed holds, each with a hostile text in every field."""
    root = sample_office(tmp_path_factory.mktemp("noisy") / "office")
    for number, text in enumerate(ONE_LINE_PAYLOADS, 9000):
        add_article(root, number, title=text, summary=text, body=f"{text}\n\n{SENTENCE}\n", note=text)
    return build_site(root)


@pytest.fixture(params=["sample", "noisy"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    built: BuiltSite = request.getfixturevalue(request.param)
    assert [one for one in built.warnings if "links/page" not in one] == []
    return built


def folders(site: BuiltSite) -> list[Path]:
    """Of the site, ten categories, two topics and the digests."""
    found = sorted(file.parent for file in site.site.rglob("atom.xml"))
    assert len(found) == 14
    return found


def test_atom_is_what_the_rfc_says(site: BuiltSite) -> None:
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    for folder in folders(site):
        feed = etree.parse(folder / "atom.xml").getroot()
        grammar.assertValid(feed)
        assert feed.find(f"{ATOM}author") is not None
        names = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(names) == len(set(names)) <= FEED_LENGTH
        for entry in feed.iter(f"{ATOM}entry"):
            alternates = [link for link in entry.iter(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert [link.get("href") for link in alternates] == [entry.findtext(f"{ATOM}id")]
            assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").utcoffset()


def test_rss_is_what_the_specification_says(site: BuiltSite) -> None:
    for folder in folders(site):
        rss = etree.parse(folder / "rss.xml").getroot()
        assert (rss.tag, rss.get("version"), len(rss)) == ("rss", "2.0", 1)
        [channel] = rss
        assert {child.tag for child in channel} <= CHANNEL
        for name in CHANNEL - {"item"}:
            assert len(channel.findall(name)) == 1, name
        assert channel.find(f"{ATOM}link").get("href").endswith("/rss.xml")
        for item in channel.iter("item"):
            for name in ("title", "link", "guid", "description", "pubDate", CONTENT):
                assert len(item.findall(name)) == 1, name
            assert item.find("guid").get("isPermaLink") == "true"
            assert item.findtext("guid") == item.findtext("link")
            assert parsedate_to_datetime(item.findtext("pubDate") or "").utcoffset() == dt.timedelta(hours=7)
            for enclosure in item.iter("enclosure"):
                assert set(enclosure.attrib) == {"url", "length", "type"}
                file = site.site / str(enclosure.get("url")).removeprefix("https://contoh.example/")
                assert file.stat().st_size == int(str(enclosure.get("length")))


def test_json_feed_is_what_the_specification_says(site: BuiltSite) -> None:
    schema = json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text())
    for folder in folders(site):
        feed = json.loads((folder / "feed.json").read_text())
        jsonschema.validate(feed, schema)
        bare = [
            item
            for item in feed["items"]
            if re.search("<[^>]* (class|role|tabindex|aria-label)=", item["content_html"])
        ]
        assert not bare, "the site's own frames mean nothing in a feed"
        assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def test_the_schemas_refuse_what_is_wrong() -> None:
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    assert not grammar.validate(etree.fromstring(f'<feed xmlns="{ATOM[1:-1]}"><title>x</title><id>x</id></feed>'))
    schema = json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text())
    for wrong in ({"title": "x", "items": []}, {"version": "https://jsonfeed.org/version/1.1", "title": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def plain(item: Any, name: str) -> str:
    """What stands in an element of RSS, without what only keeps signs from beginning something."""
    return (item.findtext(name) or "").replace(JOINER, "")


def test_the_three_formats_say_the_same(site: BuiltSite) -> None:
    for folder in folders(site):
        atom = [
            tuple(entry.findtext(ATOM + name) for name in ("id", "title", "summary", "content"))
            for entry in etree.parse(folder / "atom.xml").iter(f"{ATOM}entry")
        ]
        rss = [
            (
                item.findtext("guid"),
                plain(item, "title"),
                html.unescape(plain(item, "description")),
                plain(item, CONTENT),
            )
            for item in etree.parse(folder / "rss.xml").iter("item")
        ]
        feed = json.loads((folder / "feed.json").read_text())["items"]
        assert atom == rss
        assert atom == [tuple(item[name] for name in ("id", "title", "summary", "content_html")) for item in feed]


def test_a_text_of_rss_stays_a_text_for_every_reader(site: BuiltSite) -> None:
    """A title may be HTML or not: who decodes once shows it, and who parses it finds no tag. A description is HTML."""
    for folder in folders(site):
        atom = {entry.findtext(f"{ATOM}id"): entry for entry in etree.parse(folder / "atom.xml").iter(f"{ATOM}entry")}
        for item in etree.parse(folder / "rss.xml").iter("item"):
            entry = atom[item.findtext("guid")]
            assert plain(item, "title") == entry.findtext(f"{ATOM}title")
            assert Words.of(item.findtext("title")).replace(JOINER, "") == entry.findtext(f"{ATOM}title")
            assert Words.of(item.findtext("description")) == entry.findtext(f"{ATOM}summary")


@given(st.text("<>&;#aA/!?x3b \"'=\n", max_size=30))
def test_no_text_means_anything_to_a_reader_of_html(text: str) -> None:
    """Nothing in it is a tag, a comment or an entity."""
    assert Words.of(escape_twice_readable(text)).replace(JOINER, "") == text


class Words(HTMLParser):
    """What a reader shows that takes a text for HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    @classmethod
    def of(cls, text: str) -> str:
        """The words of some HTML."""
        reader = cls()
        reader.feed(text)
        reader.close()
        return "".join(reader.words)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_correction_and_a_withdrawal_are_told(sample: BuiltSite) -> None:
    feed = json.loads((sample.site / "feed.json").read_text())
    items = {item["id"]: item for item in feed["items"]}
    ktp = items[KTP]
    assert ktp["date_modified"] == "2026-10-02T09:15:00+07:00"
    assert ktp["date_published"] == "2026-10-01T13:20:00+07:00"
    assert ktp["content_html"].startswith("<p><strong>Ralat, Jumat, 2 Oktober 2026 pukul 09.15 WIB:</strong>")
    assert "semula tertulis Kamis (8/10/2026)" in ktp["content_html"]
    bus = items[BUS]
    assert bus["title"] == "Dicabut: Bus Sekolah Gratis Diuji Coba di Dua Rute Mulai 2 November"
    assert bus["date_modified"] == "2026-10-22T10:20:00+07:00"
    assert "uji coba dibatalkan karena pengadaan bus belum selesai" in bus["content_html"]
    assert "28 tempat duduk" not in json.dumps(feed)
    assert "image" not in bus
    assert [item["date_modified"] for item in feed["items"]] == sorted(
        (item["date_modified"] for item in feed["items"]), reverse=True
    )


def test_links_in_a_text_lead_to_the_same_place_from_a_reader(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    address = add_article(root, 9001, body=f"[a](../../../tentang/?b&c) [d](https://e.example/?f&g) [h](#i) {SENTENCE}")
    feed = json.loads((build_site(root).site / "feed.json").read_text())
    [item] = [item for item in feed["items"] if item["id"].endswith(address)]
    assert 'href="https://contoh.example/tentang/?b&amp;c"' in item["content_html"]
    assert 'href="https://e.example/?f&amp;g"' in item["content_html"]
    assert "#i" not in item["content_html"], "a story has no places within"


def test_a_feed_does_not_know_when_it_was_built(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    office, _ = load_office(root)
    assert office
    one, two = (
        list(make_feeds(office, read_public_content(root, office, parse_instant(f"2026-11-2{day}T10:00+07:00"))))
        for day in (0, 2)
    )
    assert one == two


def test_an_embargoed_or_broken_story_is_in_no_feed(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    edited(root, SAMPLE_ARTICLE, "category: kesehatan", "category: kesehatann")
    site = build_site(root).site
    for file in site.rglob("*"):
        if file.name in {"atom.xml", "rss.xml", "feed.json", "sitemap.xml", "sitemap-berita.xml"}:
            assert b"loket-terpadu" not in file.read_bytes()
            assert b"poliklinik-anak" not in file.read_bytes()
