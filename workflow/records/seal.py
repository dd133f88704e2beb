"""Seal of an article: a digest (SHA-256) over everything that a reader sees of it.

An approval (SOP step 5) and every act on a published story hold the seal of the text they are about. The prefix is a
version: it names what was sealed and how, so that old seals stay valid:

- `sha256:` (until 2026): title, summary, body and the picture's name and texts, normalised to NFC.
- `seal2:`: every field of the article but those that only say where it stands, the body, and the bytes of the picture
  and the attachments, all exactly as written. A field that is added to the type is sealed unless it is named in
  `UNSEALED_FIELDS`; one of `LATER_FIELDS` came when there were seals already, and leaves them alone while it is empty.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct

from workflow.images.limits import LARGEST_IMAGE_BYTES
from workflow.pdf.limits import LARGEST_PDF_BYTES
from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.paths import beside
from workflow.text.markdown import picture_names

SEAL_PREFIX = "seal2:"
FORMER_SEAL_PREFIX = "sha256:"
NOTED_FIELDS = frozenset({"review_at", "reports"})
"""What the office notes beside a story; no act is about it."""
UNSEALED_FIELDS = frozenset({"status", "corrections", "withdrawn", "acts"}) | NOTED_FIELDS
"""Fields that say where a story stands, not what it says; they have rules of their own."""
LATER_FIELDS = frozenset({"valid_until", "fact_check", "attachments", "event"})
"""Fields that were added to the type after the first seals of this version: left out while they are empty."""


class Seals(Struct, frozen=True):
    """The seals that fit an article as it stands."""

    full: str
    """The present seal."""
    undated: str
    """The present seal without a time of publication: what an approval holds that left the time to step 6."""
    former: str
    """The seal as it was made until 2026; "" with attachments or pictures in the text, of which it knew nothing."""

    def fit(self, seal: str, publish_at: int | None = None, released: tuple[int, ...] = ()) -> bool:
        """Whether a seal is this article's.

        One without a time of publication fits while there is none, and afterwards a story that appeared the moment
        step 6 was done. `released`: when that was, in seconds since the epoch, each time that it was entered.
        """
        if seal in (self.full, self.former or self.full):
            return True
        return seal == self.undated and publish_at in released


def seals_of(
    article: Article,
    body: str,
    picture: bytes | None,
    attached: tuple[str, ...] = (),
    shown: Mapping[str, str] = MappingProxyType({}),
) -> Seals:
    """The seals of an article, its text and the bytes of its picture (None: it has none, or the file is missing).

    `attached`: the SHA-256 digests of its attachments, in order ("" for a file that is missing); `shown`: those of the
    pictures within its text, by name.
    """
    digest = hashlib.sha256(picture).hexdigest() if picture is not None else ""
    fields = {
        name: value
        for name in article.__struct_fields__
        if name not in UNSEALED_FIELDS and ((value := getattr(article, name)) or name not in LATER_FIELDS)
    }
    sealed = fields | {"body": body, "picture": digest} | ({"attached": attached} if attached else {})
    sealed |= {"pictures": dict(shown)} if shown else {}
    full = _seal(sealed)
    return Seals(
        full=full,
        undated=_seal(sealed | {"publish_at": None}),
        former=full if shown or LATER_FIELDS & fields.keys() else former_seal(article, body),  # it knows of neither
    )


def seals_at(files: Files, path: str, article: Article, body: str) -> Seals:
    """The seals of the article at `path`, with the files beside it as they lie there."""
    attached, shown = attachment_digests(files, path, article), text_picture_digests(files, path, body)
    return seals_of(article, body, picture_bytes(files, path, article), attached, shown)


def picture_bytes(files: Files, path: str, article: Article) -> bytes | None:
    """The bytes of the picture that the article at `path` names; None where it names none or none is there."""
    return files.read(beside(path, article.image.src), LARGEST_IMAGE_BYTES) if article.image else None


def attachment_digests(files: Files, path: str, article: Article) -> tuple[str, ...]:
    """The SHA-256 digest of each attachment of the article at `path`, in order; "" of one that is not there."""
    found = (files.read(beside(path, one.file), LARGEST_PDF_BYTES) for one in article.attachments)
    return tuple(hashlib.sha256(data).hexdigest() if data is not None else "" for data in found)


def text_picture_digests(files: Files, path: str, body: str) -> dict[str, str]:
    """The SHA-256 digest of each picture within the text of the article at `path`; "" of one that is not there."""
    found = {name: files.read(beside(path, name), LARGEST_IMAGE_BYTES) for name in picture_names(body)}
    return {name: hashlib.sha256(data).hexdigest() if data is not None else "" for name, data in found.items()}


def _seal(sealed: dict[str, Any]) -> str:
    whole = msgspec.to_builtins(sealed, enc_hook=int)
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SEAL_PREFIX + hashlib.sha256(text.encode()).hexdigest()


def former_seal(article: Article, body: str) -> str:
    """The seal as it was made until 2026."""
    image = article.image
    picture = (image.src, image.alt or "", image.caption or "", image.credit or "") if image else ()
    texts = ", ".join(map(encode_basestring, (article.title, article.summary, body)))
    whole = f"[{texts}, [{', '.join(map(encode_basestring, picture))}]]"  # as json.dumps writes it, ten times as fast
    return FORMER_SEAL_PREFIX + hashlib.sha256(unicodedata.normalize("NFC", whole).encode()).hexdigest()
