"""Publishing over SSH, killed at every step on either side, and by chance: readers get one whole release."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.deploy.sites import live_files, publish_site, write_site
from tests.deploy.sshd import Sshd, write_executable
from workflow.deploy.errors import ReleaseTargetError
from workflow.deploy.local_releases import LocalReleases
from workflow.deploy.lock import BusyError

CHILD = """
import os, signal, sys
from pathlib import Path
from tests.deploy.sites import publish_site
from workflow.deploy import remote_releases, ssh_session
target, made, stop = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
count = 0
def step():
    global count
    count += 1
    if count == stop:
        os.killpg(0, signal.SIGKILL)
class Pipe:
    def __init__(self, pipe):
        self.write, self.close, self._flush = pipe.write, pipe.close, pipe.flush
    def flush(self):
        self._flush()
        step()
def started(*arguments):
    process = start(*arguments)
    process.stdin = Pipe(process.stdin)
    return process
def sent(*arguments):
    step()
    return send(*arguments)
start, ssh_session._ssh = ssh_session._ssh, started
send, remote_releases.send_site = remote_releases.send_site, sent
publish_site(target, made, 1)
print(count)
"""
"""Ends itself and its SSH and rsync without mercy: when the n-th script is on its way, and before files are."""


def child(target: str, made: Path, stop: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, target, str(made), str(stop)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )


def at_last(target: str | Path, made: Path) -> None:
    """The next run, which may come before the server has seen that the former one is gone."""
    for _ in range(200):
        try:
            publish_site(target, made, keep=1)
        except BusyError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError


def is_clean(www: Path) -> bool:
    """Whether nothing is left of what was not finished."""
    return len(LocalReleases(www).names()) == 1 and sorted(e.name for e in www.iterdir()) == [
        ".lock",
        "current",
        "releases",
    ]


@pytest.fixture
def clean(server: Sshd, tmp_path: Path) -> Path:
    """A folder that serves the site "a"."""
    publish_site(tmp_path / "clean", write_site(tmp_path / "a", "a"))
    write_site(tmp_path / "b", "b")
    write_site(tmp_path / "c", "c")
    return tmp_path / "clean"


def test_the_server_dies_at_every_step(server: Sshd, clean: Path, tmp_path: Path) -> None:
    ends = []
    for stop in range(1, 100):
        www = Path(shutil.copytree(clean, tmp_path / str(stop), symlinks=True))
        server.stop_at(stop)
        with suppress(ReleaseTargetError):
            publish_site(server.target(www), tmp_path / "b", keep=1)
        ends.append(live_files(www))
        if server.count() < stop:
            break
        if stop % 4 == 0:
            server.stop_at(0)
            at_last(server.target(www), tmp_path / "c")
            assert (live_files(www), is_clean(www)) == ("c", True)
    assert len(ends) > 10
    assert ends == sorted(ends), "once it is live it stays"
    assert set(ends) == {"a", "b"}


def test_killed_at_every_step_here(server: Sshd, clean: Path, tmp_path: Path) -> None:
    counting = child(server.target(Path(shutil.copytree(clean, tmp_path / "0", symlinks=True))), tmp_path / "b", 0)
    total = int(counting.communicate(timeout=60)[0])
    assert total > 10

    def kill(stop: int) -> str:
        www = Path(shutil.copytree(clean, tmp_path / str(stop), symlinks=True))
        assert child(server.target(www), tmp_path / "b", stop).wait(60) == -signal.SIGKILL
        seen = live_files(www)
        if stop % 4 == 0:
            at_last(www, tmp_path / "c")
            assert (live_files(www), is_clean(www)) == ("c", True)
        return seen

    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(kill, range(1, total + 1))) == {"a", "b"}


@pytest.mark.parametrize("after", [0, 200, 600])
def test_the_line_is_cut_while_files_are_sent(server: Sshd, clean: Path, tmp_path: Path, after: int) -> None:
    """`after`: bytes that arrive."""
    rsync = server.folder / "programs/rsync"
    cut = f'#!/bin/sh\n{shutil.which("dd")} bs=1 count={after} | {shutil.which("rsync")} "$@"\n'
    server.put("rsync", cut)
    (tmp_path / "b/noise.bin").write_bytes(random.Random(1).randbytes(5000))
    with pytest.raises(ReleaseTargetError):
        publish_site(server.target(clean), tmp_path / "b")
    assert live_files(clean) == "a"
    write_executable(rsync, f'#!/bin/sh\nexec {shutil.which("rsync")} "$@"\n')
    publish_site(server.target(clean), tmp_path / "b", keep=1)
    assert (live_files(clean), is_clean(clean)) == ("b", True)


def test_killed_by_chance_while_readers_read(server: Sshd, clean: Path, tmp_path: Path) -> None:
    chance, got, over = random.Random(5), set[str](), threading.Event()

    def read() -> None:
        while not over.is_set():
            release = (clean / "current").resolve(strict=True)
            try:
                got.add("".join((release / f"{number}.txt").read_text() for number in range(5)))
            except FileNotFoundError:  # only a release that is no longer live goes
                assert (clean / "current").resolve(strict=True) != release

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(read)
        try:
            for turn in range(5):
                running = child(server.target(clean), tmp_path / "bab"[turn % 3], 0)
                time.sleep(chance.uniform(0.3, 1.2))
                if turn % 2:
                    os.killpg(running.pid, signal.SIGKILL)
                else:
                    server.cut()
                running.communicate(timeout=60)
                assert live_files(clean) in {"a", "b"}
        finally:
            over.set()
        reader.result()
    assert got <= {"aaaaa", "bbbbb"}
    assert "aaaaa" in got
    at_last(server.target(clean), tmp_path / "c")
    assert (live_files(clean), is_clean(clean)) == ("c", True)
