"""Python in a process of its own that has the program loaded already: for tests that kill a hundred of them.

The processes are forks of a server that has one thread, so nothing of the test's own is copied in the middle of its work.
Run as a module, this is that server.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from tests.support.offices import ROOT
from workflow.config.load import load_office
from workflow.engine.check_office import check_office

LOADED = (
    "workflow.cli.main",
    "workflow.cli.messages.deliver",
    "workflow.cli.messages.digest",
    "workflow.cli.editorial.new",
    "workflow.cli.editorial.step",
)
LOCK = Lock()


def python(
    code: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program text, as `python -c` does, and wait for its end."""
    with tempfile.TemporaryDirectory() as name, LOCK:
        out, err = Path(name, "out"), Path(name, "err")
        server = _server()
        assert server.stdin
        assert server.stdout
        job = {"code": code, "arguments": [*arguments], "folder": str(folder), "environment": dict(environment)}
        print(json.dumps({**job, "out": str(out), "err": str(err)}), file=server.stdin, flush=True)
        status = int(server.stdout.readline())
        return subprocess.CompletedProcess([*arguments], status, out.read_text(), err.read_text())


@cache
def _server() -> subprocess.Popen[str]:
    """Ends when its standard input does: with the test's own process."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.forked"],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _serve() -> None:
    for name in LOADED:
        importlib.import_module(name)
    check_office(ROOT, load_office(ROOT), int(time.time()), keep=False)  # the dictionary takes a second to be read
    for line in sys.stdin:
        job = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(job)
            exec(compile(job["code"], "<test>", "exec"), {"__name__": "__main__"})
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(job: dict[str, str]) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, name in ((0, ""), (1, "out"), (2, "err")):
        os.dup2(os.open(job[name], os.O_WRONLY | os.O_CREAT) if name else nothing, number)
    os.environ.clear()
    os.environ.update(job["environment"])  # type: ignore[arg-type]
    os.chdir(job["folder"])
    sys.argv = ["-c", *job["arguments"]]


if __name__ == "__main__":
    _serve()
