"""The cache of verdicts, so that records which did not change are not judged again."""

import hashlib
from pathlib import Path

from msgspec import Struct

from workflow.engine.run_rules import Verdict
from workflow.infra.disk_cache import cache_file, cache_key, is_settled, read, write
from workflow.infra.file_state import FileStat
from workflow.records.content_index import ContentIndex
from workflow.text.finding import Finding


class CachedVerdict(Struct, frozen=True, array_like=True):
    """A verdict and the state of the files it was made from."""

    verdict: Verdict
    stamp: FileStat
    media: tuple[FileStat | None, ...]


class CachedReport(Struct, frozen=True):
    """What is to be said of a whole archive, from `since` until just before `until`."""

    findings: tuple[Finding, ...]
    files: int
    """Records judged."""
    since: int
    until: int


class VerdictCache:
    """The cache of one checkout, for one configuration and one version of this program."""

    def __init__(self, root: Path, office_digest: str) -> None:
        self._verdicts = cache_file(root, "verdicts")
        self._whole = self._verdicts.with_suffix(".whole")
        self._key = cache_key(office_digest)

    def verdicts(self) -> dict[str, CachedVerdict]:
        """The verdicts that are kept; none when there is nothing usable."""
        return load_verdicts(self._verdicts, self._key)

    def keep_verdicts(self, kept: dict[str, CachedVerdict]) -> None:
        """Keep verdicts for the next run, but for files that have just been changed."""
        save_verdicts(self._verdicts, self._key, kept)

    def whole(self, archive: ContentIndex, now: int) -> CachedReport | None:
        """What was said of exactly this archive, if it still holds."""
        whole = read(self._whole, self._key + content_digest(archive), CachedReport)
        return whole if whole and whole.since <= now < whole.until else None

    def keep_whole(self, archive: ContentIndex, whole: CachedReport) -> None:
        """Keep what was said of an archive in which nothing has just been changed."""
        newest = max((stamp.changed for stamp in archive.files.values()), default=0)
        if is_settled(newest):
            write(self._whole, self._key + content_digest(archive), whole)


def content_digest(archive: ContentIndex) -> str:
    """A digest of all paths and file states; names that are not UTF-8 count as the bytes they are."""
    found = sorted(archive.files.items())
    parts = [f"{path}\0{s.size},{s.modified},{s.changed},{s.inode}" for path, s in found]
    text = "\0\0".join((*parts, *archive.odd))
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def load_verdicts(path: Path, key: str) -> dict[str, CachedVerdict]:
    """What was kept under `key`; empty when nothing usable is there."""
    return read(path, key, dict[str, CachedVerdict]) or {}


def save_verdicts(path: Path, key: str, kept: dict[str, CachedVerdict]) -> None:
    """Keep verdicts for the next run. A cache that cannot be written is no error."""
    settled = {
        name: entry
        for name, entry in kept.items()
        if is_settled(entry.stamp.changed) and all(stat is None or is_settled(stat.changed) for stat in entry.media)
    }
    write(path, key, settled)
