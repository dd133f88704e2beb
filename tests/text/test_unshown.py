"""What readers would not get is found, kind by kind; and what is not found is there on the page."""

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.safe_html import render_story
from workflow.text.unshown import find_unshown
from workflow.text.unshown_kinds import REMEDIES, Unshown

PICTURE = '![Warga.](foto.jpg "Warga. Foto: A")'
SAMPLES: dict[Unshown, tuple[str, ...]] = {
    Unshown.HTML: ("satu<br>dua", "<iframe src='x'></iframe>", "<div>", "kata <b>tebal</b>", "<details>\nisi\n</details>"),
    Unshown.PICTURE_AMID_WORDS: (
        "kata ![a](a.jpg) kata", "- ![a](a.jpg)", "> ![a](a.jpg)", "| a |\n|---|\n| ![a](a.jpg) |", "# ![a](a.jpg)",
    ),
    Unshown.PICTURE_ELSEWHERE: ("![a](https://contoh.example/a.jpg)", "![a](A.JPG)", "![a](lain/a.jpg)", "![a](a.svg)"),
    Unshown.PICTURE_LINK: (
        "[![a](a.jpg)](https://contoh.example/)", "[![a](a.jpg)](http://youtu.be/x)",
        *(f"[![a](a.jpg)](https://{address})" for address in (
            "lain.example@youtube.com/x", "youtube.com:8443/x", "youtube.com:x/", "youtube.com.lain.example/x",
            "www.youtube.com/redirect?q=https://lain.example", "l.facebook.com/l.php?u=https://lain.example",
        )),
    ),
    Unshown.TOO_MANY_PICTURES: ("\n".join(["![a](a.jpg)"] * 25),),
    Unshown.NOTE_WITHOUT_TEXT: ("kata[^1]",),
    Unshown.NOTE_WITHOUT_PLACE: ("[^1]: isi",),
    Unshown.ADDRESS_WITHOUT_LINK: ("[a]: https://contoh.example/",),
    Unshown.BROKEN_LINK: ("[a](ada spasi)", "![a](ada spasi.jpg)", "[a](javascript:alert(1))"),
    Unshown.EMPTY_LINK: ("kata [](https://contoh.example/)",),
    Unshown.LINK_SCHEME: ("[a](tel:123)", "[a](ftp://contoh.example/)"),
    Unshown.LINK_TITLE: ('[a](https://contoh.example/ "judul")',),
    Unshown.EMPTY_HEADING: ("##",),
    Unshown.HEADING: ("##Judul",),
    Unshown.TABLE: ("| a | b |\n|---|\n| c | d |", "kata\n|---|---|---|"),
    Unshown.ROWS: ("| a | b |\n| c | d |", "| a | b |"),
    Unshown.NO_FACTS: ("### Fakta", "### Fakta\n- ", "### Fakta\n\nkata"),
    Unshown.NO_SPEAKER: ("> kata\n>\n> — ", "> —"),
    Unshown.DIAGRAM: ("```mermaid\nflow\n```",),
    Unshown.ALERT: ("> [!NOTE]\n> kata",),
    Unshown.TASK: ("- [ ] kata", "- [x] kata"),
    Unshown.STRUCK_OUT: ("~~kata~~",),
    Unshown.MARKED: ("==kata==",),
    Unshown.UNCLOSED: ("kata ** tebal ** kata", "**tebal"),
    Unshown.EMOJI: ("kata :tada: kata",),
    Unshown.FORMULA: ("$$x$$",),
    Unshown.ATTRIBUTES: ("kata {: .kelas}", "kata {#tanda}"),
    Unshown.PROGRAM: ("{{ isi }}", "{% isi %}", "[[Halaman]]", "[TOC]"),
    Unshown.CONTAINER: ("!!! catatan", "::: kotak"),
}  # fmt: skip
SHOWN = (
    PICTURE, f"{PICTURE}\n{PICTURE}", f"[{PICTURE}](https://youtu.be/x)", "> kata\n>\n> — Nama", "### Fakta\n\n- kata",
    "kata[^1]\n\n[^1]: isi", "| a | b |\n|---|---:|\n| c | d |", "kata `<br>` 5 < 6 & 7", "\\~~kata~~ \\<br>", "1. kata\n2. kata",
    "<https://contoh.example/>", "[a][b]\n\n[b]: https://contoh.example/", "kata\\\nkata", "pukul 08:00:00, harga: 5", "# Judul", "kata | kata | kata", "> kata - kata\n> kata", "### Fakta dan data\n\nkata",
    "**tebal** *miring*", "---", "    kode", "<!-- dibaca aturan lain -->", "snake_case dan __init__", "Q&A;",
)  # fmt: skip


def test_every_kind_has_a_remedy_and_a_sample() -> None:
    assert REMEDIES.keys() == set(Unshown)
    assert SAMPLES.keys() == set(Unshown) - {Unshown.UNKNOWN, Unshown.PICTURE_ON_PAGE}


def test_a_hand_written_page_shows_no_picture() -> None:
    assert {one.kind for one in find_unshown(PICTURE, shows_pictures=False)} == {Unshown.PICTURE_ON_PAGE}


@pytest.mark.parametrize(("kind", "sample"), [(kind, one) for kind, samples in SAMPLES.items() for one in samples])
def test_it_is_found_in_its_line(kind: Unshown, sample: str) -> None:
    found = list(find_unshown(f"Awal.\n\n{sample}\n"))
    assert kind in {one.kind for one in found}
    assert all(2 <= one.line < 2 + len(sample.split("\n")) for one in found)


@pytest.mark.parametrize("sample", SHOWN)
def test_what_is_shown_is_no_finding(sample: str) -> None:
    assert not list(find_unshown(f"Awal.\n\n{sample}\n"))


def test_a_kind_of_token_that_nobody_named_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "workflow.text.unshown._SHOWN", frozenset({"paragraph_open", "paragraph_close", "inline", "text"})
    )
    assert {one.kind for one in find_unshown("**kata**")} == {Unshown.UNKNOWN}


PIECES = [*SHOWN, *(one for samples in SAMPLES.values() for one in samples)]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_without_a_finding_every_word_reaches_the_page(pieces: list[str]) -> None:
    """The oracle is the source itself: each word is marked, and looked for in what a browser's parser reads."""
    marked = [re.sub(r"\bkata\b", f"kata{place}", piece) for place, piece in enumerate(pieces)]
    text = "\n\nDan.\n\n".join(marked)
    if any(REMEDIES[one.kind].is_lost for one in find_unshown(text)):
        return
    story = render_story(text)
    page = " ".join(html5lib.parseFragment(story.html).itertext())
    words = {word for piece in marked for word in re.findall(r"kata\d+", piece)}
    assert words <= set(re.findall(r"kata\d+", page))
    assert text.count(PICTURE) == sum(len(figure.pictures) for figure in story.figures)
