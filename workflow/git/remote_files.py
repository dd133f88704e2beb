"""A few files of a remote repository, fetched without its work tree, its history or its other files."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.git.commit_writer import GIT_ERROR_LINE
from workflow.git.errors import GitError, no_answer
from workflow.i18n.message import Message, say

REMOTE_TIMEOUT_SECONDS = 120
"""After which a server that does not answer is given up."""
HTTP_STATUS = re.compile(r"The requested URL returned error: (\d{3})")
"""How Git reports a server's refusal, behind the address, which may be long."""


def read_remote_files(address: str, names: Iterable[str], variables: Mapping[str, str]) -> dict[str, bytes]:
    """Those of the files that the last commit of a repository's default branch has; none where there is no commit.

    `variables`: of the environment, beside our own, such as credentials. Raises GitError.
    """
    environment = {**os.environ, **variables, "GIT_TERMINAL_PROMPT": "0"}

    def git(*arguments: str) -> bytes:
        command = ["git", *arguments]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, timeout=REMOTE_TIMEOUT_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            raise no_answer() from None
        if done.returncode:
            raise GitError(_reason(done.stderr.decode("utf-8", "replace")))
        return done.stdout

    with TemporaryDirectory(prefix="redaksi-") as folder:
        clone = str(Path(folder) / "bare")
        git("clone", "--quiet", "--bare", "--depth=1", "--filter=blob:none", "--template=", "--", address, clone)
        if not git("-C", clone, "for-each-ref", "--count=1"):
            return {}
        listed = git("-C", clone, "ls-tree", "-z", "HEAD").split(b"\0")
        files = {line.partition(b"\t")[2].decode("utf-8", "replace") for line in listed if line.startswith(b"100")}
        return {name: git("-C", clone, "cat-file", "blob", f"HEAD:{name}") for name in names if name in files}


def _reason(words: str) -> Message:
    if status := HTTP_STATUS.search(words):
        return say("The server answers with status {status}.", status=status[1])
    line = GIT_ERROR_LINE.search(words)
    return say("Git refuses: {reason}", reason=line[0] if line else "-")
