"""Verdicts of earlier runs, so that an unchanged archive is not read again.

The cache lies outside the work tree, where no pull request can plant one. It may be lost, truncated
or hold rubbish: whatever does not fit its checksum and its types is as if it were not there.
"""

import hashlib
import os
import tempfile
import time
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow import __version__
from workflow.records.archive import Stamp
from workflow.rules.engine import Verdict

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again unseen, so it is not kept."""


class Kept(Struct, frozen=True, array_like=True):
    """A verdict and the state of the files it was made from."""

    verdict: Verdict
    stamp: Stamp
    picture: Stamp | None


class Contents(Struct, frozen=True):
    """The whole cache file."""

    key: str
    kept: dict[str, Kept]


def location(root: Path) -> Path:
    """The cache file of one checkout, in the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:24]
    return Path(base) / "redaksi" / f"{name}.verdicts"


def key_of(office_digest: str) -> str:
    """What all verdicts of a cache depend on: the configuration and this program, to the byte."""
    return f"{__version__}:{program_digest()}:{office_digest}"


def program_digest() -> str:
    """Fingerprint of this package's files, by size and time of change: a developer's edit counts too."""
    package = Path(__file__).parent.parent
    parts = [
        f"{path.relative_to(package)}:{(stat := path.stat()).st_size}:{stat.st_mtime_ns}"
        for path in sorted(package.rglob("*.py"))
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def encode(value: object) -> bytes:
    """Verdicts as bytes; instants are stored as the numbers they are."""
    return msgspec.msgpack.encode(value, enc_hook=int)


def load(path: Path, key: str) -> dict[str, Kept]:
    """What was kept under `key`; empty when nothing usable is there."""
    try:
        data = path.read_bytes()
        if hashlib.blake2b(data[16:], digest_size=16).digest() != data[:16]:
            return {}
        contents = msgspec.msgpack.decode(data[16:], type=Contents)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return contents.kept if contents.key == key else {}


def save(path: Path, key: str, kept: dict[str, Kept]) -> None:
    """Keep verdicts for the next run. A cache that cannot be written is no error."""
    now = time.time_ns()
    settled = {
        name: entry
        for name, entry in kept.items()
        if now - entry.stamp.changed > RACY and (entry.picture is None or now - entry.picture.changed > RACY)
    }
    data = encode(Contents(key, settled))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.blake2b(data, digest_size=16).digest() + data)
        Path(temporary).replace(path)
    except OSError:
        return
