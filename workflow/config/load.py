"""Loading of site_config/: every file is decoded strictly, every error is a finding like any other."""

import hashlib
from pathlib import Path
from typing import Any, TypeVar

from workflow.calendar.config import Calendar, CalendarFile, Holidays
from workflow.calendar.working_time import Timeline
from workflow.config.commands import Commands
from workflow.config.consistency import office_flaws, zone_is_known
from workflow.config.face import Identity
from workflow.config.file_limits import FileLimits
from workflow.config.office import Agency, Announcement, NamedItem, Office, Partner, Person
from workflow.config.pages.emergency import EmergencyNotice
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.config.pages.topics import Topic
from workflow.config.policy import Policy
from workflow.config.redirects import REDIRECTS_FILE, Redirects
from workflow.config.style import Style
from workflow.i18n.message import say
from workflow.records.file_source import Files, Folder, Layered, with_defaults
from workflow.sop.consistency import edition_flaws
from workflow.sop.edition import Edition
from workflow.text.decode import LARGEST_FILE_BYTES
from workflow.text.document import LARGEST_CONFIGURATION, LARGEST_REDIRECTS, Document, Positions, located, read_yaml
from workflow.text.finding import Finding, Place, ReadingRule
from workflow.text.validate import INVALID, validate, validate_entries

T = TypeVar("T")
CONFIG_FOLDER = "site_config"
SOP_FOLDER = "site_config/sop"
COMMANDS_FILE = "site_config/commands.yml"
POLICY_FILE = "site_config/policy.yml"

ENTRY_FILES: dict[str, type[Any]] = {
    "people": Person,
    "agencies": Agency,
    "partners": Partner,
    "categories": NamedItem,
    "delays": NamedItem,
    "announcements": Announcement,
    "emergency": EmergencyNotice,
    "topics": Topic,
}
"""Files that map keys to records."""

OPTIONAL_ENTRY_FILES = {"announcements", "emergency", "topics"}
"""Files that an office may do without."""

RECORD_FILES: dict[str, type[Any]] = {
    "office": Identity,
    "calendar": CalendarFile,
    "holidays": Holidays,
    "writing": Style,
    "policy": Policy,
}
"""Files that are one record."""

OPTIONAL_RECORD_FILES: dict[str, type[Any]] = {"moved": Redirects, "commands": Commands, "limits": FileLimits}
"""Files that are one record, where an office has them."""


