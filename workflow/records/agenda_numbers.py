"""Agenda numbers that a change takes: how far they may lie ahead, and which were given once already."""

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from workflow.git.commit_files import Tree
from workflow.git.commit_range import Stretch
from workflow.git.repository import Repository
from workflow.records.file_source import Files
from workflow.records.paths import REQUEST

GAP = 50
"""How far a new number may lie above the highest of its year: as many letters as can wait in pull requests at once, and
some more. A larger leap (2026-9999) would end the year's numbering."""
HIGHEST = 9999
BEFORE = dt.timedelta(days=31)
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


def number_of(path: str) -> tuple[int, int]:
    """The year and the number in the path of a request."""
    year, name = path.split("/")[2:4]
    return int(year), int(name[:4])


def taken(files: Files, year: int) -> set[int]:
    """The numbers of a year whose files are there."""
    folder = f"content/requests/{year}"
    return {number_of(f"{folder}/{name}")[1] for name in files.names(folder) if REQUEST.fullmatch(f"{folder}/{name}")}


def given(repository: Repository, commit: str, year: int) -> set[int]:
    """The numbers of a year whose files a branch's own line had once and lost. Raises GitError."""
    since = dt.datetime(year, 1, 1, tzinfo=dt.UTC) - BEFORE
    fixed = ("log", "-z", "--first-parent", "--full-history", "--diff-merges=first-parent", "--no-renames")
    lost = ("--diff-filter=DT", "--name-only", "--format=", f"--since={since.isoformat()}")
    folder = f"content/requests/{year}"
    names = repository.run(*fixed, *lost, "--end-of-options", commit, "--", folder).decode("utf-8", "replace")
    return {number_of(name)[1] for name in names.split("\0") if REQUEST.fullmatch(name.strip("\n"))}


def reach(files: Files, year: int) -> int:
    """The highest number that a letter may be given, by the numbers that are taken."""
    return max(taken(files, year), default=0) + GAP


def next_free(known: set[int], spent: set[int]) -> int:
    """The first number above all that are taken that was never given."""
    number = max(known, default=0) + 1
    while number in spent:
        number += 1
    return number


def new_numbers(repository: Repository, one: Stretch, before: Tree) -> Iterator[NewNumber]:
    """The numbers that a stretch takes, in order. Raises GitError."""
    added = sorted(change.path for change in one.changes if change.added and REQUEST.fullmatch(change.path))
    for year in sorted({number_of(path)[0] for path in added}):
        known, spent = taken(before, year), given(repository, one.base, year)
        own = [path for path in added if number_of(path)[0] == year]
        for place, path in enumerate(own):
            number, most = number_of(path)[1], max(known, default=0) + GAP + place
            free = next_free(known | {number_of(other)[1] for other in own[:place]}, spent)
            yield NewNumber(path, year, number, most, free, number in spent)
