"""Errors of SSH and rsync: why a server took no release, in words for people."""

from workflow.deploy.errors import SYSTEM_ERRORS, ReleaseTargetError, last_line, system_error
from workflow.deploy.ssh_target import SshTarget
from workflow.i18n.message import mark, say

UNREACHABLE = mark("{host} cannot be reached: {reason}. Look at its name, its port and the network.")
DENIED = mark(
    "{host} lets nobody in with your SSH key. Have your public key noted there; `ssh {host}` must work by itself."
)
SSH_ERRORS = {
    "REMOTE HOST IDENTIFICATION HAS CHANGED": mark(
        "{host} has another key than the one noted here. Before anything else ask its keeper why: somebody else may "
        "answer in its place."
    ),
    "Host key verification failed": mark(
        "The key of {host} is not known here. Ask its keeper for the fingerprint, then connect once by hand: ssh {host}"
    ),
    "Permission denied (publickey": DENIED,
    "Permission denied (password": DENIED,
    "Permission denied (keyboard": DENIED,
    "Permission denied (gssapi": DENIED,
    "Could not resolve hostname": UNREACHABLE,
    "Connection refused": UNREACHABLE,
    "Connection timed out": UNREACHABLE,
    "No route to host": UNREACHABLE,
    "Network is unreachable": UNREACHABLE,
}
"""What SSH says when it does not get in; its texts are in no other language."""

CONNECTION_LOST = mark(
    "The connection to {host} ended: {reason}. What readers get there is whole, the former site or the new one; "
    "publish again."
)


def connection_failed(server: SshTarget, output: str) -> ReleaseTargetError:
    """The connection is no more, or never was."""
    text = next((text for words, text in SSH_ERRORS.items() if words in output), CONNECTION_LOST)
    return ReleaseTargetError(say(text, host=server.login, reason=last_line(output)))


def transfer_failed(server: SshTarget, output: str) -> ReleaseTargetError:
    """The error for what rsync said."""
    output = "\n".join(line for line in output.splitlines() if not line.startswith("rsync error:")) or output
    if not any(words in output for words in SSH_ERRORS) and any(words in output for words in SYSTEM_ERRORS):
        return system_error(f"{server.login}:{server.path}", output)
    return connection_failed(server, output)


def program_missing(program: str) -> ReleaseTargetError:
    """A program is not on this computer."""
    text = say(
        "`{program}` is not installed here; for instance: sudo apt-get install openssh-client rsync", program=program
    )
    return ReleaseTargetError(text)


def remote_program_missing(server: SshTarget, programs: str) -> ReleaseTargetError:
    """Programs are not on the server."""
    text = say(
        "{host} lacks: {programs}. Have it installed there, for instance: sudo apt-get install rsync util-linux",
        host=server.login,
        programs=programs,
    )
    return ReleaseTargetError(text)
