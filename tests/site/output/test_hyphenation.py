"""Where long words may be broken."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.site.output.hyphenation import EDGE, SHORTEST, SOFT_HYPHEN, hyphenated, hyphenated_html

WORDS = {
    "mempertanggungjawabkan": "memper-tang-gung-ja-wabkan",
    "penyelenggaraannya": "penye-leng-ga-ra-annya",
    "Pemberitahuan": "Pembe-ri-ta-huan",
    "kependudukan": "kependudukan",
    "redaksi@mempertanggungjawabkan.example": "redaksi@mempertanggungjawabkan.example",
    "https://mempertanggungjawabkan.example/": "https://mempertanggungjawabkan.example/",
}


@pytest.mark.parametrize("word", WORDS)
def test_long_words_break_at_syllables(word: str) -> None:
    assert hyphenated(f"Ada {word}. Ya").replace(SOFT_HYPHEN, "-") == f"Ada {WORDS[word]}. Ya"


@given(st.text(st.characters(exclude_characters=SOFT_HYPHEN, exclude_categories=["Cs"])))
def test_a_text_stays_the_same_but_for_its_hyphens(text: str) -> None:
    broken = hyphenated(text)
    assert broken.replace(SOFT_HYPHEN, "") == text
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
