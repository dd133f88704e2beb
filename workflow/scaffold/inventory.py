"""What an office remembers of its generated files: each one's fingerprint as the program last gave it out."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.records.file_source import Folder

INVENTORY = ".redaksi.json"
LARGEST_INVENTORY = 1_000_000
"""Bytes."""


class InventoryError(Exception):
    """The inventory cannot be used; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


_GENERATED_PATH = re.compile(r"^(?!/|content/|\.git/)(?!(?:.*/)?\.{0,2}(?:/|$))[^\\\x00-\x1f]+$(?!\n)")
"""A path below the office's folder that is neither a record nor Git's own; an inventory, as any file, may lie."""


class Inventory(Struct, frozen=True, forbid_unknown_fields=True):
    """site_config's companion for the generated files."""

    version: str
    """Of the program that wrote them."""
    files: dict[str, str]
    """SHA-256 in hexadecimal by path."""

    def encoded(self) -> bytes:
        """As the file holds it, one line a file, so that differences are read."""
        return msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=2) + b"\n"


def sha256(data: bytes) -> str:
    """A file's fingerprint."""
    return hashlib.sha256(data).hexdigest()


def read_inventory(root: Path) -> Inventory:
    """The inventory of an office. Raises InventoryError."""
    data = Folder(root).read(INVENTORY, LARGEST_INVENTORY)
    if data is None:
        raise InventoryError(
            say(
                "{folder} has no {file}, so nobody knows which of its files are the program's. If it was deleted, take "
                "it from Git: `git restore {file}`. An office that `redaksi init` did not make has none.",
                folder=str(root),
                file=INVENTORY,
            )
        )
    try:
        inventory = msgspec.json.decode(data, type=Inventory)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise InventoryError(
            say("{file} cannot be read. Take it from Git: `git restore {file}`.", file=INVENTORY)
        ) from None
    for path in inventory.files:
        if not _GENERATED_PATH.match(path):
            raise InventoryError(
                say(
                    "{file} names “{path}”, which is no file that the program makes. Take it from Git: "
                    "`git restore {file}`.",
                    file=INVENTORY,
                    path=path,
                )
            )
    return inventory


def note_written(root: Path, written: Iterable[str]) -> None:
    """Remember files that a command of the program wrote anew, so that they do not count as the office's own change."""
    try:
        inventory, folder = read_inventory(root), Folder(root)
    except InventoryError:
        return  # `redaksi update` says what is wrong with it
    found = {path: folder.read(path) for path in written if path in inventory.files}
    files = inventory.files | {path: sha256(data) for path, data in found.items() if data is not None}
    if files != inventory.files:
        (root / INVENTORY).write_bytes(Inventory(inventory.version, files).encoded())
