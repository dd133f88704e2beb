"""Cards hold any title, inside their edges, and come out the same every time."""

import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.support.image_samples import picture, saved
from workflow.images.brand_colors import SITE_CARD_COLORS, card_colors
from workflow.images.social_card import (
    CARD_HEIGHT,
    CARD_MARGIN,
    CARD_WIDTH,
    FONT_RANGES,
    PANEL_WIDTH,
    TEXT_FONT,
    TITLE_FONT,
    CardText,
    _font,
    draw_card,
    drawable,
)


def drawn(title: str, content: bytes | None = None) -> Image.Image:
    card = draw_card(CardText("Diskominfo Ketapang", "Kesehatan", title), content)
    image = Image.open(io.BytesIO(card.content))
    assert image.size == (card.width, card.height) == (CARD_WIDTH, CARD_HEIGHT)
    return image.convert("RGB")


def bright(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether letters stand in a part of a card."""
    return image.crop(box).convert("L").getextrema()[1] > 150  # type: ignore[operator]


TITLES = [
    "Pemkab",
    "Poliklinik Anak RSUD Tambah Jam Layanan Sore",
    "W" * 400,
    "kata " * 100,
    "<script>'\"&{{7*7}}%s",
    "",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("content", [None, saved(picture(300, 200))])
def test_a_title_stays_within_its_edges(title: str, content: bytes | None) -> None:
    card = drawn(title, content)
    right = PANEL_WIDTH if content else CARD_WIDTH
    assert bright(card, (CARD_MARGIN, 110, right - CARD_MARGIN, 500))
    assert not bright(card, (20, 0, CARD_MARGIN - 8, CARD_HEIGHT))
    assert not bright(card, (right - CARD_MARGIN + 8, 0, right - 8, CARD_HEIGHT))
    assert not bright(card, (20, 0, right - 8, CARD_MARGIN - 8))
    assert not bright(card, (20, CARD_HEIGHT - 40, right - 8, CARD_HEIGHT))


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200))
def test_any_text_becomes_letters_that_the_font_has(text: str) -> None:
    letters = {chr(code) for first, last in FONT_RANGES for code in range(first, last + 1)}
    assert set(drawable(text)) <= letters
    drawn(text)


@pytest.mark.parametrize("file", [TITLE_FONT, TEXT_FONT])
def test_the_fonts_have_the_letters(file: Path) -> None:
    font = _font(file, 40)
    missing = bytes(font.getmask("\U0010fffd"))
    letters = [chr(code) for first, last in FONT_RANGES for code in range(first, last + 1)]
    inked = [letter for letter in letters if unicodedata.category(letter)[0] not in "ZC"]
    assert [letter for letter in inked if bytes(font.getmask(letter)) == missing] == []


def test_what_has_no_letter_is_said_in_others_or_left_out() -> None:
    assert (
        drawable("\U0001d573\U0001d586\U0001d591\U0001d594 😀 \u202eABC\u2069 \uff44\uff55\uff41\n é e\u0301 你")
        == "Halo ABC dua é é"
    )


def test_the_picture_stands_beside_the_words() -> None:
    card = drawn("Judul", saved(Image.new("RGB", (300, 200), "red")))
    assert max(abs(a - b) for a, b in zip(card.getpixel((1000, 300)), (254, 0, 0), strict=True)) < 12  # type: ignore[arg-type]
    ground = tuple(bytes.fromhex(SITE_CARD_COLORS.background[1:]))
    assert max(abs(a - b) for a, b in zip(card.getpixel((600, 20)), ground, strict=True)) < 6  # type: ignore[arg-type]


def test_an_office_s_colours_are_the_card_s() -> None:
    card = draw_card(CardText("A", "B", "C"), None, card_colors("#7ac943", "#ffd500"))
    ground = tuple(bytes.fromhex(card_colors("#7ac943", "#ffd500").background[1:]))
    shown = Image.open(io.BytesIO(card.content)).convert("RGB").getpixel((600, 20))
    assert max(abs(a - b) for a, b in zip(shown, ground, strict=True)) < 6  # type: ignore[arg-type]
    assert ground != tuple(bytes.fromhex(SITE_CARD_COLORS.background[1:]))


def test_the_same_words_give_the_same_bytes() -> None:
    words, content = CardText("A", "B", "C"), saved(picture())
    first = draw_card(words, content).content
    assert draw_card(words, content).content == first
    assert draw_card(words).content != first
