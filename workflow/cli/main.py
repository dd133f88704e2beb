"""The command `redaksi`. Commands are imported when they are called, so that each starts fast."""

import importlib
import shutil
import sys
from itertools import pairwise
from typing import Any

import click

from workflow.cli.shared import gettext
from workflow.cli.shared.usage_exit import UsageExit, complain, without_extra
from workflow.extras import MissingExtraError
from workflow.git.errors import GIT_MISSING
from workflow.i18n.catalog import tr, translate
from workflow.text.finding import ExitCode

COMMANDS = {
    "check": "checking",
    "explain": "checking",
    "new": "editorial",
    "draft": "editorial",
    "step": "editorial",
    "story": "editorial",
    "mistake": "editorial",
    "mine": "editorial",
    "admin": "setup",
    "preview": "publishing",
    "paper": "editorial",
    "deliver": "messages",
    "outbox": "messages",
    "watch": "messages",
    "digest": "messages",
    "routine": "messages",
    "captions": "messages",
    "contacts": "messages",
    "status": "editorial",
    "due": "publishing",
    "clock": "editorial",
    "fmt": "editorial",
    "sign": "editorial",
    "signers": "setup",
    "staged": "checking",
    "hooks": "setup",
    "receive": "checking",
    "audit": "checking",
    "publish": "publishing",
    "verify": "publishing",
    "validate": "github_events",
    "comment": "github_events",
    "act": "github_events",
    "renumber": "editorial",
    "codeowners": "setup",
    "doctor": "setup",
    "github": "setup",
    "holidays": "setup",
    "schema": "setup",
    "form": "setup",
    "import": "setup",
    "handbook": "setup",
    "init": "setup",
    "update": "setup",
}
"""In the order in which the help shows them: each command, and the folder in which a module of its name holds it."""


class CommandGroup(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """All commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"workflow.cli.{COMMANDS[cmd_name]}.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; refuse an option that would be taken for the value of the one before it."""
        name, command, rest = super().resolve_command(ctx, args)
        if command and (swallowed := _swallowed(command, rest)):
            complain(tr("{option} needs a value; {found} behind it is an option itself.", **swallowed))
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Call a command, and say why where it ends by a complaint."""
        try:
            return super().invoke(ctx)
        except MissingExtraError as missing:
            end = without_extra(missing)
        except UsageExit as made:
            end = made
        click.echo(f"redaksi: {end.message}", err=True)
        raise end


def _swallowed(command: click.Command, arguments: list[str]) -> dict[str, str]:
    """The first option without its value, and the option that stands there instead; {} for none."""
    if isinstance(command, click.Group):
        for place, name in enumerate(arguments):
            if within := command.commands.get(name):
                return _swallowed(within, arguments[place + 1 :])
    options = [one for one in command.params if isinstance(one, click.Option)]
    names = {name for one in options for name in (*one.opts, *one.secondary_opts)} | {"--help"}
    with_value = {name for one in options if not one.is_flag and not one.count for name in one.opts}
    for option, found in pairwise(arguments):
        if option == "--":
            break
        if option in with_value and found.partition("=")[0] in names:
            return {"option": option, "found": found}
    return {}


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code. What nobody foresaw ends in 3, without a traceback."""
    gettext.install()
    try:
        group()(arguments, prog_name="redaksi", standalone_mode=True)
    except BrokenPipeError:
        sys.exit(ExitCode.CLEAN)
    except Exception as error:
        if lacks_git(error):
            click.echo(f"redaksi: {translate(GIT_MISSING)}", err=True)
            sys.exit(ExitCode.CONFIGURATION)
        click.echo(tr("redaksi: unexpected failure: {error}", error=f"{type(error).__name__}: {error}"), err=True)
        click.echo(tr("Please report this; with REDAKSI_DEBUG=1 the program shows where it happened."), err=True)
        if gettext.debugging():
            raise
        sys.exit(ExitCode.UNEXPECTED)


def lacks_git(error: Exception) -> bool:
    """Whether something failed because there is no Git on this computer."""
    from git.exc import GitCommandNotFound  # slow to import, and known by then

    return isinstance(error, GitCommandNotFound) and shutil.which("git") is None


def group() -> click.Group:
    """The command group, made after the language is known."""
    made = CommandGroup(
        "redaksi",
        help=tr("Run the office's SOP on Git: judge requests and articles, show whose turn it is, build the site."),
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return click.version_option(package_name="redaksi", message="redaksi %(version)s")(made)
