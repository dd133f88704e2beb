"""Social (Open Graph) card of an article, which messengers show beside a link: its title on its picture."""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont, ImageOps

from workflow.images.brand_colors import SITE_CARD_COLORS, CardColors
from workflow.images.renditions import Rendition, encode_image

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""Pixels, as https://ogp.me's readers want them."""
CARD_VERSION = 1
"""To be raised with every change of how a card looks."""
CARD_MARGIN = 64
PANEL_WIDTH = 690
"""Width of the side that the words stand on, where there is a picture on the other."""
FONTS = Path(__file__).parent / "fonts"
TITLE_FONT, TEXT_FONT = FONTS / "InterDisplay-Bold.otf", FONTS / "Inter-Medium.otf"
FONT_RANGES = (
    *((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x148), (0x14A, 0x17F), (0x192, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B)),
    *((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9), (0x400, 0x45F), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9)),
    *((0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2212, 0x2212)),
)
"""What the fonts have a shape for."""
TITLE_SIZES = (76, 70, 64, 58, 52, 47, 42)
"""Of the title, in pixels; the largest at which it fits."""
TITLE_HEIGHT = 364
"""Pixels that the title's lines may take."""
LINE_HEIGHT = 1.16
TITLE_CENTRE_Y, FOOTER_Y = 306, 516
"""How far down the title's middle and the line below it stand."""
LONGEST_TEXT = 400
"""Letters of a text that are looked at at all."""


class CardText(Struct, frozen=True):
    """What stands on a card: any text at all."""

    office: str
    category: str
    title: str


def draw_card(words: CardText, picture: bytes | None = None, colors: CardColors = SITE_CARD_COLORS) -> Rendition:
    """The card. `picture`: one of our own renditions, never a stranger's file."""
    card = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), colors.background)
    if picture:
        card.paste(_cropped(picture), (PANEL_WIDTH, 0))
    pen = ImageDraw.Draw(card)
    measure = (PANEL_WIDTH if picture else CARD_WIDTH) - 2 * CARD_MARGIN
    text = _font(TEXT_FONT, 28)
    pen.rectangle((0, 0, 11, CARD_HEIGHT), fill=colors.accent)
    pen.text(
        (CARD_MARGIN, CARD_MARGIN + 22),
        _cut(drawable(words.category), text, measure),
        fill=colors.accent,
        font=text,
        anchor="ls",
    )
    _draw_title(pen, drawable(words.title) or drawable(words.office), TITLE_FONT, measure, colors.title)
    pen.line((CARD_MARGIN, FOOTER_Y, CARD_MARGIN + measure, FOOTER_Y), fill=colors.line, width=2)
    pen.text(
        (CARD_MARGIN, FOOTER_Y + 46),
        _cut(drawable(words.office), text, measure),
        fill=colors.quiet,
        font=text,
        anchor="ls",
    )
    return Rendition("jpg", CARD_WIDTH, CARD_HEIGHT, encode_image(card, "jpg"))


def _draw_title(pen: ImageDraw.ImageDraw, title: str, file: Path, measure: int, color: str) -> None:
    """The title, as large as it may be, in the middle of the room between category and foot."""
    size, lines = _fitted(title, file, measure)
    leading = size * LINE_HEIGHT
    top = TITLE_CENTRE_Y - leading * len(lines) / 2
    for number, line in enumerate(lines):
        spot = (CARD_MARGIN, round(top + leading * number + size * 0.93))
        pen.text(spot, line, fill=color, font=_font(file, size), anchor="ls")


def _cropped(picture: bytes) -> Image.Image:
    with Image.open(io.BytesIO(picture)) as image:
        return ImageOps.fit(image.convert("RGB"), (CARD_WIDTH - PANEL_WIDTH, CARD_HEIGHT), Image.Resampling.BICUBIC)


@cache
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    """Laid out in the simple way, which every computer has."""
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """A text in letters that the fonts have; what has none, such as an emblem, is left out."""
    text = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    return " ".join("".join(map(_character, text)).split())


def _character(character: str) -> str:
    if character.isspace():
        return " "
    plain = character if _is_there(character) else unicodedata.normalize("NFKC", character)
    return plain if all(map(_is_there, plain)) else ""


def _is_there(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in FONT_RANGES)


def _fitted(title: str, file: Path, measure: int) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; at the smallest one it is cut."""
    for size in TITLE_SIZES:
        lines = list(_lines(title, _font(file, size), measure))
        most = int(TITLE_HEIGHT / (size * LINE_HEIGHT))
        if len(lines) <= most:
            return size, lines
    last = _cut(f"{lines[most - 1]} {lines[most]}", _font(file, size), measure)
    return size, [*lines[: most - 1], last]


def _lines(text: str, font: ImageFont.FreeTypeFont, measure: int) -> Iterator[str]:
    line, used = "", 0.0
    space = font.getlength(" ")
    for word in text.split():
        width = font.getlength(word)
        if line and used + space + width <= measure:
            line, used = f"{line} {word}", used + space + width
            continue
        if line:
            yield line
        *full, line = _broken(word, font, measure) if width > measure else [word]
        used = font.getlength(line) if full else width
        yield from full
    if line:
        yield line


def _broken(word: str, font: ImageFont.FreeTypeFont, measure: int) -> Iterator[str]:
    """A word that is too long, in pieces that fit."""
    piece = ""
    for character in word:
        if piece and font.getlength(piece + character) > measure:
            yield piece
            piece = ""
        piece += character
    yield piece


def _cut(text: str, font: ImageFont.FreeTypeFont, measure: int) -> str:
    """A text that fits one line, with an ellipsis where it did not."""
    if font.getlength(text) <= measure:
        return text
    while text and font.getlength(f"{text}…") > measure:
        text = text[:-1]
    return f"{text.rstrip(' ,.;:')}…"
