"""A text's own blocks: figures, quotations with a speaker, boxes of facts, tables, footnotes; and nothing by raw HTML."""

import re

import html5lib
import pytest

from workflow.text.figure import FigureKind, is_video, split_credit
from workflow.text.html_blocks import FIGURE_PLACE
from workflow.text.markdown import BlockKind, figures_in, picture_names, text_blocks
from workflow.text.safe_html import UnfitBodyError, render_body, render_story
from workflow.text.unshown import find_unshown


@pytest.mark.parametrize(
    ("title", "caption", "credit"),
    [
        ("Warga antre. Foto: Dinas", "Warga antre.", "Foto: Dinas"),
        ("Warga antre (Foto: Dinas)", "Warga antre", "Foto: Dinas"),
        ("Sawah. Ilustrasi: Redaksi (contoh)", "Sawah.", "Ilustrasi: Redaksi (contoh)"),
        ("Foto: Dinas", "", "Foto: Dinas"),
        ("Antre di foto studio", "Antre di foto studio", ""),
        ("Fotografer: belum", "Fotografer: belum", ""),
        ("", "", ""),
    ],
)
def test_the_credit_follows_the_caption(title: str, caption: str, credit: str) -> None:
    assert split_credit(title) == (caption, credit)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://www.youtube.com/watch?v=x", True),
        ("https://youtu.be/x", True),
        ("https://video.contoh.example/rapat.mp4", True),
        ("http://youtu.be/x", False),
        ("https://youtube.com.contoh.example/", False),
        ("https://contoh.example/?a=.mp4", False),
        ("javascript:youtu.be", False),
        ("https://[", False),
    ],
)
def test_a_video_is_known_by_its_address(address: str, known: bool) -> None:
    assert is_video(address) is known


def test_paragraphs_of_pictures_are_figures() -> None:
    one = '![Warga.](a.jpg "Warga. Foto: A")'
    text = f"Awal.\n\n{one}\n\n{one}\n![Dua.](b.png)\n\n[{one}](https://youtu.be/x)\n\n- {one}\n"
    figures = figures_in(text)
    assert [(one.kind, len(one.pictures)) for one in figures] == [
        (FigureKind.PICTURE, 1), (FigureKind.GALLERY, 2), (FigureKind.VIDEO, 1),
    ]  # fmt: skip
    assert [[one.line for one in figure.pictures] for figure in figures] == [[2], [4, 5], [7]]
    assert figures[2].pictures[0].video == "https://youtu.be/x"
    assert picture_names(text) == ("a.jpg", "b.png")
    assert render_story(text).html.count(FIGURE_PLACE) == 3
    assert FIGURE_PLACE not in render_body(text)


@pytest.mark.parametrize("quote", ["> Kata.\n>\n> — Nama, *jabatan*", "> Kata.\n> -- Nama, jabatan"])
def test_a_quotation_says_whose_it_is(quote: str) -> None:
    tree = html5lib.parseFragment(render_story(quote).html, namespaceHTMLElements=False)
    figure = tree.find("figure")
    assert figure.get("class") == "r-quote"
    assert ["".join(p.itertext()) for p in figure.findall("blockquote/p")] == ["Kata."]
    assert "".join(figure.find("figcaption").itertext()) == "Nama, jabatan"
    assert [(one.text, one.speaker) for one in text_blocks(quote)] == [("Kata.", "Nama, jabatan")]


@pytest.mark.parametrize("quote", ["> Kata.", "> — Nama", "> Kata — Nama", "> - Nama", "> Kata.\n>\n> > — Nama"])
def test_a_quotation_without_a_speaker_is_a_plain_one(quote: str) -> None:
    assert "figcaption" not in render_story(quote).html


def test_facts_are_a_heading_and_its_list() -> None:
    html = render_story("### Fakta\n\n- Satu\n- Dua\n\nSesudahnya.\n\n### Fakta\n\nKata.\n\n- Tiga").html
    assert html.count("r-factbox") == 1
    box = html5lib.parseFragment(html, namespaceHTMLElements=False).find("div")
    assert [one.text for one in box.iter() if one.tag in ("h2", "li")] == ["Fakta", "Satu", "Dua"]


def test_no_heading_stands_two_levels_below_the_one_before() -> None:
    html = render_story("#### Satu\n\n## Dua\n\n#### Tiga\n\n###### Empat\n\n### Lima").html
    assert re.findall(r"<(h\d)>(\w+)</\1>", html) == [
        ("h2", "Satu"),
        ("h2", "Dua"),
        ("h3", "Tiga"),
        ("h4", "Empat"),
        ("h3", "Lima"),
    ]


def test_footnotes_are_no_section_that_wants_a_heading() -> None:
    html = render_story("Kata.[^1]\n\n[^1]: Catatan.").html
    assert '<div class="r-notes" role="doc-endnotes">' in html
    assert "<section" not in html


def test_a_table_scrolls_in_a_frame_that_a_keyboard_reaches() -> None:
    narrow, wide = (render_story(f"{'| a ' * n}|\n{'|---' * n}|\n").html for n in (3, 6))
    assert 'class="r-scroll" tabindex="0" role="group" aria-label="Tabel"' in narrow
    assert 'class="r-scroll r-scroll--wide"' in wide


def test_a_footnote_leads_there_and_back() -> None:
    text = "Satu[^x] dua[^x] tiga[^y].\n\n[^y]: Isi *y*.\n[^x]: Isi x.\n\n    Lagi."
    tree = html5lib.parseFragment(render_story(text).html, namespaceHTMLElements=False)
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    targets = {one.get("href", "#").removeprefix("#") for one in tree.iter("a")}
    assert len(ids) == len(set(ids))
    assert targets == set(ids)
    assert [one.get("aria-label") for one in tree.iter("a") if one.get("role") == "doc-backlink"] == [
        "Kembali ke teks"
    ] * 2
    notes = [(one.kind, one.text) for one in text_blocks(text)]
    assert notes == [
        (BlockKind.PARAGRAPH, "Satu dua tiga."), (BlockKind.NOTE, "Isi x."), (BlockKind.NOTE, "Lagi."), (BlockKind.NOTE, "Isi y."),
    ]  # fmt: skip


def test_nothing_of_it_comes_by_raw_html() -> None:
    text = f'{FIGURE_PLACE} <div class="r-scroll" onclick="x()">a</div> <li id="catatan-1">'
    html = render_story(text).html
    assert not [tag for tag in ("<figure", "<div", "<li") if tag in html]


@pytest.mark.parametrize(
    "body",
    [
        "![a](a.jpg)" * 3_000,
        "![a](a.jpg)\n" * 3_000,
        "[^1]" * 5_000 + "\n\n[^1]: a",
        "".join(f"[^{n}] " for n in range(900)) + "\n\n" + "".join(f"[^{n}]: a\n" for n in range(900)),
        "[^1]: [^1]\n" * 900,
        "> — a\n" * 3_000,
        "> a\n> — " + "![" * 190,
        "### Fakta\n" * 3_000 + "- a",
        '![a](a.jpg "' + "Foto: (" * 4_000 + '")',
        '![a](a.jpg "' + " " * 40_000 + 'x")',
    ],
)
def test_a_hostile_text_is_judged_and_never_breaks(body: str) -> None:
    list(find_unshown(body))
    list(text_blocks(body))
    try:
        story = render_story(body)
    except UnfitBodyError:
        return
    assert story.html.count(FIGURE_PLACE) == len(story.figures)
