"""Hostile texts in every field come out as text: nothing runs, nothing loads, nothing leads astray."""

import gzip
import json
import re
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.browser import rendered_dom, serving
from tests.support.html import Tag, tags, tags_of_class
from tests.support.html_payloads import BODY_PAYLOADS, ONE_LINE_PAYLOADS, PAYLOAD_SCRIPT
from tests.support.sample_site import BuiltSite, add_article, build_site, sample_office
from workflow.text.safe_html import UnfitBodyError, render_body

LEADING = {"href", "src", "action", "formaction", "data", "srcset", "poster", "background", "xlink:href"}
SAFE = {"", "http", "https", "mailto"}
OF_OFFICE = re.compile(r"tel:\+\d+(-\d+)*")
"""How a telephone number of office.yml is linked."""
pytestmark = pytest.mark.xdist_group("hostile")  # one process builds that site
FIELDS = ("title", "summary", "alt", "caption", "credit", "note", "subject", "body")


SENTENCE = "Warga memperoleh layanan itu setiap hari kerja."
"""What makes a text a story: one of attacks alone is none, and is not published."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The sample office with an article for each payload, and hostile names in the configuration."""
    root = sample_office(tmp_path_factory.mktemp("hostile") / "office")
    for number, text in enumerate(ONE_LINE_PAYLOADS, 9000):
        add_article(root, number, **(dict.fromkeys(FIELDS, text) | {"body": f"{text}\n\n{SENTENCE}\n"}))
    for number, text in enumerate(BODY_PAYLOADS, 9200):
        add_article(root, number, body=f"{text}\n\n{SENTENCE}\n")
    script = json.dumps(f"</title>\"'><script>{PAYLOAD_SCRIPT}</script><img src=x onerror={PAYLOAD_SCRIPT}>")
    for file, name in (
        ("office", "short"),
        ("office", "tagline"),
        ("agencies", "short"),
        ("agencies", "name"),
        ("categories", "name"),
        ("categories", "description"),
        ("people", "name"),
        ("sop/418-2024", "activity"),
        ("sop/418-2024", "title"),
    ):
        _spoil(root / f"site_config/{file}.yml", name, script)
    return build_site(root)


def _spoil(file: Path, name: str, value: str) -> None:
    lines = file.read_text().split("\n")
    spoiled = [
        f"{line[: line.index(name)]}{name}: {value}" if line.lstrip(" -").startswith(f"{name}:") else line
        for line in lines
    ]
    assert spoiled != lines
    file.write_text("\n".join(spoiled))


def test_there_are_enough_payloads_and_each_is_published(hostile: BuiltSite) -> None:
    assert len(ONE_LINE_PAYLOADS) + len(BODY_PAYLOADS) >= 40
    told = [one for one in hostile.warnings if "links/page" not in one and "publishing/placeholder" not in one]
    assert told == [], "a link to nowhere and a remark are errors by themselves"
    refused = {int(found) for one in hostile.warnings for found in re.findall(r"tambahan-(\d+)", one)}
    assert len(refused) < 5
    for number in {*range(9000, 9000 + len(ONE_LINE_PAYLOADS)), *range(9200, 9200 + len(BODY_PAYLOADS))} - refused:
        assert hostile.has(f"berita/2026/tambahan-{number}/index.html"), number


def _scripts(page: str) -> list[tuple[str, str]]:
    """A page's scripts, without the settings that name the way to the root."""
    return sorted(
        (Path(tag.attributes.get("src", "")).name, "" if tag.attributes.get("id") == "__config" else _wayless(tag))
        for tag in tags(page, "script")
        if tag.attributes.get("type") != "application/ld+json"  # data: tests/site/feeds/test_head_metadata.py
    )


def _wayless(tag: Tag) -> str:
    return tag.text.replace("../", "").replace('new URL("..', 'new URL("').replace('new URL("."', 'new URL(""')


def test_no_script_runs_that_is_not_the_themes(sample: BuiltSite, hostile: BuiltSite) -> None:
    own = {script for file in sample.html() for script in _scripts(file.read_text())}
    strange = [
        (file.parent.name, script)
        for file in hostile.html()
        for script in _scripts(file.read_text())
        if script not in own
    ]
    assert strange == []


def test_no_element_or_attribute_appears_that_the_theme_does_not_use(sample: BuiltSite, hostile: BuiltSite) -> None:
    plain = {tag.name for file in sample.html() for tag in tags(file.read_text())}
    allowed = plain | {"pre", "code", "em", "strong", "hr", "br", "h4", "h5", "h6", "blockquote"}
    for file in hostile.html():
        for tag in tags(file.read_text()):
            assert tag.name in allowed, (file, tag)
            assert not [name for name in tag.attributes if name.startswith("on") or name == "srcdoc"], (file, tag)


