"""Makes renditions of pictures and social cards: each once, over the processors, kept in the user's cache folder."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from workflow.config.office import Office
from workflow.images.brand_colors import SITE_CARD_COLORS, CardColors
from workflow.images.decode import UnfitPictureError
from workflow.images.image_cache import CacheLabel, ImageCache, content_digest
from workflow.images.limits import LARGEST_IMAGE_BYTES
from workflow.images.renditions import Rendition, encoder_fingerprint, make_brand_rendition, make_renditions
from workflow.images.social_card import CARD_VERSION, CardText, draw_card
from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat, stat_of
from workflow.infra.parallel import map_in_processes, worker_count
from workflow.infra.sandbox import run_sandboxed

T = TypeVar("T")
CARDS_PER_TASK = 20
"""Cards that a worker draws at a time."""
KEPT_RECIPES = 2
"""Ways to make pictures whose results are kept: today's and the latest other one."""


class UploadedFile(Struct, frozen=True, array_like=True):
    """An uploaded file, and its digest when it was last read."""

    stamp: FileStat
    digest: str


class ImageIndex(Struct, frozen=True):
    """What earlier builds saw and made, so that nothing needs to be read again."""

    seen: dict[str, UploadedFile]
    """By path."""
    labels: dict[str, CacheLabel]


class Upload(Struct, frozen=True):
    """An uploaded picture: its file below the root, and the digest by which its renditions are known."""

    path: str
    digest: str


class CardJob(Struct, frozen=True):
    """A card to be drawn."""

    words: CardText
    colors: CardColors = SITE_CARD_COLORS
    picture: str = ""
    """Digest of the rendition that it shows; "" for none."""
    upload: Upload | None = None
    """What that was made from."""

    @property
    def key(self) -> str:
        """What decides about the card."""
        words = (self.words.office, self.words.category, self.words.title)
        return content_digest(repr((*words, self.picture, self.colors)).encode())


class BrandJob(Struct, frozen=True):
    """A PNG of the office's face to be made."""

    data: bytes
    tallest: int
    """Pixels."""


