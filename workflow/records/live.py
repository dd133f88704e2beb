"""What the live site says it was built from: /.well-known/redaksi.json, written when it is published."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from workflow.text.leaves import Instant, decode_leaf

ADDRESS = ".well-known/redaksi.json"
"""Below the site's root."""


class Live(Struct, frozen=True):
    """The state of the live site."""

    version: Literal[1]
    commit: Annotated[str, Meta(pattern=r"^[0-9a-f]{40}$(?!\n)")]
    committed: int
    """The commit's date, in seconds since the epoch."""
    now: Instant
    """The time the site was built for."""
    held: dict[str, str] = {}
    """Files (below the repository's root) of which the site shows a former version, and the commit that is from."""
    files: dict[str, str] = {}
    """The SHA-256 of every other file of the site, in hexadecimal digits, by its path below the site's root."""


def read_live(data: bytes) -> Live | None:
    """The state in a file; None where it says none (a first deployment, an error page of the server)."""
    try:
        return msgspec.json.decode(data, type=Live, dec_hook=decode_leaf)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
