"""Templates as Python compiled them, kept in the user's cache folder: compiling them anew takes a build 0.2 s.

Jinja itself compares the source and the version of Python; the cache's file is believed only if it fits its digest.
What was compiled depends on the environment too, which this program makes.
"""

from functools import cached_property
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from workflow.infra import disk_cache


class Compiled(jinja2.BytecodeCache):
    """The compiled templates of one environment, in one file."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._is_fresh = False

    @cached_property
    def _kept(self) -> dict[str, bytes]:
        return disk_cache.read(self._place, _key(), dict[str, bytes]) or {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles a template."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it did."""
        self._kept[bucket.key] = bucket.bytecode_to_string()
        self._is_fresh = True

    def close(self) -> None:
        """Keep what was compiled."""
        if self._is_fresh:
            disk_cache.write(self._place, _key(), self._kept)


def _key() -> str:
    return f"{jinja2.__version__}:{disk_cache.program_digest()}"
