"""Decoding: bytes from strangers become plain pixels, upright, in sRGB, opaque, without metadata.

To be called in a sandbox (`infra/sandbox.py`): libraries that decode pictures have had security holes.
"""

import io
import warnings
from functools import cache

from PIL import Image, ImageCms, ImageOps

from workflow.images.header import ImageHeader, read_header
from workflow.images.limits import LARGEST_IMAGE_BYTES, MOST_PIXELS

Image.MAX_IMAGE_PIXELS = MOST_PIXELS

_DEEP = ("I", "F")
"""Modes with more than eight bits a channel; `I;16` and its kin begin so too."""


class UnfitPictureError(Exception):
    """Bytes that are no picture we show: another kind, too large, too many layers, or broken."""


def decode_image(data: bytes, widest: int, most: int = LARGEST_IMAGE_BYTES) -> Image.Image:
    """The first frame of a picture of at most `most` bytes as RGB, at most `widest` pixels wide.

    Raises UnfitPictureError.
    """
    header = read_header(data)
    if header is None or not header.fits or not header.whole or len(data) > most:
        raise UnfitPictureError
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _narrow(_plain(_upright(_open(data, header, widest))), widest)
    except MemoryError:
        raise
    except Exception as error:  # whatever a decoder raises, the picture is not shown
        raise UnfitPictureError from error


def decode_transparent(data: bytes, most: int) -> Image.Image:
    """A picture of at most `most` bytes in its own size: RGB, or RGBA where one sees through it.

    Raises UnfitPictureError.
    """
    header = read_header(data)
    if header is None or not header.fits or not header.whole or len(data) > most:
        raise UnfitPictureError
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _upright(_open(data, header, header.width))
            return _plain_layers(image) if image.has_transparency_data else _plain(image)
    except MemoryError:
        raise
    except Exception as error:  # whatever a decoder raises, the picture is not shown
        raise UnfitPictureError from error


def _plain_layers(image: Image.Image) -> Image.Image:
    """Pixels in sRGB with their transparency, in a new image."""
    layers = image.convert("RGBA")
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA", "P") else None
    plain = Image.new("RGBA", image.size)
    plain.paste(_in_srgb(layers.convert("RGB"), profile) if profile else layers.convert("RGB"))
    plain.putalpha(layers.getchannel("A"))
    return plain


def _open(data: bytes, header: ImageHeader, widest: int) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=[header.kind])
    if sorted(image.size) != sorted((header.width, header.height)):
        raise UnfitPictureError
    image.draft(None, (2 * widest, 2 * widest))  # a JPEG can be decoded at a fraction of its size
    image.load()
    return image


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # metadata that cannot be read turns nothing
        return image


def _plain(image: Image.Image) -> Image.Image:
    """Pixels in sRGB on white. A new image: the metadata in the old one's `info` is not taken over."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(_DEEP):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        layers = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(layers, mask=layers.getchannel("A"))
    plain = Image.new("RGB", image.size)
    plain.paste(_in_srgb(image, profile) if profile else image.convert("RGB"))
    return plain


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours that a profile means; where it makes no sense, as if there were none."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _srgb(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert("RGB")
    return converted or image.convert("RGB")


def _narrow(image: Image.Image, widest: int) -> Image.Image:
    return resize(image, widest) if image.width > widest else image


def resize(image: Image.Image, width: int) -> Image.Image:
    """The same picture at another width."""
    height = max(1, round(width * image.height / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)
