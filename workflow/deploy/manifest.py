"""The manifest of a published site, /.well-known/redaksi.json: what it was built from, and the digest of every file."""

import hashlib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from workflow.infra.dir_scan import scan_folder
from workflow.text.field_types import Instant, decode_field
from workflow.text.object_id import CommitId

MANIFEST_PATH = ".well-known/redaksi.json"
"""Below the site's root."""
SIGNATURE_PATH = MANIFEST_PATH + ".sig"
"""The manifest's signature, where the office signs: armoured, as `ssh-keygen -Y sign` makes it."""
LARGEST_MANIFEST_BYTES = 32 * 1024 * 1024
"""Some 200,000 files, each with its path and digest."""
LAST_SECOND = 253_402_300_799
"""Of the year 9999, beyond which no calendar goes."""

_PART = r"(?!\.{1,2}(/|$))[^/\x00-\x1f\x7f]+"
"""A name in a path; none that climbs."""
RelativePath = Annotated[str, Meta(pattern=rf"^{_PART}(/{_PART})*$(?!\n)", max_length=1000)]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


class Manifest(Struct, frozen=True):
    """The state of the live site."""

    version: Literal[1]
    commit: CommitId
    committed: Annotated[int, Meta(ge=0, le=LAST_SECOND)]
    """The commit's date, in seconds since the epoch."""
    now: Instant
    """The time the site was built for."""
    held: dict[RelativePath, CommitId] = {}
    """Files (below the repository's root) of which the site shows a former version, and the commit that is from."""
    withheld: tuple[RelativePath, ...] = ()
    """Records that are in order, and whose own pages are left out because they were at fault."""
    files: dict[RelativePath, Sha256] = {}
    """The SHA-256 of every other file of the site, in hexadecimal digits, by its path below the site's root.

    Neither the manifest itself nor its signature, which cannot know their own.
    """


def decode_manifest(data: bytes) -> Manifest | None:
    """The manifest in a file; None where it is none (a first deployment, an error page of the server)."""
    try:
        return msgspec.json.decode(data, type=Manifest, dec_hook=decode_field)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def file_digests(site: Path) -> dict[str, str]:
    """What a manifest says of a site's files. Raises OSError where one cannot be read."""
    paths = scan_folder(str(site)).files.keys() - {MANIFEST_PATH, SIGNATURE_PATH}
    return {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in sorted(paths)}
