"""One SSH server for all tests here, as it was at first for each."""

import os
from collections.abc import Iterator

import pytest

from tests.deploy.sshd import Sshd, install_programs, run_sshd


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with run_sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def server(running: Sshd, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sshd]:
    """The server, and SSH here knowing how to get in."""
    monkeypatch.setenv("REDAKSI_SSH", running.command)
    running.stop_at(0)
    yield running
    install_programs(running.folder)


@pytest.fixture
def umask() -> Iterator[None]:
    """A careful person's: nobody else may read what they write."""
    before = os.umask(0o077)
    yield
    os.umask(before)
