"""One long-lived `git cat-file`, so that reading many objects costs one start."""

import subprocess
from typing import NamedTuple

from workflow.git.errors import open_pipe


class ObjectHeader(NamedTuple):
    """What Git says of an object without reading it."""

    id: str
    kind: str
    """blob, tree, commit or tag."""
    size: int
    """Bytes."""


class CatFile:
    """A running `git cat-file --batch` or `--batch-check`: one line in, one answer out."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )

    def head(self, name: str) -> ObjectHeader | None:
        """An object's header; None when the object does not exist."""
        if "\n" in name:
            return None
        requests, answers = open_pipe(self._process.stdin), open_pipe(self._process.stdout)
        requests.write(name.encode("utf-8", "surrogateescape") + b"\n")
        requests.flush()
        parts = answers.readline().rstrip(b"\n").rsplit(b" ", 2)
        if len(parts) != 3 or not parts[2].isdigit():  # noqa: PLR2004  "<name> <type> <size>"
            return None
        return ObjectHeader(parts[0].decode("ascii"), parts[1].decode("ascii"), int(parts[2]))

    def content(self, size: int) -> bytes:
        """What follows the head of an object that was asked for in full."""
        return open_pipe(self._process.stdout).read(size + 1)[:-1]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()
