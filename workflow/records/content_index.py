"""Which files the archive holds, found by one walk that follows no links."""

import os
from pathlib import Path

from msgspec import Struct

from workflow.infra.file_state import FileStat, stat_of

CONTENT_FOLDER = "content"
RECORD_FOLDERS = ("content/requests", "content/news")
DEEPEST_FOLDER = 4
"""Levels of folders below content/ that are looked into; records lie on the second."""


class ContentIndex(Struct, frozen=True):
    """Every file under content/, by its path from the root with forward slashes."""

    files: dict[str, FileStat]
    odd: tuple[str, ...]
    """Links, sockets and other things that are not regular files."""

    def records(self) -> list[str]:
        """The files that are requests or articles, in order."""
        return sorted(path for path in self.files if path.endswith(".md") and path.startswith(RECORD_FOLDERS))


def index_content(root: Path) -> ContentIndex:
    """Look through content/ once."""
    files: dict[str, FileStat] = {}
    odd: list[str] = []
    if (root / CONTENT_FOLDER).is_symlink():
        return ContentIndex(files, (CONTENT_FOLDER,))
    waiting = [(CONTENT_FOLDER, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            entries = list(os.scandir(root / folder))
        except OSError:
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_file(follow_symlinks=False):
                files[path] = stat_of(entry.stat(follow_symlinks=False))
            elif entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST_FOLDER:
                    waiting.append((path, depth + 1))
            else:
                odd.append(path)
    return ContentIndex(files, tuple(sorted(odd)))
