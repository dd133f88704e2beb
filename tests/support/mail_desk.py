"""A sample office in a clone with a remote, a private store, and a mail server."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.clone import git, sample_clone
from tests.support.mail_server import Handler, mail_server
from workflow.delivery import outbox
from workflow.git.append_only_ref import AppendOnlyRef

LONG = 10 * 365 * 24 * 3600
"""The sample's letters are old, and mean to be sent."""
NOW = "2026-11-20T10:05+07:00"


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


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    root = sample_clone(tmp_path / "clone")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(root, "remote", "add", "origin", str(tmp_path / "remote.git"))
    fill(tmp_path / "store")
    with mail_server() as (handler, port):
        environment = {
            "REDAKSI_PRIVATE": str(tmp_path / "store"),
            "REDAKSI_SMTP_HOST": "127.0.0.1",
            "REDAKSI_SMTP_PORT": str(port),
            "REDAKSI_SMTP_TLS": "none",
            "REDAKSI_LANG": "en",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(outbox, "FORGOTTEN_AFTER_SECONDS", LONG)
        outbox.Outbox(AppendOnlyRef(root, outbox.OUTBOX_REF, "origin")).begin(0)
        monkeypatch.chdir(root)
        yield Desk(root, tmp_path / "store", handler, {**os.environ, **environment})
