"""Pictures as a trial shows them: of the right sizes and kinds, with nothing in them. Nothing is decoded or drawn."""

from collections.abc import Sequence
from contextlib import suppress

from workflow.images import social_card
from workflow.images.header import read_header
from workflow.images.renditions import Rendition, forms_of
from workflow.records.image_file import LARGEST
from workflow.site.images.build import ImageBuilder

MAGIC_BYTES = {"avif": b"\0\0\0", "webp": b"RIFF", "jpg": b"\xff\xd8\xff"}
"""What a file of each kind begins with."""


class PlaceholderImages(ImageBuilder):
    """A workshop for a site that is only inspected. What it makes is kept apart from real pictures."""

    def way(self) -> str:
        """See Workshop."""
        return "outlines"

    def make_pictures(self, uploads: Sequence[str]) -> None:
        """Renditions as large as real ones would be."""
        for upload in uploads:
            header = read_header(self.office.files.read(self.uploads[upload], LARGEST) or b"")
            with suppress(OSError):
                self.store.keep(upload, _placeholder_renditions(header.width, header.height) if header else [])

    def make_cards(self, keys: Sequence[str]) -> None:
        """Cards without words."""
        for key in keys:
            with suppress(OSError):
                self.store.keep(key, [Rendition("jpg", social_card.WIDTH, social_card.HEIGHT, MAGIC_BYTES["jpg"])])


def _placeholder_renditions(width: int, height: int) -> list[Rendition]:
    return [
        Rendition(ending, one, max(height * one // width, 1), MAGIC_BYTES[ending])
        for one, endings in forms_of(width)
        for ending in endings
    ]
