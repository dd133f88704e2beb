"""The error raised when Git cannot answer."""

import shutil
from typing import IO

from workflow.i18n.message import Message, say

GIT_MISSING = say(
    "Git was not found on this computer. Install it (https://git-scm.com/downloads; on Debian and Ubuntu: "
    "`sudo apt install git`), open a new terminal and repeat the command."
)


class GitError(Exception):
    """Git could not answer; `message` says why, in words for people."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def open_pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """A stream that is open. Raises GitError when it is not."""
    if stream is None:
        raise no_answer()
    return stream


def no_answer() -> GitError:
    """Why Git could not be started, or did not end."""
    return GitError(say("Git does not answer.") if shutil.which("git") else GIT_MISSING)
