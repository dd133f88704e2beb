"""A sample office in a clone with a remote, a private store, and a mail server."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.clone import git, sample_clone
from tests.support.command_line import redaksi
from tests.support.mail_server import Handler, mail_server
from tests.support.offices import made_once
from workflow.delivery import outbox
from workflow.git.append_only_ref import AppendOnlyRef

KEPT = ("0121", "jembatan-gantung-sungai-laur", "0166", "vaksinasi-rabies-delta-pawan")
"""A letter that is published and one that is under way, with their stories."""

LATER = "--now=2026-11-20T10:36+07:00"
"""When an intent of NOW is no longer one that somebody may be at work on."""

LONG = 10 * 365 * 24 * 3600
"""The sample's letters are old, and mean to be sent."""
NOW = "2026-11-20T10:05+07:00"
AT = f"--now={NOW}"


class Desk(NamedTuple):
    """Where mail is sent from."""

    root: Path
    store: Path
    handler: Handler
    environment: dict[str, str]


def fill(store: Path, mode: int = 0o600) -> None:
    """Contacts for everybody of the sample office."""
    numbers = ["2024-0107", *(f"2026-{number:04}" for number in (33, 121, 124, 129, 133, 138, 141, 144, 149, 152, 168))]
    partners = ("koran-contoh", "mingguan-contoh", "portal-contoh", "radio-contoh", "tv-contoh")
    people = ("kadis", "budi", "sari", "rina", "dewi")
    files = {
        "senders.yml": "".join(f"{number}:\n  email: kirim-{number}@pengirim.example\n" for number in numbers),
        "partners.yml": "".join(f"{key}:\n  email: redaksi@{key}.example\n  name: Redaksi {key}\n" for key in partners),
        "people.yml": "".join(f"{key}:\n  email: {key}@kantor.example\n" for key in people),
    }
    store.mkdir(mode=0o700)
    for name, text in files.items():
        (store / name).write_text(text)
        (store / name).chmod(mode)


def _begin(folder: Path) -> None:
    """A clone and its remote, with an outbox that knows of nothing."""
    folder.mkdir()
    root = sample_clone(folder / "clone")
    git(folder, "init", "--quiet", "--bare", "remote.git")
    git(root, "remote", "add", "origin", "../remote.git")  # wherever the two are copied to
    outbox.Outbox(AppendOnlyRef(root, outbox.OUTBOX_REF, "origin")).begin(0)


def _begin_at_eight(folder: Path) -> None:
    """The same, where all that was due before this morning was not sent by program: five messages are due since."""
    _begin(folder)
    assert redaksi("deliver", "--first", "--now=2026-11-20T08:00+07:00", f"--root={folder / 'clone'}").code == 0


@contextmanager
def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]) -> Iterator[Desk]:
    monkeypatch.setenv("REDAKSI_LANG", "en")
    monkeypatch.setattr(outbox, "FORGOTTEN_AFTER_SECONDS", LONG)
    made_once(make, folder)
    root, store = folder / "clone", folder / "store"
    fill(store)
    with mail_server() as (handler, port):
        environment = {
            "REDAKSI_PRIVATE": str(store),
            "REDAKSI_SMTP_HOST": "127.0.0.1",
            "REDAKSI_SMTP_PORT": str(port),
            "REDAKSI_SMTP_TLS": "none",
            "REDAKSI_LANG": "en",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(root)
        yield Desk(root, store, handler, {**os.environ, **environment})


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Nothing has been sent yet, in all the years."""
    with _open(tmp_path, monkeypatch, _begin) as made:
        yield made


@pytest.fixture
def desk_at_eight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Only the messages of one morning are due: each takes seven processes of Git."""
    with _open(tmp_path, monkeypatch, _begin_at_eight) as made:
        yield made


def events(root: Path) -> list[str]:
    """Every event of the outbox, as the remote has them."""
    names = git(root.parent / "remote.git", "ls-tree", "-r", "--name-only", "refs/redaksi/outbox").split()
    return [f"{name.split('/')[0]}:{name.split('/')[1].split('.')[1]}" for name in names]


def part(mail: Message, kind: str) -> str:
    [found] = [one for one in mail.walk() if one.get_content_type() == kind]
    return bytes(found.get_payload(decode=True)).decode()


def subjects(desk: Desk) -> list[str]:
    return [str(mail["Subject"]) for mail in desk.handler.mails]


def kinds(root: Path) -> set[str]:
    """What was sent or tried, by what it is about."""
    return {one.split(".")[1] for one in events(root) if "." in one}
