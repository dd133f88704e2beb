"""Python in a process of its own that has the program loaded already: for tests that start or kill a hundred of them.

The processes are forks of a server that has one thread, so nothing of the test's own is copied in the middle of its work.
Several may run at once. Run as a module, this is that server.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.support.offices import ROOT
from workflow.config.load import load_office
from workflow.engine.check_office import check_office

LOADED = (
    "workflow.cli.main",
    "workflow.cli.github_events.act",
    "workflow.cli.checking.check",
    "workflow.cli.messages.deliver",
    "workflow.cli.messages.digest",
    "workflow.cli.editorial.new",
    "workflow.cli.checking.receive",
    "workflow.cli.editorial.step",
)
MAIN = "from workflow.cli.main import main\nmain()"
LARGEST = 200_000
"""Bytes of a job; a packet of the socket holds no more."""
CLIENT = """\
#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect(bytes.fromhex("{address}"))
    job = {{"code": {code!r}, "arguments": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}
    socket.send_fds(server, [json.dumps(job).encode()], [0, 1, 2])
    sys.exit(int(server.recv(99)))
"""


def python(
    code: str, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a program text, as `python -c` does, and wait for its end."""
    job = {"code": code, "arguments": [*arguments], "folder": str(folder), "environment": dict(environment)}
    with (
        tempfile.TemporaryFile("w+") as out,
        tempfile.TemporaryFile("w+") as err,
        Path(os.devnull).open() as nothing,
        socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server,
    ):
        server.connect(_address())
        given = [file.fileno() for file in (nothing, out, err)]
        socket.send_fds(server, [json.dumps(job).encode()], given)
        status = int(server.recv(99))
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess([*arguments], status, out.read(), err.read())


def client(path: Path) -> Path:
    """A file that is called as the installed `redaksi` is, with its standard streams, and takes a tenth of its time."""
    path.write_text(CLIENT.format(python=sys.executable, address=_address().hex(), code=MAIN))
    path.chmod(0o755)
    return path


@cache
def _address() -> bytes:
    """Where the server listens. It ends when its standard input does: with the test's own process."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
        listening.bind("")  # to an address that the system chooses
        listening.listen()
        command = [sys.executable, "-m", "tests.support.forked", str(listening.fileno())]
        _RUNNING.append(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, pass_fds=[listening.fileno()]))
        return bytes(listening.getsockname())


_RUNNING: list[subprocess.Popen[bytes]] = []


def _serve(listening: socket.socket) -> None:
    for name in LOADED:
        importlib.import_module(name)
    check_office(ROOT, load_office(ROOT), int(time.time()), keep=False)  # the dictionary takes a second to be read
    gc.freeze()  # a child's collections leave alone, and so do not copy, what it has from here: ten times as fast
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who answer
    while listening in select.select([listening, sys.stdin], [], [])[0]:
        connection, _ = listening.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listening.close()
            _answer(connection)
            return
        connection.close()


def _answer(connection: socket.socket) -> None:
    data, given, _, _ = socket.recv_fds(connection, LARGEST, 3)
    job, child = json.loads(data), os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        connection.send(str(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    connection.close()
    for number, file in enumerate(given):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(job["environment"])
    os.chdir(job["folder"])
    sys.argv = ["-c", *job["arguments"]]
    exec(compile(job["code"], "<test>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
