"""No option is taken for the value of another one, in any command."""

from collections.abc import Iterator

import click
import pytest

from tests.support.command_line import redaksi
from workflow.cli.main import COMMANDS, group


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
