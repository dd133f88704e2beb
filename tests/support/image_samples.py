"""Pictures made for tests, kind and hostile ones."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

SECRET = b"RAHASIA<script>alert(1)</script>"


def picture(width: int = 96, height: int = 54) -> Image.Image:
    """A picture whose four corners differ, so that a turn is seen."""
    image = Image.new("RGB", (width, height), "#7f9aa0")
    half = (width // 2, height // 2)
    image.paste("red", (0, 0, *half))
    image.paste("blue", (*half, width, height))
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture's file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1, *, located: bool = False) -> Image.Exif:
    """A camera's notes, with a secret among them."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010E] = SECRET.decode()
    if located:
        notes.get_ifd(0x8825).update({1: "S", 2: (1.0, 50.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)})
    return notes


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(png: bytes, name: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk behind its first."""
    return png[:33] + chunk(name, body) + png[33:]


def claiming(width: int, height: int) -> bytes:
    """A small PNG that says it is of another size."""
    png = saved(picture(), "PNG")
    return png[:8] + chunk(b"IHDR", struct.pack(">II", width, height) + png[24:29]) + png[33:]


def layered(scans: int) -> bytes:
    """A small JPEG that is drawn over and over: its last scan stands there many times."""
    jpeg = saved(picture(), progressive=True)
    last = jpeg.rfind(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * (scans - jpeg.count(b"\xff\xda") + 1) + jpeg[-2:]


def animated(frames: int, kind: str) -> bytes:
    """A picture that moves."""
    images = [picture(16 + number % 2, 16).resize((16, 16)) for number in range(frames)]
    for number, image in enumerate(images):
        image.putpixel((0, 0), (number % 256, number // 256, 0))
    return saved(images[0], kind, save_all=True, append_images=images[1:])
