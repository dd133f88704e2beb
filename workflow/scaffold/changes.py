"""What differs between an office's generated files and those that this program makes, and what happens to each.

As package managers do with configuration files (dpkg's conffiles): a file that the office left alone is replaced; one
that it changed is kept, and the new one laid beside it; one that it deleted stays away; where the program has nothing
new to say of a file, nothing happens to it.
"""

import os
import re
import stat
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from workflow.records.file_source import Folder
from workflow.scaffold.generated import PINNED
from workflow.scaffold.inventory import INVENTORY, Inventory, sha256

BESIDE = ".redaksi-new"
"""The ending of a new file beside the office's own."""
PART = ".part"
"""The ending of a file that is being written."""
LARGEST = 200_000_000
"""Bytes; the program's own wheel may lie in an office."""


class Action(StrEnum):
    """What happens to a file."""

    ADD = "add"
    REPLACE = "replace"
    REMOVE = "remove"
    KEEP = "keep"
    """The office changed it: the new one is laid beside it."""


class Change(Struct, frozen=True):
    """One file that is not as this program makes it."""

    path: str
    action: Action
    before: bytes | None
    """None where no regular file is."""
    after: bytes | None
    """None where the program has no such file any more."""

    @property
    def written_to(self) -> str:
        """Where the new file goes."""
        return self.path + BESIDE if self.action is Action.KEEP else self.path


def changes(root: Path, inventory: Inventory, made: Mapping[str, bytes]) -> list[Change]:
    """Everything that an update would do, by path."""
    folder, found, base = Folder(root), list[Change](), root.resolve()
    for path in sorted(inventory.files.keys() | made.keys()):
        if (base / path).parent.resolve() != (base / path).parent:
            continue  # a link leads out of the office
        before, after, given = folder.read(path, LARGEST), made.get(path), inventory.files.get(path)
        action = _action(path, before, after, given, is_there=os.path.lexists(root / path))
        if action:
            found.append(Change(path, action, before, after))
    return found


def _action(
    path: str, before: bytes | None, after: bytes | None, given: str | None, *, is_there: bool
) -> Action | None:
    """What to do with a file. `given`: its fingerprint as the program last gave it out."""
    if after is not None and (sha256(after) == given or after == before):
        return None
    if not is_there:
        return Action.ADD if given is None and after is not None else None
    is_untouched = before is not None and sha256(before) == given
    if after is None:
        return Action.REMOVE if is_untouched else None
    follows = is_untouched or (before is not None and path.startswith(PINNED))
    return Action.REPLACE if follows else Action.KEEP


def obstructed(root: Path, found: list[Change]) -> list[str]:
    """Places where something else stands than a file that could be written: a folder, or a file where a folder goes."""
    base, wanted = root.resolve(), [change.written_to for change in found if change.action is not Action.REMOVE]
    return [
        path for path in (*wanted, *(part + PART for part in wanted), INVENTORY + PART) if _is_obstructed(base, path)
    ]


def _is_obstructed(base: Path, path: str) -> bool:
    folders = [folder for folder in (base / path).parents if folder.is_relative_to(base)]
    return (base / path).is_dir() or any(folder.exists() and not folder.is_dir() for folder in folders)


def apply(root: Path, found: list[Change], made: Mapping[str, bytes], version: str) -> list[str]:
    """Write all of it, the inventory last; the paths that differ now. Stopped midway, the next run goes on."""
    for change in found:
        if change.action is Action.REMOVE:
            (root / change.path).unlink()
        elif change.after is not None:
            write(root, change.written_to, change.after)
    write(root, INVENTORY, inventory_of(made, version).encoded())
    return [*(change.path for change in found if change.action is not Action.KEEP), INVENTORY]


def inventory_of(made: Mapping[str, bytes], version: str) -> Inventory:
    """What is remembered of files as they are given out."""
    return Inventory(version, {path: sha256(data) for path, data in sorted(made.items())})


def write(root: Path, path: str, data: bytes) -> None:
    """Write one file, whole or not at all; scripts may be run."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(place.name + PART)
    part.write_bytes(data)
    if path.endswith(".sh"):
        part.chmod(part.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    part.replace(place)


def version_key(version: str) -> tuple[tuple[int, ...], bool]:
    """Versions in order: the numbers, then a finished one after what led to it (`1.0.dev3` before `1.0`)."""
    found = re.match(r"\d+(\.\d+)*", version)
    release = found[0] if found else "0"
    rest = version.removeprefix(release).partition("+")[0]
    return tuple(map(int, re.sub(r"(\.0)+$", "", release).split("."))), not rest
