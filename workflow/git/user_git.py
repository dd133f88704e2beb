"""Git as whoever runs the program has set it up: their settings, hooks, credentials and remotes.

Nothing of a pull request becomes an argument here; what strangers sent is read by `repository.py`, for which none of
those counts. There is no shell, and nobody is asked for a password on a server that answers slowly.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

REMOTE_TIMEOUT_SECONDS = 120
"""After which a remote that does not answer is given up."""
ENGLISH = {"LANGUAGE": "C", "LC_ALL": "C"}
"""What Git says is looked through for known words."""


class GitRefusedError(Exception):
    """Git left with another code than 0; the text is what it and its hooks said, on both of its ways."""


def user_git(
    root: Path,
    *arguments: str,
    data: bytes = b"",
    variables: Mapping[str, str] = MappingProxyType({}),
    lock: int | None = None,
    seconds: float | None = None,
) -> bytes:
    """What a Git command prints in a folder. Raises GitRefusedError.

    `variables`: of the environment, beside those that are there. `lock`: an open file that Git inherits. `seconds`:
    after which it is given up; without, a hook or a person at a prompt may take as long as they need.
    """
    command = ["git", *arguments]
    try:
        done = subprocess.run(
            command,
            input=data,
            cwd=root,
            env={**os.environ, **ENGLISH, **variables},
            pass_fds=() if lock is None else (lock,),
            timeout=seconds,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"Timeout: git {arguments[0]} did not complete in {seconds} s"
        raise GitRefusedError(message) from None
    except OSError as error:
        raise GitRefusedError(str(error)) from error
    if done.returncode:
        said = (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace").strip()
        raise GitRefusedError(said or f"git {arguments[0]}: {done.returncode}")
    return done.stdout
