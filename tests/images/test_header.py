"""What the check reads of a picture's head is what Pillow says, and nothing makes it stall or raise."""

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from tests.support.image_samples import animated, claiming, exif, layered, picture, saved, with_chunk
from workflow.images.decode import UnfitPictureError, decode_image
from workflow.images.header import ImageKind, read_header

KINDS = st.sampled_from(["JPEG", "PNG", "WEBP"])


@settings(deadline=None, max_examples=60)
@given(KINDS, st.integers(1, 70), st.integers(1, 70), st.integers(1, 8), st.booleans(), st.booleans())
def test_the_header_is_what_pillow_says(
    kind: str, width: int, height: int, turned: int, located: bool, lossless: bool
) -> None:
    options = {"lossless": lossless} if kind == "WEBP" else {"progressive": lossless} if kind == "JPEG" else {}
    data = saved(picture(width, height), kind, exif=exif(turned, located=located), **options)
    header = read_header(data)
    assert header
    with Image.open(io.BytesIO(data)) as image:
        assert (header.width, header.height) == ImageOps.exif_transpose(image).size
    assert (header.kind, header.located, header.whole) == (kind, located, True)


@pytest.mark.parametrize("lossless", [False, True])
def test_simple_webp(lossless: bool) -> None:
    header = read_header(saved(picture(61, 33), "WEBP", lossless=lossless))
    assert header
    assert (header.kind, header.width, header.height, header.whole) == (ImageKind.WEBP, 61, 33, True)


@pytest.mark.parametrize("kind", list(ImageKind))
def test_a_place_in_xmp_is_seen(kind: str) -> None:
    xmp = b'<x exif:GPSLatitude="1,50S"/>'
    data = with_chunk(saved(picture(), "PNG"), b"iTXt", xmp) if kind == "PNG" else saved(picture(), kind, xmp=xmp)
    header = read_header(data)
    assert header
    assert header.located


@settings(deadline=None, max_examples=40)
@given(KINDS, st.floats(0, 1))
def test_a_file_that_broke_off_is_no_whole_picture(kind: str, part: float) -> None:
    data = saved(picture(), kind)
    header = read_header(data[: int(part * (len(data) - 2))])
    assert header is None or not header.whole


@pytest.mark.parametrize(("size", "fits"), [((7000, 5000), True), ((30_000, 30_000), False), ((900, 100), False)])
def test_what_is_too_large_or_too_long_is_known_before_it_is_decoded(size: tuple[int, int], fits: bool) -> None:
    header = read_header(claiming(*size))
    assert header
    assert header.fits is fits


@settings(deadline=None)
@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8X", b"II*\0", b""]), st.binary())
def test_any_bytes_are_read_without_an_error(start: bytes, rest: bytes) -> None:
    header = read_header(start + rest)
    assert header is None or min(header.width, header.height) >= 0


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8" + b"\xff" * 8_000_000,
        b"\xff\xd8\xff" + b"\xe1\0\2\xff" * 2_000_000,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 8_000_000,
        b"RIFF\xff\xff\xff\0WEBPVP8X" + b"\0" * 8_000_000,
    ],
    ids=["fill bytes", "empty segments", "empty chunks", "empty parts"],
)
def test_a_file_made_to_stall_is_read_at_once(data: bytes) -> None:
    start = time.process_time()
    read_header(data)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "data",
    [layered(6_000), animated(130, "PNG"), animated(130, "WEBP")],
    ids=["scans", "animated PNG", "animated WebP"],
)
def test_what_is_drawn_in_many_layers_is_refused_before_it_is_decoded(data: bytes) -> None:
    header = read_header(data)
    assert header
    assert header.pieces > 100
    assert not header.fits
    with pytest.raises(UnfitPictureError):
        decode_image(data, 800)


@pytest.mark.parametrize(
    "data",
    [layered(10), saved(picture()), animated(20, "PNG"), animated(20, "WEBP")],
    ids=["progressive", "plain", "animated PNG", "animated WebP"],
)
def test_an_honest_number_of_layers_is_decoded(data: bytes) -> None:
    header = read_header(data)
    assert header
    assert header.fits
    assert header.whole
    assert decode_image(data, 800).size == (header.width, header.height)


def test_a_small_picture_in_the_notes_is_not_its_end() -> None:
    """The end mark of a preview in the Exif block does not make a file whole that broke off behind it."""
    preview = b"Exif\0\0" + b"x" * 20 + saved(picture(8, 8))
    jpeg = saved(picture())
    whole = jpeg[:2] + b"\xff\xe1" + (len(preview) + 2).to_bytes(2, "big") + preview + jpeg[2:]
    headers = [read_header(whole), read_header(whole[:-60])]
    assert [header.whole for header in headers if header] == [True, False]
