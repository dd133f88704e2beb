"""Which program an office installs: a version from PyPI, a wheel with its hash, or a commit.

A wheel cannot hold its own hash. So a version of PyPI is named alone, in a file of its own, and installed without
its dependencies, which are pinned with hashes beside it. Source: PEP 610 (`direct_url.json`) for where the program
that runs here came from.
"""

import hashlib
import re
import urllib.request
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import msgspec
from msgspec import Struct

from workflow.i18n.message import Message, say

PROGRAM_FILE = "requirements-redaksi.txt"
WHEEL_FOLDER = ".github/requirements"
_WHEEL = re.compile(r"redaksi-([A-Za-z0-9.!+_]+)-py3-none-any\.whl")
_UNRELEASED = re.compile(r"\.dev|\+")
"""In the version of what was built from a commit behind a tag; no index takes it (PEP 440)."""
LARGEST_WHEEL = 200_000_000
"""Bytes."""
SECONDS = 120
"""After which a server that does not answer is given up."""
_HEAD = """\
# Program Redaksi, dipasang tanpa paket lain: `pip install --no-deps -r requirements-redaksi.txt`.
# Paket yang diperlukannya ada di requirements.txt, masing-masing dengan sidik (hash). Diperbarui oleh `redaksi update`.
"""
_WITHOUT_HASH = (
    "# Sebuah program tidak dapat memuat sidiknya sendiri; nomor versi di PyPI tidak pernah dipakai ulang.\n"
)


class ProgramError(Exception):
    """No office can install this program; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Program(Struct, frozen=True):
    """The program as an office installs it."""

    version: str
    files: dict[str, bytes]
    """The requirement, and the wheel where it is kept in the office's folder, by their paths."""


def program_of(wheel: str | None) -> Program:
    """The program that runs here, or the wheel of it that was named: a file or an address. Raises ProgramError."""
    if wheel is not None:
        return _address(wheel) if re.match("https?://", wheel) else _wheel_file(Path(wheel))
    try:
        told = distribution("redaksi").read_text("direct_url.json")
    except PackageNotFoundError:
        raise ProgramError(_unreleased(str(Path(__file__).parents[2]))) from None
    if told:
        return _from_origin(msgspec.json.decode(told))
    if _UNRELEASED.search(own_version()):
        raise ProgramError(_unreleased(str(Path(__file__).parents[2])))
    return _required(f"redaksi=={own_version()}", _WITHOUT_HASH)


def _from_origin(origin: dict[str, Any]) -> Program:
    """What pip wrote down of an installation that was not by name alone."""
    url = str(origin.get("url"))
    if commit := origin.get("vcs_info", {}).get("commit_id"):
        return _required(f"redaksi @ git+{url}@{commit}")
    if "archive_info" not in origin:
        raise ProgramError(_unreleased(url.removeprefix("file://")))
    if urlsplit(url).scheme == "file":
        return _wheel_file(Path(url2pathname(urlsplit(url).path)))
    return _address(url)


def _unreleased(where: str) -> Message:
    return say(
        "This program runs from {where} and was not released, so an office could not install it from PyPI. Name a "
        "wheel of it: `make dist` there makes one, then add --wheel dist/redaksi-{version}-py3-none-any.whl.",
        where=where,
        version=own_version(),
    )


def own_version() -> str:
    """Of the program that runs here."""
    from workflow import __version__

    return __version__


def _required(line: str, why: str = "") -> Program:
    return Program(own_version(), {PROGRAM_FILE: f"{_HEAD}{why}{line}\n".encode()})


def _wheel_file(file: Path) -> Program:
    name = _checked_name(file.name)
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ProgramError(say("The wheel {file} cannot be read: {reason}.", file=str(file), reason=reason)) from None
    kept = f"{WHEEL_FOLDER}/{name}"
    made = _required(f"./{kept} --hash=sha256:{hashlib.sha256(data).hexdigest()}")
    return Program(made.version, {**made.files, kept: data})


def _address(url: str) -> Program:
    _checked_name(unquote(urlsplit(url).path.rpartition("/")[2]))
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310  https, or what the caller typed
            data: bytes = answer.read(LARGEST_WHEEL)
    except (OSError, ValueError) as error:
        raise ProgramError(say("The wheel {file} cannot be read: {reason}.", file=url, reason=str(error))) from None
    return _required(f"redaksi @ {url} --hash=sha256:{hashlib.sha256(data).hexdigest()}")


def _checked_name(name: str) -> str:
    """The name of a wheel of this very version."""
    found = _WHEEL.fullmatch(name)
    if not found:
        raise ProgramError(
            say("{name} is no wheel of Redaksi: it is called redaksi-VERSION-py3-none-any.whl.", name=name)
        )
    if _plain(found[1]) != _plain(own_version()):
        raise ProgramError(
            say(
                "The wheel is version {other}, and this program is {version}: run the program of that wheel.",
                other=found[1],
                version=own_version(),
            )
        )
    return name


def _plain(version: str) -> str:
    """A version as names of files and as metadata write it alike."""
    return re.sub(r"[-_.+]", ".", version)
