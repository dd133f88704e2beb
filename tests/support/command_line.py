"""Calling `redaksi` within the test's own process, as the installed command does it."""

import contextlib
import io
from typing import NamedTuple

import pytest

from workflow.cli.main import main


class Result(NamedTuple):
    """What a call left behind."""

    code: int
    out: str
    err: str


def redaksi(*arguments: object) -> Result:
    """Run the command; its exit code and what it wrote."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    assert "Traceback" not in err.getvalue(), err.getvalue()
    return Result(int(end.value.code or 0), out.getvalue(), err.getvalue())
