"""SSH signatures of commits and entries. OpenSSH's own `ssh-keygen` judges them; nothing is verified here by hand."""

import base64
import binascii
import subprocess
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from msgspec import Struct

from workflow.git.environment import TIMEOUT_SECONDS, isolated_environment
from workflow.git.errors import GitError
from workflow.i18n.message import say

GIT_NAMESPACE, ENTRY_NAMESPACE, SITE_NAMESPACE = "git", "redaksi", "redaksi-site"
"""The namespaces in which commits, entries and sites are signed: a signature for one is none for the others."""

MAGIC = b"SSHSIG"
ARMOR = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
ARMOR_LINE_WIDTH = 70
VERIFY_COMMAND = ("ssh-keygen", "-Y", "verify")


class SignedData(Struct, frozen=True):
    """What was signed, and the armoured signature."""

    payload: bytes
    signature: str
    namespace: str


def commit_signature(raw: bytes) -> SignedData | None:
    """A commit object without its SSH signature, and that signature; None where it carries none."""
    head, separator, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    signature: list[bytes] = []
    target = kept
    for line in head.split(b"\n"):
        if not line.startswith(b" "):
            target = signature if line.startswith((b"gpgsig ", b"gpgsig-sha256 ")) else kept
        target.append(line)
    text = b"\n".join(line.partition(b" ")[2] for line in signature).decode("ascii", "replace")
    if not text.startswith(ARMOR[0]):
        return None
    return SignedData(b"\n".join(kept) + separator + message, text + "\n", GIT_NAMESPACE)


def armor(blob: str) -> str:
    """A signature in one line of base64, as the file that `ssh-keygen` reads."""
    lines = [blob[start : start + ARMOR_LINE_WIDTH] for start in range(0, len(blob), ARMOR_LINE_WIDTH)]
    return "\n".join((ARMOR[0], *lines, ARMOR[1], ""))


def unarmor(text: str) -> str:
    """The base64 of an armoured signature, in one line; "" where it is none."""
    parts = text.split("-----")
    return "".join(parts[2].split()) if len(parts) > 2 else ""  # noqa: PLR2004  behind the opening line


def public_key(signature: str) -> str | None:
    """The public key that an armoured signature names, as base64; None where it is none."""
    try:
        blob = base64.b64decode(unarmor(signature), validate=True)
    except binascii.Error:
        return None
    start = len(MAGIC) + 8  # the magic, a version, and the length of the key
    length = int.from_bytes(blob[start - 4 : start], "big")
    return base64.b64encode(blob[start : start + length]).decode() if blob.startswith(MAGIC) else None


class SignatureVerifier:
    """Asks `ssh-keygen` whether signatures are good, by a list of allowed signers."""

    def __init__(self, allowed: str) -> None:
        self._folder = TemporaryDirectory(prefix="redaksi-")
        self._names = count()  # its next() is safe between threads
        self.allowed = Path(self._folder.name) / "allowed_signers"
        self.allowed.write_text(allowed, encoding="utf-8")

    def __enter__(self) -> Self:
        """Until the block is left, signatures may be verified."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw the files away."""
        self._folder.cleanup()

    def verify(self, who: str, signed: SignedData, at: int) -> bool:
        """Whether somebody signed this with a key that was theirs at an instant. Raises GitError without OpenSSH."""
        file = Path(self._folder.name) / f"{next(self._names)}.sig"
        file.write_text(signed.signature, encoding="ascii", errors="replace")
        moment = datetime.fromtimestamp(at, UTC).strftime("%Y%m%d%H%M%S")
        try:
            done = subprocess.run(
                [
                    *VERIFY_COMMAND,
                    "-f",
                    self.allowed,
                    "-I",
                    who,
                    "-n",
                    signed.namespace,
                    "-s",
                    file,
                    f"-Overify-time={moment}",
                ],
                input=signed.payload,
                capture_output=True,
                env=isolated_environment() | {"TZ": "UTC"},
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise GitError(say("`ssh-keygen` does not answer. Is OpenSSH installed?")) from None
        file.unlink()
        return done.returncode == 0
