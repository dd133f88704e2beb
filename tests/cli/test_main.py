"""What all commands have in common: no option is taken for the value of another one, and Git may be missing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.command_line import redaksi
from tests.support.repository import Office
from workflow.cli.main import COMMANDS, group

MAIN = ("-c", "from workflow.cli.main import main; main()")


def commands(within: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name in within.list_commands(click.Context(within)):
        found = within.get_command(click.Context(within), name)
        assert found
        if isinstance(found, click.Group):
            yield from commands(found, (*path, name))
        else:
            yield (*path, name), found


def test_no_option_swallows_another() -> None:
    tried = 0
    for path, command in commands(group()):
        options = [one for one in command.params if isinstance(one, click.Option)]
        for option in (one for one in options if not one.is_flag and not one.count):
            names = [name for one in options for name in one.opts if one is not option and name.startswith("--")]
            other = [*names, "--help"][0]
            done = redaksi(*path, option.opts[0], other)
            assert done.code == 2
            assert f"{option.opts[0]} " in done.err, (path, option.opts)
            assert other in done.err
            tried += 1
    assert tried > len(COMMANDS)


@pytest.mark.parametrize("behind", ["--yes", "--now=2026-11-27T10:05+07:00", "--help"])
def test_a_pause_without_its_reason_stops_no_clock(behind: str) -> None:
    done = redaksi("step", "2026-0170", "--as=kadis", "--pause", behind)
    assert done.code == 2
    assert "--pause needs a value" in done.err


def test_without_git_the_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether Git is asked by GitPython, which even refuses to be imported without it, or by the program itself."""
    office = Office(tmp_path / "office")
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    step = ("step", "2026-0002", "--as=sari", "--yes", f"--root={office.root}")
    alone = subprocess.run([sys.executable, *MAIN, *step], capture_output=True, text=True, check=False)
    said = [(alone.returncode, alone.stderr)]
    said += [(done.code, done.err) for done in (redaksi(one, f"--root={office.root}") for one in ("audit", "outbox"))]
    assert [code for code, _ in said] == [2, 2, 2]
    assert all("redaksi: Git was not found on this computer. Install it" in text for _, text in said), said
