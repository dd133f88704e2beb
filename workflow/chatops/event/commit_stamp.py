"""The stamp (HMAC) on commits of this program: whoever may push can write any commit message, but not this.

It is an HMAC (RFC 2104) with SHA-256 over the commit's tree, parents and message, by a key that only the job has which
acts on events. So it vouches for this very commit: copied into another one, it is worth nothing.
"""

import hmac

from workflow.git.remote_branches import RawCommit

STAMP_TRAILER = "Redaksi-Stamp"
"""The last trailer of such a commit."""
MIN_KEY_LENGTH = 32
"""Characters of a key: commits are public, and a short key could be guessed from them."""


def stamped(key: bytes, commit: RawCommit) -> str:
    """The message of a commit with its stamp."""
    return f"{commit.message}{STAMP_TRAILER}: {_mac(key, commit, commit.message)}\n"


def is_stamped(key: bytes, commit: RawCommit) -> bool:
    """Whether a commit bears its own stamp."""
    message, mark, given = commit.message.removesuffix("\n").rpartition(f"{STAMP_TRAILER}: ")
    return bool(mark) and hmac.compare_digest(given.encode("utf-8", "replace"), _mac(key, commit, message).encode())


def _mac(key: bytes, commit: RawCommit, message: str) -> str:
    said = "\n".join([commit.tree, *commit.parents, "", message])
    return hmac.new(key, said.encode("utf-8", "surrogateescape"), "sha256").hexdigest()
