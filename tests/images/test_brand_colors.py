"""Whatever colour an office writes, texts in it can be read in light and dark (WCAG 2.2, 1.4.3)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.offices import ROOT
from workflow.images.brand_colors import (
    DARK_BACKGROUNDS,
    LIGHT_BACKGROUNDS,
    SITE_CARD_COLORS,
    card_colors,
    contrast,
    on_dark,
    on_light,
)

STYLES = ROOT / "workflow/defaults/site_config/theme/assets/stylesheets/redaksi.css"
BACKGROUNDS = ("md-default-bg-color", "md-primary-fg-color", "md-code-bg-color", "md-footer-bg-color")
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
AA = 4.5


def ratio(one: str, other: str) -> float:
    """The contrast once more, from the text of the recommendation."""
    light = []
    for color in (one, other):
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light.append(sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)))
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize(("one", "other", "known"), [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54)])
def test_the_arithmetic_is_the_recommendation_s(one: str, other: str, known: float) -> None:
    assert contrast(one, other) == pytest.approx(known, abs=0.005)


@given(COLORS, COLORS)
def test_every_text_keeps_its_contrast(primary: str, accent: str) -> None:
    assert all(ratio(on_light(primary), back) >= AA for back in LIGHT_BACKGROUNDS)
    assert all(ratio(on_dark(primary), back) >= AA for back in DARK_BACKGROUNDS)
    card = card_colors(primary, accent)
    assert all(ratio(card.background, text) >= AA for text in (card.title, card.quiet, card.accent))


@given(COLORS)
def test_a_colour_that_can_be_read_is_left_alone(color: str) -> None:
    if all(ratio(color, back) >= AA for back in LIGHT_BACKGROUNDS):
        assert on_light(color) == color
    if all(ratio(color, back) >= AA for back in DARK_BACKGROUNDS):
        assert on_dark(color) == color


def test_the_nearest_tint_is_taken() -> None:
    assert on_light("#ffd500") == "#846f00"
    assert on_dark("#ffd500") == "#ffd500"
    assert card_colors("#ffd500", "#ffd500").accent != "#ffd500"


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    """Light is the first block of the colours, dark what the reader asks for."""
    css = STYLES.read_text()
    light, dark = css.split(':root[data-scheme="dark"] {')[0].split("@media")[0], css.split("\n:root[data-scheme")[1]
    for block, known in ((light, LIGHT_BACKGROUNDS), (dark.split("}")[0], DARK_BACKGROUNDS)):
        values = {
            value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
            for name in (*BACKGROUNDS, "r-wash", "r-notice")
            for value in re.findall(rf"--{name}: (#[0-9a-f]+);", block)
        }
        assert values == set(known)
    assert SITE_CARD_COLORS.background in light
