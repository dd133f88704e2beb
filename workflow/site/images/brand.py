"""The office's own face on the site: its logo, favicon and colours, as files below assets/brand/.

A drawing is written anew (`images/svg.py`), a PNG decoded in a sandbox and encoded anew, transparent where it was.
Colours become a style sheet of derived tints, so that texts keep their contrast in light and dark.
"""

from functools import lru_cache

from msgspec import Struct

from workflow.config.brand_pictures import usable_picture
from workflow.config.face import BrandColors, BrandPart
from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.images.brand_colors import SITE_CARD_COLORS, CardColors, card_colors, on_dark, on_light
from workflow.images.image_cache import content_digest
from workflow.site.images.build import BrandJob, ImageBuilder

BRAND_ADDRESS = "assets/brand/"
COLORS_ADDRESS = f"{BRAND_ADDRESS}colors.css"
TALLEST = {BrandPart.LOGO: 3 * 44, BrandPart.FAVICON: 3 * 60}
"""Pixels: the logo stands 44 high, an icon on a phone 60, on screens of up to three pixels for one."""
BRAND_VERSION = 1
"""To be raised with every change of how PNGs are made."""


class BrandImage(Struct, frozen=True):
    """A picture of the office on the site."""

    address: str
    width: float
    height: float


class Face(Struct, frozen=True):
    """What the theme's pages show of the office's own; None and "" where that is the program's."""

    logo: BrandImage | None = None
    favicon: BrandImage | None = None
    stylesheet: str = ""


class FaceFiles(Struct, frozen=True):
    """The face and its files by address."""

    face: Face
    files: dict[str, bytes]
    notes: tuple[str, ...]
    """What cannot be shown."""


def make_face(office: Office, builder: ImageBuilder) -> FaceFiles:
    """The office's face, its PNGs made where they are not yet."""
    files: dict[str, bytes] = {}
    shown: dict[BrandPart, BrandImage] = {}
    notes = []
    for part in TALLEST:
        name = office.identity.pictures[part]
        if name and (made := _picture(office, builder, part, name)):
            shown[part], files[shown[part].address] = made
        elif name:
            notes.append(tr("{path} is left out of the site: it cannot be decoded.", path=name))
    colors = office.identity.colors
    if colors:
        files[COLORS_ADDRESS] = color_sheet(colors).encode()
    face = Face(shown.get(BrandPart.LOGO), shown.get(BrandPart.FAVICON), COLORS_ADDRESS if colors else "")
    return FaceFiles(face, files, tuple(notes))


def logo_address(office: Office) -> str:
    """Where the office's logo lies on the site; "" where it has none."""
    name = office.identity.logo
    return f"{BRAND_ADDRESS}logo.{name.rpartition('.')[2]}" if name else ""


def _picture(office: Office, builder: ImageBuilder, part: BrandPart, name: str) -> tuple[BrandImage, bytes] | None:
    picture = usable_picture(office.files, part, name)
    if picture is None:
        return None
    address = f"{BRAND_ADDRESS}{part.value}.{picture.ending}"
    if picture.ending == "svg":
        return BrandImage(address, picture.width, picture.height), picture.content
    key = content_digest(f"brand:{BRAND_VERSION}:{part.value}:".encode() + picture.content)
    label = builder.brand({key: BrandJob(picture.content, TALLEST[part])}).get(key)
    content = builder.store.content(label.made[0].digest) if label and label.made else None
    if label is None or content is None:
        return None
    return BrandImage(address, label.made[0].width, label.made[0].height), content


def color_sheet(colors: BrandColors) -> str:
    """The style sheet of an office's colours, over the custom properties of redaksi.css."""
    accent = colors.accent or colors.primary
    light = _rules(on_light(colors.primary), on_light(accent))
    dark = _rules(on_dark(colors.primary), on_dark(accent))
    return (
        f"@media screen {{ :root {{ {light} }} :root[data-scheme=dark] {{ {dark} }} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-scheme=light]) {{ {dark} }} }}\n"
    )


def _rules(primary: str, accent: str) -> str:
    names = {"r-brand": primary, "md-accent-fg-color": accent, "md-typeset-a-color": accent, "r-focus": accent}
    return " ".join(f"--{name}: {color};" for name, color in names.items())


@lru_cache(8)
def office_card_colors(colors: BrandColors | None) -> CardColors:
    """The colours of an office's social cards."""
    return card_colors(colors.primary, colors.accent or colors.primary) if colors else SITE_CARD_COLORS
