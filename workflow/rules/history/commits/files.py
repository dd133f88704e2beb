"""history/files: only plain files with portable names enter, in every commit of a change."""

from collections.abc import Iterable, Iterator, Mapping

from workflow.config.file_names import fold_name, is_portable
from workflow.config.redirects import is_site_name
from workflow.git.log import EXECUTABLE_MODE, REGULAR_MODE, SUBMODULE_MODE, CommitChanges, FileChange
from workflow.i18n.message import Message, mark, say
from workflow.images.limits import LARGEST_IMAGE_BYTES
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject

SYMBOLIC_LINK = "120000"
TOP_LEVEL_NAMES = (
    "content",
    "site_config",
    "mkdocs.yml",
    ".github",
    ".gitattributes",
    "workflow",
    "tests",
    "pyproject.toml",
)
"""Names at the top that mean something, so that no other spelling of them comes in, even where they are not there."""
PROGRAM_FOLDERS = (".ci/", ".github/", "tests/", "workflow/", "bench/")
"""Folders in which a script may be executable."""


def check(view: WholeChange) -> Iterator[Hit]:
    """No links, submodules, executable records, large files, or names that not every computer can hold."""
    yield from forbidden_files(view.steps, view.sizes)
    yield from _collisions(view)


def forbidden_files(steps: Iterable[CommitChanges], sizes: Mapping[str, int]) -> Iterator[Hit]:
    """Files that commits bring and that may not enter, each named once."""
    seen: set[tuple[str, str]] = set()
    for step in steps:
        for change in step.changes:
            wrong = None if change.removed else file_objection(change, sizes.get(change.new))
            if wrong and (change.path, wrong.text) not in seen:
                seen.add((change.path, wrong.text))
                help_ = say(
                    "It is in commit {commit}; leave it out of every commit of the change.", commit=step.commit.id[:10]
                )
                yield Hit(0, wrong, help_, path=change.path)


def file_objection(change: FileChange, size: int | None) -> Message | None:
    """Why a file may not enter; None when it may."""
    if change.new_mode == SYMBOLIC_LINK:
        return say("This is a symbolic link.")
    if change.new_mode == SUBMODULE_MODE or change.path.rpartition("/")[2].casefold() == ".gitmodules":
        return say("This is a submodule.")
    if change.new_mode not in (REGULAR_MODE, EXECUTABLE_MODE):
        return say("This is no regular file.")
    if change.new_mode == EXECUTABLE_MODE and not change.path.startswith(PROGRAM_FOLDERS):
        return say("This file is marked as executable.")
    if not is_portable(change.path):
        return say("Not every computer can hold a file of this name.")
    return _objection_to_content(size)


def _objection_to_content(size: int | None) -> Message | None:
    if size is None:
        return say("The file's content is missing.")
    if size > LARGEST_IMAGE_BYTES:
        return say("The file is larger than {limit} KiB.", limit=LARGEST_IMAGE_BYTES // 1024)
    return None


def _collisions(view: WholeChange) -> Iterator[Hit]:
    """New names that another name, of a file or a folder, or a page of the site has already."""
    folded = {folder: _by_form(names) for folder, names in view.neighbours.items()}
    for change in view.changes if view.neighbours else ():
        parts = change.path.split("/") if change.added else []
        for depth, name in enumerate(parts):
            folder = "/".join(parts[:depth])
            alike = folded.get(folder, {}).get(fold_name(name), set())
            if name not in alike:  # Git names a file that no folder holds, such as `a/b` in one entry
                yield Hit(0, say("No folder holds this file; its tree is damaged."), path=change.path)
                break
            for other in sorted((alike | _spelling(name, depth)) - {name}):
                message = say("{name} differs from {other} only in capitals.", name=name, other=other)
                yield Hit(0, message, RENAME, path=change.path)
        if change.added and is_site_name(change.path):
            message = say("The site has a page or a folder of this name.")
            yield Hit(0, message, say("Give the article another name, such as one more word."), path=change.path)


TOP_LEVEL_SPELLINGS = {fold_name(name): {name} for name in TOP_LEVEL_NAMES}
RENAME = say("Give one of the two another name.")


def _by_form(names: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(fold_name(name), set()).add(name)
    return found


def _spelling(name: str, depth: int) -> set[str]:
    """How a folder or file at the top is spelled, where the program knows its name."""
    return TOP_LEVEL_SPELLINGS.get(fold_name(name), set()) if depth == 0 else set()


RULE = Rule(
    slug="history/files",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "What is in Git reaches every computer: links, submodules and odd names can be made to do harm there."
    ),
    decisions=("hostile-repositories",),
    bad="content/news/2024/foto.jpg -> ../../../.git/config",
    good="content/news/2024/foto.jpg",
    check=check,
)
