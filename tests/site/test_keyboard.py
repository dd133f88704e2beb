"""The public pages by keyboard alone: everything is reached in the order of the page, and one sees where one is."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.contrast import contrast
from tests.support.devtools import Tab

PAGES = (
    "",
    "berita/2026/ktp-jemput-bola-hulu-sungai/",
    "arsip/",
    "kategori/kesehatan/",
    "register/",
    "layanan/",
    "cari/",
)
WATCH = """(() => {
  const wanted = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  window.reachable = wanted.filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({
    checkVisibilityCSS: true }) && !one.closest("[hidden], [inert]") && one.getClientRects().length);
  window.ringed = (one) => getComputedStyle(one).outlineStyle === "none" && one.closest(".r-card") || one;
  window.looks = (one) => { const s = getComputedStyle(one);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor].join("|"); };
  window.before = new Map(window.reachable.map((one) => [one, window.looks(one)]));
  return window.reachable.length;
})()"""
HERE = """(() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const style = getComputedStyle(window.ringed(one));  // a card shows the ring for the link that covers it
  return {
    place: window.reachable.indexOf(one),
    html: one.outerHTML.slice(0, 120),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    differs: window.before.get(one) !== window.looks(window.ringed(one)),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    size: Math.min(box.width, box.height),
  };
})()"""


def walk(tab: Tab) -> list[dict[str, Any]]:
    """Where the Tab key leads, from the top of the page to its end."""
    count = tab.run(WATCH)
    stops = []
    for _ in range(count):
        tab.press("Tab")
        stops.append(tab.run(HERE))
    return stops


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(address: str, tab: Tab, page: str, width: int) -> None:
    tab.size(width)
    tab.open(address + page)
    stops = walk(tab)
    assert len(stops) > 5
    assert [stop["place"] for stop in stops] == list(range(len(stops)))
    assert [stop["html"] for stop in stops if not stop["inside"]] == []
    assert [stop["html"] for stop in stops if not (stop["ring"] and stop["differs"])] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_stands_out_from_the_page(address: str, tab: Tab, scheme: str) -> None:
    tab.size(1280)
    tab.open(address)
    tab.run(f"document.documentElement.dataset.scheme = '{scheme}'")
    tab.press("Tab", "Tab", "Tab")
    ring, ground = tab.run(
        "(() => { const rgb = (c) => { const x = document.createElement('canvas').getContext('2d'); x.fillStyle = c;"
        "x.fillRect(0, 0, 1, 1); return [...x.getImageData(0, 0, 1, 1).data].slice(0, 3); };"
        "return [rgb(getComputedStyle(document.activeElement).outlineColor),"
        "rgb(getComputedStyle(document.body).backgroundColor)]; })()"
    )
    assert contrast(ring, ground) >= 3  # WCAG 2.2, 1.4.11 and 2.4.13


def test_the_first_stop_skips_to_the_content(address: str, tab: Tab) -> None:
    tab.size(1280)
    tab.open(address + "arsip/")
    tab.press("Tab", "Enter")
    tab.wait("location.hash === '#isi'")
    tab.press("Tab")
    assert tab.run("!!document.activeElement.closest('main')"), tab.run("document.activeElement.outerHTML")


def test_no_trap(address: str, tab: Tab, tmp_path: Path) -> None:
    """After the last stop the focus leaves the page."""
    tab.size(1280)
    tab.open(address)
    stops = walk(tab)
    tab.press("Tab")
    assert tab.run("document.activeElement === document.body || window.reachable.indexOf(document.activeElement) === 0")
    assert len({stop["place"] for stop in stops}) == len(stops)
