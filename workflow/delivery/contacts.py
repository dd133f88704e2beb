"""The private store: who is reached where. A folder outside the repository, for its owner's eyes only.

`senders.yml` by agenda number, `partners.yml` and `people.yml` by the keys of the public files; each entry has `email`,
and may have `name` and `whatsapp`. Nothing of it is ever printed, logged or written into Git.
"""

import os
import stat
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from workflow.delivery import headers
from workflow.delivery.message import Audience, Whom
from workflow.language.message import Message, mark, say
from workflow.text.document import read_yaml
from workflow.text.finding import Finding
from workflow.text.leaves import Line
from workflow.text.shape import BROKEN, shape

PLACE = "REDAKSI_PRIVATE"
"""The environment's variable that names the folder."""
FILES = {Whom.SENDER: "senders.yml", Whom.PARTNER: "partners.yml", Whom.PERSON: "people.yml"}
LARGEST = 1 << 20

Number = Annotated[
    str, Meta(pattern=r"^[0-9]{8,15}$(?!\n)", description=mark("a telephone number: digits with the country code"))
]


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """One reader. It says nothing of itself where it is printed."""

    email: Line | None = None
    name: Line | None = None
    whatsapp: Number | None = None

    def __repr__(self) -> str:
        return "Contact(...)"


class StoreError(Exception):
    """The store cannot be used; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Store:
    """The contacts of a private folder. Raises StoreError when one of its files is not private."""

    def __init__(self, folder: Path) -> None:
        self.findings: list[Finding] = []
        self._entries = {whom: self._read(folder / name, name) for whom, name in FILES.items()}

    def __repr__(self) -> str:
        return "Store(...)"

    def find(self, audience: Audience) -> Contact | None:
        """How a reader is reached; None where the store does not say."""
        return self._entries[audience.whom].get(audience.key)

    def _read(self, path: Path, name: str) -> dict[str, Contact]:
        try:
            _must_be_private(path, directory=False)
            data = path.read_bytes()[: LARGEST + 1]
        except FileNotFoundError:
            return {}
        document, findings = read_yaml(name, data)
        self.findings += findings
        entries = document.header.items() if document else ()
        return {key: found for key, value in entries if (found := self._contact(key, value, name))}

    def _contact(self, key: str, value: Any, name: str) -> Contact | None:
        found, flaws = shape(Contact, value, name) if isinstance(value, dict) else (BROKEN, [])
        bad = Finding("fields/value", name, 0, say("The entry `{key}` of {file} is not a contact.", key=key, file=name))
        if flaws or not isinstance(found, Contact):
            self.findings.append(bad)
            return None
        try:
            if found.email is not None:
                headers.address(found.email)
            if found.name is not None:
                headers.name(found.name)
        except headers.HeaderError as error:
            self.findings.append(
                Finding("fields/value", name, 0, say("The entry `{key}` of {file}:", key=key, file=name), error.reason)
            )
            return None
        return found


def _must_be_private(path: Path, *, directory: bool) -> None:
    found = path.lstat()
    kind = stat.S_ISDIR(found.st_mode) if directory else stat.S_ISREG(found.st_mode)
    if not kind:
        raise StoreError(
            say("{path} is not what the private store is made of: plain folders and files.", path=str(path))
        )
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        message = say(
            "Others may read {path}. Make it yours alone: chmod {mode} {path}",
            path=str(path),
            mode="700" if directory else "600",
        )
        raise StoreError(message)


def store_folder(root: Path) -> Path:
    """The folder that the environment names, if it is private and outside of the office's. Raises StoreError."""
    place = os.environ.get(PLACE, "")
    if not place:
        raise StoreError(say("Set {name} to the folder of the private store; PENGATURAN.md says how.", name=PLACE))
    folder = Path(place)
    if folder.resolve().is_relative_to(root.resolve()):
        raise StoreError(say("The private store lies within the office's folder; keep it outside of the repository."))
    try:
        _must_be_private(folder, directory=True)
    except OSError as error:
        raise StoreError(say("The private store cannot be read: {reason}", reason=str(error.strerror))) from None
    return folder


def open_store(root: Path) -> Store:
    """The store that the environment names. Raises StoreError."""
    try:
        return Store(store_folder(root))
    except OSError as error:
        raise StoreError(say("The private store cannot be read: {reason}", reason=str(error.strerror))) from None
