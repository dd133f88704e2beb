"""Pictures as a trial shows them: of the right sizes and kinds, with nothing in them. Nothing is decoded or drawn."""

from collections.abc import Mapping
from contextlib import suppress

from workflow.images import social_card
from workflow.images.header import read_header
from workflow.images.limits import LARGEST_IMAGE_BYTES
from workflow.images.renditions import Rendition, planned_renditions
from workflow.site.images.build import BrandJob, CardJob, ImageBuilder, Upload

MAGIC_BYTES = {"avif": b"\0\0\0", "webp": b"RIFF", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG"}
"""What a file of each kind begins with."""


class PlaceholderImages(ImageBuilder):
    """For a site that is only inspected. What it makes is kept apart from real pictures."""

    def recipe_name(self) -> str:
        """See ImageBuilder."""
        return "outlines"

    def make_pictures(self, uploads: Mapping[str, Upload]) -> None:
        """Renditions as large as real ones would be."""
        for digest, upload in uploads.items():
            header = read_header(self.office.files.read(upload.path, LARGEST_IMAGE_BYTES) or b"")
            with suppress(OSError):
                self.store.keep(digest, _placeholder_renditions(header.width, header.height) if header else [])

    def make_brand(self, jobs: Mapping[str, BrandJob]) -> None:
        """PNGs as large as real ones would be."""
        for key, job in jobs.items():
            header = read_header(job.data)
            with suppress(OSError):
                made = [Rendition("png", header.width, header.height, MAGIC_BYTES["png"])] if header else []
                self.store.keep(key, made)

    def make_cards(self, jobs: Mapping[str, CardJob]) -> None:
        """Cards without words."""
        for key in jobs:
            with suppress(OSError):
                self.store.keep(
                    key, [Rendition("jpg", social_card.CARD_WIDTH, social_card.CARD_HEIGHT, MAGIC_BYTES["jpg"])]
                )


def _placeholder_renditions(width: int, height: int) -> list[Rendition]:
    return [
        Rendition(ending, one, max(height * one // width, 1), MAGIC_BYTES[ending])
        for one, endings in planned_renditions(width)
        for ending in endings
    ]
