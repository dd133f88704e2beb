"""Killed together with Git while Git writes or talks to the remote: nothing is sent twice, nothing is lost."""

import os
import re
import shutil
import signal
from pathlib import Path

import pytest

from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.forked import MAIN, python
from tests.support.mail_desk import LATER, NOW, Desk

WRAPPER = """#!/bin/sh
case " $* " in
*" fast-import "*|*" push "*|*" fetch "*|*" update-ref "*)
  count=$(($(cat "$0.count") + 1)); echo $count > "$0.count"
  if [ $count -eq $KILL_AT ]; then
    {real} "$@" & child=$!
    if [ "$KILL_AFTER" = end ]; then wait $child; else sleep "$KILL_AFTER"; fi
    kill -9 $PPID $child
    exit 1
  fi;;
esac
exec {real} "$@"
"""
MOMENTS = ("0", "0.001", "0.003", "0.006", "0.012", "end")
"""Seconds after the start of a call to Git at which it and the program end."""


def wrapped(folder: Path) -> Path:
    """A folder with a `git` that can be told when to kill whoever called it, and itself."""
    folder.mkdir()
    program = folder / "git"
    program.write_text(WRAPPER.replace("{real}", shutil.which("git") or "git"))
    program.chmod(0o755)
    return folder


def run(desk: Desk, tools: Path, at: int, after: str) -> bool:
    """A morning's digest, killed in its so-manieth call; whether it came to that."""
    (tools / "git.count").write_text("0")
    environment = {**desk.environment, "KILL_AT": str(at), "KILL_AFTER": after}
    environment["PATH"] = f"{tools}{os.pathsep}{environment['PATH']}"
    done = python(MAIN, ["digest", f"--now={NOW}"], desk.root, environment)
    assert "Traceback" not in done.stderr
    return done.returncode == -signal.SIGKILL


def again(desk: Desk) -> None:
    """The next run. A lock that Git left when it was killed is named, and a person takes it away."""
    for _ in range(3):
        done = redaksi("digest", f"--now={NOW}")
        if done.code != 2:
            assert done.code == 0, done.err
            return
        lock = re.search(r"'([^']+\.lock)'|ref '?refs/redaksi/outbox", done.err)
        assert lock, done.err
        for folder in (desk.root / ".git", desk.root.parent / "remote.git"):
            for left in folder.rglob("*.lock"):
                if left.name != "redaksi-outbox.lock":
                    left.unlink()
    pytest.fail("the outbox stays locked")


def forget(desk: Desk, begun: str) -> None:
    """As if nothing had ever been sent."""
    desk.handler.mails.clear()
    for repository in (desk.root, desk.root.parent / "remote.git"):
        git(repository, "update-ref", "refs/redaksi/outbox", begun)


@pytest.mark.parametrize("after", MOMENTS)
def test_killed_while_git_works(desk: Desk, tmp_path: Path, after: str) -> None:
    tools = wrapped(tmp_path / "tools")
    begun = git(desk.root, "rev-parse", "refs/redaksi/outbox").strip()
    at = 0
    while True:
        at += 1
        forget(desk, begun)
        if not run(desk, tools, at, after):
            break
        again(desk)
        again(desk)
        identities = [str(mail["Message-ID"]) for mail in desk.handler.mails]
        unclear = re.findall(r"^(\S+)\n.*UNCLEAR", redaksi("outbox", LATER).out, re.MULTILINE)
        assert len(identities) <= 1, f"doubled, killed at {at}"
        assert len(identities) + len(unclear) >= 1, f"lost, killed at {at}"
        known = git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "refs/redaksi/outbox")
        assert known.count(".sent.") + len(unclear) == 1, f"not known to the remote, killed at {at}"
    assert at > 4
    assert len(desk.handler.mails) == 1
