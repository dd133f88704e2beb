"""The sample's story that shows all that a text can hold: on its page, in the feeds, in search engines' data."""

import json
import re
import xml.etree.ElementTree as ET

from tests.support.html import tags, tags_of_class
from tests.support.sample_site import BuiltSite

STORY = "berita/2026/mangrove-kendawangan"
MAP, SEEDLING, NURSERY, VIDEO = "Peta pesisir", "Bibit mangrove", "Puluhan bibit", "Warga berbaju"


def test_pictures_of_the_text_are_as_light_and_as_told_as_the_first_one(sample: BuiltSite) -> None:
    page = sample.page(STORY)
    pictures = [tag.attributes for tag in tags(page, "img") if tag.attributes["alt"]]
    assert [next(name for name in (MAP, SEEDLING, NURSERY, VIDEO, "Tiga orang") if one["alt"].startswith(name)) for one in pictures] == [
        "Tiga orang", MAP, SEEDLING, NURSERY, VIDEO,
    ]  # fmt: skip
    for one in pictures[1:]:
        assert (one["loading"], one["width"], one["height"]) == ("lazy", "1200", "675")
        assert (sample.site / STORY / one["src"]).read_bytes()[:3] == b"\xff\xd8\xff"
    assert pictures[0]["fetchpriority"] == "high"
    assert "loading" not in pictures[0]
    own = (tag.attributes["srcset"] for tag in tags(page, "source"))
    srcsets = [one for one in own if one.startswith("gambar-")]
    assert len(srcsets) == 2 * len(pictures)
    assert all(" 480w" in one for one in srcsets)


def test_every_block_of_the_text_is_there(sample: BuiltSite) -> None:
    page = sample.page(STORY)
    [gallery] = tags_of_class(page, "r-gallery")
    assert gallery.attributes["aria-label"] == "Galeri, 2 foto"
    [quote] = tags_of_class(page, "r-quote")
    assert "Sekarang harus mendayung dua jam." in quote.text
    assert "Pak Bahar Contoh, Ketua Kelompok Nelayan" in quote.text
    [facts] = tags_of_class(page, "r-factbox")
    assert facts.text.split()[0] == "Fakta"
    assert list(tags_of_class(page, "r-scroll--wide"))
    [note] = [tag for tag in tags(page, "li") if tag.attributes.get("id") == "catatan-1"]
    assert "enam patok" in note.text
    links = {tag.attributes["href"] for tag in tags(page, "a") if tag.attributes.get("role", "").startswith("doc-")}
    assert links == {"#catatan-1", "#rujukan-1"}
    assert 'id="rujukan-1"' in page


def test_a_video_is_a_link_and_loads_nothing(sample: BuiltSite) -> None:
    page = sample.page(STORY)
    [link] = tags_of_class(page, "r-video__link")
    assert link.attributes["href"] == "https://video.ketapang.example/penanaman-mangrove.mp4"
    assert "Tonton video di video.ketapang.example" in link.text
    assert not [kind for kind in ("iframe", "video", "embed", "object") if f"<{kind}" in page]
    loaded = [tag.attributes[name] for kind, name in (("img", "src"), ("script", "src"), ("source", "srcset"))
              for tag in tags(page, kind) if name in tag.attributes]  # fmt: skip
    assert not [one for one in loaded if "//" in one]


def test_feeds_carry_the_pictures_and_the_video_s_address(sample: BuiltSite) -> None:
    atom = ET.parse(sample.site / "atom.xml").getroot()
    space = "{http://www.w3.org/2005/Atom}"
    content = next(
        one.findtext(f"{space}content")
        for one in atom.iter(f"{space}entry")
        if "Mangrove" in str(one.findtext(f"{space}title"))
    )
    assert content
    shown = [tag.attributes for tag in tags(content, "img")]
    assert len(shown) == 4
    assert all(re.match(r"https://.+\.jpg$", one["src"]) and one["alt"] for one in shown)
    assert 'href="https://video.ketapang.example/penanaman-mangrove.mp4"' in content
    assert f'href="https://contoh.example/{STORY}/#catatan-1"' in content


def test_search_engines_are_told_of_all_pictures(sample: BuiltSite) -> None:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', sample.page(STORY))
    [article] = [data for data in map(json.loads, blocks) if data["@type"] == "NewsArticle"]
    assert len(article["image"]) == 5
