"""Git, asked safely about a repository whose content is hostile.

No shell, fixed arguments, revisions behind `--end-of-options`, an environment of our own: no `GIT_*` from
outside, no configuration of the user or the machine, no replace refs, no hooks, no external diff or pager.
Objects are read by one `cat-file --batch` process, so that a change of many files costs one start.
"""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from workflow.language.message import Message, say

SECONDS = 120
"""After which a call to Git is given up."""

FIXED = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "diff.external=",
    "gc.auto=0",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
)


class GitError(Exception):
    """Git could not answer; `message` says why, in words for people."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Repository:
    """One repository, bare or with a work tree."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.git_dir = _git_dir(self.root)
        self._reader: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Objects may be read until the block is left."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process that reads objects."""
        if self._reader:
            self._reader.kill()
            self._reader.communicate()
            self._reader = None

    def run(self, *arguments: str, data: bytes | None = None) -> bytes:
        """What a Git command prints. Raises GitError when it fails or takes too long."""
        try:
            done = subprocess.run(
                self._command(*arguments),
                input=data,
                capture_output=True,
                env=environment(),
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise GitError(say("Git does not answer. Is it installed?")) from None
        if done.returncode:
            detail = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitError(say("Git cannot do this: {reason}", reason=detail[-1] if detail else arguments[0]))
        return done.stdout

    def _command(self, *arguments: str) -> list[str]:
        settings = [part for setting in (*FIXED, f"safe.directory={self.root}") for part in ("-c", setting)]
        return ["git", "--no-pager", *settings, f"--git-dir={self.git_dir}", *arguments]

    def resolve(self, revision: str) -> str:
        """The full name of the commit that a revision means. Raises GitError where there is none."""
        try:
            found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        except GitError:
            raise GitError(self._unknown(revision)) from None
        return found.decode("ascii").strip()

    def _unknown(self, revision: str) -> Message:
        if (self.git_dir / "shallow").exists():
            return say(
                "The commit {revision} is not here: the clone is shallow. Fetch the whole history "
                "(on GitHub: `fetch-depth: 0`).",
                revision=revision,
            )
        if not self.run("rev-list", "--all", "--max-count=1").strip():
            return say("The repository has no commit yet.")
        return say("There is no commit, branch or tag {revision}.", revision=revision)

    def merge_base(self, one: str, two: str) -> str:
        """The commit where two lines of history parted. Raises GitError where they never met."""
        try:
            found = self.run("merge-base", "--end-of-options", one, two)
        except GitError:
            message = say("The two commits have no common history. If the clone is shallow, fetch the whole history.")
            raise GitError(message) from None
        return found.decode("ascii").split()[0]

    def read(self, name: str) -> tuple[str, bytes] | None:
        """An object's type and content by its name (a hash, or `commit:path`); None when it is not there."""
        if "\n" in name:
            return None
        reader = self._objects()
        _pipe(reader.stdin).write(name.encode("utf-8", "surrogateescape") + b"\n")
        _pipe(reader.stdin).flush()
        head = _pipe(reader.stdout).readline().rstrip(b"\n")
        parts = head.rsplit(b" ", 2)
        if len(parts) != 3 or not parts[2].isdigit():  # noqa: PLR2004  "<hash> <type> <size>"
            return None
        content = _pipe(reader.stdout).read(int(parts[2]) + 1)[:-1]
        return parts[1].decode("ascii"), content

    def finds(self, texts: Iterable[str], commit: str, folder: str) -> bool:
        """Whether one of some texts stands in a file below a folder, in a commit given by its full name."""
        patterns = [part for text in texts for part in ("-e", text)]
        try:
            self.run("grep", "--quiet", "--fixed-strings", "--full-name", *patterns, commit, "--", folder)
        except GitError:
            return False
        return True

    def sizes(self, identities: Iterable[str]) -> dict[str, int]:
        """The bytes of objects, without reading them; what is not there is left out."""
        wanted = "".join(f"{identity}\n" for identity in identities).encode()
        lines = self.run("cat-file", "--batch-check", data=wanted).decode("ascii", "replace").splitlines()
        found = [line.split(" ") for line in lines]
        return {row[0]: int(row[2]) for row in found if row[-1].isdigit()}

    def _objects(self) -> subprocess.Popen[bytes]:
        if self._reader is None:
            self._reader = subprocess.Popen(
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        return self._reader


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise GitError(say("Git does not answer. Is it installed?"))
    return stream


def environment() -> dict[str, str]:
    """The only variables that Git sees."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }


def _git_dir(root: Path) -> Path:
    """Where the repository keeps its objects. Raises GitError where there is no repository."""
    for folder in (root, *root.parents):
        dot = folder / ".git"
        if dot.is_dir():
            return dot
        if dot.is_file():  # a linked work tree
            target = dot.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
            return (folder / target).resolve()
    if (root / "HEAD").is_file() and (root / "objects").is_dir():
        return root
    raise GitError(say("{folder} is not in a Git repository.", folder=str(root)))
