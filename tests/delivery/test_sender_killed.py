"""Killed at any moment, nothing is sent twice and nothing is lost; what nobody can know is shown by its name."""

import re
from pathlib import Path

import pytest

from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.forked import python
from tests.support.mail_desk import NOW, Desk
from workflow.delivery.outbox import OUTBOX_REF

KILLER = """
import os, signal, sys
left = {left}
def watch(event, args):
    global left
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if writes or event in ("subprocess.Popen", "socket.connect", "smtplib.connect", "smtplib.send", "os.rename", "fcntl.flock"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from workflow.cli.main import main
main()
"""
LATER = "--now=2026-11-20T10:36+07:00"
"""When an intent of NOW is no longer one that somebody may be at work on."""
ACTS = {"digest": ("digest",), "deliver": ("deliver",)}


def killed(desk: Desk, act: str, left: int) -> bool:
    """Run a command until its so-manieth touch of the world; whether it came to that."""
    done = python(KILLER.format(left=left), (*ACTS[act], f"--now={NOW}"), desk.root, desk.environment)
    assert "Traceback" not in done.stderr
    return done.returncode < 0


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("half", [0, 1])
def test_killed_at_every_touch_of_the_world(desk: Desk, act: str, half: int) -> None:
    """`half`: odd or even moments, so that two processors share the work."""
    redaksi("deliver", "--first", "--now=2026-11-20T08:00+07:00")
    remote = desk.root.parent / "remote.git"
    start = git(remote, "rev-parse", OUTBOX_REF).strip()
    redaksi(*ACTS[act], f"--now={NOW}", "--root", desk.root)
    wanted = {str(mail["Message-ID"]) for mail in desk.handler.mails}
    assert wanted
    moments = ambiguous = 0
    step = 2 if act == "digest" else 10  # five messages go through the same moments
    for left in range(1 + half, 400, step):
        for repository in (desk.root, remote):
            git(repository, "update-ref", OUTBOX_REF, start)
        desk.handler.mails.clear()
        if not killed(desk, act, left):
            break
        moments += 1
        redaksi(*ACTS[act], f"--now={NOW}", "--root", desk.root)
        redaksi(*ACTS[act], f"--now={NOW}", "--root", desk.root)
        identities = [str(mail["Message-ID"]) for mail in desk.handler.mails]
        assert len(identities) == len(set(identities)), f"doubled, killed at {left}"
        unclear = re.findall(r"^(\S+)\n.*UNCLEAR", redaksi("outbox", LATER, "--root", desk.root).out, re.MULTILINE)
        assert len(unclear) <= 1
        ambiguous += len(unclear)
        sent = git(remote, "ls-tree", "-r", "--name-only", "refs/redaksi/outbox").count(".sent.")
        assert sent + len(unclear) == len(wanted), f"lost, killed at {left}"
        assert set(identities) <= wanted
        assert len(identities) >= len(wanted) - len(unclear)
    assert moments >= 12
    assert ambiguous >= 1


def test_receipts_that_could_not_be_shared_are_shared_later(desk: Desk, tmp_path: Path) -> None:
    """The remote goes away after the intent: what was sent is known here and comes there with the next run."""
    hook = tmp_path / "remote.git/hooks/update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\ntest ! -e "$GIT_DIR/once" && touch "$GIT_DIR/once" && exit 0\nexit 1\n')
    hook.chmod(0o755)
    done = redaksi("digest", f"--now={NOW}")
    assert done.code == 2
    assert "Nothing more was sent" in done.err
    assert len(desk.handler.mails) == 1
    hook.unlink()
    redaksi("digest", f"--now={NOW}")
    assert len(desk.handler.mails) == 1
    assert ".sent." in git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "refs/redaksi/outbox")


def test_nothing_goes_out_when_the_intent_cannot_be_shared(desk: Desk, tmp_path: Path) -> None:
    hook = tmp_path / "remote.git/hooks/update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    assert redaksi("digest", f"--now={NOW}").code == 2
    assert desk.handler.mails == []
