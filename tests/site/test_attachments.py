"""A story's documents reach readers: on its page, in search, feeds and structured data, to the byte, and no other."""

import hashlib
import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from msgspec.structs import replace

from tests.site.models.stories import story
from tests.support.html import tags, tags_of_class
from tests.support.offices import ROOT
from tests.support.pdf_samples import pdf
from tests.support.sample_site import BuiltSite, sample_office
from workflow.config.load import load_office
from workflow.site.models.offered_file import OfferedFile
from workflow.site.output import writer
from workflow.site.search.documents import _of_story

FORUM = "berita/2026/forum-konsultasi-publik"
NAME = "standar-waktu-layanan.pdf"
FILE = ROOT / "content/news/2026" / NAME
DIGEST = hashlib.sha256(FILE.read_bytes()).hexdigest()
ADDRESS = f"https://contoh.example/{FORUM}/{NAME}"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_page_offers_the_document_and_its_digest(sample: BuiltSite) -> None:
    [section] = tags_of_class(sample.page(FORUM), "r-attachments")
    for words in ("Rancangan Standar Waktu Sepuluh Layanan", "PDF", "32 KB", "2 halaman", f"{DIGEST[:12]}…", DIGEST):
        assert words in section.text
    links = [tag.attributes for tag in tags(sample.page(FORUM), "a") if tag.attributes.get("href") == NAME]
    assert [one.get("download") is None for one in links] == [True, False]
    assert (sample.site / FORUM / NAME).read_bytes() == FILE.read_bytes()


def test_no_other_document_is_on_the_site(sample: BuiltSite) -> None:
    assert [file.relative_to(sample.site).as_posix() for file in sample.site.rglob("*.pdf")] == [f"{FORUM}/{NAME}"]


def test_feeds_name_it(sample: BuiltSite) -> None:
    size = str(FILE.stat().st_size)
    entries = ET.parse(sample.site / "atom.xml").getroot().iter(f"{ATOM}link")
    [link] = [one.attrib for one in entries if one.get("href") == ADDRESS]
    assert (link["rel"], link["type"], link["length"]) == ("enclosure", "application/pdf", size)
    items = json.loads((sample.site / "feed.json").read_text())["items"]
    [named] = [one["attachments"] for one in items if "attachments" in one]
    assert [(one["url"], one["mime_type"], str(one["size_in_bytes"])) for one in named] == [
        (ADDRESS, "application/pdf", size)
    ]
    for item in ET.parse(sample.site / "rss.xml").getroot().iter("item"):
        assert len([*item.iter("enclosure")]) <= 1, "RSS has room for one"


def test_structured_data_carry_the_digest(sample: BuiltSite) -> None:
    scripts = [tag.text for tag in tags(sample.page(FORUM), "script") if "json" in (tag.attributes.get("type") or "")]
    [[document]] = [one["associatedMedia"] for text in scripts for one in listed(text) if "associatedMedia" in one]
    assert (document["contentUrl"], document["sha256"]) == (ADDRESS, DIGEST)


def listed(text: str) -> list[dict[str, Any]]:
    data = json.loads(text)
    return data if isinstance(data, list) else [data]


def test_a_server_is_told_what_it_is(sample: BuiltSite) -> None:
    everywhere, documents = (sample.site / "_headers").read_text().split("/*.pdf\n")
    assert "nosniff" in everywhere
    assert documents == "  Content-Type: application/pdf\n  Content-Disposition: inline\n"


def test_a_file_that_was_exchanged_meanwhile_is_not_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = sample_office(tmp_path_factory.mktemp("swap") / "office")
    office, _ = load_office(root)
    assert office
    (root / "content/news/2026" / NAME).write_bytes(pdf("Berkas lain."))
    offered = OfferedFile(f"content/news/2026/{NAME}", f"{FORUM}/{NAME}", "Standar", "", 1, 1, DIGEST, "")

    class Empty:
        def unchanged(self, *_: str) -> None:
            return None

        def put(self, *_: object) -> None:
            pytest.fail("another file than the one that was looked through was written")

    with pytest.raises(OSError, match=NAME):
        writer._place_document(Empty(), offered, office)  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (31_580, "32 KB"), (1_449_000, "1,4 MB")])
def test_sizes_are_said_as_telephones_say_them(size: int, words: str) -> None:
    assert OfferedFile("", "", "", "", size, 1, "", "").size_words == words


def test_the_search_knows_its_words() -> None:
    offered = OfferedFile("", "", "Standar", "Nomor 12", 1, 1, DIGEST, "salinan peta bidang tanah")
    found = _of_story(replace(story(1), attachments=(offered,)), "Asia/Pontianak")
    assert all(words in found.content for words in ("Standar", "Nomor 12", "peta bidang tanah"))
