"""A real repository with the base office in it, for tests to change."""

import os
import re
import subprocess
from pathlib import Path

from tests.support.offices import base_office
from workflow.engine.check_change import ChangeCheck
from workflow.git.commit_range import CommitRange
from workflow.git.push_record import PushedCommit, PusherName
from workflow.git.repository import Repository
from workflow.records.file_source import Folder
from workflow.records.read import read_article
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding

PEOPLE = {
    "rina": "contoh-rina@users.noreply.github.com",
    "kadis": "contoh-surya@users.noreply.github.com",
    "budi": "contoh-budi@users.noreply.github.com",
    "dewi": "contoh-dewi@users.noreply.github.com",
    "sari": "contoh-sari@users.noreply.github.com",
    "mallory": "mallory@example.org",
}
NOW = int(parse_instant("2026-11-20T10:30+07:00"))
DATE = "2026-11-20T10:20:00+07:00"
OPEN, CLOSED = "content/requests/2026/0002.md", "content/requests/2026/0001.md"
STORY = "content/news/2026/pekan-imunisasi.md"
DRAFT = "content/news/2026/pelatihan-guru.md"


class Office:
    """A repository whose branch `main` is the base, and a branch `change` that is worked on."""

    now = NOW
    """When the change is judged."""

    def __init__(self, root: Path) -> None:
        self.root = base_office(root)
        people = self.root / "site_config" / "people.yml"
        text = people.read_text()
        for key in ("budi", "sari", "dewi"):
            name = f"{key}:\n  name: {key.capitalize()} Contoh\n"
            text = text.replace(name, f"{name}  emails:\n    - {PEOPLE[key]}\n")
        text = text.replace("  github: contoh-rina\n", f"  github: contoh-rina\n  emails:\n    - {PEOPLE['rina']}\n")
        people.write_text(text)
        clock = self.root / "site_config" / "office.yml"
        clock.write_text(clock.read_text().replace("2026-11-20T10:00", "2026-11-20T10:30"))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("rina", "base")
        self.git("switch", "--quiet", "--create", "change")

    def git(
        self,
        *arguments: str,
        person: str = "rina",
        data: str | None = None,
        date: str = DATE,
        committer: str | None = None,
    ) -> str:
        """Run Git as a person, at a time. `committer`: the address of somebody else who commits their work."""
        who = {"NAME": person.capitalize(), "EMAIL": PEOPLE[person], "DATE": date}
        env = {f"GIT_{role}_{field}": value for role in ("AUTHOR", "COMMITTER") for field, value in who.items()}
        env |= {"GIT_COMMITTER_EMAIL": committer} if committer else {}
        env |= {"PATH": os.environ["PATH"], "HOME": str(self.root), "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-c", "core.autocrlf=false", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=env, input=data, capture_output=True, text=True, check=True
        ).stdout.strip()

    def feed(self, *arguments: str, data: bytes) -> None:
        """Give bytes to a Git command."""
        subprocess.run(["git", *arguments], cwd=self.root, input=data, capture_output=True, check=True)

    def commit(self, person: str, message: str = "change", date: str = DATE) -> None:
        """Commit all that is in the work tree."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", f"--message={message}", person=person, date=date)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file."""
        text = (self.root / path).read_text()
        assert old in text, f"{path} does not hold {old}"
        (self.root / path).write_text(text.replace(old, new, 1))

    def advance(self, by: str = "sari", *, result: str = "returned", note: str = "note: Lengkapi kutipan.") -> None:
        """Append the correction step to the open request."""
        entry = f"  - step: 5\n    by: {by}\n    finished: 2026-11-20T10:15+07:00\n    result: {result}\n    {note}\nholds: []\n"
        self.edit(OPEN, "holds: []\n", entry)
        self.edit(OPEN, "status: drafted", "status: returned")

    def seal(self, path: str = STORY) -> str:
        """The seal of an article as it lies in the work tree."""
        article = read_article(Folder(self.root), path)
        assert article, f"{path} cannot be read"
        return article.seals.full

    def act(self, kind: str, by: str = "sari", *, at: str = "2026-11-20T10:15+07:00", more: str = "") -> None:
        """Append an act to the published story; it seals the story as it lies there."""
        status = {"withdrawal": "withdrawn", "republication": "published"}.get(kind)
        if status:
            text = (self.root / STORY).read_text()
            (self.root / STORY).write_text(re.sub(r"^status: .*$", f"status: {status}", text, flags=re.MULTILINE))
        if "acts:" not in (self.root / STORY).read_text():
            self.edit(STORY, "corrections: []\n", "acts: []\n")
        entry = (
            f"  - act: {kind}\n    by: {by}\n    at: {at}\n    note: Diperbaiki.\n{more}    content: {self.seal()}\n"
        )
        text = (self.root / STORY).read_text().replace("acts: []\n", "acts:\n")
        header, _, body = text.removeprefix("---\n").partition("---\n")
        (self.root / STORY).write_text(f"---\n{header}{entry}---\n{body}")

    def check(self, base: str = "main", head: str = "change") -> list[Finding]:
        """The errors of the change."""
        with Repository(self.root) as repository:
            judged = ChangeCheck(repository, base, head)
            report = judged.report(judged.load(), self.now)
        return [finding for finding in report.findings if finding.severity == "error"]

    def correct(self, by: str = "rina", *, place: int = 4, note: str = "note: Jam salah ketik.") -> None:
        """Append an entry that corrects the drafting step of the open request."""
        entry = f"  - step: 4\n    by: {by}\n    finished: 2026-11-20T09:45+07:00\n    {note}\n    corrects: {place}\n"
        self.edit(OPEN, "holds: []\n", entry + "holds: []\n")

    def rules(self) -> set[str]:
        """The rules that the change breaks."""
        return {finding.rule for finding in self.check()}


def by_authors(one: CommitRange) -> dict[str, PushedCommit]:
    """As if everybody had pushed their own commits, as an approval of them asks for."""
    return {step.commit.id: PushedCommit(frozenset({PusherName(step.commit.author_email)}), None) for step in one.steps}
