"""Brand colours: an office writes one or two, and every text in them keeps WCAG 2.2's contrast (1.4.3, level AA).

A colour that is too light or too dark for a background is mixed with black or white, no more than is needed, so that
what people read stays readable whatever an office's guide to its brand says. Colours are `#rrggbb`.
"""

from collections.abc import Sequence

from msgspec import Struct

MIN_CONTRAST = 4.5
"""Of text against what it stands on (WCAG 2.2, success criterion 1.4.3)."""
LIGHT_BACKGROUNDS = ("#ffffff", "#f2f6f7", "#fff4d6")
DARK_BACKGROUNDS = ("#141d22", "#10191e", "#1b272d", "#0f171b", "#33290f")
"""What texts stand on in redaksi.css."""
MIX_STEPS = 256
BLACK, WHITE = "#000000", "#ffffff"


class CardColors(Struct, frozen=True):
    """The colours of a social card."""

    background: str = "#0f4c5c"
    line: str = "#3c7180"
    title: str = WHITE
    quiet: str = "#d3e2e6"
    accent: str = "#f2b632"


SITE_CARD_COLORS = CardColors()
"""The site's own, as in redaksi.css."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def on_light(color: str) -> str:
    """The nearest darker colour that can be read on every light background."""
    return readable(color, LIGHT_BACKGROUNDS, BLACK)


def on_dark(color: str) -> str:
    """The nearest lighter colour that can be read on every dark background."""
    return readable(color, DARK_BACKGROUNDS, WHITE)


def readable(color: str, backgrounds: Sequence[str], end: str) -> str:
    """The colour, or the first on its way to `end` (black or white) that has enough contrast with all backgrounds."""
    mixes = (mix(color, end, step / MIX_STEPS) for step in range(MIX_STEPS + 1))
    return next(one for one in mixes if all(contrast(one, back) >= MIN_CONTRAST for back in backgrounds))


def card_colors(primary: str, accent: str) -> CardColors:
    """The colours of a card: quiet words and the office's second colour can be read on its first."""
    site = SITE_CARD_COLORS
    background = readable(primary, (site.quiet,), BLACK)
    return CardColors(
        background=background,
        line=mix(background, WHITE, 0.25),
        accent=readable(site.accent if accent == primary else accent, (background,), WHITE),
    )


def mix(color: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another one."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004  # sRGB
