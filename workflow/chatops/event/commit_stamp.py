"""The mark of a commit that this program made: whoever may push branches can write any message, but not this.

It is an HMAC (RFC 2104) with SHA-256 over the commit's tree, parents and message, by a key that only the job has which
acts on events. So it vouches for this very commit: copied into another one, it is worth nothing.
"""

import hmac

from workflow.git.remote_branches import RawCommit

STAMP_TRAILER = "Redaksi-Stamp"
"""The last trailer of such a commit."""
MIN_KEY_LENGTH = 32
"""Characters of a key: commits are public, and a short key could be guessed from them."""


def stamped(key: bytes, made: RawCommit) -> str:
    """The message of a commit with its stamp."""
    return f"{made.message}{STAMP_TRAILER}: {_mac(key, made, made.message)}\n"


def is_stamped(key: bytes, found: RawCommit) -> bool:
    """Whether a commit bears its own stamp."""
    message, mark, given = found.message.removesuffix("\n").rpartition(f"{STAMP_TRAILER}: ")
    return bool(mark) and hmac.compare_digest(given.encode("utf-8", "replace"), _mac(key, found, message).encode())


def _mac(key: bytes, made: RawCommit, message: str) -> str:
    said = "\n".join([made.tree, *made.parents, "", message])
    return hmac.new(key, said.encode("utf-8", "surrogateescape"), "sha256").hexdigest()
