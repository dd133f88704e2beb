"""Killed at any moment: a step is entered once or not at all, and repeating the command is always right."""

import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clone import NOW, call, git, sample_clone

AT = "2026-11-20T10:05+07:00"
KILLER = """
import os, signal, sys
left = {left}
def watch(event, args):
    global left
    writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if writes or event in ("os.rename", "os.remove", "os.mkdir", "subprocess.Popen", "fcntl.flock", "os.truncate"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
"""
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")
ACTS = {
    "new": ("new", "--as=rina", "--number=1/KILL", "--date=2026-11-20", "--from=dinkes", "--subject=Uji coba", "--yes"),
    "dispose": ("step", "2026-0170", "--as=kadis", "--result=publish", "--to=redaktur", "--instruction=Olah."),
    "publish": ("step", "2026-0165", "--as=rina", "--outlets=website", "--delay=gangguan-jaringan"),
    "pause": ("step", "2026-0169", "--as=rina", "--pause=Menunggu foto"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clone = sample_clone(tmp_path_factory.mktemp("office") / "clone")
    git(clone, "gc", "--quiet")  # it is copied some two hundred times
    return clone


def copies(office: Path, folder: Path) -> Iterator[Path]:
    """Fresh copies of the clone, one after the other in the same place."""
    target = folder / "copy"
    while True:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(office, target)
        yield target


def flags(act: str) -> tuple[str, ...]:
    more = ("--acknowledged-by=kadis",) if act == "publish" else ()
    return (*ACTS[act], *more, f"--now={AT}")


def state(root: Path) -> tuple[str, str]:
    """What was entered, and what lies about."""
    return git(root, "rev-parse", "HEAD^{tree}").strip(), git(root, "status", "--porcelain")


def settle(root: Path, act: str) -> None:
    """Repeat the command as a person would who saw it cut off."""
    (root / ".git/index.lock").unlink(missing_ok=True)  # what Git itself asks of whoever was cut off
    call(root, *flags(act))


@pytest.mark.parametrize("act", ACTS)
def test_killed_at_every_write(office: Path, tmp_path: Path, act: str) -> None:
    places = copies(office, tmp_path)
    whole = next(places)
    assert call(whole, *flags(act)).returncode == 0
    wanted = state(whole)
    assert wanted[1] == ""
    killed = 0
    for left in range(1, 200):
        root = next(places)
        done = call(root, *flags(act), before=KILLER.format(left=left))
        if done.returncode >= 0:
            break
        killed += 1
        half = [path.name for path in root.rglob("content/**/*.md") if not path.read_bytes().endswith(b"\n")]
        assert half == []
        settle(root, act)
        assert state(root) == wanted, f"killed before event {left}"
        assert len(git(root, "log", "--format=%H").split()) == 2
        assert not (root / ".git/redaksi-step.json").exists()
    assert killed >= 12, killed


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("act", ACTS)
def test_killed_while_git_works(office: Path, tmp_path: Path, act: str, hook: str) -> None:
    """Git lives on when the program is killed; whoever comes next waits for it and finds what it did."""
    places = copies(office, tmp_path)
    whole = next(places)
    assert call(whole, *flags(act)).returncode == 0
    wanted = state(whole)
    root = next(places)
    script = root / ".git/hooks" / hook
    script.parent.mkdir(exist_ok=True)
    script.write_text('#!/bin/sh\nrm "$0"\nkill -9 "$(ps -o ppid= -p "$PPID" | tr -d " ")"\nsleep 0.5\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    assert call(root, *flags(act)).returncode < 0
    settle(root, act)
    assert state(root) == wanted
    assert len(git(root, "log", "--format=%H").split()) == 2


def test_a_file_that_was_changed_since_is_left_to_people(office: Path, tmp_path: Path) -> None:
    root = next(copies(office, tmp_path))
    path = root / "content/requests/2026/0170.md"
    for left in range(1, 100):
        call(root, *flags("dispose"), before=KILLER.format(left=left))
        if "redaktur" in path.read_text():
            break
    path.write_text(path.read_text() + "Catatan orang lain.\n")
    done = call(root, *flags("dispose"))
    assert done.returncode == 1
    assert re.search(r"cut off, and content/requests/2026/0170.md was changed since", done.stderr)
    assert path.read_text().endswith("Catatan orang lain.\n")


def test_two_at_once_get_a_number_each(office: Path, tmp_path: Path) -> None:
    import concurrent.futures

    root = next(copies(office, tmp_path))

    def register(place: int) -> str:
        letter = (f"--number={place}/RACE", "--date=2026-11-20", "--from=dinkes", f"--subject=Surat {place}")
        done = call(root, "new", "--as=rina", *letter, "--yes", f"--now={NOW}")
        assert done.returncode == 0, done.stderr
        return re.search(r"registered as (\S+)", done.stdout)[1]  # type: ignore[index]

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(register, range(6)))
    assert sorted(numbers) == [f"2026-{number:04}" for number in range(171, 177)]
    assert git(root, "status", "--porcelain") == ""
    assert len([*(root / "content/requests/2026").glob("017*.md")]) == 7


def test_what_is_shown_beforehand_is_judged_while_nobody_else_writes(office: Path, tmp_path: Path) -> None:
    import concurrent.futures

    from workflow.cli.shared.workspace import prepared_alone
    from workflow.services.transaction import exclusive_transaction

    root = next(copies(office, tmp_path))
    order: list[str] = []
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        with exclusive_transaction(root):
            shown = pool.submit(prepared_alone, root, lambda: order.append("read"))
            concurrent.futures.wait([shown], timeout=0.3)
            order.append("written")
        shown.result()
    assert order == ["written", "read"]
