"""What comes out of a stranger's picture is its pixels and nothing else."""

import hashlib
import io
import subprocess
import sys
import zlib
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

from tests.support.image_samples import SECRET, claiming, exif, picture, saved, with_chunk
from tests.support.offices import ROOT
from workflow.images import renditions
from workflow.images.decode import UnfitPictureError, decode_image
from workflow.images.limits import LARGEST_IMAGE_BYTES, LARGEST_RENDITION_BYTES
from workflow.images.renditions import Rendition, make_renditions, planned_widths

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
EVERYTHING: dict[str, Any] = {"exif": exif(located=True), "icc_profile": SRGB, "xmp": b"<x>RAHASIA</x>"}


def opened(one: Rendition) -> Image.Image:
    image = Image.open(io.BytesIO(one.content))
    image.load()
    return image


def is_like(image: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures look the same but for what compression loses."""
    difference = ImageChops.difference(image.convert("RGB"), other.convert("RGB"))
    return image.size == other.size and max(ImageStat.Stat(difference).mean) < 12


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_comes_out(kind: str) -> None:
    data = saved(picture(), kind, comment=SECRET, **EVERYTHING) + SECRET
    if kind == "PNG":
        data = with_chunk(data, b"tEXt", b"Comment\0" + SECRET)
    assert SECRET in data
    made = make_renditions(data)
    assert [one.ending for one in made] == ["avif", "webp", "jpg"]
    for one in made:
        image = opened(one)
        assert is_like(image, picture())
        assert image.size == (one.width, one.height)
        assert not image.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment", "photoshop"} & image.info.keys()
        assert b"RAHASIA" not in one.content
        assert b"<script" not in one.content


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_comes_out_upright(orientation: int) -> None:
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that a camera undid, by its note
    held = picture().transpose(Image.Transpose(turns[orientation])) if orientation in turns else picture()
    for one in make_renditions(saved(held, "JPEG", quality=95, exif=exif(orientation))):
        assert is_like(opened(one), picture())


def _sixteen_bits() -> bytes:
    return saved(Image.new("I;16", (40, 30), 0x8000), "PNG")


def _animated() -> bytes:
    frames = [Image.new("RGB", (40, 30), "#808080"), Image.new("RGB", (40, 30), "red")]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=50)


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (saved(Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG"), (255, 0, 0)),
        (saved(Image.new("L", (40, 30), 128), "JPEG"), (128, 128, 128)),
        (saved(Image.new("1", (40, 30), 1), "PNG"), (255, 255, 255)),
        (saved(Image.new("P", (40, 30), 0), "PNG", transparency=0), (255, 255, 255)),
        (saved(Image.new("LA", (40, 30), (0, 0)), "PNG"), (255, 255, 255)),
        (saved(Image.new("RGBA", (40, 30), (0, 0, 0, 127)), "WEBP", lossless=True), (128, 128, 128)),
        (_sixteen_bits(), (128, 128, 128)),
        (_animated(), (128, 128, 128)),
        (saved(Image.new("RGB", (40, 30), "red"), "JPEG", icc_profile=b"\0" * 400), (254, 0, 0)),
        (saved(Image.new("RGB", (40, 30), "red"), "PNG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"), (255, 0, 0)),
    ],
    ids=[
        "CMYK",
        "grey",
        "one bit",
        "palette",
        "grey with alpha",
        "alpha",
        "16 bits",
        "animated",
        "bad profile",
        "notes",
    ],
)
def test_every_kind_of_pixel_becomes_plain_colour(data: bytes, colour: tuple[int, ...]) -> None:
    for one in make_renditions(data):
        image = opened(one)
        assert image.mode == "RGB"
        assert not getattr(image, "is_animated", False)
        assert max(abs(a - b) for a, b in zip(image.getpixel((20, 15)), colour, strict=True)) <= 6  # type: ignore[arg-type]


def test_a_profile_is_carried_out() -> None:
    """A profile whose red and green are exchanged gives the other colour."""
    profile = bytearray(SRGB)
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    data = saved(Image.new("RGB", (40, 30), (255, 0, 0)), "PNG", icc_profile=bytes(profile))
    assert decode_image(data, 480).getpixel((5, 5)) == (0, 255, 0)


@pytest.mark.parametrize(
    ("own", "widths"),
    [
        (1, [1]),
        (480, [480]),
        (700, [480, 700]),
        (1200, [480, 800, 1200]),
        (1280, [480, 800, 1280]),
        (4000, [480, 800, 1200, 1600]),
    ],
)
def test_no_rendition_is_larger_than_the_picture(own: int, widths: list[int]) -> None:
    assert planned_widths(own) == widths


def test_each_width_in_each_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renditions, "RENDITION_WIDTHS", (20, 40, 80))
    made = [(one.ending, one.width, one.height) for one in make_renditions(saved(picture(96, 54)))]
    assert made == [(e, w, h) for w, h in ((20, 11), (40, 22), (80, 45)) for e in ("avif", "webp")] + [("jpg", 80, 45)]


@pytest.mark.parametrize("ending", LARGEST_RENDITION_BYTES)
def test_what_would_be_too_heavy_loses_detail(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((1600, 1200), 100) for _ in range(3)])
    content = renditions.encode_image(noise, ending)
    assert LARGEST_RENDITION_BYTES[ending] / 5 < len(content) <= LARGEST_RENDITION_BYTES[ending]
    assert Image.open(io.BytesIO(content)).size == noise.size
    plain = renditions.encode_image(picture(), ending)
    monkeypatch.setattr(renditions, "COARSER_ATTEMPTS", ())
    assert len(renditions.encode_image(noise, ending)) > LARGEST_RENDITION_BYTES[ending]
    assert renditions.encode_image(picture(), ending) == plain


@pytest.mark.parametrize("ending", LARGEST_RENDITION_BYTES)
def test_no_picture_is_too_heavy_whatever_it_shows(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tall = Image.effect_noise((200, 1600), 100).convert("RGB")
    monkeypatch.setitem(
        LARGEST_RENDITION_BYTES, ending, 8_000
    )  # a fortieth of its pixels, as of the largest that is taken in
    assert len(renditions.encode_image(tall, ending)) <= LARGEST_RENDITION_BYTES[ending]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff",
        saved(picture())[:-200],
        saved(picture(), "PNG")[:-40],
        saved(picture(), "WEBP")[:-40],
        saved(picture(), "GIF"),
        saved(picture(), "BMP"),
        saved(picture(), "TIFF"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        claiming(30_000, 30_000),
        claiming(7000, 5000),
        claiming(50_000, 1),
        claiming(0, 5),
        saved(picture(900, 100)),
        saved(picture()) + bytes(LARGEST_IMAGE_BYTES),
        with_chunk(saved(picture(), "PNG"), b"IHDR", bytes(13)),
        with_chunk(saved(picture(), "PNG"), b"zTXt", b"a\0\0" + zlib.compress(bytes(40_000_000))),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitPictureError):
        make_renditions(data)


PROGRAM = """
import hashlib, sys
from workflow.images.renditions import recipe, render
print(recipe(), hashlib.sha256(b"".join(one.content for one in render(sys.stdin.buffer.read()))).hexdigest())
"""


def test_another_process_makes_the_same_bytes() -> None:
    data = saved(picture(500, 300))
    done = subprocess.run([sys.executable, "-c", PROGRAM], input=data, capture_output=True, cwd=ROOT, check=True)
    here = hashlib.sha256(b"".join(one.content for one in make_renditions(data))).hexdigest()
    assert done.stdout.decode().split() == [renditions.encoder_fingerprint(), here]
