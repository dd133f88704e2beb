"""Sends a site to a server by rsync."""

import shutil
import subprocess
from pathlib import Path

from workflow.deploy.remote_errors import program_missing, transfer_failed
from workflow.deploy.ssh_target import SshTarget

PROGRAM = "rsync"
RSYNC_OPTIONS = (
    *("--recursive", "--copy-links", "--perms", "--chmod=D755,F644", "--compress"),
    "--checksum",  # a site that was built anew has new times; the same size and time would prove nothing
    "--timeout=600",  # seconds of silence; a slow disk may need minutes for its checksums
    "--protect-args",  # no shell there reads the folder's name
)


def send_site(server: SshTarget, site: Path, place: str, former: str | None) -> None:
    """Copy a site to a folder of the server that does not exist yet. Raises ReleaseTargetError.

    Files that are the same in `former`, another folder there, become links to those; the others alone are sent.
    """
    if shutil.which(PROGRAM) is None:
        raise program_missing(PROGRAM)
    like = [f"--link-dest={former}"] if former else []
    shell = f"--rsh={' '.join(map(_quoted, server.ssh()))}"
    command = [PROGRAM, *RSYNC_OPTIONS, *like, shell, f"{site.absolute()}/", f"{server.login}:{place}/"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise transfer_failed(server, (done.stdout + done.stderr).decode("utf-8", "replace"))


def _quoted(word: str) -> str:
    """A word of a command as rsync splits it: it knows quotes and doubled quotes, but no backslashes."""
    return "'" + word.replace("'", "''") + "'" if set(word) & set(" '\"") else word
