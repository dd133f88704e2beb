"""A bare repository as GitHub keeps one."""

import datetime as dt
import os
import subprocess
import tempfile
from pathlib import Path

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
SETTINGS = {
    "http.receivepack": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    "uploadpack.allowFilter": "true",
    "receive.hideRefs": "refs/pull",
}
PROTECTED = """\
#!/bin/sh
if [ "$1" = refs/heads/main ]; then
  echo 'error: GH013: Repository rule violations found for refs/heads/main.' >&2
  exit 1
fi
"""
GITHUB = "GitHub <noreply@github.com>"


class Bare:
    """Its objects and refs. What is asked for wrongly raises CalledProcessError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def clone(cls, source: Path, target: Path, *, protected: bool = True) -> "Bare":
        """A copy; pushes to main are refused where it is protected."""
        subprocess.run(
            ["git", "clone", "--quiet", "--bare", str(source), str(target)], env=ENVIRONMENT, check=True, timeout=60
        )
        made = cls(target)
        for key, value in SETTINGS.items():
            made.git("config", key, value)
        made.git("repack", "-a", "-d", "--quiet")  # as GitHub keeps it: else each fetch packs anew
        if protected:
            hook = target / "hooks" / "update"
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(PROTECTED)
            hook.chmod(0o755)
        return made

    def git(self, *arguments: str, data: bytes = b"", extra: dict[str, str] | None = None) -> str:
        """What Git answers."""
        command = ["git", "--git-dir", str(self.folder), *arguments]
        environment = {**ENVIRONMENT, **(extra or {})}
        done = subprocess.run(command, input=data, env=environment, capture_output=True, check=True, timeout=60)
        return done.stdout.decode().strip()

    def refs(self) -> dict[str, str]:
        """Every ref and its commit."""
        listed = self.git("for-each-ref", "--format=%(refname) %(objectname)")
        return dict(line.split() for line in listed.splitlines())

    def tip(self, branch: str) -> str:
        """The commit of a branch."""
        return self.git("rev-parse", "--verify", f"refs/heads/{branch}")

    def read(self, path: str, at: str = "main") -> str:
        """A file as a commit has it."""
        return self.git("show", f"{at}:{path}")

    def has(self, path: str, at: str) -> bool:
        """Whether a commit has a file."""
        return bool(self.git("ls-tree", "--name-only", at, "--", path))

    def holds(self, tip: str, commit: str) -> bool:
        """Whether a commit is another or comes before it."""
        return self.git("merge-base", tip, commit) == commit

    def move(self, ref: str, commit: str) -> None:
        """Let a ref have a commit."""
        self.git("update-ref", ref, commit)

    def fetch(self, other: "Bare", branch: str) -> None:
        """Take in the objects of another repository's branch."""
        self.git("fetch", "--quiet", "--no-write-fetch-head", str(other.folder), f"refs/heads/{branch}")

    def merge(self, base: str, head: str, at: dt.datetime, message: str) -> str | None:
        """The commit that merges them; None where they do not go together."""
        try:
            tree = self.git("merge-tree", "--write-tree", base, head)
        except subprocess.CalledProcessError:
            return None
        return self._commit(tree, [base, head], GITHUB, at, message)

    def commit(self, parent: str, files: dict[str, str | bytes | None], author: str, at: dt.datetime) -> str:
        """A commit that changes files; None deletes one. The committer is GitHub, as for what is made in the browser."""
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": f"{folder}/index"}
            self.git("read-tree", parent, extra=index)
            for path, content in files.items():
                if content is None:
                    self.git("update-index", "--force-remove", path, extra=index)
                    continue
                data = content.encode() if isinstance(content, str) else content
                blob = self.git("hash-object", "-w", "--stdin", data=data)
                self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", extra=index)
            tree = self.git("write-tree", extra=index)
        return self._commit(tree, [parent], author, at, "Ubah")

    def _commit(self, tree: str, parents: list[str], author: str, at: dt.datetime, message: str) -> str:
        who: dict[str, str] = {}
        for role, one in {"AUTHOR": author, "COMMITTER": GITHUB}.items():
            name, _, mail = one.removesuffix(">").partition(" <")
            who |= {f"GIT_{role}_NAME": name, f"GIT_{role}_EMAIL": mail, f"GIT_{role}_DATE": at.isoformat()}
        flags = [flag for parent in parents for flag in ("-p", parent)]
        return self.git("commit-tree", tree, *flags, "-m", message, extra=who)
