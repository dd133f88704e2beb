"""Work on what strangers wrote ends when it must, with all that it started, and harms nobody else."""

import os
import signal
import time
from pathlib import Path

import pytest

from workflow.trial_build import sandbox
from workflow.trial_build.sandbox import SandboxEnd, Send


def _tells(tell: Send) -> None:
    tell(b"one")
    tell(b"two")


def _crashes(tell: Send) -> None:
    tell(b"one")
    os.kill(os.getpid(), signal.SIGSEGV)


def _eats(_: Send) -> None:
    bytearray(sandbox.MEMORY_LIMIT * 2)


def _raises(_: Send) -> None:
    raise ValueError


def _waits(tell: Send) -> None:
    child = os.fork()
    if child == 0:
        time.sleep(600)
    tell(str(child).encode())
    time.sleep(600)


def test_what_is_told_comes_in_its_order(tmp_path: Path) -> None:
    assert list(sandbox.run_confined(_tells, tmp_path, 20)) == [b"one", b"two"]


def test_how_it_ended(tmp_path: Path) -> None:
    assert list(sandbox.run_confined(_crashes, tmp_path, 20)) == [b"one", SandboxEnd.CRASH]
    assert list(sandbox.run_confined(_eats, tmp_path, 20)) == [SandboxEnd.MEMORY]
    assert list(sandbox.run_confined(_raises, tmp_path, 20)) == [SandboxEnd.CRASH]


def test_whatever_it_started_ends_with_it(tmp_path: Path) -> None:
    child, end = sandbox.run_confined(_waits, tmp_path, 1)
    assert end is SandboxEnd.TIME
    assert isinstance(child, bytes)
    for _ in range(100):
        if not Path(f"/proc/{int(child)}").exists() or "Z" in Path(f"/proc/{int(child)}/stat").read_text().split()[2]:
            return
        time.sleep(0.05)
    pytest.fail("the child goes on")


def test_the_disk_is_not_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "DISK_LIMIT", -(1 << 60))
    assert SandboxEnd.ROOM in list(sandbox.run_confined(_waits, tmp_path, 20))
