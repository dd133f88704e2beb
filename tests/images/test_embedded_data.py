"""What comes along beside a picture is found in every place where programs put it, in bounded time and size."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.image_samples import exif, picture, saved, with_chunk
from workflow.images.embedded_data import LARGEST_INFLATED_BYTES, LARGEST_TRAILER_BYTES, read_embedded_data

SECRET = b"ani.pribadi@surel.example"
JPEG, PNG, WEBP = (saved(picture(), kind) for kind in ("JPEG", "PNG", "WEBP"))
KINDS = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}


def segment(marker: int, body: bytes) -> bytes:
    """A JPEG with one more segment."""
    return JPEG[:2] + bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body + JPEG[2:]


def extended(name: bytes, body: bytes) -> bytes:
    """A WebP with one more chunk behind its picture."""
    webp = saved(picture(), "WEBP", xmp=b"<x/>")
    more = name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
    return webp[:4] + (len(webp) + len(more) - 8).to_bytes(4, "little") + webp[8:] + more


def owned(name: str) -> bytes:
    """A JPEG with its camera's owner in it."""
    notes = exif()
    notes[0xA430] = name
    return saved(picture(), exif=notes)


PLACES = {
    "comment": segment(0xFE, SECRET),
    "IPTC": segment(0xED, b"Photoshop 3.0\0" + SECRET),
    "an application's own segment": segment(0xEF, SECRET),
    "Exif": owned(SECRET.decode()),
    "XMP": saved(picture(), xmp=b"<a>" + SECRET + b"</a>"),
    "UTF-16": segment(0xE1, b"Exif\0\0" + SECRET.decode().encode("utf-16-le")),
    "tEXt": with_chunk(PNG, b"tEXt", b"Author\0" + SECRET),
    "zTXt": with_chunk(PNG, b"zTXt", b"Author\0\0" + zlib.compress(SECRET)),
    "iTXt": with_chunk(PNG, b"iTXt", b"Author\0\0\0\0\0" + SECRET),
    "compressed iTXt": with_chunk(PNG, b"iTXt", b"Author\0\1\0id\0Penulis\0" + zlib.compress(SECRET)),
    "a chunk nobody knows": with_chunk(PNG, b"raHa", SECRET),
    "WebP's XMP": saved(picture(), "WEBP", xmp=SECRET),
    "a WebP chunk nobody knows": extended(b"RAHA", SECRET),
    "behind a second picture": JPEG + segment(0xFE, SECRET),
    "a telephone's note": JPEG + b"\0" + SECRET + b"SEFT",
}


@pytest.mark.parametrize("data", PLACES.values(), ids=PLACES)
def test_a_text_is_found_wherever_it_is(data: bytes) -> None:
    baggage = read_embedded_data(data)
    assert baggage
    assert any(SECRET.decode() in text for text in baggage.texts)
    assert baggage.hidden == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_picture_carries_nothing(kind: str) -> None:
    baggage = read_embedded_data(KINDS[kind])
    assert baggage
    assert (baggage.texts, baggage.located, baggage.hidden) == ((), False, 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("behind", [b"x", b"PK\3\4zip", b"%PDF-1.7", b"<html>", b"a" * LARGEST_TRAILER_BYTES + b"SEFT"])
def test_what_hangs_behind_the_end_is_seen(kind: str, behind: bytes) -> None:
    baggage = read_embedded_data(KINDS[kind] + behind)
    assert baggage
    assert baggage.hidden == len(behind)


@pytest.mark.parametrize("kind", KINDS)
def test_padding_is_nothing(kind: str) -> None:
    baggage = read_embedded_data(KINDS[kind] + b"\0" * 5000)
    assert baggage
    assert baggage.hidden == 0


def test_texts_that_swell_are_not_looked_at_to_their_end_and_that_is_said() -> None:
    """A thousand chunks that would become a gigabyte stay within one allowance."""
    bomb = b"a\0\0" + zlib.compress(b"a" * LARGEST_INFLATED_BYTES)
    data = PNG
    for _ in range(1_000):
        data = with_chunk(data, b"zTXt", bomb)
    baggage = read_embedded_data(data)
    assert baggage
    assert sum(map(len, baggage.texts)) < 3 * LARGEST_INFLATED_BYTES
    assert baggage.hidden > 0


@pytest.mark.parametrize("data", [b"", b"x", b"%PDF-1.7", JPEG[:-2], PNG[:-1], WEBP[:-1]])
def test_what_is_no_whole_picture_is_none(data: bytes) -> None:
    assert read_embedded_data(data) is None


@settings(deadline=None)
@given(st.sampled_from([JPEG, PNG, WEBP]), st.binary(max_size=40), st.floats(0, 1))
def test_any_bytes_are_read_without_an_error(whole: bytes, more: bytes, where: float) -> None:
    at = int(where * len(whole))
    baggage = read_embedded_data(whole[:at] + more + whole[at:])
    assert baggage is None or baggage.hidden >= 0
