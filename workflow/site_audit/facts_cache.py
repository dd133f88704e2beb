"""A cache of facts about a site's files from earlier audits, in the user's cache folder.

A file with which anything was wrong is not kept. What is lost or spoiled is found out again.
"""

from pathlib import Path

from msgspec import Struct

from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat, FileState, revalidate
from workflow.site_audit.file_facts import FileFacts
from workflow.site_audit.links import LinkTarget


class CachedFacts(Struct, frozen=True, array_like=True):
    """A sound file, and the state in which it was read."""

    state: FileState
    facts: FileFacts


class KnownFiles(Struct, frozen=True, array_like=True):
    """What is known of a folder."""

    files: dict[str, CachedFacts] = {}
    places: dict[int, LinkTarget] = {}
    """All places that the files lead to, by their numbers."""
    values: frozenset[str] = frozenset()
    """What stands in none of the files."""


class FactsCache:
    """The cache of one folder, one address of the site and one version of this program."""

    def __init__(self, site: Path, website: str) -> None:
        self.site = site
        self._place = disk_cache.cache_file(site, "inspected")
        self._key = disk_cache.cache_key(website)
        self.known = disk_cache.read(self._place, self._key, KnownFiles) or KnownFiles()

    def recall(self, files: dict[str, FileStat]) -> dict[str, CachedFacts]:
        """The files that have not changed since. Raises OSError where one cannot be read."""
        valid = {}
        for path, cached in self.known.files.items():
            state = revalidate(cached.state, files.get(path), self.site, path)
            if state:
                valid[path] = cached if state is cached.state else CachedFacts(state, cached.facts)
        return valid

    def keep(self, known: KnownFiles) -> None:
        """Keep it for the next audit."""
        if known != self.known:
            disk_cache.write(self._place, self._key, known)
