"""site_config/limits.yml: how large the files of the public site may be. What is not there is as it stands here."""

from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import mark
from workflow.images.limits import LARGEST_RENDITION_BYTES

Bytes = Annotated[
    int, Meta(ge=1_000, le=100_000_000, description=mark("a number of bytes, at least 1000"), examples=["400000"])
]


class SizeByEnding(Struct, frozen=True, forbid_unknown_fields=True):
    """The most bytes of a file by its ending, before it is compressed; a phone on a slow line waits for every one."""

    html: Bytes = 400_000
    css: Bytes = 250_000
    js: Bytes = 300_000
    jpg: Bytes = LARGEST_RENDITION_BYTES["jpg"]
    png: Bytes = 1_000_000
    webp: Bytes = LARGEST_RENDITION_BYTES["webp"]


class FileLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    largest: SizeByEnding = SizeByEnding()
