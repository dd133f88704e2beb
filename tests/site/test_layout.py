"""The frame of the pages, measured in a browser: one left edge, one measure, nothing that jumps, no idle rules."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.support.contrast import contrast
from tests.support.devtools import Tab
from tests.support.sample_site import BuiltSite

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
STORY = "berita/2026/ktp-jemput-bola-hulu-sungai/"
MOST_IDLE = 0.4
"""Of a sheet, over two widths and the schemes of device and reader: what other states and pages of the section use."""
LARGEST_STORY = 60_000
"""Bytes of a story's first view on a telephone, its picture among them."""
EDGE = "Math.round(document.querySelector('h1').getBoundingClientRect().left * 10) / 10"
SHIFTS = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { sum += one.value; })).observe(
    { type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 150);
})"""
STATES = r"/::?(before|after|hover|focus-visible|focus|placeholder|-webkit-scrollbar|open)(?![\w-])/g"
MISSING = f"""(async () => {{
  const split = (list) => {{ let depth = 0, part = ""; const parts = [];
    for (const c of list) {{ depth += (c === "(") - (c === ")");
      if (c === "," && !depth) {{ parts.push(part.trim()); part = ""; }} else part += c; }}
    return [...parts, part.trim()]; }};
  const all = (rules) => [...rules].flatMap((rule) => rule.selectorText ? split(rule.selectorText)
    : all(rule.cssRules ?? []));
  const has = new Set([...document.styleSheets].flatMap((sheet) => all(sheet.cssRules)));
  const wanted = [];
  for (const address of STYLES) {{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch("/" + address)).text());
    wanted.push(...all(sheet.cssRules));
  }}
  const matches = (selector) => document.querySelector(selector.replace({STATES}, "") || "*");
  return [wanted.length, wanted.filter((selector) => matches(selector) && !has.has(selector))];
}})()"""
STYLES = [
    f"assets/stylesheets/{name}.css"
    for name in ("redaksi", "naskah", "lampiran", "liputan", "ralat", "layanan", "search")
]


def kinds(site: Path) -> dict[str, str]:
    """A page of each kind, by what the sitemap's addresses have in common: their first part and their depth."""
    listed = [
        str(loc.text).removeprefix("https://contoh.example/") for loc in etree.parse(site / "sitemap.xml").iter(LOC)
    ]
    every = [*listed, "berita/2026/bus-sekolah-uji-coba/", "panduan/", "panduan/daftar-aturan/", "404.html"]
    found = {re.sub(r"(?<=/)[^/]+", "*", address): address for address in every}
    return found | {STORY: STORY}


@pytest.mark.parametrize("width", [360, 1440])
def test_all_kinds_of_pages_begin_at_one_left_edge_and_nothing_moves(
    sample: BuiltSite, address: str, tab: Tab, width: int
) -> None:
    tab.size(width, 740)
    edges, shifts = {}, {}
    for kind, page in kinds(sample.site).items():
        tab.open(address + page)
        edges[kind], shifts[kind] = tab.run(EDGE), tab.run(SHIFTS)
    assert len(edges) > 20
    assert set(edges.values()) == {tab.run(EDGE.replace("h1", ".r-brand"))}, edges
    assert {kind: shift for kind, shift in shifts.items() if shift} == {}


@pytest.mark.parametrize("width", [360, 1440])
def test_results_move_nothing(address: str, tab: Tab, width: int) -> None:
    tab.size(width, 740)
    for sought in ("sungai", "xyzzyx"):
        tab.open(f"{address}cari/?q={sought}")
        tab.wait("document.querySelector('[data-search-status]').textContent")
        assert tab.run(SHIFTS) == 0
    tab.open(f"{address}cari/?q=sungai")
    tab.wait("!!document.querySelector('.r-hit')")
    edge = "document.querySelector('.r-hit a').getBoundingClientRect().left"
    assert tab.run(edge) == tab.run("document.querySelector('h1').getBoundingClientRect().left")


def test_no_rule_is_missing_from_the_sheet_of_any_kind_of_page(sample: BuiltSite, address: str, tab: Tab) -> None:
    """The browser itself says which of all rules match the page."""
    tab.size(1440)
    for kind, page in kinds(sample.site).items():
        tab.open(address + page)
        count, missing = tab.run(MISSING.replace("STYLES", json.dumps(STYLES)))
        assert count > 300
        assert missing == [], kind


