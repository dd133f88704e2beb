"""Where pictures and cards are made: each once, over the processors, and kept in the user's cache folder."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.images.decode import UnfitPictureError
from workflow.images.image_cache import CacheLabel, ImageCache, digest_of
from workflow.images.renditions import Rendition, recipe, render
from workflow.images.sandbox import confine
from workflow.images.social_card import VERSION, Words, draw_card
from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat, stamp
from workflow.infra.parallel import processors, spread
from workflow.records.image_file import LARGEST

FONTS_FOLDER = "site_config/theme/fonts"
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


class CardJob(Struct, frozen=True):
    """A card to be drawn."""

    words: Words
    picture: str = ""
    """Digest of the rendition that it shows; "" for none."""
    upload: str = ""
    """Digest of the file which that was made from."""

    @property
    def key(self) -> str:
        """What decides about the card."""
        return digest_of(repr((self.words.office, self.words.category, self.words.title, self.picture)).encode())


class ImageBuilder:
    """One build's pictures and cards. Uploaded files are known by their digest."""

    def __init__(self, root: Path, office: Office) -> None:
        self.root, self.office = root, office
        self.recipe = self.way()
        self.store = ImageCache(_recipe_folder(self._folder(), self.recipe))
        self.index = disk_cache.read(disk_cache.location(root, "pictures"), self.recipe, ImageIndex) or ImageIndex(
            {}, {}
        )
        self.uploads: dict[str, str] = {}
        """Paths by digest."""
        self.jobs: dict[str, CardJob] = {}

    def way(self) -> str:
        """The name of the way in which pictures are made; those made in another are not shown."""
        return f"{recipe()}-{VERSION}"

    def _folder(self) -> Path:
        """The cache's folder, or one of this build alone where that cannot be written."""
        folder = disk_cache.folder() / "pictures"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
        self._own = tempfile.TemporaryDirectory(prefix="redaksi-")
        return Path(self._own.name)

    def look(self, paths: Iterable[str]) -> dict[str, UploadedFile]:
        """The uploaded files at these paths; only those that changed are read."""
        seen = {path: self._look(path) for path in paths}
        self.uploads = {one.digest: path for path, one in seen.items()}
        return seen

    def _look(self, path: str) -> UploadedFile:
        now = stamp((self.root / path).lstat())
        known = self.index.seen.get(path)
        if known and known.stamp == now:
            return known
        return UploadedFile(now, digest_of(self.office.files.read(path, LARGEST) or b""))

    def pictures(self) -> dict[str, CacheLabel]:
        """The renditions of all uploads that were looked at. One without a label broke what tried to decode it."""
        return self._labels(self.uploads, self.make_pictures)

    def cards(self, jobs: Iterable[CardJob]) -> dict[str, CacheLabel]:
        """The cards, by their job's key; none where the office has no fonts."""
        self.jobs = {job.key: job for job in jobs}
        return self._labels(self.jobs, self.make_cards) if (self.root / FONTS_FOLDER).is_dir() else {}

    def remember(self, seen: dict[str, UploadedFile], labels: dict[str, CacheLabel]) -> None:
        """Keep in mind what was seen and made, but for files that have just been changed."""
        index = ImageIndex(
            {path: one for path, one in seen.items() if disk_cache.is_settled(one.stamp.changed)}, labels
        )
        if index != self.index:
            disk_cache.write(disk_cache.location(self.root, "pictures"), self.recipe, index)

    def tidy(self) -> None:
        """Let go of pictures and cards that the last build had no use for, in a cache that serves this office alone."""
        if self.index.labels:
            self.store.keep_only(self.index.labels)

    def _labels(self, keys: Iterable[str], make: Callable[[Sequence[str]], None]) -> dict[str, CacheLabel]:
        known = {key: label for key, label in self.index.labels.items() if label.fits}
        found = {key: known.get(key) or self.store.label(key) for key in keys}
        missing = [key for key, label in found.items() if label is None]
        make(missing)
        found |= {key: self.store.label(key) for key in missing}
        return {key: label for key, label in found.items() if label}

    def make_pictures(self, uploads: Sequence[str]) -> None:
        """Make the renditions of uploads, each in a process of its own; what breaks it is not tried again."""
        for upload in confine(self._make_picture, uploads, processors()):
            with suppress(OSError):
                self.store.keep(upload, [])

    def _make_picture(self, upload: str) -> None:
        data = self.office.files.read(self.uploads[upload], LARGEST) or b""
        if digest_of(data) != upload:
            return  # it changed while we were at it; the next build sees to that
        renditions: list[Rendition] = []
        with suppress(UnfitPictureError):
            renditions = render(data)
        self.store.keep(upload, renditions)

    def make_cards(self, keys: Sequence[str]) -> None:
        """Draw cards; what they show is our own, so that workers may draw many."""
        jobs = [self.jobs[key] for key in keys]
        self.make_pictures([job.upload for job in jobs if job.picture and self.store.content(job.picture) is None])
        pieces = [jobs[start : start + CARDS_PER_TASK] for start in range(0, len(jobs), CARDS_PER_TASK)]
        for _ in spread(self._draw, pieces, processors()):
            pass

    def _draw(self, jobs: Sequence[CardJob]) -> bytes:
        for job in jobs:
            picture = self.store.content(job.picture) if job.picture else None
            with suppress(OSError):  # a card that cannot be kept is not shown
                self.store.keep(job.key, [draw_card(job.words, self.root / FONTS_FOLDER, picture)])
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
