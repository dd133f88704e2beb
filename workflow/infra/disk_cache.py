"""Disk cache: files in the user's cache folder that this program can make again, each with a checksum.

The cache is outside the work tree, where no pull request can plant one. It may be lost, truncated
or hold rubbish: whatever does not fit its checksum and its types is treated as missing.
"""

import hashlib
import os
import stat
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")

RACY_NANOSECONDS = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again unseen, so it is not kept."""


CHECKSUM_BYTES = 16
DICTIONARY = "defaults/site_config/spelling/*"
"""What verdicts depend on beside the package's code and the files of an office that are read as its configuration."""
_UMASK = os.umask(0o077)
os.umask(_UMASK)


class CacheEntry(Struct, Generic[T], frozen=True):
    """The content of a cache file, and what it depends on."""

    key: str
    content: T


def cache_file(root: Path, kind: str) -> Path:
    """The cache file of one checkout, in the user's cache folder."""
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:24]
    return cache_folder() / f"{name}.{kind}"


def cache_folder() -> Path:
    """Where this program keeps what it can make again, for one user."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "redaksi"


def is_settled(changed: int) -> bool:
    """Whether a file's last change (nanoseconds) is so long ago that a further change would get another time."""
    return time.time_ns() - changed > RACY_NANOSECONDS


def cache_key(office_digest: str) -> str:
    """The cache key of results that depend on the configuration and on this program, to the byte."""
    return f"{program_digest()}:{office_digest}"


@cache
def program_digest() -> str:
    """Fingerprint of this package's files: a developer's edit counts too."""
    return package_digest(Path(__file__).parent.parent)


def package_digest(package: Path) -> str:
    """Fingerprint of what a package's files hold, and not of when they were laid out: a job does that each time."""
    digest = hashlib.sha256()
    for path in sorted((*package.rglob("*.py"), *package.glob(DICTIONARY))):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package)}:{len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def encode(value: object) -> bytes:
    """Values as bytes; instants are stored as the numbers they are."""
    return msgspec.msgpack.encode(value, enc_hook=int)


def decode_number(kind: type[T], value: object) -> T:
    """Msgspec's hook for our own kinds of number, which are stored as plain ones."""
    if type(value) is not int:
        raise ValueError(value)
    return kind(value)  # type: ignore[call-arg]


def read(path: Path, key: str, kind: type[T]) -> T | None:
    """The content of a cache file, if it is whole, fits its type and depends on the same."""
    try:
        data = without_checksum(path.read_bytes())
        if data is None:
            return None
        entry = msgspec.msgpack.decode(data, type=CacheEntry[kind], dec_hook=decode_number)  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return entry.content if entry.key == key else None


def write(path: Path, key: str, content: object) -> None:
    """Write a cache file atomically; what cannot be written (a name that is not UTF-8) is no error."""
    with suppress(OSError, UnicodeEncodeError):
        replace_file(path, with_checksum(encode(CacheEntry(key, content))))


def with_checksum(data: bytes) -> bytes:
    """Bytes behind their checksum."""
    return _checksum(data) + data


def without_checksum(data: bytes) -> bytes | None:
    """The bytes behind a checksum; None where it does not fit them."""
    checksum, content = data[:CHECKSUM_BYTES], data[CHECKSUM_BYTES:]
    return content if _checksum(content) == checksum else None


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=CHECKSUM_BYTES).digest()


def replace_file(path: Path, content: bytes) -> None:
    """Write a file atomically, with the folders above it: readers see the old content or the new. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_UMASK)
    Path(temporary).replace(path)