class Loader:
    """Reads one office's configuration and gathers what is wrong with it."""

    def __init__(self, files: Layered) -> None:
        self.files = files
        self.findings: list[Finding] = []
        self.documents: dict[str, Document] = {}
        self._hash = hashlib.sha256()

    def read(self, path: str) -> Document | None:
        """One file as a document; None with a finding when it is missing or cannot be read."""
        largest = LARGEST_REDIRECTS if path == REDIRECTS_FILE else LARGEST_CONFIGURATION
        data = self.files.read(path, max(largest, LARGEST_FILE_BYTES))
        if data is None:
            message = say("The file {path} is missing or cannot be opened.", path=path)
            self.findings.append(Finding(ReadingRule.UNREADABLE, path, 0, message))
            return None
        self._hash.update(f"{path}\0{len(data)}\0".encode() + data)
        document, findings = read_yaml(path, data, largest)
        self.findings += findings
        if document:
            self.documents[path] = document
        return document

    def record(self, name: str, kind: type[T]) -> T | None:
        """A file that is one record; None when any of its fields is wrong."""
        return self.valid_record(f"{CONFIG_FOLDER}/{name}.yml", kind)

    def optional(self, name: str, kind: type[T]) -> T:
        """A record that an office may do without; an empty one where the file is missing or has an error."""
        path = f"{CONFIG_FOLDER}/{name}.yml"
        record = self.valid_record(path, kind) if self.files.size(path) is not None else None
        return record or kind()

    def valid_record(self, path: str, kind: type[T]) -> T | None:
        """The record in a file, if it has no error."""
        document = self.read(path)
        if document is None:
            return None
        record, findings = validate(kind, document.header, path)
        self.findings += findings
        fields = getattr(kind, "__struct_fields__", ())
        return None if any(getattr(record, field) is INVALID for field in fields) else record

    def entries(self, name: str) -> dict[str, Any]:
        """A file of keyed records, without the ones that have an error."""
        path = f"{CONFIG_FOLDER}/{name}.yml"
        if name in OPTIONAL_ENTRY_FILES and self.files.read(path) is None:
            return {}
        document = self.read(path)
        if document is None:
            return {}
        entries, findings = validate_entries(ENTRY_FILES[name], document.header, document.path)
        self.findings += findings
        return entries

    def commands(self, own: Files, editions: tuple[Edition, ...]) -> Commands:
        """The words of commands: the office's own, or of the program's those that its SOP has a use for."""
        commands = self.optional("commands", Commands).resolved(editions)
        return commands if own.size(COMMANDS_FILE) is not None else commands.without_unknown_results(editions)

    def policy(self, own: Files, policy: Policy, editions: tuple[Edition, ...]) -> Policy:
        """The policy: the office's own, or the program's with the roles that its SOP has."""
        return policy if own.size(POLICY_FILE) is not None else policy.without_unknown_roles(editions)

    def editions(self) -> tuple[Edition, ...]:
        """Every edition of the SOP that is free of errors, oldest first."""
        names = [name for name in self.files.names(SOP_FOLDER) if name.endswith(".yml")]
        editions = []
        for name in names:
            path = f"{SOP_FOLDER}/{name}"
            edition = self.valid_record(path, Edition)
            if edition is None:
                continue
            flaws = list(edition_flaws(edition))
            if edition.id != name.removesuffix(".yml"):
                flaws.append((("id",), say("The edition's `id` must equal its file name, `{name}`.", name=name[:-4])))
            self.add_edition_flaws(path, flaws)
            if not flaws:
                editions.append(edition)
        if not names:
            message = say("There is no edition of the SOP in {folder}.", folder=SOP_FOLDER)
            self.findings.append(Finding("office/sop", f"{SOP_FOLDER}/", 0, message))
        return tuple(sorted(editions, key=lambda edition: edition.effective))

    def add_edition_flaws(self, path: str, flaws: list[tuple[Place, Any]]) -> None:
        """Add the findings about an edition that contradicts itself."""
        self.findings += [Finding("office/sop", path, place, message) for place, message in flaws]

    def note_pages(self) -> None:
        """Have the fingerprint cover which hand-written pages there are, since links lead to them."""
        self._hash.update("\0".join(self.files.names(PAGES_FOLDER)).encode("utf-8", "surrogateescape"))

    def located(self) -> list[Finding]:
        """The findings with their lines and columns."""
        positions = {path: Positions(document) for path, document in self.documents.items()}
        return [located(finding, positions.get(finding.path)) for finding in self.findings]

    def digest(self) -> str:
        """Fingerprint of every byte read."""
        return self._hash.hexdigest()


def load_office(root: Path) -> tuple[Office | None, list[Finding]]:
    """The office in a folder, see `load_office_files`."""
    return load_office_files(Folder(root))


def load_office_files(files: Files) -> tuple[Office | None, list[Finding]]:
    """The office in `files`, over what the program brings along, and what is wrong with its configuration.

    None when a part that everything depends on (identity, calendar, SOP) cannot be used.
    """
    loader = Loader(with_defaults(files))
    records = {name: loader.record(name, kind) for name, kind in RECORD_FILES.items()}
    entries = {name: loader.entries(name) for name in ENTRY_FILES}
    editions = loader.editions()
    loader.note_pages()
    if any(record is None for record in records.values()) or not editions:
        return None, loader.located()
    calendar = Calendar(records["calendar"], records["holidays"])  # type: ignore[arg-type]
    if not zone_is_known(calendar.file.zone):
        message = say("There is no time zone “{zone}”.", zone=calendar.file.zone)
        loader.findings.append(Finding("office/calendar", f"{CONFIG_FOLDER}/calendar.yml", ("zone",), message))
        return None, loader.located()
    office = Office(
        files=loader.files,
        identity=records["office"],  # type: ignore[arg-type]
        calendar=calendar,
        timeline=Timeline(calendar),
        writing=records["writing"],  # type: ignore[arg-type]
        policy=loader.policy(files, records["policy"], editions),  # type: ignore[arg-type]
        editions=editions,
        moved=dict(loader.optional("moved", Redirects).addresses),
        commands=loader.commands(files, editions),
        limits=loader.optional("limits", FileLimits),
        digest=loader.digest(),
        **entries,
    )
    loader.findings += office_flaws(office)
    return office, loader.located()
