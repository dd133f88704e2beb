"""An office in every state that the table names, and one change for every field of it, by every kind of person.

Changes are made with `git fast-import`, thousands in a second; each is one commit on a branch of its own.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.support.honest_changes import new_letter
from tests.support.repository import CLOSED, OPEN, PEOPLE, STORY, Office, by_authors
from workflow.config.load import load_office_files
from workflow.engine.check_change import ChangeCheck
from workflow.forge.reviews import Review
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.records.article import Article, ImportedArticle
from workflow.records.request import Request
from workflow.rules.authority.fields import ANSWERS, ATTACHED, BODY, FORM, PICTURE, REPORTS, fields_of
from workflow.rules.authority.state import State
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding

DRAFT = "content/news/2026/pelatihan-guru.md"
REGISTERED = "content/requests/2026/0003.md"
ARCHIVED, NEW_ARCHIVED = "content/news/2019/pekan-imunisasi.md", "content/news/2019/donor-darah.md"
ARCHIVE_STORY = """\
---
title: Pekan Imunisasi 2019
status: published
publish_at: 2019-03-04T09:00+07:00
category: kesehatan
summary: Imunisasi gratis.
origin: import
source: https://lama.contoh.example/?p=12
---
Pekan imunisasi dimulai.
"""
NEW_LETTER, NEW_STORY = "content/requests/2026/0004.md", "content/news/2026/donor-darah.md"
WHEN = int(parse_instant("2026-11-20T10:20+07:00"))
LOGS = {"steps", "holds", "acts", "corrections", "reports"}
"""Fields that are lists of entries."""


def approve(office: Office) -> None:
    """The open letter's story is approved."""
    office.edit(DRAFT, "author: rina\n", "author: rina\neditor: sari\n")
    office.advance(result="approved", note=f"content: {office.seal(DRAFT)}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def release(office: Office, at: str) -> None:
    """The open letter's story is published, to appear at a time."""
    office.edit(DRAFT, "status: draft\n", f"status: draft\npublish_at: {at}\n")
    approve(office)
    office.edit(DRAFT, "status: draft", "status: published")
    entry = "  - step: 6\n    by: rina\n    finished: 2026-11-20T10:18+07:00\n    outlets: [website]\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: corrected", "status: published")
    office.commit("rina")


def embargo(office: Office) -> None:
    release(office, "2026-11-25T08:00+07:00")


def withdraw(office: Office) -> None:
    office.act("withdrawal")
    office.commit("sari")


def declare(office: Office) -> None:
    """The head says that there was a site before, and until when."""
    with (office.root / "site_config/policy.yml").open("a") as policy:
        policy.write("former_site: {address: https://lama.contoh.example/, until: 2025-12-31}\n")
    office.commit("kadis")


def bring_archive(office: Office) -> None:
    """A story of the former site has come in."""
    declare(office)
    (office.root / ARCHIVED).parent.mkdir()
    (office.root / ARCHIVED).write_text(ARCHIVE_STORY)
    office.commit("kadis")


def withdraw_archived(office: Office) -> None:
    bring_archive(office)
    office.edit(ARCHIVED, "status: published", "status: withdrawn")
    seal = office.seal(ARCHIVED)
    act = f"acts:\n  - {{act: withdrawal, by: sari, at: 2026-11-20T10:15+07:00, note: Keliru., content: {seal}}}\n"
    office.edit(ARCHIVED, "origin:", f"{act}origin:")
    office.commit("sari")


def take_back(office: Office) -> None:
    office.edit(OPEN, "status: drafted", "status: withdrawn")
    block = "holds: []\nwithdrawn: {at: 2026-11-20T10:10+07:00, by: rina, after: 4, reason: Ditarik pengirim.}\n"
    office.edit(OPEN, "holds: []\n", block)
    office.commit("rina")


def register(office: Office) -> None:
    """A letter that waits to be disposed of."""
    new_letter(office)


def nothing(office: Office) -> None:
    """The base as it is."""


STANDS: list[tuple[type[Any], State, str, Any]] = [
    (Article, State.NEW, NEW_STORY, nothing),
    (Article, State.DRAFT, DRAFT, nothing),
    (Article, State.APPROVED, DRAFT, approve),
    (Article, State.EMBARGOED, DRAFT, embargo),
    (Article, State.PUBLISHED, STORY, nothing),
    (Article, State.WITHDRAWN, STORY, withdraw),
    (ImportedArticle, State.NEW, NEW_ARCHIVED, declare),
    (ImportedArticle, State.PUBLISHED, ARCHIVED, bring_archive),
    (ImportedArticle, State.WITHDRAWN, ARCHIVED, withdraw_archived),
    (Request, State.NEW, NEW_LETTER, nothing),
    (Request, State.REGISTERED, REGISTERED, register),
    (Request, State.OPEN, OPEN, nothing),
    (Request, State.FINISHED, CLOSED, nothing),
    (Request, State.TAKEN_BACK, OPEN, take_back),
]
"""Every state of both kinds: the record that is in it, and how the base office comes there."""

PERSONS = ("mallory", "rina", "sari", "budi", "kadis")
"""An outsider, petugas, editor, redaktur, head."""


@dataclass(frozen=True)
class Attempt:
    """One field changed by one person."""

    field: str
    person: str
    branch: str
    files: dict[str, bytes]
    """What the branch changes."""