def contrasts(tab: Tab) -> list[tuple[str, float]]:
    """Of the texts that readers read, against the page."""
    said = tab.run("""(() => {
      const pen = document.createElement("canvas").getContext("2d");
      const rgb = (color) => { pen.fillStyle = color; pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3); };
      const texts = document.querySelectorAll("h1, .r-lede, .r-body :is(p, li, a), .r-byline p, figcaption, .r-meta");
      return [...texts].map((one) => [one.outerHTML.slice(0, 60), rgb(getComputedStyle(one).color),
        rgb(getComputedStyle(document.body).backgroundColor)]);
    })()""")
    return [(text, contrast(one, other)) for text, one, other in said]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_the_contrast_of_level_aaa(address: str, tab: Tab, scheme: str) -> None:
    tab.open(address + STORY)
    tab.run(f"document.documentElement.dataset.scheme = '{scheme}'")
    found = contrasts(tab)
    assert len(found) > 10
    assert [one for one in found if one[1] < 7] == []  # WCAG 2.2, 1.4.6


@pytest.mark.parametrize(
    "page",
    [
        "",
        STORY,
        "berita/2026/mangrove-kendawangan/",
        "kategori/kesehatan/",
        "register/2024/0107/",
        "register/",
        "cari/",
        "tentang/",
    ],
)
def test_most_rules_of_a_sheet_are_used(address: str, tab: Tab, page: str) -> None:
    tab.call("DOM.enable")
    tab.call("CSS.enable")
    tab.events.clear()
    tab.call("CSS.startRuleUsageTracking")
    tab.open(address + page)
    for width in (360, 1440):
        tab.size(width, 740)
        for scheme in ("light", "dark"):
            tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            tab.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
    for scheme in ("light", "dark"):
        tab.run(f"document.documentElement.dataset.scheme = '{scheme}', document.body.offsetWidth")
    usage = tab.call("CSS.stopRuleUsageTracking")["ruleUsage"]
    added = [event["params"]["header"] for event in tab.events if event.get("method") == "CSS.styleSheetAdded"]
    tab.call("CSS.disable")
    tab.call("Emulation.setEmulatedMedia", features=[])
    [sheet] = {header["styleSheetId"]: header for header in added if "/gaya-" in header["sourceURL"]}.values()
    spans = {(one["startOffset"], one["endOffset"]) for one in usage if one["styleSheetId"] == sheet["styleSheetId"]
             and one["used"]}  # fmt: skip
    assert 1 - sum(end - start for start, end in spans) / sheet["length"] < MOST_IDLE


def test_a_story_and_its_picture_are_light_on_a_telephone(address: str, tab: Tab) -> None:
    tab.call("Network.setCacheDisabled", cacheDisabled=True)
    tab.size(360, 740)
    tab.open(address + STORY)
    before = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    loaded = tab.run(f"{before}.map((one) => [one.name, one.transferSize])")
    assert any(name.endswith((".avif", ".webp", ".jpg")) for name, _ in loaded)
    assert sum(size for _, size in loaded) <= LARGEST_STORY, loaded


def test_announcements_leave_the_lead_on_a_telephones_first_screen(address: str, tab: Tab) -> None:
    tab.size(360, 740)
    tab.open(address)
    assert tab.run("document.querySelectorAll('.r-announcements details').length") == 2
    picture = tab.run(
        "(({ top, bottom }) => [top, bottom])(document.querySelector('.r-front img').getBoundingClientRect())"
    )
    notice = tab.run("document.querySelector('.md-banner').offsetHeight")  # of a sample alone
    assert picture[1] - notice <= 740
    tab.run("document.querySelector('.r-announcements summary').click()")
    assert "28\u00a0Desember 2026" in tab.run("document.querySelector('.r-announcements').innerText")


def test_the_switch_of_light_and_dark_says_what_it_is(address: str, tab: Tab) -> None:
    tab.size(1440)
    tab.open(address)
    button = "document.querySelector('[data-scheme-switch]')"
    assert tab.run(f"{button}.innerText") == tab.run(f"{button}.getAttribute('aria-label')")
    before = tab.run("getComputedStyle(document.body).backgroundColor")
    tab.run(f"{button}.click()")
    assert tab.run("getComputedStyle(document.body).backgroundColor") != before
    assert tab.run(f"{button}.getAttribute('aria-pressed')") == "true"
    tab.run("localStorage.clear()")