class ImageBuilder:
    """Makes one office's pictures and cards, and knows which are made already."""

    def __init__(self, root: Path, office: Office) -> None:
        self.root, self.office = root, office
        self.recipe = self.recipe_name()
        self.store = ImageCache(_recipe_folder(self._folder(), self.recipe))
        index = disk_cache.read(disk_cache.cache_file(root, "pictures"), self.recipe, ImageIndex)
        self.index = index or ImageIndex({}, {})

    def recipe_name(self) -> str:
        """The name of the way in which pictures are made; those made in another are not shown."""
        return f"{encoder_fingerprint()}-{CARD_VERSION}"

    def _folder(self) -> Path:
        """The cache's folder, or one of this build alone where that cannot be written."""
        folder = disk_cache.cache_folder() / "pictures"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
        self._own = tempfile.TemporaryDirectory(prefix="redaksi-")
        return Path(self._own.name)

    def look(self, paths: Iterable[str]) -> dict[str, tuple[Upload, UploadedFile]]:
        """The uploaded files at these paths, with their states; only those that changed are read."""
        states = {path: self._state(path) for path in paths}
        return {path: (Upload(path, state.digest), state) for path, state in states.items()}

    def _state(self, path: str) -> UploadedFile:
        now = stat_of((self.root / path).lstat())
        known = self.index.seen.get(path)
        if known and known.stamp == now:
            return known
        return UploadedFile(now, content_digest(self.office.files.read(path, LARGEST_IMAGE_BYTES) or b""))

    def pictures(self, uploads: Iterable[Upload]) -> dict[str, CacheLabel]:
        """The renditions of uploads, by digest. One without a label broke what tried to decode it."""
        return self._labels({upload.digest: upload for upload in uploads}, self.make_pictures)

    def brand(self, jobs: Mapping[str, BrandJob]) -> dict[str, CacheLabel]:
        """The PNGs of the office's face, by key. One without a label broke what tried to decode it."""
        return self._labels(jobs, self.make_brand)

    def make_brand(self, jobs: Mapping[str, BrandJob]) -> None:
        """Make PNGs of the face (by key), each in its own process; what breaks that is not tried again."""
        for key in run_sandboxed(lambda key: self._make_brand(key, jobs[key]), list(jobs), worker_count()):
            with suppress(OSError):
                self.store.keep(key, [])

    def _make_brand(self, key: str, job: BrandJob) -> None:
        made: list[Rendition] = []
        with suppress(UnfitPictureError):
            made = [make_brand_rendition(job.data, job.tallest, LARGEST_IMAGE_BYTES)]
        self.store.keep(key, made)

    def cards(self, jobs: Iterable[CardJob]) -> dict[str, CacheLabel]:
        """The cards, by their job's key."""
        return self._labels({job.key: job for job in jobs}, self.make_cards)

    def remember(self, seen: dict[str, UploadedFile], labels: dict[str, CacheLabel]) -> None:
        """Keep what was seen and made for the next build, but for files that have just been changed."""
        settled = {path: file for path, file in seen.items() if disk_cache.is_settled(file.stamp.changed)}
        index = ImageIndex(settled, labels)
        if index != self.index:
            disk_cache.write(disk_cache.cache_file(self.root, "pictures"), self.recipe, index)

    def tidy(self) -> None:
        """Let go of pictures and cards that the last build had no use for, in a cache that serves this office alone."""
        if self.index.labels:
            self.store.keep_only(self.index.labels)

    def _labels(self, wanted: Mapping[str, T], make: Callable[[Mapping[str, T]], None]) -> dict[str, CacheLabel]:
        """What was made under each key, made now where it is not there."""
        known = {key: label for key, label in self.index.labels.items() if label.fits}
        labels = {key: known.get(key) or self.store.label(key) for key in wanted}
        missing = [key for key, label in labels.items() if label is None]
        make({key: wanted[key] for key in missing})
        labels |= {key: self.store.label(key) for key in missing}
        return {key: label for key, label in labels.items() if label}

    def make_pictures(self, uploads: Mapping[str, Upload]) -> None:
        """Make the renditions of uploads, by digest, each in its own process; what breaks that is not tried again."""
        for digest in run_sandboxed(lambda key: self._make_picture(uploads[key]), list(uploads), worker_count()):
            with suppress(OSError):
                self.store.keep(digest, [])

    def _make_picture(self, upload: Upload) -> None:
        data = self.office.files.read(upload.path, LARGEST_IMAGE_BYTES) or b""
        if content_digest(data) != upload.digest:
            return  # it changed while we were at it; the next build sees to that
        renditions: list[Rendition] = []
        with suppress(UnfitPictureError):
            renditions = make_renditions(data)
        self.store.keep(upload.digest, renditions)

    def make_cards(self, jobs: Mapping[str, CardJob]) -> None:
        """Draw cards (by key); what they show is our own, so that a worker may draw many."""
        lost = (job.upload for job in jobs.values() if job.upload and self.store.content(job.picture) is None)
        self.make_pictures({upload.digest: upload for upload in lost})
        queue = list(jobs.values())
        tasks = [queue[start : start + CARDS_PER_TASK] for start in range(0, len(queue), CARDS_PER_TASK)]
        for _ in map_in_processes(self._draw, tasks, worker_count()):
            pass

    def _draw(self, jobs: Sequence[CardJob]) -> bytes:
        for job in jobs:
            picture = self.store.content(job.picture) if job.picture else None
            with suppress(OSError):  # a card that cannot be kept is not shown
                self.store.keep(job.key, [draw_card(job.words, picture, job.colors)])
        return b""


def _recipe_folder(folder: Path, recipe: str) -> Path:
    """The folder of a recipe; those of recipes that nobody used for the longest time go."""
    own = folder / recipe
    with suppress(OSError):
        own.mkdir(exist_ok=True)
        os.utime(own)
        by_age = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
        for old in by_age[KEPT_RECIPES:]:
            shutil.rmtree(old)
    return own
