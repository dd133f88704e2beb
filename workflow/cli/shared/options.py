"""What several commands take: the office's folder and the time it is."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.text.field_types import parse_instant


class InstantType(click.ParamType[int]):
    """A date and time with its offset, as in the records."""

    name = "ISO8601"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Seconds since the epoch."""
        if isinstance(value, int):
            return value
        try:
            return int(parse_instant(str(value)))
        except ValueError:
            self.fail(tr("“{value}” is not a time like 2024-10-21T08:05+07:00.", value=str(value)), param, ctx)


class FilledCommand(click.Command):
    """A command that people fill in: an option with nothing behind it is a slip, never as good as none."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; refuse an empty value."""
        rest = super().parse_args(ctx, args)
        for one in self.params:
            value = ctx.params.get(one.name or "")
            if isinstance(one, click.Option) and isinstance(value, str) and not value.strip():
                raise click.UsageError(tr("{option} needs a value, or is left out.", option=one.opts[0]), ctx)
        return rest


def root_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--root DIR`."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=".",
        metavar="DIR",
        help=tr("The office's folder (default: this one)."),
    )(function)


def now_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--now ISO8601`."""
    return click.option(
        "--now",
        type=InstantType(),
        help=tr("The time to judge by (default: now; in a sample office its frozen clock)."),
    )(function)


def judging_time(now: int | None, office: Office | None) -> int:
    """The time to judge by: the one given, the sample office's, or the computer's."""
    if now is not None:
        return now
    sample = office.identity.sample if office else None
    return int(sample.now) if sample else int(time.time())
