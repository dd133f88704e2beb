"""The pages of numbers in a real browser: figures, register, a letter's way and the SOP's chart, at every width."""

from typing import Any

import pytest

from tests.support.devtools import Tab
from tests.support.html import tags, tags_of_class
from tests.support.sample_site import BuiltSite

WIDTHS = (320, 360, 720, 760, 818, 960, 1280, 1440)
PAGES = ("layanan/", "register/", "register/keadaan/selesai/", "register/2026/0166/", "sop/")
TOO_WIDE = """(() => {
  const edge = document.documentElement.clientWidth + 1;
  const own = (one) => one.checkVisibility() && !one.closest(".l-scroll, .r-flow, .r-hidden, thead, .md-skip");
  const wide = [...document.body.querySelectorAll("*")].filter((one) => own(one)
    && (one.getBoundingClientRect().right > edge || one.getBoundingClientRect().left < -1));
  return [document.documentElement.scrollWidth - edge + 1, ...wide.map((one) => one.outerHTML.slice(0, 90))];
})()"""
COLOURS = """(selector, property) => {
  const rgb = (colour) => { const x = document.createElement("canvas").getContext("2d"); x.fillStyle = colour;
    x.fillRect(0, 0, 1, 1); return [...x.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const one = document.querySelector(selector);
  return [rgb(getComputedStyle(one)[property]), rgb(getComputedStyle(document.body).backgroundColor)];
}"""
LABELS = """(() => {
  const chart = document.querySelector(".r-chart"), found = [], scale = chart.getScreenCTM().a;
  const labels = [...chart.querySelectorAll(".flow-labels text")];
  const inside = (p, b) => p.x >= b.x && p.x <= b.x + b.width && p.y >= b.y && p.y <= b.y + b.height;
  const lines = [...chart.querySelectorAll("path:not(marker path), polyline")];
  const shapes = [...chart.querySelectorAll(".flow-step > :is(rect, polygon, circle), .flow-end")];
  for (const label of labels) {
    const b = label.getBBox();
    for (const line of lines)
      for (let at = 0; at <= line.getTotalLength(); at += 1)
        if (inside(line.getPointAtLength(at), b)) { found.push([label.textContent, line.outerHTML.slice(0, 80)]); break; }
    for (const shape of shapes)
      for (let x = b.x; x <= b.x + b.width; x += 2) for (let y = b.y; y <= b.y + b.height; y += 2)
        if (shape.isPointInFill(new DOMPoint(x, y))) { found.push([label.textContent, shape.outerHTML]); x = y = 1e9; }
  }
  const sizes = [...chart.querySelectorAll("text")].map((one) => parseFloat(getComputedStyle(one).fontSize) * scale);
  return { count: labels.length, lines: lines.length, found, smallest: Math.min(...sizes) };
})()"""


def show(tab: Tab, *, media: str = "", **features: str) -> None:
    """Have the browser show pages on another medium."""
    named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    tab.call("Emulation.setEmulatedMedia", media=media, features=named)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_the_window(address: str, tab: Tab, page: str) -> None:
    tab.size(WIDTHS[0])
    tab.open(address + page)
    for width in WIDTHS:
        tab.size(width)
        assert tab.run(TOO_WIDE) == [0], width


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_with_letters_of_twice_the_size(address: str, tab: Tab, page: str) -> None:
    letters = {"standard": 32, "fixed": 26}
    tab.open(address + page)
    try:
        for width in WIDTHS:
            tab.size(width)
            tab.call("Page.setFontSizes", fontSizes=letters)  # what a reader sets in the browser
            tab.wait("getComputedStyle(document.documentElement).fontSize === '40px'")
            assert tab.run(TOO_WIDE) == [0], width
    finally:
        tab.call("Page.setFontSizes", fontSizes={"standard": 16, "fixed": 13})


