"""The private store of contacts: who is reached at which address. A folder outside the repository, its owner's alone.

`senders.yml` by agenda number, `partners.yml` and `people.yml` by the keys of the public files; each entry has `email`,
and may have `name`, `whatsapp` and `nip`. Nothing of it is ever printed, logged or written into the repository, but
for a `nip` below its holder's name on a sheet: what is wrong is said by file and line alone, since whatever stands
there may be somebody's address.
"""

import os
import re
import stat
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct
from msgspec.structs import replace

from workflow.delivery import headers, smtp_settings
from workflow.delivery.message import ReaderKind, Recipient
from workflow.i18n.message import Message, mark, say
from workflow.text.decode import line_and_column
from workflow.text.document import Document, Positions, located, read_yaml
from workflow.text.field_types import Line
from workflow.text.finding import Finding, ReadingRule
from workflow.text.validate import INVALID, validate

FOLDER_VARIABLE = "REDAKSI_PRIVATE"
"""The environment's variable that names the folder."""
REPOSITORY_VARIABLE, ARCHIVE_VARIABLE = "CONTACTS_REPOSITORY", "CONTACTS"
"""Those that name another repository, or hold an archive, where there is no folder; see `contacts_source.py`."""
CONTACT_FILES = {ReaderKind.SENDER: "senders.yml", ReaderKind.PARTNER: "partners.yml", ReaderKind.PERSON: "people.yml"}
MAX_FILE_BYTES = 8 << 20
"""Bytes of a file: the senders of more than 100,000 letters."""
CONFLICT_MARKER = re.compile(rb"^(?:<{7}|={7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
"""The lines that Git leaves at a conflict of two changes."""
HANDBOOK_SECTION = "Penyimpanan kontak"
"""Where PANDUAN.md explains the store."""
STORE_IS_NOT_NAMED = say(
    "It is not known where the private store is. On your own computer set {name} to its folder (PANDUAN.md, "
    "“{store}”); on GitHub set the variable {repository}, or the secret {packed} of the environment `mail` "
    "(PENGATURAN.md, “{section}”).",
    name=FOLDER_VARIABLE,
    repository=REPOSITORY_VARIABLE,
    packed=ARCHIVE_VARIABLE,
    store=HANDBOOK_SECTION,
    section=smtp_settings.HANDBOOK_SECTION,
)

PhoneNumber = Annotated[
    str, Meta(pattern=r"^[0-9]{8,15}$(?!\n)", description=mark("a telephone number: digits with the country code"))
]

EmployeeNumber = Annotated[
    str, Meta(pattern=r"^[0-9]{18}$(?!\n)", description=mark("an employee's number (NIP): 18 digits without spaces"))
]


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """One reader. It says nothing of itself where it is printed."""

    email: Line | None = None
    name: Line | None = None
    whatsapp: PhoneNumber | None = None
    nip: EmployeeNumber | None = None
    """Of somebody of the office, for the papers they sign."""

    def __repr__(self) -> str:
        return "Contact(...)"


class ContactStoreError(Exception):
    """The store cannot be used; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class ContactStore:
    """The contacts of a private folder. Raises ContactStoreError when one of its files is not private."""

    def __init__(self, folder: Path) -> None:
        self.findings: list[Finding] = []
        self.unreadable: list[str] = []
        """Files of which nothing is known: who stands in them is not without an address."""
        self._entries = {whom: self._read(folder / name, name) for whom, name in CONTACT_FILES.items()}

    def __repr__(self) -> str:
        return "ContactStore(...)"

    def find(self, recipient: Recipient) -> Contact | None:
        """How a reader is reached; None where the store does not say."""
        return self._entries[recipient.kind].get(recipient.key)

    def is_known(self, whom: ReaderKind) -> bool:
        """Whether it can be said who of that kind has no address: their file could be read, or is not there."""
        return CONTACT_FILES[whom] not in self.unreadable

    def _read(self, path: Path, name: str) -> dict[str, Contact]:
        try:
            _must_be_private(path, directory=False)
            data = path.read_bytes()[: MAX_FILE_BYTES + 1]
        except FileNotFoundError:
            return {}
        document, findings = read_yaml(name, data, MAX_FILE_BYTES)
        if document is None:
            self.unreadable.append(name)
            self.findings += [_conflict_finding(name, data) or finding for finding in findings]
            return {}
        places = Positions(document)
        self.findings += [located(_without_words(finding), places) for finding in findings]
        read = {key: self._contact(document, key, value, places) for key, value in document.header.items()}
        return {key: found for key, found in read.items() if found}

    def _contact(self, document: Document, key: str, value: Any, places: Positions) -> Contact | None:
        contact, flaws = validate(Contact, value, document.path) if isinstance(value, dict) else (INVALID, [])
        reason = None
        if isinstance(contact, Contact) and not flaws:
            reason = _header_flaw(contact)
            if reason is None:
                return contact
        message = say(
            "This entry is not a contact: it has `email`, and may have `name`, `whatsapp` and `nip` (18 digits)."
        )
        bad = Finding(ReadingRule.VALUE, document.path, (key,), message, reason)
        self.findings.append(located(bad, places))
        return None


def _header_flaw(contact: Contact) -> Message | None:
    """Why a contact can stand in no header."""
    try:
        if contact.email is not None:
            headers.address(contact.email)
        if contact.name is not None:
            headers.line(contact.name)
    except headers.HeaderError as error:
        return error.reason
    return None


def _without_words(finding: Finding) -> Finding:
    """An entry that stands twice, without its name."""
    return replace(finding, message=say("The same entry stands here twice."))


def _conflict_finding(name: str, data: bytes) -> Finding | None:
    """That two people changed a file at once, and Git's marks of it stand in there still."""
    found = CONFLICT_MARKER.search(data)
    if found is None:
        return None
    line, _ = line_and_column(data.decode("latin-1"), found.start())
    message = say(
        "Two changes of this file met and were not joined: marks of Git (<<<<<<<, =======, >>>>>>>) stand here."
    )
    help_ = say("Keep what is right between these marks, and delete the lines with the marks.")
    return Finding(ReadingRule.UNREADABLE, name, 0, message, help_, line=line, column=1)


def _must_be_private(path: Path, *, directory: bool) -> None:
    found = path.lstat()
    kind = stat.S_ISDIR(found.st_mode) if directory else stat.S_ISREG(found.st_mode)
    if not kind:
        raise ContactStoreError(
            say("{path} is not what the private store is made of: plain folders and files.", path=str(path))
        )
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077:
        message = say(
            "Others may read {path}. Make it yours alone: chmod {mode} {path}",
            path=str(path),
            mode="700" if directory else "600",
        )
        raise ContactStoreError(message)


def store_folder(root: Path) -> Path:
    """The folder that the environment names, if it is private and outside of the office's. Raises ContactStoreError."""
    place = os.environ.get(FOLDER_VARIABLE, "")
    if not place:
        raise ContactStoreError(STORE_IS_NOT_NAMED)
    folder = Path(place)
    if folder.resolve().is_relative_to(root.resolve()):
        raise ContactStoreError(
            say("The private store lies within the office's folder; keep it outside of the repository.")
        )
    try:
        _must_be_private(folder, directory=True)
    except FileNotFoundError:
        raise ContactStoreError(
            say(
                "There is no folder {path}, which {name} names. Make it as PANDUAN.md says, “{section}”.",
                path=place,
                name=FOLDER_VARIABLE,
                section=HANDBOOK_SECTION,
            )
        ) from None
    except OSError as error:
        raise ContactStoreError(say("The private store cannot be read: {reason}", reason=str(error.strerror))) from None
    return folder


def open_store(root: Path) -> ContactStore:
    """The store that the environment names. Raises ContactStoreError."""
    try:
        return ContactStore(store_folder(root))
    except OSError as error:
        raise ContactStoreError(say("The private store cannot be read: {reason}", reason=str(error.strerror))) from None
