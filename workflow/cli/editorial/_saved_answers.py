"""What somebody typed for a command that was not done in the end: kept for a day, and offered the next time.

It lies in Git's own folder of this clone, readable by nobody else, and is in no commit and in no push. An answer in
which personal data can be recognised is never kept; all of it goes as soon as the command is done, when it is not gone
on with, and after a day.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec
from msgspec import Struct

from workflow.cli.shared import prompts
from workflow.config.office import Office
from workflow.git.worktree import git_folder
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message
from workflow.reporters.escape import printable
from workflow.rules.privacy._personal_data import find_personal_data, public_contacts
from workflow.text.field_types import SECONDS_PER_DAY

ANSWERS_FILE = "redaksi-answers.json"


class SavedAnswers(Struct, frozen=True):
    """The answers of one command."""

    command: str
    """What was called, as in "step 2026-0171"."""
    at: int
    answers: dict[str, str]


class AnswerStore:
    """The answers given to one command so far."""

    def __init__(self, root: Path, office: Office, command: str) -> None:
        folder = git_folder(root)
        self.file = folder / ANSWERS_FILE if folder else None
        self.office, self.command = office, command
        self.answers: dict[str, str] = {}

    def offered(self, questions: Mapping[str, Message]) -> dict[str, str]:
        """What was typed the last time, where its person goes on with it; what is not wanted is forgotten."""
        noted = self._read()
        if noted is None or noted.command != self.command:
            return {}
        known = {name: answer for name, answer in noted.answers.items() if name in questions}
        if not known:  # of another version
            return {}
        click.echo(tr("The last time you typed this, and it was not entered:"))
        for name, answer in known.items():
            click.echo(f"  {translate(questions[name])}: {printable(answer)}")
        if not prompts.confirm(tr("Go on with it?")):
            self.forget()
            return {}
        self.answers = known
        return self.answers

    def note(self, name: str, answer: str) -> None:
        """Keep an answer, unless personal data can be recognised in it."""
        if any(True for _ in find_personal_data(answer, public_contacts(self.office))):
            self.answers.pop(name, None)
        else:
            self.answers[name] = answer
        self._write()

    def drop(self, name: str) -> None:
        """Keep an answer no longer: it was wrong."""
        self.answers.pop(name, None)
        self._write()

    def forget(self) -> None:
        """Keep nothing: it is entered, or not wanted."""
        self.answers = {}
        if self.file:
            self.file.unlink(missing_ok=True)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Say that the answers are kept, where a command ends without being done."""
        try:
            yield
        except (click.Abort, SystemExit):
            if self.answers:
                click.echo(tr("What you typed is kept here for a day; call the command again to go on."), err=True)
            raise

    def _read(self) -> SavedAnswers | None:
        try:
            noted = msgspec.json.decode(self.file.read_bytes(), type=SavedAnswers) if self.file else None
        except (OSError, msgspec.DecodeError):
            return None
        if noted and not 0 <= time.time() - noted.at < SECONDS_PER_DAY:
            self.forget()
            return None
        return noted if noted and noted.answers else None

    def _write(self) -> None:
        if self.file is None:
            return
        data = msgspec.json.encode(SavedAnswers(self.command, int(time.time()), self.answers))
        self.file.unlink(missing_ok=True)
        with os.fdopen(os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
