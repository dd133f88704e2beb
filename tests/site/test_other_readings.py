"""Pages as they are read otherwise: on paper, with text twice as large, in forced colours, on a tablet; in a browser."""

from collections.abc import Iterator

import pytest

from tests.support.contrast import contrast
from tests.support.devtools import Tab

STORY, ATTACHED = "berita/2026/mangrove-kendawangan/", "berita/2026/forum-konsultasi-publik/"
SHOWN = "[...document.querySelectorAll('{0}')].filter((one) => one.checkVisibility()).length"
RIGHT = "[...document.querySelectorAll('{0}')].map((one) => Math.round(one.getBoundingClientRect().right))"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LARGER = "document.documentElement.style.fontSize = '250%'; 1"
"""Twice what the theme asks for, as a reader who enlarges the text alone; widths of the window stay."""


@pytest.fixture
def paper(tab: Tab) -> Iterator[Tab]:
    tab.size(794)
    tab.call("Emulation.setEmulatedMedia", media="print")
    yield tab
    tab.call("Emulation.setEmulatedMedia", media="")


def test_on_paper_closed_texts_are_open_and_nothing_asks_for_a_click(address: str, paper: Tab) -> None:
    paper.open(address)
    texts = "[...document.querySelectorAll('.r-announcements p')].map((one) => one.getBoundingClientRect().height)"
    assert min(paper.run(texts)) > 10
    paper.open(address + ATTACHED)
    assert paper.run(SHOWN.format("main nav, .r-button, .r-attachments__get, .r-tools")) == 0
    assert paper.run("document.querySelector('.r-attachments .r-address').innerText").endswith(".pdf")
    assert paper.run("document.querySelector('.r-attachments__digest p').getBoundingClientRect().height") > 10


def test_on_paper_a_table_is_a_table_and_a_finished_letter_looks_finished(address: str, paper: Tab) -> None:
    for page, table in {"register/": ".l-letters", "sop/": ".r-steps"}.items():
        paper.open(address + page)
        assert paper.run(f"getComputedStyle(document.querySelector('{table} td')).display") == "table-cell"
    paper.open(address + "register/2024/0107/")
    mark = "getComputedStyle(document.querySelector('.l-way__end:last-child'), '::after')"
    assert paper.run(f"{mark}.printColorAdjust") == "exact"


def test_on_a_tablet_pictures_and_text_end_at_one_edge(address: str, tab: Tab) -> None:
    tab.size(768)
    for page in (STORY, ATTACHED):
        tab.open(address + page)
        edges = tab.run(RIGHT.format(".r-byline, .r-story > .r-figure, .r-body > .r-scroll, .r-story__foot"))
        assert len(edges) > 3
        assert len(set(edges)) == 1


@pytest.mark.parametrize("width", [360, 768])
def test_text_twice_as_large_scrolls_no_page_sideways(address: str, tab: Tab, width: int) -> None:
    tab.size(width)
    for page in ("", STORY, "agenda/", "register/", "layanan/", "sop/", "cari/", "ralat/"):
        tab.open(address + page)
        tab.run(LARGER)
        assert tab.run(SIDEWAYS) == 0, page


def test_words_on_a_colour_survive_forced_colours(address: str, tab: Tab) -> None:
    tab.size(360)
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
    for page, words in {"topik/banjir/": ".r-live", "sop/": "a.l-badge", "register/": ".l-state--terlambat"}.items():
        tab.open(address + page)
        color, ground = tab.run(f"""(() => {{
          const pen = document.createElement("canvas").getContext("2d", {{ willReadFrequently: true }});
          const rgb = (color) => {{ pen.fillStyle = color; pen.fillRect(0, 0, 1, 1);
            return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3); }};
          return [rgb(getComputedStyle(document.querySelector("{words}")).color),
            rgb(getComputedStyle(document.body).backgroundColor)];
        }})()""")
        assert contrast(color, ground) >= 4.5, words
    tab.call("Emulation.setEmulatedMedia", features=[])
