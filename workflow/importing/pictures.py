"""Pictures of the former site: found in the folder of its uploads, made small and safe like any that is sent in."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from workflow.images.header import read_header
from workflow.images.limits import LARGEST_UPLOAD_BYTES
from workflow.images.reencode import ReencodeProblem, reencode
from workflow.importing.changes import Change, ChangeKind
from workflow.importing.former_story import FormerPicture
from workflow.importing.story_links import address_parts, host_of

NARROWEST = 200
"""Pixels; what is narrower is an icon and no picture of a story."""
MOST_TRIED = 4
"""Pictures of a story that are tried until one can be taken."""
_RESIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{1,5}$)|-scaled(?=\.\w{1,5}$)")
_RESIZER = re.compile(r"^(?:https?:)?//i\d\.wp\.com/")
"""WordPress's own server of small pictures, which names the site behind it."""
UPLOADS = "uploads"


class TakenPicture(Struct, frozen=True):
    """A picture as it is kept."""

    content: bytes
    former: FormerPicture


def find_file(folder: Path, address: str) -> Path | None:
    """The file of a picture in the folder of uploads, the largest of its sizes; nothing outside that folder."""
    parts = [one for one in PurePosixPath(unquote(address_parts(address).path)).parts if one not in ("/", ".", "..")]
    if UPLOADS in parts:
        parts = parts[len(parts) - parts[::-1].index(UPLOADS) :]
    base = folder.resolve()
    for start in range(len(parts)):  # the folder may be the uploads, or one above or below it
        for name in dict.fromkeys((_RESIZED.sub("", parts[-1]), parts[-1])):
            place = base.joinpath(*parts[start:-1], name)
            try:
                if place.is_file() and place.resolve().is_relative_to(base):
                    return place
            except (OSError, ValueError):
                continue
    return None


def take_picture(
    folder: Path | None, pictures: list[FormerPicture], hosts: Collection[str]
) -> tuple[TakenPicture | None, list[Change]]:
    """The first picture of a story that can be shown, and what is to be said of the others.

    `hosts`: the former site's; a picture of another one is not looked for, whatever its path is called.
    """
    if folder is None or not pictures:
        return None, []
    pictures = _distinct(pictures)
    changes = []
    for picture in pictures[:MOST_TRIED]:
        outcome = _taken(folder, picture, hosts)
        if isinstance(outcome, TakenPicture):
            left = len(pictures) - 1
            return outcome, [Change(ChangeKind.PICTURES_LEFT, str(left))] if left else []
        changes.append(outcome)
    return None, changes[:1]


def _distinct(pictures: list[FormerPicture]) -> list[FormerPicture]:
    """Each picture once, with what was said of it wherever it stood."""
    found: dict[str, FormerPicture] = {}
    for one in pictures:
        known = found.setdefault(_RESIZED.sub("", one.address).rpartition("/")[2], one)
        words = {name: getattr(known, name) or getattr(one, name) for name in ("alt", "caption", "credit")}
        found[_RESIZED.sub("", one.address).rpartition("/")[2]] = replace(known, **words)
    return [*found.values()]


def _taken(folder: Path, picture: FormerPicture, hosts: Collection[str]) -> TakenPicture | Change:
    address = _RESIZER.sub("//", picture.address)
    name = PurePosixPath(address_parts(address).path).name
    place = find_file(folder, address) if host_of(address) in {"", *hosts} else None
    data = _read(place) if place else None
    if data is None:
        return Change(ChangeKind.PICTURE_MISSING, name)
    header = read_header(data)
    if header and header.width < NARROWEST:
        return Change(ChangeKind.PICTURE_REFUSED, name)
    content = reencode(data)
    if isinstance(content, ReencodeProblem):
        return Change(ChangeKind.PICTURE_REFUSED, f"{name}, {content.value}")
    return TakenPicture(content, picture)


def _read(place: Path) -> bytes | None:
    try:
        with place.open("rb") as file:
            return file.read(LARGEST_UPLOAD_BYTES + 1)
    except OSError:
        return None


def all_files(folder: Path) -> Iterator[Path]:
    """The files below a folder in order, without following links."""
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(above, name) for name in sorted(names))
