"""A real SSH server on a port of this computer, whose programs can be stopped at any call."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

PROGRAM = "/usr/sbin/sshd"
COUNTED_PROGRAMS = ("ln", "mkdir", "mv", "rm", "rsync", "sync")
PROGRAM_PATHS = {name: shutil.which(name) for name in ("sh", "cat", "flock", "readlink", *COUNTED_PROGRAMS)}

SERVER = """\
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
MaxStartups 100
SetEnv PATH={folder}/programs
"""
CLIENT = """\
Host kantor
  HostName 127.0.0.1
  User {user}
  Port {port}
Host *
  KexAlgorithms curve25519-sha256
  IdentityFile {folder}/key
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile {folder}/known
  GlobalKnownHostsFile none
"""
COUNTING_SCRIPT = """\
#!/bin/sh
n=$(($({cat} {folder}/count) + 1)); echo $n >{folder}/count
if [ $n = "$({cat} {folder}/stop)" ]; then kill -9 0; fi
exec {program} "$@"
"""
"""A program that ends the whole session, itself and its shell, when it is the n-th that is called."""


class Sshd(Struct):
    """The server, while it runs."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    def target(self, path: Path, host: str = "127.0.0.1") -> str:
        return f"ssh://{getpass.getuser()}@{host}:{self.port}{path}"

    @property
    def command(self) -> str:
        """What REDAKSI_SSH must be."""
        return f"ssh -F {self.folder}/config"

    def stop_at(self, number: int) -> None:
        """The session ends with the n-th call of a counted program; 0: never."""
        (self.folder / "stop").write_text(str(number))
        (self.folder / "count").write_text("0")

    def count(self) -> int:
        return int((self.folder / "count").read_text())

    def cut(self) -> None:
        """End every connection, as if the line were cut."""
        for child in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            try:
                os.kill(int(child), signal.SIGKILL)
            except ProcessLookupError:
                continue

    def put(self, name: str, script: str | None) -> None:
        """Change a program of the server, or take it away."""
        place = self.folder / "programs" / name
        place.unlink(missing_ok=True)
        if script is not None:
            write_executable(place, script)


def write_executable(place: Path, script: str) -> None:
    place.write_text(script)
    place.chmod(0o755)


def install_programs(folder: Path) -> None:
    """What the server's accounts find in their PATH: few programs, and those counted."""
    shutil.rmtree(folder / "programs", ignore_errors=True)
    (folder / "programs").mkdir()
    for name, found in PROGRAM_PATHS.items():
        assert found, f"the tests need {name}; see tests/sshd.sh"
        if name in COUNTED_PROGRAMS:
            write_executable(
                folder / "programs" / name,
                COUNTING_SCRIPT.format(folder=folder, program=found, cat=PROGRAM_PATHS["cat"]),
            )
        else:
            (folder / "programs" / name).symlink_to(found)


@contextmanager
def run_sshd(folder: Path) -> Iterator[Sshd]:
    """The server, with one account, this one."""
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    install_programs(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    (folder / "server").write_text(SERVER.format(folder=folder, port=port))
    (folder / "config").write_text(CLIENT.format(folder=folder, port=port, user=getpass.getuser()))
    kind, blob, *_ = (folder / "host.pub").read_text().split()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {kind} {blob}\n")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([PROGRAM, "-D", "-e", "-f", folder / "server"], stdout=log, stderr=log)
    server = Sshd(folder, port, process)
    server.stop_at(0)
    try:
        _wait(server)
        yield server
    finally:
        server.cut()
        process.kill()
        process.wait()


def _wait(server: Sshd) -> None:
    for _ in range(500):
        assert server.process.poll() is None, (server.folder / "log").read_text()
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", server.port)):
                return
        time.sleep(0.01)
    raise AssertionError((server.folder / "log").read_text())
