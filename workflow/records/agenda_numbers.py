"""Agenda numbers that a change takes: how far they may lie ahead, and which were given once already."""

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from workflow.git.commit_files import CommitFiles
from workflow.git.commit_range import CommitRange
from workflow.git.repository import Repository
from workflow.records.file_source import Files
from workflow.records.paths import REQUEST_PATH

LARGEST_GAP = 50
"""How far a new number may lie above the highest of its year: as many letters as can wait in pull requests at once, and
some more. A larger leap (2026-9999) would end the year's numbering."""
HIGHEST_NUMBER = 9999
CLOCK_ERROR = dt.timedelta(days=31)
"""How long before its year begins a number may have been given, by a clock that is wrong."""


class NewNumber(Struct, frozen=True):
    """A number that a change takes."""

    path: str
    year: int
    number: int
    most: int
    """The highest that it may be."""
    next: int
    """The next free one of its year."""
    used: bool
    """Whether it was given before, to a letter whose file is not there any more."""


def number_in_path(path: str) -> tuple[int, int]:
    """The year and the number in the path of a request."""
    year, name = path.split("/")[2:4]
    return int(year), int(name[:4])


def taken_numbers(files: Files, year: int) -> set[int]:
    """The numbers of a year whose files are there."""
    folder = f"content/requests/{year}"
    return {
        number_in_path(f"{folder}/{name}")[1]
        for name in files.names(folder)
        if REQUEST_PATH.fullmatch(f"{folder}/{name}")
    }


def lost_numbers(repository: Repository, commit: str, year: int) -> set[int]:
    """The numbers of a year whose files a branch's own line had once and lost. Raises GitError."""
    since = dt.datetime(year, 1, 1, tzinfo=dt.UTC) - CLOCK_ERROR
    fixed = ("log", "-z", "--first-parent", "--full-history", "--diff-merges=first-parent", "--no-renames")
    lost = ("--diff-filter=DT", "--name-only", "--format=", f"--since={since.isoformat()}")
    folder = f"content/requests/{year}"
    names = repository.run(*fixed, *lost, "--end-of-options", commit, "--", folder).decode("utf-8", "replace")
    return {number_in_path(name)[1] for name in names.split("\0") if REQUEST_PATH.fullmatch(name.strip("\n"))}


def highest_allowed(files: Files, year: int) -> int:
    """The highest number that a letter may be given, by the numbers that are taken."""
    return max(taken_numbers(files, year), default=0) + LARGEST_GAP


def next_free(known: set[int], spent: set[int]) -> int:
    """The first number above all that are taken that was never given."""
    number = max(known, default=0) + 1
    while number in spent:
        number += 1
    return number


def new_numbers(repository: Repository, one: CommitRange, before: CommitFiles) -> Iterator[NewNumber]:
    """The numbers that a stretch takes, in order. Raises GitError."""
    added = sorted(change.path for change in one.changes if change.added and REQUEST_PATH.fullmatch(change.path))
    for year in sorted({number_in_path(path)[0] for path in added}):
        known, spent = taken_numbers(before, year), lost_numbers(repository, one.base, year)
        own = [path for path in added if number_in_path(path)[0] == year]
        for place, path in enumerate(own):
            number, most = number_in_path(path)[1], max(known, default=0) + LARGEST_GAP + place
            free = next_free(known | {number_in_path(other)[1] for other in own[:place]}, spent)
            yield NewNumber(path, year, number, most, free, number in spent)
