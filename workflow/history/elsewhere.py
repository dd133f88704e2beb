"""A few files of another repository, and nothing else of it: no work tree, no history, no file that nobody wants."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.history.errors import GitError
from workflow.history.writer import REASON
from workflow.language.message import say

SECONDS = 120
"""After which a server that does not answer is given up."""


def read_elsewhere(address: str, names: Iterable[str], variables: Mapping[str, str]) -> dict[str, bytes]:
    """Those of the files that the last commit of a repository's default branch has. Raises GitError.

    `variables`: of the environment, beside our own, such as credentials.
    """
    environment = {**os.environ, **variables, "GIT_TERMINAL_PROMPT": "0"}

    def git(*arguments: str) -> bytes:
        command = ["git", *arguments]
        try:
            done = subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise GitError(say("Git does not answer. Is it installed?")) from None
        if done.returncode:
            found = REASON.search(done.stderr.decode("utf-8", "replace"))
            raise GitError(say("Git refuses: {reason}", reason=found[0] if found else str(done.returncode)))
        return done.stdout

    with TemporaryDirectory(prefix="redaksi-") as folder:
        place = str(Path(folder) / "bare")
        git("clone", "--quiet", "--bare", "--depth=1", "--filter=blob:none", "--template=", "--", address, place)
        listed = git("-C", place, "ls-tree", "-z", "HEAD").split(b"\0")
        plain = {line.partition(b"\t")[2].decode("utf-8", "replace") for line in listed if line.startswith(b"100")}
        return {name: git("-C", place, "cat-file", "blob", f"HEAD:{name}") for name in names if name in plain}
