"""Verdicts of earlier runs, so that an unchanged archive is not read again.

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
from workflow.engine.run_rules import Verdict
from workflow.records.content_index import Archive, Stamp
from workflow.text.finding import Finding

T = TypeVar("T")

RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was read may change again unseen, so it is not kept."""


class Kept(Struct, frozen=True, array_like=True):
    """A verdict and the state of the files it was made from."""

    verdict: Verdict
    stamp: Stamp
    picture: Stamp | None


class Whole(Struct, frozen=True):
    """What is to be said of a whole archive, from `since` until just before `until`."""

    findings: tuple[Finding, ...]
    files: int
    """Records judged."""
    since: int
    until: int


class Labelled(Struct, Generic[T], frozen=True):
    """The content of a cache file, and what it depends on."""

    key: str
    content: T


class Store:
    """The cache of one checkout, for one configuration and one version of this program."""

    def __init__(self, root: Path, office_digest: str) -> None:
        self._verdicts = location(root)
        self._whole = self._verdicts.with_suffix(".whole")
        self._key = key_of(office_digest)

    def verdicts(self) -> dict[str, Kept]:
        """The verdicts that are kept; none when there is nothing usable."""
        return load(self._verdicts, self._key)

    def keep_verdicts(self, kept: dict[str, Kept]) -> None:
        """Keep verdicts for the next run, but for files that have just been changed."""
        save(self._verdicts, self._key, kept)

    def whole(self, archive: Archive, now: int) -> Whole | None:
        """What was said of exactly this archive, if it still holds."""
        whole = read(self._whole, self._key + digest_of(archive), Whole)
        return whole if whole and whole.since <= now < whole.until else None

    def keep_whole(self, archive: Archive, whole: Whole) -> None:
        """Keep what was said of an archive in which nothing has just been changed."""
        newest = max((stamp.changed for stamp in archive.files.values()), default=0)
        if time.time_ns() - newest > RACY:
            write(self._whole, self._key + digest_of(archive), whole)


def digest_of(archive: Archive) -> str:
    """Fingerprint of all paths and stamps; names that are not UTF-8 count as the bytes they are."""
    found = sorted(archive.files.items())
    parts = [f"{path}\0{s.size},{s.modified},{s.changed},{s.inode}" for path, s in found]
    text = "\0\0".join((*parts, *archive.odd))
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def location(root: Path, kind: str = "verdicts") -> Path:
    """The cache file of one checkout, in the user's cache folder."""
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:24]
    return folder() / f"{name}.{kind}"


def folder() -> Path:
    """Where this program keeps what it can make again, for one user."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "redaksi"


def is_settled(changed: int) -> bool:
    """Whether a file's last change (nanoseconds) is so long ago that another one would be seen."""
    return time.time_ns() - changed > RACY


def key_of(office_digest: str) -> str:
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
    """Verdicts as bytes; instants are stored as the numbers they are."""
    return msgspec.msgpack.encode(value, enc_hook=int)


def load(path: Path, key: str) -> dict[str, Kept]:
    """What was kept under `key`; empty when nothing usable is there."""
    return read(path, key, dict[str, Kept]) or {}


def decode_number(kind: type[T], value: object) -> T:
    """Msgspec's hook for our own kinds of number, which are stored as plain ones."""
    if type(value) is not int:
        raise ValueError(value)
    return kind(value)  # type: ignore[call-arg]


def save(path: Path, key: str, kept: dict[str, Kept]) -> None:
    """Keep verdicts for the next run. A cache that cannot be written is no error."""
    now = time.time_ns()
    settled = {
        name: entry
        for name, entry in kept.items()
        if now - entry.stamp.changed > RACY and (entry.picture is None or now - entry.picture.changed > RACY)
    }
    write(path, key, settled)


def read(path: Path, key: str, kind: type[T]) -> T | None:
    """The content of a cache file, if it is whole, fits its type and depends on the same."""
    try:
        data = path.read_bytes()
        if hashlib.blake2b(data[16:], digest_size=16).digest() != data[:16]:
            return None
        labelled = msgspec.msgpack.decode(data[16:], type=Labelled[kind], dec_hook=decode_number)  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return labelled.content if labelled.key == key else None


def write(path: Path, key: str, content: object) -> None:
    """Write a cache file in one go; what cannot be written (a name that is not UTF-8) is no error."""
    try:
        data = encode(Labelled(key, content))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.blake2b(data, digest_size=16).digest() + data)
        Path(temporary).replace(path)
    except (OSError, UnicodeEncodeError):
        return
