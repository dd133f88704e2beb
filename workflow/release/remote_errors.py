"""Why a server took no release, in words for people."""

from workflow.i18n.message import mark, say
from workflow.release.errors import TROUBLES, PlaceError, last_line, trouble
from workflow.release.ssh_target import Server

UNREACHED = mark("{host} cannot be reached: {reason}. Look at its name, its port and the network.")
DENIED = mark(
    "{host} lets nobody in with your SSH key. Have your public key noted there; `ssh {host}` must work by itself."
)
REASONS = {
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
    "Could not resolve hostname": UNREACHED,
    "Connection refused": UNREACHED,
    "Connection timed out": UNREACHED,
    "No route to host": UNREACHED,
    "Network is unreachable": UNREACHED,
}
"""What SSH says when it does not get in; its texts are in no other language."""

LOST = mark(
    "The connection to {host} ended: {reason}. What readers get there is whole, the former site or the new one; "
    "publish again."
)


def ended(server: Server, told: str) -> PlaceError:
    """The connection is no more, or never was."""
    text = next((text for words, text in REASONS.items() if words in told), LOST)
    return PlaceError(say(text, host=server.login, reason=last_line(told)))


def not_sent(server: Server, told: str) -> PlaceError:
    """The error for what rsync said."""
    told = "\n".join(line for line in told.splitlines() if not line.startswith("rsync error:")) or told
    if not any(words in told for words in REASONS) and any(words in told for words in TROUBLES):
        return trouble(f"{server.login}:{server.path}", told)
    return ended(server, told)


def absent(program: str) -> PlaceError:
    """A program is not on this computer."""
    text = say(
        "`{program}` is not installed here; for instance: sudo apt-get install openssh-client rsync", program=program
    )
    return PlaceError(text)


def absent_there(server: Server, programs: str) -> PlaceError:
    """Programs are not on the server."""
    text = say(
        "{host} lacks: {programs}. Have it installed there, for instance: sudo apt-get install rsync util-linux",
        host=server.login,
        programs=programs,
    )
    return PlaceError(text)
