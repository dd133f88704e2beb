"""What people send becomes a small JPEG with nothing in it but pixels; what cannot, is told apart by its bytes alone."""

import io
import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.support.image_samples import (
    SECRET,
    animated,
    chunk,
    claiming,
    exif,
    layered,
    picture,
    saved,
    with_chunk,
)
from tests.support.offices import ROOT
from workflow.images import reencode as module
from workflow.images.embedded_data import read_embedded_data
from workflow.images.header import read_header
from workflow.images.limits import LARGEST_RENDITION_BYTES
from workflow.images.reencode import TALLEST_REENCODED, WIDEST_REENCODED, ReencodeProblem, find_problem, reencode

PHOTOS = sorted((ROOT / "content/news").glob("*/*.jpg"))
"""Real photographs."""


def made(data: bytes) -> Image.Image:
    """The picture that comes of one, which must be clean."""
    content = reencode(data)
    assert isinstance(content, bytes), content
    header, baggage = read_header(content), read_embedded_data(content)
    assert header
    assert baggage
    assert (header.whole, header.fits, header.located, baggage.located, baggage.hidden) == (True, True, False, False, 0)
    assert SECRET not in content
    assert len(content) <= LARGEST_RENDITION_BYTES["jpg"]
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.mode, dict(image.getexif())) == ("JPEG", "RGB", {})
    assert image.width <= WIDEST_REENCODED
    assert image.height <= TALLEST_REENCODED
    return image


@pytest.mark.parametrize("photo", PHOTOS[:3], ids=lambda path: str(Path(path).stem))
def test_a_photograph_stays_itself(photo: Path) -> None:
    with Image.open(photo) as sent:
        one, other = made(photo.read_bytes()), sent.convert("RGB")
        assert one.size == sent.size
    pairs = zip(one.resize((8, 8)).tobytes(), other.resize((8, 8)).tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 16


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_that_is_taken_becomes_a_jpeg_of_bounded_size(kind: str) -> None:
    assert made(saved(picture(3000, 2000), kind)).size == (1600, 1067)
    assert made(saved(picture(1000, 5000), kind)).size == (480, 2400)
    assert made(saved(picture(120, 80), kind)).size == (120, 80)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright(orientation: int) -> None:
    image = made(saved(picture(96, 54), exif=exif(orientation, located=True)))
    assert image.size == ((96, 54) if orientation < 5 else (54, 96))


def test_whatever_came_along_stays_behind() -> None:
    png = with_chunk(saved(picture(), "PNG"), b"tEXt", b"Comment\0" + SECRET)
    jpeg = saved(picture(), exif=exif(located=True), comment=SECRET) + SECRET
    webp = saved(picture(), "WEBP", exif=exif(located=True), xmp=SECRET)
    for sent in (png + SECRET, jpeg, webp):
        assert SECRET in sent
        assert made(sent).size == picture().size  # which looks for the rest of what came along


def test_what_is_seen_through_lies_on_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert made(saved(clear, "PNG")).getpixel((20, 20)) == (255, 255, 255)


BMFF = b"\0\0\0\x18ftyp%s\0\0\0\0mif1heic"
FLAWS = [
    *((BMFF % brand + bytes(50), ReencodeProblem.HEIC) for brand in (b"heic", b"heix", b"mif1", b"msf1", b"hevc")),
    *((BMFF % brand + bytes(50), ReencodeProblem.KIND) for brand in (b"avif", b"mp42", b"qt  ")),
    (b"", ReencodeProblem.KIND),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ReencodeProblem.KIND),
    (b"%PDF-1.7 \xff\xd8\xff", ReencodeProblem.KIND),
    (b"RIFF\x10\0\0\0AVI " + bytes(50), ReencodeProblem.KIND),
    (b"PK\x03\x04" + bytes(50), ReencodeProblem.KIND),
    (b"\x7fELF" + bytes(50), ReencodeProblem.KIND),
    (saved(picture(), "GIF"), ReencodeProblem.KIND),
    (saved(picture(), "BMP"), ReencodeProblem.KIND),
    (saved(picture(), "TIFF"), ReencodeProblem.KIND),
    (saved(picture(), "AVIF"), ReencodeProblem.KIND),
    (b"\xff\xd8\xff", ReencodeProblem.BROKEN),
    (b"\x89PNG\r\n\x1a\n", ReencodeProblem.BROKEN),
    (b"RIFF\x10\0\0\0WEBPVP8 ", ReencodeProblem.BROKEN),
    (saved(picture())[:-30], ReencodeProblem.BROKEN),
    (saved(picture(), "PNG")[:-20], ReencodeProblem.BROKEN),
    (saved(picture(), "WEBP")[:-20], ReencodeProblem.BROKEN),
    (claiming(60_000, 60_000), ReencodeProblem.SIZE),
    (claiming(900, 90), ReencodeProblem.SIZE),
    (claiming(0, 10), ReencodeProblem.SIZE),
    (layered(400), ReencodeProblem.PIECES),
    (animated(150, "WEBP"), ReencodeProblem.PIECES),
    (bytes(10 * 1024 * 1024 + 1), ReencodeProblem.LARGE),
]


@pytest.mark.parametrize(("data", "flaw"), FLAWS)
def test_what_cannot_be_taken_is_told_apart(data: bytes, flaw: ReencodeProblem) -> None:
    assert reencode(data) is flaw


def test_pixels_that_do_not_decode_are_found_out() -> None:
    png = saved(picture(), "PNG")
    assert reencode(png[:33] + chunk(b"IDAT", b"x" * 500) + png[-12:]) is ReencodeProblem.BROKEN


def test_a_decoder_that_dies_takes_nobody_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "decode_image", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    assert reencode(saved(picture())) is ReencodeProblem.BROKEN


def test_the_same_bytes_in_give_the_same_bytes_out() -> None:
    assert reencode(PHOTOS[0].read_bytes()) == reencode(PHOTOS[0].read_bytes())


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]))
def test_any_bytes_at_all_have_a_flaw_or_none(data: bytes, head: bytes) -> None:
    assert find_problem(head + data) in {None, *ReencodeProblem}
