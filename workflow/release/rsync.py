"""Sending a site to a server, by rsync."""

import shutil
import subprocess
from pathlib import Path

from workflow.release.remote_errors import absent, not_sent
from workflow.release.ssh_target import Server

PROGRAM = "rsync"
WAY = (
    *("--recursive", "--copy-links", "--perms", "--chmod=D755,F644", "--compress"),
    "--checksum",  # a site that was built anew has new times; the same size and time would prove nothing
    "--timeout=600",  # seconds of silence; a slow disk may need minutes for its checksums
    "--protect-args",  # no shell there reads the folder's name
)


def send(server: Server, site: Path, place: str, former: str | None) -> None:
    """Copy a site to a folder of the server that does not exist yet. Raises PlaceError.

    Files that are the same in `former`, another folder there, become links to those; the others alone are sent.
    """
    if shutil.which(PROGRAM) is None:
        raise absent(PROGRAM)
    like = [f"--link-dest={former}"] if former else []
    shell = f"--rsh={' '.join(map(_word, server.ssh()))}"
    command = [PROGRAM, *WAY, *like, shell, f"{site.absolute()}/", f"{server.login}:{place}/"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise not_sent(server, (done.stdout + done.stderr).decode("utf-8", "replace"))


def _word(word: str) -> str:
    """A word of a command as rsync splits it: it knows quotes and doubled quotes, but no backslashes."""
    return "'" + word.replace("'", "''") + "'" if set(word) & set(" '\"") else word