def test_no_link_leaves_the_safe_schemes(hostile: BuiltSite) -> None:
    for file in hostile.html():
        for tag in tags(file.read_text()):
            for name in LEADING & tag.attributes.keys():
                value = tag.attributes[name].strip()
                assert urlsplit(value).scheme in SAFE or OF_OFFICE.fullmatch(value), (file, tag)
                assert tag.name == "a" or not value.startswith(("//", "http")) or tag.attributes.get("rel"), (file, tag)


def test_an_outgoing_link_of_a_body_gives_nothing_away(hostile: BuiltSite) -> None:
    links = [
        tag
        for file in hostile.html()
        for tag in tags(file.read_text(), "a")
        if urlsplit(tag.attributes["href"]).hostname == "e.example"
    ]
    assert links
    assert {tag.attributes.get("rel") for tag in links} == {"noopener"}


def test_no_template_is_filled_in(hostile: BuiltSite) -> None:
    for path, data in hostile.files().items():
        if path.endswith((".html", ".json", ".xml")):
            assert str(7 * 191).encode() not in data, path
            assert b"docs_dir: site_config" not in data, path
            assert b"PluginCollection" not in data, path


def test_a_text_in_the_form_of_the_searchs_own_attribute_stays_whole(hostile: BuiltSite) -> None:
    """The theme's search cuts `data-search-...="..."` out of pages, up to the next quotation mark anywhere."""
    for number, text in enumerate(ONE_LINE_PAYLOADS, 9000):
        if text.startswith("data-search-x"):
            [body] = tags_of_class(hostile.page(f"berita/2026/tambahan-{number}"), "r-body")
            assert text[:13] in body.text


def test_the_search_index_holds_text_and_public_addresses(hostile: BuiltSite) -> None:
    """What it holds is shown as text; no markup of the pages' own, and no address but a page's."""
    held = list((hostile.site / "pagefind").rglob("*.pf_fragment"))
    assert len(held) > len(ONE_LINE_PAYLOADS)
    for file in held:
        entry = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        assert hostile.has(entry["url"]), entry
        assert "<p>" not in entry["content"], entry


def test_a_browser_runs_none_of_it(hostile: BuiltSite, tmp_path: Path) -> None:
    """The category's list shows every title and summary; one page gathers every body."""
    bodies = "".join(render_body(text) for text in (*ONE_LINE_PAYLOADS, *BODY_PAYLOADS))
    page = hostile.page("berita/2026/tambahan-9000").replace('<div class="r-body">', f'<div class="r-body">{bodies}')
    gathered = tmp_path / "site"
    shutil.copytree(hostile.site, gathered)
    (gathered / "berita/2026/tambahan-9000/index.html").write_text(page)
    with serving(gathered) as home:
        for number, address in enumerate(("kategori/kesehatan/", "berita/2026/tambahan-9000/")):
            [html] = tags(rendered_dom(home + address, tmp_path / str(number)), "html")
            assert html.has("js"), "the theme's scripts did not run"
            assert "data-pwned" not in html.attributes


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 10_000,
        "> " * 10_000 + "x",
        ">" * 20_000 + "x",
        "- " * 10_000 + "x",
        "1. " * 10_000 + "x",
        "\n".join("  " * depth + "- x" for depth in range(250)),
        "\n".join(">" * depth + " x" for depth in range(250)),
        "*a " * 15_000,
        "a**b" * 12_000,
        "[x](" * 12_000,
        "[" * 150 + "\n" + "[](<b" * 9_000,
        "|" * 20_000 + "\n" + "|-" * 10_000,
        "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "x|\n" * 9_000,
        "[a]: " + "x" * 1_000 + "\n\n" + "[a]\n" * 9_000,
        "- a\n* b\n" * 5_000,
        "x" * 200_000,
    ],
    ids=lambda text: f"{text[:6]!r}",
)
def test_a_body_made_to_stall_is_rendered_or_refused_at_once(text: str) -> None:
    start = time.process_time()
    try:
        html = render_body(text)
    except UnfitBodyError:
        html = ""
    assert time.process_time() - start < 2
    assert len(html) <= 500_000


def test_markdown_that_people_write_comes_out_whole() -> None:
    html = render_body("# A\n\n## B\n\n- *c*\n\n| d | e |\n|---|--:|\n| f | [g](https://h.example/i) |\n\n> j\n\n1. k")
    assert "<h1" not in html
    assert "<h2>A</h2>" in html
    assert '<td class="r-right"><a href="https://h.example/i" rel="noopener">g</a></td>' in html
    assert "<blockquote>" in html
    assert "<em>c</em>" in html
