"""How a command ends with exit code 2: it was called in a way that it cannot obey."""

from typing import NoReturn

from workflow.extras import MissingExtraError
from workflow.i18n.catalog import tr
from workflow.text.finding import ExitCode


class UsageExit(SystemExit):
    """The end of a command, and why."""

    def __init__(self, message: str, code: ExitCode = ExitCode.CONFIGURATION) -> None:
        super().__init__(int(code))
        self.message, self.exit = message, code


def without_extra(missing: MissingExtraError) -> UsageExit:
    """The end of a command whose packages are not installed."""
    return UsageExit(
        tr(
            "This needs the packages of `{extra}`, which are not installed here. Install them with: {command}",
            extra=missing.extra,
            command=missing.extra.command,
        )
    )


def complain(message: str) -> NoReturn:
    """End with the exit code for a wrong call. Whoever called the command says why, once."""
    raise UsageExit(message)
