"""The signature of a site's manifest by the office's own key, made and verified by `ssh-keygen`."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.config.allowed_signers import key_parts
from workflow.deploy.manifest import MANIFEST_PATH, SIGNATURE_PATH
from workflow.git.environment import TIMEOUT_SECONDS, isolated_environment
from workflow.git.ssh_signature import SITE_NAMESPACE, SignatureVerifier, SignedData
from workflow.i18n.message import Message, say

KEY_VARIABLE = "REDAKSI_SITE_KEY"
"""Names the file of the private key, or holds the key itself, as a workflow's secret does."""
ANY_TIME = 1_700_000_000
"""Seconds since the epoch: the office's key is good for as long as office.yml names it, so any instant will do."""
_KEY_START = "-----BEGIN "


class SigningError(Exception):
    """The manifest could not be signed; `message` says why, and never repeats what the variable holds."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def sign_manifest(site: Path, key: str, public: str | None) -> None:
    """Put the signature of a site's manifest beside it.

    `key`: what the variable says; `public`: the key that office.yml names, by which the signature must be good.
    Raises SigningError, and GitError without OpenSSH.
    """
    data = (site / MANIFEST_PATH).read_bytes()
    with _key_file(key) as file:
        signature = _sign(data, file)
    if public is not None and not is_signed(data, signature, public):
        raise SigningError(
            say(
                "The key of {name} is not the one that `site_key` in site_config/office.yml names.",
                name=KEY_VARIABLE,
            )
        )
    (site / SIGNATURE_PATH).write_text(signature, encoding="ascii")


def is_signed(data: bytes, signature: str, public: str) -> bool:
    """Whether a manifest's signature is good by a public key. Raises GitError without OpenSSH."""
    kind, blob = key_parts(public)
    with SignatureVerifier(f"{SITE_NAMESPACE} {kind} {blob}\n") as verifier:
        return verifier.verify(SITE_NAMESPACE, SignedData(data, signature, SITE_NAMESPACE), ANY_TIME)


@contextmanager
def _key_file(key: str) -> Iterator[Path]:
    """The private key as a file. A key's text is written where only this user can look, and is gone afterwards."""
    if not key.startswith(_KEY_START):
        yield Path(key)
        return
    with TemporaryDirectory(prefix="redaksi-") as folder:  # which nobody else may enter
        file = Path(folder) / "key"
        file.touch(0o600)
        file.write_text(key.replace("\r\n", "\n").strip() + "\n", encoding="utf-8", newline="\n")
        yield file


def _sign(data: bytes, file: Path) -> str:
    """The armoured signature. Nobody is asked for a passphrase: a published site waits for no one."""
    if not _is_readable(file):
        raise SigningError(
            say("{name} names no file that can be read, and is no private key itself.", name=KEY_VARIABLE)
        )
    command = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(file), "-n", SITE_NAMESPACE]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            env=isolated_environment(),
            timeout=TIMEOUT_SECONDS,
            start_new_session=True,  # without a terminal to ask on
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise SigningError(say("`ssh-keygen` does not answer. Is OpenSSH installed?")) from None
    if done.returncode:
        *_, reason = ["", *done.stderr.decode("utf-8", "replace").strip().splitlines()]
        raise SigningError(
            say(
                "The key of {name} cannot sign; it must be a private OpenSSH key without a passphrase, which only its "
                "owner may read. `ssh-keygen` says: {reason}",
                name=KEY_VARIABLE,
                reason=reason.replace(str(file), KEY_VARIABLE),
            )
        )
    return done.stdout.decode("ascii", "replace")


def _is_readable(file: Path) -> bool:
    try:
        with file.open("rb"):
            return True
    except (OSError, ValueError):
        return False
