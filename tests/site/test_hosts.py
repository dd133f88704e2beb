"""No page loads anything from another host, and a real browser shows it with every other host cut off."""

import re
from pathlib import Path

from tests.support.browser import rendered_dom, serving
from tests.support.html import tags
from tests.support.sample_site import BuiltSite

LOADING = {"img", "script", "iframe", "source", "video", "audio", "embed", "object", "use", "image", "link"}
ABROAD = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def test_no_page_loads_from_another_host(sample: BuiltSite) -> None:
    found = []
    for file in sample.html():
        for tag in tags(file.read_text()):
            if tag.name not in LOADING or tag.attributes.get("rel") in ("canonical", "prev", "next"):
                continue
            addresses = [tag.attributes.get(name, "") for name in ("src", "href", "data", "srcset", "xlink:href")]
            found += [(file.name, address) for address in addresses if ABROAD.match(address)]
    assert found == []


def test_no_style_loads_from_another_host(sample: BuiltSite) -> None:
    styles = [file.read_text() for file in sample.site.rglob("*.css")]
    styles += [tag.text for file in sample.html() for tag in tags(file.read_text(), "style")]
    assert len(styles) >= 3
    loaded = [found for text in styles for found in re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)", text)]
    assert [address for address in loaded if ABROAD.match(address)] == []


def test_a_browser_without_the_internet_shows_the_lead_story(sample: BuiltSite, tmp_path: Path) -> None:
    with serving(sample.site) as address:
        page = rendered_dom(address, tmp_path)
    assert "Poliklinik Anak RSUD Tambah Jam Layanan Sore" in page
    [html] = tags(page, "html")
    assert html.has("js"), "the theme's scripts did not run"
