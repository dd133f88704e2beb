"""Which files the archive holds, found by one walk that follows no links."""

import os
from pathlib import Path

from msgspec import Struct

from workflow.infra.file_state import Stamp, stamp

CONTENT = "content"
FOLDERS = ("content/requests", "content/news")
DEEPEST = 4
"""Levels of folders below content/ that are looked into; records lie on the second."""


class Archive(Struct, frozen=True):
    """Every file under content/, by its path from the root with forward slashes."""

    files: dict[str, Stamp]
    odd: tuple[str, ...]
    """Links, sockets and other things that are not regular files."""

    def records(self) -> list[str]:
        """The files that are requests or articles, in order."""
        return sorted(path for path in self.files if path.endswith(".md") and path.startswith(FOLDERS))


def walk_archive(root: Path) -> Archive:
    """Look through content/ once."""
    files: dict[str, Stamp] = {}
    odd: list[str] = []
    if (root / CONTENT).is_symlink():
        return Archive(files, (CONTENT,))
    waiting = [(CONTENT, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            entries = list(os.scandir(root / folder))
        except OSError:
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_file(follow_symlinks=False):
                files[path] = stamp(entry.stat(follow_symlinks=False))
            elif entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    waiting.append((path, depth + 1))
            else:
                odd.append(path)
    return Archive(files, tuple(sorted(odd)))
