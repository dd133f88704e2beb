"""A few files of another repository, and nothing else of it: no work tree, no history, no file that nobody wants."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.git.commit_writer import GIT_ERROR_LINE
from workflow.git.errors import GitError
from workflow.i18n.message import Message, say

REMOTE_TIMEOUT_SECONDS = 120
"""After which a server that does not answer is given up."""
HTTP_STATUS = re.compile(r"The requested URL returned error: (\d{3})")
"""How Git tells of a server's refusal, behind the address, which may be long."""


def read_remote_files(address: str, names: Iterable[str], variables: Mapping[str, str]) -> dict[str, bytes]:
    """Those of the files that the last commit of a repository's default branch has; none where there is no commit.

    Raises GitError.

    `variables`: of the environment, beside our own, such as credentials.
    """
    environment = {**os.environ, **variables, "GIT_TERMINAL_PROMPT": "0"}

    def git(*arguments: str) -> bytes:
        command = ["git", *arguments]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, timeout=REMOTE_TIMEOUT_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            raise GitError(say("Git does not answer. Is it installed?")) from None
        if done.returncode:
            raise GitError(_reason(done.stderr.decode("utf-8", "replace")))
        return done.stdout

    with TemporaryDirectory(prefix="redaksi-") as folder:
        place = str(Path(folder) / "bare")
        git("clone", "--quiet", "--bare", "--depth=1", "--filter=blob:none", "--template=", "--", address, place)
        if not git("-C", place, "for-each-ref", "--count=1"):
            return {}
        listed = git("-C", place, "ls-tree", "-z", "HEAD").split(b"\0")
        plain = {line.partition(b"\t")[2].decode("utf-8", "replace") for line in listed if line.startswith(b"100")}
        return {name: git("-C", place, "cat-file", "blob", f"HEAD:{name}") for name in names if name in plain}


def _reason(words: str) -> Message:
    if status := HTTP_STATUS.search(words):
        return say("The server answers with status {status}.", status=status[1])
    found = GIT_ERROR_LINE.search(words)
    return say("Git refuses: {reason}", reason=found[0] if found else "-")
