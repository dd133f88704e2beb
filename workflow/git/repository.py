"""Repository: Git called safely on a repository whose content is hostile.

No shell, fixed arguments, revisions behind `--end-of-options`, an environment of our own: no `GIT_*` from
outside, no configuration of the user or the machine, no replace refs, no hooks, no external diff or pager.
Objects are read by one `cat-file --batch` process, so that a change of many files starts one process only.
"""

import os
import re
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from types import TracebackType
from typing import NamedTuple, Self

from workflow.git.cat_file import CatFile, ObjectHeader
from workflow.git.environment import FIXED_SETTINGS, TIMEOUT_SECONDS, failure_message, git_dir, isolated_environment
from workflow.git.errors import GitError, no_answer, open_pipe
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
"""Fetches objects by their full names into a partial clone. Git itself never does so here."""


class GitObject(NamedTuple):
    """An object that was read."""

    kind: str
    """blob, tree, commit or tag."""
    content: bytes


class Repository:
    """One repository, bare or with a work tree."""

    def __init__(self, root: Path, quarantine: Quarantine | None = None, source: ObjectSource | None = None) -> None:
        self.root = root.resolve()
        self._source = source
        self._fetched: set[tuple[str, str]] = set()
        self.git_dir = git_dir(self.root)
        self._environment = isolated_environment() | (quarantine.variables if quarantine else {})
        self._working_dir = self._environment.get("GIT_WORK_TREE", str(self.git_dir))
        """Where Git runs: outside a work tree, whose `.gitattributes` it would obey."""
        self._contents: CatFile | None = None
        self._headers: CatFile | None = None
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
        for batch in (self._contents, self._headers):
            if batch:
                batch.close()
        self._contents = self._headers = None

    def run(self, *arguments: str, data: bytes | None = None, fine: tuple[int, ...] = (0,)) -> bytes:
        """What a Git command prints. Raises GitError when it leaves with a code that is not fine, or takes too long."""
        try:
            done = subprocess.run(
                self._command(*arguments),
                input=data,
                capture_output=True,
                cwd=self._working_dir,
                env=self._environment,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise no_answer() from None
        if done.returncode not in fine:
            raise GitError(failure_message(done.stderr, arguments[0]))
        return done.stdout

    def stream(self, *arguments: str) -> Iterator[bytes]:
        """What a Git command prints, cut at NUL bytes, while it runs. Raises GitError when it fails or takes long."""
        process = subprocess.Popen(
            self._command(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._working_dir,
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
            cwd=self._working_dir,
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
        refs = self.named(name)
        revision_meant = next(iter(refs.values()), name) + rest
        try:
            commit = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision_meant + "^{commit}")
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
        listed = self.run("for-each-ref", "--format=%(refname) %(objectname)", *refs).decode("utf-8", "surrogateescape")
        known = dict(line.split(" ") for line in listed.splitlines())
        return {ref: known[ref] for ref in refs if ref in known}

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
        """The commit where two lines of history diverge. Raises GitError where they never met."""
        try:
            bases = self.run("merge-base", "--end-of-options", one, two)
        except GitError:
            message = say("The two commits have no common history. If the clone is shallow, fetch the whole history.")
            raise GitError(message) from None
        return bases.decode("ascii").split()[0]

    def read(self, name: str) -> GitObject | None:
        """An object by its name (a hash, or `commit:path`).

        None when it is not there, or too large to be anything of an office.
        """
        header = self._header(name)
        if header is None or header.size > LARGEST_OBJECT_BYTES:
            return None
        if self._contents is None:
            self._contents = CatFile(self._command("cat-file", "--batch"), self._environment)
        again = self._contents.head(header.id)
        return GitObject(again.kind, self._contents.content(again.size)) if again else None

    def read_blob(self, name: str) -> bytes | None:
        """The bytes of a file by its object's name; None where that is no file, not there, or too large."""
        found = self.read(name)
        return found.content if found and found.kind == "blob" else None

    def identity(self, name: str) -> str:
        """The full name of an object, "" when it is not there."""
        header = self._header(name)
        return header.id if header else ""

    def grep_records(self, texts: Iterable[str], tree: str, folder: str) -> list[str]:
        """The records below a folder of a commit or tree (its full name) that hold one of some texts. Raises GitError.

        Pictures are not looked into.
        """
        patterns = [part for text in texts for part in ("-e", text)]
        if self._source and (tree, folder) not in self._fetched:
            self._fetched.add((tree, folder))
            for one in self.fetch_missing(self.blobs(tree, folder, ".md")):
                self._header(one)  # Git skips what is not here; so the source learns that it was wanted
        fixed = ("grep", "--files-with-matches", "--null", "--text", "--fixed-strings", "--full-name")
        matches = self.run(*fixed, *patterns, tree, "--", f":(glob){folder}/**/*.md", fine=(0, 1))
        return [
            name.removeprefix(f"{tree}:") for name in matches.decode("utf-8", "surrogateescape").split("\0") if name
        ]

    def sizes(self, identities: Iterable[str], kind: str = "") -> dict[str, int]:
        """The bytes of objects, without reading them; what is not there, or not of a kind, is left out."""
        headers = ((identity, self._header(identity)) for identity in identities)
        return {identity: header.size for identity, header in headers if header and kind in ("", header.kind)}

    def blobs(self, tree: str, folder: str = "", ending: str = "") -> Iterator[str]:
        """The objects of the plain files below a folder of a commit or tree. Raises GitError."""
        below = ("--", f"{folder}/") if folder else ()
        for row in self.run("ls-tree", "-r", "-z", "--full-tree", tree, *below).split(b"\0"):
            entry, _, path = row.partition(b"\t")
            if entry.startswith(b"100") and path.endswith(ending.encode()):
                yield entry.split(b" ")[2].decode("ascii")

    def fetch_missing(self, identities: Iterable[str]) -> list[str]:
        """Have the source, where there is one, fetch those of the objects that are not here, in one call.

        Returns the objects that were not here before; none without a source.
        """
        lacking = [one for one in dict.fromkeys(identities) if self._local_header(one) is None] if self._source else []
        if self._source and lacking:
            self._source(lacking)
        return lacking

    def _header(self, name: str) -> ObjectHeader | None:
        header = self._local_header(name)
        if header is None and self._source and re.fullmatch(r"[0-9a-f]{40}", name):
            self._source([name])
            header = self._local_header(name)
        return header

    def _local_header(self, name: str) -> ObjectHeader | None:
        if self._headers is None:
            self._headers = CatFile(self._command("cat-file", "--batch-check"), self._environment)
        return self._headers.head(name)


def split_revision(revision: str) -> tuple[str, str]:
    """A revision as a name and what leads on from there: `main~2` is `main` and `~2`."""
    name = re.split(r"[~^:]|@\{", revision, maxsplit=1)[0]
    return name, revision[len(name) :]
