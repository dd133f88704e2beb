"""Why a place took no release, in words for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from workflow.i18n.message import Message, mark, say


class PlaceError(Exception):
    """A place cannot be used, or did not do what it was asked; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


FULL = mark("The disk is full: {place}. Make room there (a smaller --keep helps too); what was live still is.")
CLOSED = mark("You may not write here: {place}. Have its keeper give you the folder; what was live still is.")
NO_FOLDER = mark("This is no folder that can hold releases: {place} ({reason}).")
OTHER = mark("{place} does not take the release: {reason}")

TROUBLES = {
    "No space left on device": FULL,
    "Disk quota exceeded": FULL,
    "Permission denied": CLOSED,
    "Operation not permitted": CLOSED,
    "Read-only file system": CLOSED,
    "Not a directory": NO_FOLDER,
    "File exists": NO_FOLDER,
    "Too many levels of symbolic links": NO_FOLDER,
}
"""What a system says of its disk, and what that means."""


def trouble(place: str, told: str) -> PlaceError:
    """The error for what a system said, which is one line or many."""
    reason = last_line(told)
    for words, text in TROUBLES.items():
        if words in told:
            return PlaceError(say(text, place=place, reason=reason))
    return PlaceError(say(OTHER, place=place, reason=reason))


def last_line(told: str) -> str:
    """The last line that says anything."""
    return ([line.strip() for line in told.splitlines() if line.strip()] or ["?"])[-1]


@contextmanager
def telling(place: str) -> Iterator[None]:
    """Whatever the system refuses meanwhile is a PlaceError."""
    try:
        yield
    except OSError as error:
        raise trouble(place, error.strerror or str(error)) from None


def not_ours(path: str) -> PlaceError:
    """Something stands where `redaksi publish` keeps something else."""
    return PlaceError(say("{path} is not what `redaksi publish` makes there; move it away first.", path=path))


def spoiled(path: str, folder: str) -> PlaceError:
    """A file of the finished site is not what the inspection saw: the disk is failing, or somebody writes there."""
    text = say(
        "{path} in {folder} is no longer what was inspected, so nothing was published; what was live still is. "
        "Delete that folder and publish again; if it happens once more, have the disk of this computer looked at.",
        path=path,
        folder=folder,
    )
    return PlaceError(text)


def not_pruned(told: str) -> PlaceError:
    """Throwing away failed, after all that mattered."""
    text = say("The new release is live, but former ones could not be thrown away: {reason}", reason=last_line(told))
    return PlaceError(text)
