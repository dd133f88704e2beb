"""How a command ends with exit code 2: it was called in a way that it cannot obey."""

from typing import NoReturn

from workflow.text.finding import ExitCode


class UsageExit(SystemExit):
    """The end of a command, and why."""

    def __init__(self, message: str, code: ExitCode = ExitCode.CONFIGURATION) -> None:
        super().__init__(int(code))
        self.message, self.exit = message, code


def complain(message: str) -> NoReturn:
    """End with the exit code for a wrong call. Whoever called the command says why, once."""
    raise UsageExit(message)
