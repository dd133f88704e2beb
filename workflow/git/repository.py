"""Git, asked safely about a repository whose content is hostile.

No shell, fixed arguments, revisions behind `--end-of-options`, an environment of our own: no `GIT_*` from
outside, no configuration of the user or the machine, no replace refs, no hooks, no external diff or pager.
Objects are read by one `cat-file --batch` process, so that a change of many files costs one start.
"""

import os
import re
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from types import TracebackType
from typing import Self

from workflow.git.cat_file import CatFile
from workflow.git.environment import FIXED_SETTINGS, TIMEOUT_SECONDS, failure_message, isolated_environment
from workflow.git.errors import GitError, open_pipe
from workflow.git.quarantine import Quarantine
from workflow.i18n.message import Message, say

BLOCK_BYTES = 1 << 16
WALK_TIMEOUT_SECONDS = 1200
"""Seconds after which a walk over history is given up; an audit of ten years takes some ten."""
LARGEST_OBJECT_BYTES = 32 * 1024 * 1024
"""Bytes of the largest object that is read: four times the largest picture. A pack of some kilobytes can hold one that
unfolds to gigabytes."""

OBJECT_DIRECTORY, ALTERNATE_DIRECTORIES = "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"
ObjectSource = Callable[[Collection[str]], None]
"""Brings objects by their full names into a clone that was made without them. Git itself never does so here."""