def contrast(one: list[int], other: list[int]) -> float:
    """The ratio of WCAG 2.2 between two colours."""

    def luminance(colour: list[int]) -> float:
        parts = [value / 255 for value in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def ratio(tab: Tab, selector: str, what: str) -> float:
    """The contrast of a colour of an element with the page."""
    one, page = tab.run(f"({COLOURS})({selector!r}, {what!r})")
    return contrast(one, page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_and_states_stand_out_from_the_page(address: str, tab: Tab, scheme: str) -> None:
    show(tab, prefers_color_scheme=scheme)
    tab.size(1280)
    tab.open(address + "layanan/")
    for selector, what in ((".l-one", "stroke"), (".l-two", "fill"), (".l-limit", "stroke")):
        assert ratio(tab, selector, what) >= 3, selector  # WCAG 2.2, 1.4.11
    assert ratio(tab, ".l-chart text", "fill") >= 4.5
    tab.open(address + "register/")
    states = tab.run("[...new Set([...document.querySelectorAll('tbody .l-state')].map((one) => one.classList[1]))]")
    assert len(states) == 6
    for state in states:
        assert ratio(tab, f"tbody .{state}", "color") >= 4.5, state
    tab.open(address + "register/2026/0166/")
    for selector, what in ((".l-gauge__done", "fill"), (".l-gauge__all", "stroke"), (".l-late", "color")):
        assert ratio(tab, selector, what) >= 3, selector
    show(tab)


def test_states_differ_without_their_colours(sample: BuiltSite) -> None:
    page = sample.page("register")
    rows = tags(page, "tbody")[0]
    shapes = {tag.attributes["href"] for tag in tags(page, "use")}
    words = {tag.text.strip() for tag in tags_of_class(page, "l-state")}
    assert len(shapes) == len(words) == 6
    assert max(map(len, words)) <= len("Tidak dimuat")
    drawn = {tag.attributes["id"]: tag for tag in tags(page, "symbol")}
    assert {shape.removeprefix("#") for shape in shapes} == set(drawn)
    outlines = [
        path.attributes["d"] for path in tags(page, "path") if path.attributes["d"].startswith(("M8", "M3", "M6"))
    ]
    assert len(set(outlines)) >= len(drawn)
    assert "Terlambat" in rows.text


@pytest.mark.parametrize("kind", ["forced", "print"])
def test_bars_and_their_legend_survive_paper_and_forced_colours(address: str, tab: Tab, kind: str) -> None:
    if kind == "forced":
        show(tab, forced_colors="active", prefers_color_scheme="dark")
    else:
        show(tab, media="print", prefers_color_scheme="dark")
    tab.size(1280)
    tab.open(address + "layanan/")
    looks = tab.run("""((...places) => places.map((place) => { const s = getComputedStyle(document.querySelector(place));
      return [s.fill, s.stroke]; }))(".l-chart .l-one", ".l-key .l-one", ".l-chart .l-two", ".l-key .l-two")""")
    assert looks[0] == looks[1] != looks[2] == looks[3], "the legend shows what the bars are"
    assert looks[0][0] != looks[0][1], "a hollow bar has an outline"
    assert ratio(tab, ".l-chart .l-one", "stroke") >= 3
    assert ratio(tab, ".l-chart .l-two", "fill") >= 3
    assert tab.run("[...document.querySelectorAll('.l-key svg')].every((one) => one.checkVisibility())")
    tab.open(address + "register/")
    assert tab.run("[...document.querySelectorAll('tbody .l-state .l-mark')].every((one) => one.checkVisibility())")
    assert ratio(tab, "tbody .l-state--terlambat", "color") >= 4.5
    show(tab)


def test_a_chart_s_text_has_the_size_of_the_table_s(address: str, tab: Tab) -> None:
    tab.size(360)
    tab.open(address + "layanan/")
    for width in (360, 768, 1440):
        tab.size(width)
        sizes: list[float] = tab.run("""[".l-chart text", ".l-bars span", ".l-table td"].map((place) => {
          const one = document.querySelector(place), scale = one.getScreenCTM?.().a ?? 1;
          return parseFloat(getComputedStyle(one).fontSize) * scale; })""")
        assert len({round(size, 1) for size in sizes}) == 1, (width, sizes)


@pytest.mark.parametrize("width", [960, 1280, 1440])
def test_the_step_table_stands_below_its_chart_and_shows_its_last_column(address: str, tab: Tab, width: int) -> None:
    tab.size(width)
    tab.open(address + "layanan/")
    chart, table, last, room = tab.run("""[".l-bars", ".l-table--words", ".l-table--words th:last-child", ".l-service"]
      .map((place) => document.querySelector(place).getBoundingClientRect().toJSON())""")
    assert chart["bottom"] < table["top"]
    assert last["right"] <= room["right"] + 1
    assert table["width"] == pytest.approx(room["width"], abs=1)


def test_a_letter_takes_two_lines_on_a_phone(address: str, tab: Tab) -> None:
    tab.size(360)
    tab.open(address + "register/")
    heights: list[float] = tab.run(
        "[...document.querySelectorAll('.l-letters tbody tr')].map((one) => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 20
    assert sorted(heights)[len(heights) * 3 // 4] < 65
    assert sum(heights) / len(heights) * 100 < 7_000, "a hundred letters"


def test_no_subject_repeats_what_the_title_says(sample: BuiltSite) -> None:
    topics = [tag.text for tag in tags_of_class(sample.page("register"), "l-letters__topic")]
    assert topics
    assert [topic for topic in topics if "permintaan publikasi" in topic.lower()] == []


@pytest.mark.parametrize("width", [320, 360, 600, 768])
def test_the_menu_shows_every_entry(address: str, tab: Tab, width: int) -> None:
    tab.size(width)
    tab.open(address)
    boxes: list[dict[str, Any]] = tab.run(
        "[...document.querySelectorAll('.r-nav a')].map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == 8
    assert [box for box in boxes if box["left"] < 0 or box["right"] > width or box["height"] < 24] == []
    assert not tab.run("(({ scrollWidth: all, clientWidth: seen }) => all > seen)(document.querySelector('.r-nav'))")


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_sop_s_chart_is_legible_and_no_label_meets_a_line(address: str, tab: Tab, width: int) -> None:
    tab.size(width)
    tab.open(address + "sop/")
    seen = tab.run(LABELS)
    assert seen["count"] == 5
    assert seen["lines"] > 8
    assert seen["found"] == []
    assert seen["smallest"] >= 12
    assert tab.run("(({ scrollWidth: all, clientWidth: seen }) => all <= seen)(document.querySelector('.r-flow'))")
    assert tab.run("getComputedStyle(document.querySelector('.r-flow')).borderTopWidth") == "0px", "one frame"
