"""Files in the user's cache folder: what this program can make again, and believes only when it is whole.

The cache lies outside the work tree, where no pull request can plant one. It may be lost, truncated
or hold rubbish: whatever does not fit its checksum and its types is as if it were not there.
"""

import hashlib
import os
import tempfile
import time
from functools import cache as once
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from workflow import __version__

T = TypeVar("T")

RACY_NANOSECONDS = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again unseen, so it is not kept."""


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
    """Whether a file's last change (nanoseconds) is so long ago that another one would be seen."""
    return time.time_ns() - changed > RACY_NANOSECONDS


def cache_key(office_digest: str) -> str:
    """What all verdicts of a cache depend on: the configuration and this program, to the byte."""
    return f"{__version__}:{program_digest()}:{office_digest}"


@once
def program_digest() -> str:
    """Fingerprint of this package's files: a developer's edit counts too."""
    return package_digest(Path(__file__).parent.parent)


def package_digest(package: Path) -> str:
    """Fingerprint of what a package's files hold, and not of when they were laid out: a job does that each time."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
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
        data = path.read_bytes()
        if hashlib.blake2b(data[16:], digest_size=16).digest() != data[:16]:
            return None
        labelled = msgspec.msgpack.decode(data[16:], type=CacheEntry[kind], dec_hook=decode_number)  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return labelled.content if labelled.key == key else None


def write(path: Path, key: str, content: object) -> None:
    """Write a cache file in one go; what cannot be written (a name that is not UTF-8) is no error."""
    try:
        data = encode(CacheEntry(key, content))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.blake2b(data, digest_size=16).digest() + data)
        Path(temporary).replace(path)
    except (OSError, UnicodeEncodeError):
        return
