"""One long-lived `git cat-file`, so that reading many objects costs one start."""

import subprocess

from workflow.git.errors import open_pipe


class CatFile:
    """Answers about objects by name, one line in, one answer out."""

    def __init__(self, command: list[str], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )

    def head(self, name: str) -> tuple[str, str, int] | None:
        """An object's full name, type and size; None when it is not there."""
        if "\n" in name:
            return None
        asked, answers = open_pipe(self._process.stdin), open_pipe(self._process.stdout)
        asked.write(name.encode("utf-8", "surrogateescape") + b"\n")
        asked.flush()
        parts = answers.readline().rstrip(b"\n").rsplit(b" ", 2)
        if len(parts) != 3 or not parts[2].isdigit():  # noqa: PLR2004  "<name> <type> <size>"
            return None
        return parts[0].decode("ascii"), parts[1].decode("ascii"), int(parts[2])

    def content(self, size: int) -> bytes:
        """What follows the head of an object that was asked for in full."""
        return open_pipe(self._process.stdout).read(size + 1)[:-1]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()
