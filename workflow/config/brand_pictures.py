"""The pictures of the office's face: files in site_config/brand/ that site_config/office.yml names.

They come with a pull request like everything else. A drawing is written anew from a table of what may be in it; of a
PNG nothing but its pixels reaches a page (`site/images/build.py`).
"""

from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

from workflow.config.face import BrandPart
from workflow.i18n.message import Message, say
from workflow.images.header import ImageKind, read_header
from workflow.images.svg import LARGEST_SVG_BYTES, SvgRefusedError, clean_svg
from workflow.records.file_source import Files
from workflow.text.finding import Finding

BRAND_FOLDER = "site_config/brand"
OFFICE_YML = "site_config/office.yml"
FACE_RULE = "office/face"
LARGEST_PNG_BYTES = 1024 * 1024
MOST_PNG_PIXELS = 4_000_000
LARGEST_LOGO_RATIO = 8
"""How many times wider a logo may be than high."""
ALMOST_SQUARE = 1.25
"""How many times longer one side of a favicon may be than the other."""


class BrandPicture(Struct, frozen=True):
    """A picture that may be shown."""

    ending: str
    """svg or png."""
    content: bytes
    """A drawing written anew, or a PNG as it lies in Git."""
    width: float
    height: float


class BrandRefusedError(Exception):
    """A picture that may not be shown: why, and in which line of a drawing; 0 for none."""

    def __init__(self, message: Message, line: int = 0) -> None:
        super().__init__(message.text)
        self.message, self.line = message, line


def brand_path(name: str) -> str:
    """Where a picture of the office lies."""
    return f"{BRAND_FOLDER}/{name}"


def usable_picture(files: Files, part: BrandPart, name: str | None) -> BrandPicture | None:
    """The picture for a part of the face; None where there is none, or the check refuses it."""
    with suppress(BrandRefusedError):
        return load_picture(files, part, name) if name else None
    return None


def load_picture(files: Files, part: BrandPart, name: str) -> BrandPicture:
    """The picture for a part of the face. Raises BrandRefusedError."""
    path, limit = brand_path(name), LARGEST_SVG_BYTES if name.endswith(".svg") else LARGEST_PNG_BYTES
    data = files.read(path, limit)
    if data is None:
        raise BrandRefusedError(say("There is no file {path}.", path=path))
    if len(data) > limit:
        raise BrandRefusedError(say("{path} is larger than {limit} KiB.", path=path, limit=limit // 1024))
    picture = _drawing(data) if name.endswith(".svg") else _png(path, data)
    width, height = picture.width, picture.height
    sides = {"width": round(width), "height": round(height)}
    if part is BrandPart.FAVICON and max(width, height) > ALMOST_SQUARE * min(width, height):
        raise BrandRefusedError(say("A favicon is a square; this one has {width} by {height}.", **sides))
    if not height / 2 <= width <= LARGEST_LOGO_RATIO * height:
        message = say(
            "The picture is too long: it has {width} by {height}. At most {most} times as wide as high, or twice as "
            "high as wide.",
            most=LARGEST_LOGO_RATIO,
            **sides,
        )
        raise BrandRefusedError(message)
    return picture


def _drawing(data: bytes) -> BrandPicture:
    try:
        drawing = clean_svg(data)
    except SvgRefusedError as error:
        raise BrandRefusedError(error.message, error.line) from None
    return BrandPicture("svg", drawing.content, drawing.width, drawing.height)


def _png(path: str, data: bytes) -> BrandPicture:
    header = read_header(data)
    if header is None or header.kind is not ImageKind.PNG or not header.whole:
        raise BrandRefusedError(say("{path} is no whole PNG.", path=path))
    if not header.fits or header.width * header.height > MOST_PNG_PIXELS:
        raise BrandRefusedError(say("{path} has too many pixels; 1,000 in width are plenty.", path=path))
    return BrandPicture("png", data, header.width, header.height)


def picture_flaws(files: Files, named: dict[BrandPart, str | None]) -> Iterator[Finding]:
    """What is wrong with the pictures that office.yml names, by what they are for."""
    for part, name in named.items():
        try:
            if name:
                load_picture(files, part, name)
        except BrandRefusedError as error:
            yield _finding(part, brand_path(name or ""), error)


SITE_PARTS = (BrandPart.LOGO, BrandPart.FAVICON)
"""What every page shows, so that there is no site without it; the coat of arms stands on papers alone."""


def hinders_site(finding: Finding, named: dict[BrandPart, str | None]) -> bool:
    """Whether a finding is about a picture that every page shows."""
    paths = {brand_path(name) for part in SITE_PARTS if (name := named[part])}
    return finding.rule == FACE_RULE and (
        finding.path in paths or finding.place in [(part.value,) for part in SITE_PARTS]
    )


def _finding(part: BrandPart, path: str, error: BrandRefusedError) -> Finding:
    if error.line:
        return Finding(FACE_RULE, path, 0, error.message, DRAWING_HELP, line=error.line, column=1)
    return Finding(FACE_RULE, OFFICE_YML, (part.value,), error.message, PICTURE_HELP)


DRAWING_HELP = say("Export it as plain SVG, shapes instead of effects, or put a PNG in its place.")
PICTURE_HELP = say("Put the office's picture as SVG or PNG into site_config/brand/ and name the file here.")
