"""Seal of an article: a digest (SHA-256) over everything that a reader sees of it.

An approval (SOP step 5) and every act on a published story hold the seal of the text they are about. The prefix is a
version: it names what was sealed and how, so that old seals stay valid:

- `sha256:` (until 2026): title, summary, body and the picture's name and texts, normalised to NFC.
- `seal2:`: every field of the article but those that only say where it stands, the body, and the bytes of its pictures,
  those that the body shows among them, all exactly as written. A field that is added to the type is sealed unless it
  is named in `UNSEALED_FIELDS`; one of `LATER_FIELDS` only where it holds something, so that seals from before it was
  added stay valid.
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

from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.text.markdown import picture_names

SEAL_PREFIX = "seal2:"
FORMER_SEAL_PREFIX = "sha256:"
UNSEALED_FIELDS = frozenset({"status", "review_at", "corrections", "withdrawn", "acts", "reports"})
"""Fields that say where a story stands, not what it says; they have rules of their own."""
LATER_FIELDS = frozenset({"valid_until", "fact_check"})
"""Fields that were added to the type after the first seals of this version."""


class Seals(Struct, frozen=True):
    """The seals that fit an article as it stands."""

    full: str
    """The present seal."""
    undated: str
    """The present seal without a time of publication: what an approval holds that left the time to step 6."""
    former: str
    """The seal as it was made until 2026."""

    def fit(self, seal: str, publish_at: int | None = None, released: tuple[int, ...] = ()) -> bool:
        """Whether a seal is this article's.

        One without a time of publication fits while there is none, and afterwards a story that appeared the moment
        step 6 was done. `released`: when that was, in seconds since the epoch, each time that it was entered.
        """
        if seal in (self.full, self.former):
            return True
        return seal == self.undated and publish_at in released


def seals_of(article: Article, body: str, pictures: Mapping[str, bytes | None] = MappingProxyType({})) -> Seals:
    """The seals of an article and its text. `pictures`: the bytes of its pictures by name (None: one is missing)."""
    lead = pictures.get(article.image.src) if article.image else None
    fields = {
        name: value
        for name in article.__struct_fields__
        if name not in UNSEALED_FIELDS and ((value := getattr(article, name)) or name not in LATER_FIELDS)
    }
    sealed = fields | {"body": body, "picture": _digest(lead)}
    if shown := picture_names(body):
        sealed["pictures"] = {name: _digest(pictures.get(name)) for name in shown}
    return Seals(
        full=_seal(sealed),
        undated=_seal(sealed | {"publish_at": None}),
        former=former_seal(article, body),
    )


def _digest(content: bytes | None) -> str:
    return hashlib.sha256(content).hexdigest() if content is not None else ""


def picture_bytes(files: Files, path: str, article: Article, body: str) -> dict[str, bytes | None]:
    """The bytes of the pictures that the article at `path` shows, by name; None for one that is not there."""
    lead = (article.image.src,) if article.image else ()
    folder = path.rpartition("/")[0]
    return {name: files.read(f"{folder}/{name}") for name in (*lead, *picture_names(body))}


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
