"""What is said when Git cannot answer."""

from typing import IO

from workflow.i18n.message import Message, say


class GitError(Exception):
    """Git could not answer; `message` says why, in words for people."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def open_pipe(stream: IO[bytes] | None) -> IO[bytes]:
    """A stream that is open. Raises GitError when it is not."""
    if stream is None:
        raise GitError(say("Git does not answer. Is it installed?"))
    return stream
