"""Whose SSH keys count, and when: the allowed signers that OpenSSH and Git read, made from people.yml."""

import base64
import binascii
import datetime as dt
from collections.abc import Iterator

from workflow.config.office import Office, SigningKey

RSA_KIND = "ssh-rsa"
KEY_KINDS = {
    "ssh-ed25519": 2,
    RSA_KIND: 3,
    "ecdsa-sha2-nistp256": 3,
    "ecdsa-sha2-nistp384": 3,
    "ecdsa-sha2-nistp521": 3,
    "sk-ssh-ed25519@openssh.com": 3,
    "sk-ecdsa-sha2-nistp256@openssh.com": 4,
}
"""Kinds of keys that count, with the number of fields that a public key of that kind has."""
NAMESPACES = "git,redaksi"
_LONGEST = 2_000


def key_parts(line: str) -> tuple[str, str]:
    """The kind and the base64 of a public key's line; ("", "") for anything else.

    A key has one spelling only, so that the same key of two people is seen: nothing behind its fields, no bits that
    base64 leaves over, no number that begins with needless zeros (RFC 4251, section 5).
    """
    kind, _, rest = line.partition(" ")
    blob = rest.split(" ")[0]
    try:
        raw = base64.b64decode(blob, validate=True)
    except binascii.Error:
        return "", ""
    fields = _fields(raw)
    fits = kind in KEY_KINDS and fields and fields[0] == kind.encode() and len(fields) == KEY_KINDS[kind]
    exact = base64.b64encode(raw).decode() == blob and not (kind == RSA_KIND and any(map(_is_padded, fields)))
    return (kind, blob) if fits and exact else ("", "")


def _fields(raw: bytes) -> list[bytes]:
    """The fields of a key, each behind its length; none where they do not end with the key."""
    found: list[bytes] = []
    while raw:
        size = 4 + int.from_bytes(raw[:4], "big")
        if size > len(raw):
            return []
        found.append(raw[4:size])
        raw = raw[size:]
    return found


def _is_padded(number: bytes) -> bool:
    return number[:1] == b"\0" and number[1:2] < b"\x80"


def is_public_key(line: str) -> bool:
    """Whether a text is a public SSH key, as its `.pub` file has it."""
    return len(line) <= _LONGEST and line.isprintable() and bool(key_parts(line)[0])


def validity(office: Office, key: SigningKey) -> tuple[int, int]:
    """The instants from which and before which a signature by a key counts: a revoked one no more since that day."""
    start, end = office.term(key.start, key.until)
    return start, min(end, office.term(key.revoked, None)[0]) if key.revoked else end


def allowed_signers(office: Office) -> str:
    """The file for `gpg.ssh.allowedSignersFile`: one line a key, its owner's key in people.yml the principal.

    Instants are in UTC, since older versions of OpenSSH read them in the computer's own zone.
    """
    return "".join(_lines(office))


def _lines(office: Office) -> Iterator[str]:
    for name, person in sorted(office.people.items()):
        for key in person.keys:
            kind, blob = key_parts(key.key)
            start, end = validity(office, key)
            if kind and start < end:
                options = f'namespaces="{NAMESPACES}"' + _option("valid-after", start) + _option("valid-before", end)
                yield f"{name} {options} {kind} {blob}\n"


def _option(name: str, instant: int) -> str:
    try:
        moment = dt.datetime.fromtimestamp(instant, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return ""  # no bound
    return f',{name}="{moment:%Y%m%d%H%M%S}"'


def key_owner(office: Office, blob: str) -> tuple[str, SigningKey] | None:
    """Whose key that is, by its base64."""
    for name, person in office.people.items():
        for key in person.keys:
            if key_parts(key.key)[1] == blob:
                return name, key
    return None