class Repository:
    """One repository, bare or with a work tree."""

    def __init__(self, root: Path, quarantine: Quarantine | None = None, source: ObjectSource | None = None) -> None:
        self.root = root.resolve()
        self._source = source
        self._brought: set[tuple[str, str]] = set()
        self.git_dir = _git_dir(self.root)
        self._environment = isolated_environment() | (quarantine.variables if quarantine else {})
        self._aside = self._environment.get("GIT_WORK_TREE", str(self.git_dir))
        """Where Git runs: not in a work tree, whose `.gitattributes` it would obey."""
        self._reader: CatFile | None = None
        self._looker: CatFile | None = None
        self._scratch: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        """Objects may be read until the block is left."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes that read objects, and throw the scratch place away."""
        self._close()
        if self._scratch:
            self._scratch.cleanup()
            self._scratch = None

    def _close(self) -> None:
        for batch in (self._reader, self._looker):
            if batch:
                batch.close()
        self._reader = self._looker = None

    def run(self, *arguments: str, data: bytes | None = None, fine: tuple[int, ...] = (0,)) -> bytes:
        """What a Git command prints. Raises GitError when it leaves with a code that is not fine, or takes too long."""
        try:
            done = subprocess.run(
                self._command(*arguments),
                input=data,
                capture_output=True,
                cwd=self._aside,
                env=self._environment,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise GitError(say("Git does not answer. Is it installed?")) from None
        if done.returncode not in fine:
            raise GitError(failure_message(done.stderr, arguments[0]))
        return done.stdout

    def stream(self, *arguments: str) -> Iterator[bytes]:
        """What a Git command prints, cut at NUL bytes, while it runs. Raises GitError when it fails or takes long."""
        process = subprocess.Popen(
            self._command(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._aside,
            env=self._environment,
        )
        rest = b""
        watch = Timer(WALK_TIMEOUT_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        try:
            with process:
                while block := open_pipe(process.stdout).read(BLOCK_BYTES):
                    *whole, rest = (rest + block).split(b"\0")
                    yield from whole
                detail = open_pipe(process.stderr).read()
        finally:
            watch.cancel()
        if rest:
            yield rest
        if process.returncode:
            raise GitError(failure_message(detail, arguments[0]))

    def merge(self, one: str, two: str) -> tuple[str, list[str]]:
        """The tree that merging two commits gives, and the files in which they collide.

        It is made in a scratch place: nothing is written into the repository. Raises GitError.
        """
        self._use_scratch()
        fixed = ("-c", "merge.renames=false", "-c", "merge.directoryRenames=false")
        command = self._command("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", one, two)
        done = subprocess.run(
            [command[0], *fixed, *command[1:]],
            capture_output=True,
            cwd=self._aside,
            env=self._environment,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        tree, *names = done.stdout.decode("utf-8", "surrogateescape").split("\0")
        if done.returncode not in (0, 1) or not tree:
            raise GitError(failure_message(done.stderr, "merge-tree"))
        return tree, sorted({name for name in names if name})

    def tree_of_index(self, index: Path | None) -> str:
        """The tree that a commit of the index would have, made in a scratch place. Raises GitError.

        `index`: another index than the repository's own, as Git names it to its hooks.
        """
        self._use_scratch()
        if index:
            self._environment = self._environment | {"GIT_INDEX_FILE": str(index.absolute())}
        return self.run("write-tree").decode("ascii").strip()

    def objects(self) -> dict[str, str]:
        """Where the objects lie, those of a merge too, as Git's own variables say it."""
        own = self.run("rev-parse", "--path-format=absolute", "--git-path", "objects").decode().rstrip("\n")
        return {OBJECT_DIRECTORY: own, ALTERNATE_DIRECTORIES: self._environment.get(ALTERNATE_DIRECTORIES, "")}

    def _use_scratch(self) -> None:
        """From here on new objects go to a folder that is thrown away; old ones are still found."""
        if self._scratch is None:
            self._close()
            others = os.pathsep.join(filter(None, self.objects().values()))
            self._scratch = TemporaryDirectory(prefix="redaksi-")
            self._environment = self._environment | {
                OBJECT_DIRECTORY: self._scratch.name,
                ALTERNATE_DIRECTORIES: others,
            }

    def _command(self, *arguments: str) -> list[str]:
        settings = [part for setting in (*FIXED_SETTINGS, f"safe.directory={self.root}") for part in ("-c", setting)]
        return ["git", "--no-pager", *settings, f"--git-dir={self.git_dir}", *arguments]

    def resolve(self, revision: str) -> str:
        """The full name of the commit that a revision means, of a branch before a tag. Raises GitError for none."""
        name, rest = split_revision(revision)
        found = self.named(name)
        meant = next(iter(found.values()), name) + rest
        try:
            commit = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", meant + "^{commit}")
        except GitError:
            raise GitError(self._unknown(revision)) from None
        return commit.decode("ascii").strip()

    def named(self, name: str) -> dict[str, str]:
        """Everything that a short name can mean, as full names of refs with their objects; what counts comes first.

        Git itself lets a tag go before a branch, so that whoever may push a tag could say what `main` is.
        """
        if re.fullmatch(r"[0-9a-f]{40}|HEAD|@|refs/.*", name):
            return {}
        refs = [f"refs/{kind}{name}" for kind in ("remotes/", "heads/", "remotes/origin/", "tags/", "")]
        asked = self.run("for-each-ref", "--format=%(refname) %(objectname)", *refs).decode("utf-8", "surrogateescape")
        there = dict(line.split(" ") for line in asked.splitlines())
        return {ref: there[ref] for ref in refs if ref in there}

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

    def committed(self, commit: str) -> int:
        """When a commit was made, in seconds since the epoch. Raises GitError."""
        return int(self.run("log", "-1", "--format=%ct", commit))

    def read(self, name: str) -> tuple[str, bytes] | None:
        """An object's type and content by its name (a hash, or `commit:path`).

        None when it is not there, or too large to be anything of an office.
        """
        about = self._look(name)
        if about is None or about[2] > LARGEST_OBJECT_BYTES:
            return None
        if self._reader is None:
            self._reader = CatFile(self._command("cat-file", "--batch"), self._environment)
        found = self._reader.head(about[0])
        return (found[1], self._reader.content(found[2])) if found else None

    def identity(self, name: str) -> str:
        """The full name of an object, "" when it is not there."""
        found = self._look(name)
        return found[0] if found else ""

    def holding(self, texts: Iterable[str], tree: str, folder: str) -> list[str]:
        """The records below a folder of a commit or tree (its full name) that hold one of some texts. Raises GitError.

        Pictures are not looked into.
        """
        patterns = [part for text in texts for part in ("-e", text)]
        if self._source and (tree, folder) not in self._brought:
            self._brought.add((tree, folder))
            for one in self.bring(self.blobs(tree, folder, ".md")):
                self._look(one)  # Git passes over what is not here; so its source learns that it was wanted
        fixed = ("grep", "--files-with-matches", "--null", "--text", "--fixed-strings", "--full-name")
        found = self.run(*fixed, *patterns, tree, "--", f":(glob){folder}/**/*.md", fine=(0, 1))
        return [name.removeprefix(f"{tree}:") for name in found.decode("utf-8", "surrogateescape").split("\0") if name]

    def sizes(self, identities: Iterable[str], kind: str = "") -> dict[str, int]:
        """The bytes of objects, without reading them; what is not there, or not of a kind, is left out."""
        looked = ((identity, self._look(identity)) for identity in identities)
        return {identity: found[2] for identity, found in looked if found and kind in ("", found[1])}

    def blobs(self, tree: str, folder: str = "", ending: str = "") -> Iterator[str]:
        """The objects of the plain files below a folder of a commit or tree. Raises GitError."""
        below = ("--", f"{folder}/") if folder else ()
        for row in self.run("ls-tree", "-r", "-z", "--full-tree", tree, *below).split(b"\0"):
            about, _, path = row.partition(b"\t")
            if about.startswith(b"100") and path.endswith(ending.encode()):
                yield about.split(b" ")[2].decode("ascii")

    def bring(self, identities: Iterable[str]) -> list[str]:
        """See to it that objects are here, where a source has those that are not: all by one call to it.

        Without a source nothing is asked for. Those that were not here before.
        """
        lacking = [one for one in dict.fromkeys(identities) if self._here(one) is None] if self._source else []
        if self._source and lacking:
            self._source(lacking)
        return lacking

    def _look(self, name: str) -> tuple[str, str, int] | None:
        found = self._here(name)
        if found is None and self._source and re.fullmatch(r"[0-9a-f]{40}", name):
            self._source([name])
            found = self._here(name)
        return found

    def _here(self, name: str) -> tuple[str, str, int] | None:
        if self._looker is None:
            self._looker = CatFile(self._command("cat-file", "--batch-check"), self._environment)
        return self._looker.head(name)


def split_revision(revision: str) -> tuple[str, str]:
    """A revision as a name and what leads on from there: `main~2` is `main` and `~2`."""
    name = re.split(r"[~^:]|@\{", revision, maxsplit=1)[0]
    return name, revision[len(name) :]


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