class World:
    """One record in one state, with all attempts on it as branches.

    The office is read once, and Git's readers stay open: there are some hundred attempts.
    """

    def __init__(self, root: Path, kind: type[Any], state: State, path: str, prepare: Any) -> None:
        self.kind, self.state, self.path = kind, state, path
        self.office = Office(root)
        self.office.git("switch", "--quiet", "main")
        prepare(self.office)
        self.base = self.office.git("rev-parse", "main")
        self.repository = Repository(self.office.root)
        self.loaded = load_office_files(CommitFiles(self.repository, self.base))
        self.attempts = [*self._attempts()]

    def _attempts(self) -> Iterator[Attempt]:
        stream: list[bytes] = []
        for field in fields_of(self.kind):
            changed = self.changed(field)
            for person in PERSONS if changed else ():
                branch = f"refs/heads/try/{field}-{person}"
                stream.append(_commit(branch, self.base, person, changed))
                yield Attempt(field, person, branch, changed)
        subprocess.run(
            ["git", "fast-import", "--quiet"],
            cwd=self.office.root,
            input=b"".join(stream),
            check=True,
            capture_output=True,
        )

    def changed(self, field: str) -> dict[str, bytes]:
        """The files in which exactly one field is another; nothing where a new record has no such field."""
        file = self.office.root / self.path
        if self.state is State.NEW:
            return self._begun(field)
        header, body = taken_apart(file.read_text())
        if field == PICTURE:
            name = header.get("image", {}).get("src")
            picture = b"\xff\xd8\xff other bytes"
            return (
                {f"{self.path.rpartition('/')[0]}/{name}": picture} if name else self._pictured(header, body, picture)
            )
        if field == ATTACHED:
            documents = [{"file": "perbup.pdf", "title": "Peraturan"}]
            folder = self.path.rpartition("/")[0]
            text = put_together(header | {"attachments": documents}, body)
            return {f"{folder}/perbup.pdf": b"%PDF-1.7 bytes", self.path: text}
        if field == FORM:
            return {self.path: file.read_bytes().replace(b"---\n", b"---\n# catatan\n", 1)}
        if field == BODY:
            return {self.path: put_together(header, body + "\nTambahan.\n")}
        return {self.path: put_together(other(header, field), body)}

    def _pictured(self, header: dict[str, Any], body: str, picture: bytes) -> dict[str, bytes]:
        """A story that had no picture gets one; its name is a field of its own, so both change."""
        image = {"src": "baru.jpg", "alt": "Guru."}
        folder = self.path.rpartition("/")[0]
        return {f"{folder}/baru.jpg": picture, self.path: put_together(header | {"image": image}, body)}

    def _begun(self, field: str) -> dict[str, bytes]:
        """A new record with one field beside those that the least record has."""
        least = {"title": "Donor Darah Terbuka untuk Umum", "request": "2026-0004"}
        if self.kind is ImportedArticle:
            least = {"title": "Donor Darah", "origin": "import", "source": "https://lama.contoh.example/?p=13"}
        if self.kind is Request:
            least = {"id": "2026-0004", "sop": "418-2024"}
        if field in (FORM, PICTURE, ATTACHED, ANSWERS):
            return {}
        header = least if field in least or field == BODY else other(least, field)
        return {self.path: put_together(header, "Isi.\n" if field == BODY else "")}

    def refused(self, branch: str, *reviews: Review) -> set[str]:
        """The fields of the record that the check of a change refuses by the table."""
        check = ChangeCheck.between(self.repository, self.base, branch)
        pushers = by_authors(check.commit_range)
        report = check.run(self.loaded, self.office.now, reviews=reviews, pushers=pushers).report
        return named(report.findings, self.path)


def named(findings: Any, path: str) -> set[str]:
    """The fields that findings of the table name."""
    about = [one for one in findings if one.rule == "history/authority" and one.path == path]
    return {field for one in about for field in named_by(one)}


def named_by(finding: Finding) -> tuple[str, ...]:
    """The field that a finding of the table is about; of a whole story of the former site, every one."""
    field = finding.message.values.get("field")
    return (str(field),) if field else (*fields_of(ImportedArticle), BODY, PICTURE, ATTACHED, FORM)


def taken_apart(text: str) -> tuple[dict[str, Any], str]:
    """The header of a record, every scalar a string, and its body."""
    _, header, body = text.split("---\n", 2)
    return yaml.load(header, yaml.BaseLoader), body


def put_together(header: dict[str, Any], body: str) -> bytes:
    """A record's text; JSON is YAML, and every value stays the string it is."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in header.items())
    return f"---\n{lines}---\n{body}".encode()


def other(header: dict[str, Any], field: str) -> dict[str, Any]:
    """The header with another value in one field."""
    first, _, inner = field.partition(".")
    if inner:
        return header | {first: header.get(first, {}) | {inner: f"{header.get(first, {}).get(inner, '')}9"}}
    if first == ANSWERS:
        return header | {REPORTS: [*header.get(REPORTS, []), {"by": "rina", "outcome": "rejected"}]}
    if first in LOGS:
        return header | {first: [*header.get(first, []), {"by": "rina"}]}
    if first == "tags":
        return header | {first: [*header.get(first, []), "baru"]}
    return header | {first: f"{header.get(first, '')}9"}


def _commit(branch: str, base: str, person: str, files: dict[str, bytes]) -> bytes:
    who = f"{person.capitalize()} <{PEOPLE[person]}> {WHEN} +0700"
    text = f"commit {branch}\nauthor {who}\ncommitter {who}\ndata 6\nchange\nfrom {base}\n".encode()
    for path, data in files.items():
        text += b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data)
    return text
