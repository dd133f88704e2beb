"""Where long words may be broken."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.site.output.hyphenation import (
    EDGE,
    NO_BREAK_SPACE,
    SHORTEST,
    SOFT_HYPHEN,
    WORD_JOINER,
    hyphenated,
    hyphenated_html,
)

WORDS = {
    "mempertanggungjawabkan": "memper-tang-gung-ja-wabkan",
    "penyelenggaraannya": "penye-leng-ga-ra-annya",
    "Pemberitahuan": "Pembe-ri-ta-huan",
    "kependudukan": "kependudukan",
    "redaksi@mempertanggungjawabkan.example": "redaksi@mempertanggungjawabkan.example",
    "https://mempertanggungjawabkan.example/": "https://mempertanggungjawabkan.example/",
}


TOGETHER = {
    "sampai 4 Januari 2027": "sampai 4~Januari 2027",
    "pada 6\u20139 Oktober": "pada 6\u2013|9~Oktober",
    "pukul 07.30\u201316.00 WIB": "pukul~07.30\u2013|16.00~WIB",
    "30 menit, 2026 surat": "30 menit, 2026 surat",
    "Sungai Pawan\u2013Kendawangan": "Sungai Pawan\u2013Kendawangan",
}
"""With ~ for a space where no line ends, and | where none ends after a dash."""


def plain(text: str) -> str:
    """As it is read, without what only says where lines end."""
    return text.replace(SOFT_HYPHEN, "").replace(WORD_JOINER, "").replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize("text", TOGETHER)
def test_dates_and_times_stay_in_one_line(text: str) -> None:
    for broken in (hyphenated(text), str(hyphenated_html(f"<p title='{text}'>{text}</p>"))):
        assert TOGETHER[text] in broken.replace(NO_BREAK_SPACE, "~").replace(WORD_JOINER, "|")
    assert f"title='{text}'" in broken


@pytest.mark.parametrize("word", WORDS)
def test_long_words_break_at_syllables(word: str) -> None:
    assert hyphenated(f"Ada {word}. Ya").replace(SOFT_HYPHEN, "-") == f"Ada {WORDS[word]}. Ya"


@given(st.text(st.characters(exclude_characters=SOFT_HYPHEN, exclude_categories=["Cs"])))
def test_a_text_stays_the_same_but_for_its_hyphens(text: str) -> None:
    broken = hyphenated(text)
    assert plain(broken) == plain(text)
    for word in broken.split():
        parts = word.split(SOFT_HYPHEN)
        assert len(parts) == 1 or (len("".join(parts)) >= SHORTEST and min(map(len, (parts[0], parts[-1]))) >= EDGE)


@given(
    st.lists(
        st.sampled_from(
            (
                *WORDS,
                "<em>",
                "</em>",
                '<a href="/mempertanggungjawabkan">',
                "</a>",
                "&amp;",
                "<code>mempertanggungjawabkan</code>",
            )
        )
    )
)
def test_tags_and_code_stay_whole(parts: list[str]) -> None:
    page = " ".join(parts)
    broken = str(hyphenated_html(page))
    assert broken.replace(SOFT_HYPHEN, "") == page
    assert SOFT_HYPHEN not in "".join(re.findall(r"<code>.*?</code>|<[^>]*>", broken))
    assert html.unescape(broken).count("-") == html.unescape(page).count("-")
