"""A cache of compiled templates in the user's cache folder: compiling them anew takes a build 0.2 s.

Jinja itself compares the source and the version of Python; the cache's file is used only if it fits its digest. What
was compiled depends on the environment too, which this program makes.
"""

from functools import cached_property
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from workflow.infra import disk_cache


class BytecodeCache(jinja2.BytecodeCache):
    """The compiled templates of one environment, in one file that `save` writes."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._is_changed = False

    @cached_property
    def _cached(self) -> dict[str, bytes]:
        return disk_cache.read(self._place, _key(), dict[str, bytes]) or {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles a template."""
        if bucket.key in self._cached:
            bucket.bytecode_from_string(self._cached[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it did."""
        self._cached[bucket.key] = bucket.bytecode_to_string()
        self._is_changed = True

    def save(self) -> None:
        """Keep what was compiled for the next build."""
        if self._is_changed:
            disk_cache.write(self._place, _key(), self._cached)
            self._is_changed = False


def _key() -> str:
    return f"{jinja2.__version__}:{disk_cache.program_digest()}"
