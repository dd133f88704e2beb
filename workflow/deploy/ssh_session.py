"""An SSH session: one shell on a server, whose locks are released when the connection ends, however it ends."""

import re
import secrets
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from workflow.deploy.remote_errors import connection_failed, program_missing
from workflow.deploy.ssh_target import SshTarget

CONNECT_TIMEOUT = 60
"""Seconds until a server's shell must have answered for the first time."""
MAX_ERROR_BYTES = 200
"""Of what a shell wrote last."""
EXIT_TIMEOUT = 10
"""Seconds that it may take to end."""


class SshSession:
    """One POSIX shell that is given scripts one after another."""

    def __init__(self, server: SshTarget, into: IO[bytes], out: IO[bytes], errors: IO[bytes]) -> None:
        self._server, self._into, self._out, self._errors = server, into, out, errors
        self._end = secrets.token_hex(16)  # nothing that a file holds or a program says looks like it
        self._ending = re.compile(rb"%s (\d+)\n" % self._end.encode())

    def ask(self, script: str) -> tuple[int, bytes]:
        """The exit code of a script and all that it wrote. Raises ReleaseTargetError when the connection ends.

        A script of which only a part arrives is not run: its closing brace is missing.
        """
        framed = f"{{\n{script}\n}} </dev/null 2>&1; printf '\\n%s %d\\n' {self._end} $?\n"
        with suppress(BrokenPipeError):
            self._into.write(framed.encode())
            self._into.flush()
        lines: list[bytes] = []
        for line in self._out:
            end = self._ending.fullmatch(line)
            if end:
                return int(end[1]), b"".join(lines)[:-1]
            lines.append(line)
        self._errors.seek(0)
        output = self._errors.read().strip() or b"".join(lines)[-MAX_ERROR_BYTES:]
        raise connection_failed(self._server, output.decode("utf-8", "replace"))


@contextmanager
def open_session(server: SshTarget) -> Iterator[SshSession]:
    """A shell on the server. Raises ReleaseTargetError when there is none to be had."""
    with tempfile.TemporaryFile() as errors, _ssh(server, errors) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError
        session = SshSession(server, process.stdin, process.stdout, errors)
        timer = threading.Timer(CONNECT_TIMEOUT, process.kill)
        timer.start()
        try:
            session.ask("umask 022; export LC_ALL=C")
            timer.cancel()
            yield session
        finally:
            timer.cancel()
            with suppress(BrokenPipeError):
                process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(EXIT_TIMEOUT)  # then the lock is free
            process.kill()


def _ssh(server: SshTarget, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    command = server.shell()
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
    except OSError:
        raise program_missing(command[0]) from None
