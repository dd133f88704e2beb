"""A commit's files, read from Git's objects: no checkout, so nothing of a change touches the disk."""

from collections.abc import Iterator

from workflow.history.changes import REGULAR
from workflow.history.git import Repository

FOLDER = "40000"


class Tree:
    """The files of one commit. Only regular ones can be read: links and submodules are as if not there."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit
        self._folders: dict[str, dict[str, tuple[str, str]]] = {}

    def read(self, path: str, limit: int = 1 << 62) -> bytes | None:
        """A file's first `limit` bytes and one more if there are more; None where no regular file is."""
        data = self._blob(path)
        return None if data is None else data[: limit + 1]

    def size(self, path: str) -> int | None:
        """A file's bytes; None where no regular file is."""
        data = self._blob(path)
        return None if data is None else len(data)

    def names(self, folder: str) -> list[str]:
        """The names in a folder, in order; none where there is no folder."""
        return sorted(self._entries(folder))

    def walk(self, folder: str) -> Iterator[str]:
        """Every file below a folder, in order; links and submodules too."""
        for name, (mode, _) in sorted(self._entries(folder).items()):
            path = f"{folder}/{name}"
            if mode == FOLDER:
                yield from self.walk(path)
            else:
                yield path

    def _blob(self, path: str) -> bytes | None:
        folder, _, name = path.rpartition("/")
        mode, identity = self._entries(folder).get(name, ("", ""))
        found = self.repository.read(identity) if mode == REGULAR else None
        return found[1] if found and found[0] == "blob" else None

    def _entries(self, folder: str) -> dict[str, tuple[str, str]]:
        """The modes and objects of a folder's entries, by their names."""
        if folder not in self._folders:
            found = self.repository.read(f"{self.commit}:{folder}")
            self._folders[folder] = _parse(found[1]) if found and found[0] == "tree" else {}
        return self._folders[folder]


def _parse(data: bytes) -> dict[str, tuple[str, str]]:
    """A tree object: `mode SP name NUL <20 bytes>`, over and over."""
    entries = {}
    at = 0
    while at < len(data):
        space = data.index(b" ", at)
        end = data.index(b"\0", space)
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        entries[name] = (data[at:space].decode("ascii"), data[end + 1 : end + 21].hex())
        at = end + 21
    return entries
