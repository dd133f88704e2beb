"""Real SSH keys for the persons of the test office, made by ssh-keygen once a session."""

import functools
import subprocess
import tempfile
from pathlib import Path


@functools.cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="redaksi-keys-"))


@functools.cache
def key_of(name: str) -> Path:
    """A private key; the public one lies beside it with `.pub`."""
    path = _folder() / name
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True, capture_output=True
    )
    return path


def public(name: str) -> str:
    """A public key as people.yml has it."""
    return " ".join(key_of(name).with_suffix(".pub").read_text().split()[:2])
