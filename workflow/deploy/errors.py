"""Errors of a release target: why it took no release, in words for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from workflow.i18n.message import Message, mark, say


class ReleaseTargetError(Exception):
    """A place cannot be used, or did not do what it was asked; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


DISK_FULL = mark("The disk is full: {place}. Make room there (a smaller --keep helps too); what was live still is.")
NOT_WRITABLE = mark("You may not write here: {place}. Have its keeper give you the folder; what was live still is.")
NO_FOLDER = mark("This is no folder that can hold releases: {place} ({reason}).")
OTHER_REASON = mark("{place} does not take the release: {reason}")

SYSTEM_ERRORS = {
    "No space left on device": DISK_FULL,
    "Disk quota exceeded": DISK_FULL,
    "Permission denied": NOT_WRITABLE,
    "Operation not permitted": NOT_WRITABLE,
    "Read-only file system": NOT_WRITABLE,
    "Not a directory": NO_FOLDER,
    "File exists": NO_FOLDER,
    "Too many levels of symbolic links": NO_FOLDER,
}
"""What an operating system says of its disk, and what that means."""


def system_error(place: str, output: str) -> ReleaseTargetError:
    """The error for what a system said, which is one line or many."""
    reason = last_line(output)
    for words, text in SYSTEM_ERRORS.items():
        if words in output:
            return ReleaseTargetError(say(text, place=place, reason=reason))
    return ReleaseTargetError(say(OTHER_REASON, place=place, reason=reason))


def last_line(output: str) -> str:
    """The last line that says anything."""
    return ([line.strip() for line in output.splitlines() if line.strip()] or ["?"])[-1]


@contextmanager
def system_errors_told(place: str) -> Iterator[None]:
    """Turn every OSError meanwhile into a ReleaseTargetError."""
    try:
        yield
    except OSError as error:
        raise system_error(place, error.strerror or str(error)) from None


def foreign_entry(path: str) -> ReleaseTargetError:
    """Something stands where `redaksi publish` keeps something else."""
    return ReleaseTargetError(say("{path} is not what `redaksi publish` makes there; move it away first.", path=path))


def changed_since_audit(path: str, folder: str) -> ReleaseTargetError:
    """A file of the finished site is not what the audit saw: the disk is failing, or somebody writes there."""
    text = say(
        "{path} in {folder} is no longer what was inspected, so nothing was published; what was live still is. "
        "Delete that folder and publish again; if it happens once more, have the disk of this computer looked at.",
        path=path,
        folder=folder,
    )
    return ReleaseTargetError(text)


def pruning_failed(output: str) -> ReleaseTargetError:
    """Throwing away failed, after all that mattered."""
    text = say("The new release is live, but former ones could not be thrown away: {reason}", reason=last_line(output))
    return ReleaseTargetError(text)
