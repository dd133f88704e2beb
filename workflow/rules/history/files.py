"""history/files: only plain files with portable names enter, in every commit of a change."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from workflow.history.changes import EXECUTABLE, REGULAR, Change, Step
from workflow.language.message import Message, mark, say
from workflow.records.picture import LARGEST
from workflow.rules.change_view import WholeChange
from workflow.rules.rule import Hit, Rule, Subject

LINK, SUBMODULE = "120000", "160000"
LONGEST = 200
"""Characters of a path; Windows takes 260 with the folder it is put into."""
DOT_GIT = re.compile(r"\.git|git~\d+", re.IGNORECASE)
"""Git's own folder, also as old file systems shorten it."""
RESERVED = frozenset('<>:"|?*\\')
"""Characters that Windows refuses in names."""
PROGRAM = (".ci/", "tests/", "workflow/", "bench/")
"""Folders in which a script may be executable."""


def check(view: WholeChange) -> Iterator[Hit]:
    """No links, submodules, executable records, large files, or names that not every computer can hold."""
    yield from brought(view.steps, view.sizes)
    yield from _collisions(view)


def brought(steps: Iterable[Step], sizes: Mapping[str, int]) -> Iterator[Hit]:
    """Files that commits bring and that may not enter, each named once."""
    seen: set[tuple[str, str]] = set()
    for step in steps:
        for change in step.changes:
            wrong = None if change.removed else objection(change, sizes.get(change.new))
            if wrong and (change.path, wrong.text) not in seen:
                seen.add((change.path, wrong.text))
                help_ = say(
                    "It is in commit {commit}; leave it out of every commit of the change.", commit=step.commit.id[:10]
                )
                yield Hit(0, wrong, help_, path=change.path)


def objection(change: Change, size: int | None) -> Message | None:
    """Why a file may not enter; None when it may."""
    if change.new_mode == LINK:
        return say("This is a symbolic link.")
    if change.new_mode == SUBMODULE or change.path.rpartition("/")[2].casefold() == ".gitmodules":
        return say("This is a submodule.")
    if change.new_mode not in (REGULAR, EXECUTABLE):
        return say("This is no regular file.")
    if change.new_mode == EXECUTABLE and not change.path.startswith(PROGRAM):
        return say("This file is marked as executable.")
    if not is_portable(change.path):
        return say("Not every computer can hold a file of this name.")
    return _objection_to_content(size)


def _objection_to_content(size: int | None) -> Message | None:
    if size is None:
        return say("The file's content is missing.")
    return say("The file is larger than {limit} KiB.", limit=LARGEST // 1024) if size > LARGEST else None


def is_portable(path: str) -> bool:
    """Whether a path can be checked out anywhere and means the same everywhere."""
    if (
        len(path) > LONGEST
        or not path.isprintable()
        or unicodedata.normalize("NFC", path) != path
        or RESERVED & set(path)
    ):
        return False
    return all(part and part[-1] not in " ." and not DOT_GIT.fullmatch(part) for part in path.split("/"))


def _collisions(view: WholeChange) -> Iterator[Hit]:
    """New names that differ from another one in the same folder only in capitals or in how they are encoded."""
    folded: dict[str, dict[str, set[str]]] = {}
    for folder, names in view.neighbours.items():
        for name in names:
            folded.setdefault(folder, {}).setdefault(_folded(name), set()).add(name)
    for change in view.changes:
        folder, _, name = change.path.rpartition("/")
        alike = folded.get(folder, {}).get(_folded(name), set()) if change.added else {name}
        if name not in alike:  # Git names a file that no folder holds, such as `a/b` in one entry
            yield Hit(0, say("No folder holds this file; its tree is damaged."), path=change.path)
        for other in sorted(alike - {name}):
            message = say("This name differs from {other} only in capitals.", other=other)
            yield Hit(0, message, say("Give one of the two another name."), path=change.path)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


RULE = Rule(
    slug="history/files",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "What is in Git reaches every computer: links, submodules and odd names can be made to do harm there."
    ),
    source=mark("Traps, Git"),
    bad="content/news/2024/foto.jpg -> ../../../.git/config",
    good="content/news/2024/foto.jpg",
    check=check,
)
