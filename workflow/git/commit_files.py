"""A commit's files, read from Git's objects: no checkout, so nothing of a change touches the disk."""

import re
import stat
from collections.abc import Iterator
from functools import lru_cache

from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.message import say

TREE_ENTRY = re.compile(rb"([0-7]{1,8}) ([^\0]+)\0([\s\S]{20})")
"""One entry of a tree object: mode, name, the object's name in bytes."""

DEEPEST_FOLDER = 40
"""Folders within each other that are looked into; records lie in the third."""

MOST_PATHS = 300_000
"""Files that are looked at, of one commit or of all commits of one change taken together; a whole archive that moves in
has fewer."""

TreeEntries = dict[bytes, tuple[bytes, bytes]]
"""Modes and objects by name."""


class CommitFiles:
    """The files of one commit. Only regular ones can be read: links and submodules are as if not there."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit
        self._folders: dict[str, TreeEntries] = {}

    def read(self, path: str, limit: int = 1 << 62) -> bytes | None:
        """A file's first `limit` bytes and one more if there are more; None where no regular file is."""
        data = self._blob(path)
        return None if data is None else data[: limit + 1]

    def size(self, path: str) -> int | None:
        """A file's bytes; None where no regular file is."""
        identity = self.identity(path)
        return self.repository.sizes((identity,), "blob").get(identity) if identity else None

    def names(self, folder: str) -> list[str]:
        """The names in a folder, in order; none where there is no folder."""
        return sorted(name.decode("utf-8", "surrogateescape") for name in self._entries(folder))

    def walk(self, folder: str) -> Iterator[str]:
        """Every file below a folder, in order; links and submodules too. Nothing deeper than the office lays files.

        Raises GitError where there are more than an office has.
        """
        waiting, seen = [(folder, 0, True)], 0
        while waiting:
            path, depth, is_open = waiting.pop()
            seen += 1
            if seen > MOST_PATHS:
                raise GitError(
                    say("The folder {folder} holds more than {limit} files.", folder=folder, limit=MOST_PATHS)
                )
            if not is_open:
                yield path
                continue
            entries = self._entries(path) if depth < DEEPEST_FOLDER else {}
            for name in sorted(entries, reverse=True):
                text = name.decode("utf-8", "surrogateescape")
                waiting.append((f"{path}/{text}", depth + 1, is_folder(entries[name][0])))

    def identity(self, path: str) -> str:
        """The name of a file's bytes; "" where no regular file is."""
        mode, identity = self._entry(path)
        return identity.hex() if _is_regular(mode) else ""

    def state(self, path: str) -> str:
        """The mode and the name of whatever lies at a path, so that a change of either is seen; "" for nothing."""
        mode, identity = self._entry(path)
        return f"{mode.decode('ascii')} {identity.hex()}" if identity else ""

    def _entry(self, path: str) -> tuple[bytes, bytes]:
        folder, _, name = path.rpartition("/")
        return self._entries(folder).get(name.encode("utf-8", "surrogateescape"), (b"", b""))

    def _blob(self, path: str) -> bytes | None:
        mode, identity = self._entry(path)
        found = self.repository.read(identity.hex()) if _is_regular(mode) else None
        return found[1] if found and found[0] == "blob" else None

    def _entries(self, folder: str) -> TreeEntries:
        """What a folder holds; nothing where it is none."""
        if folder not in self._folders:
            found = self.repository.read(f"{self.commit}:{folder}")
            self._folders[folder] = _parse(found[1]) if found and found[0] == "tree" else {}
        return self._folders[folder]


@lru_cache(64)
def files_of_commit(repository: Repository, commit: str) -> CommitFiles:
    """The files of a commit by its full name; those asked for last are kept, since commits are judged in a row."""
    return CommitFiles(repository, commit)


def is_folder(mode: bytes) -> bool:
    """Whether Git takes a mode for a folder: it looks only at the kind."""
    return stat.S_ISDIR(_number(mode))


def _is_regular(mode: bytes) -> bool:
    """Whether Git checks a mode out as a plain file."""
    return stat.S_ISREG(_number(mode))


def _number(mode: bytes) -> int:
    return int(mode or b"0", 8) & 0xFFFF  # what Git's own parser keeps of it


def tree_entries(repository: Repository, tree: str) -> TreeEntries:
    """What a tree holds, by its full name; nothing where there is none. Raises GitError where it is damaged.

    Git itself walks into a damaged tree as far as it can, and into each of two entries with one name.
    """
    found = repository.read(tree)
    if found is None or found[0] != "tree":
        return {}
    entries = _parse(found[1])
    if len(entries) != len(TREE_ENTRY.findall(found[1])) or (found[1] and not entries):
        raise GitError(say("The folder {tree} is damaged: Git would not make it so.", tree=tree[:10]))
    return entries


def _parse(data: bytes) -> TreeEntries:
    """A tree object; one that is not put together as Git does it holds nothing."""
    if TREE_ENTRY.sub(b"", data):
        return {}
    return {name: (mode, identity) for mode, name, identity in TREE_ENTRY.findall(data)}
