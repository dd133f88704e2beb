"""Scans of letters: they lie in the private store, named by their fingerprint; the record carries only that."""

import hashlib
import os
from pathlib import Path

from workflow.delivery.contacts import ContactStoreError, store_folder
from workflow.i18n.message import say

SCAN_FOLDER = "scans"
MAX_SCAN_BYTES = 50_000_000
"""Bytes of a scan."""
SUFFIX_BY_FIRST_BYTES = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png"}
"""How files begin, and how they are named."""


def digest_of(data: bytes) -> str:
    """The fingerprint that the record carries."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def store_scan(root: Path, scan: Path) -> str:
    """Put a scan into the private store, for its owner alone; its fingerprint. Raises StoreError."""
    try:
        data = scan.read_bytes() if scan.stat().st_size <= MAX_SCAN_BYTES else b""
    except OSError as error:
        raise ContactStoreError(
            say("{path} cannot be read: {reason}", path=str(scan), reason=str(error.strerror))
        ) from None
    ending = next((ending for head, ending in SUFFIX_BY_FIRST_BYTES.items() if data.startswith(head)), None)
    if ending is None:
        most = MAX_SCAN_BYTES // 1_000_000
        raise ContactStoreError(
            say("{path} is no scan: a PDF, JPEG or PNG of at most {most} MB.", path=str(scan), most=most)
        )
    digest = digest_of(data)
    try:
        folder = store_folder(root) / SCAN_FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        half = folder / f".{os.getpid()}"
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        half.replace(folder / (digest.removeprefix("sha256:") + ending))
    except OSError as error:
        raise ContactStoreError(
            say("The private store cannot be written: {reason}", reason=str(error.strerror))
        ) from None
    return digest


def is_scan_stored(root: Path, digest: str) -> bool:
    """Whether the store holds the scan, unchanged. Raises StoreError."""
    folder = store_folder(root) / SCAN_FOLDER
    found = folder.glob(f"{digest.removeprefix('sha256:')}.*") if folder.is_dir() else ()
    return any(digest_of(path.read_bytes()) == digest for path in found if path.is_file() and not path.is_symlink())
