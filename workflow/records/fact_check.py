"""What a story that answers a claim (klarifikasi hoaks) says of it, as schema.org's ClaimReview names it."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import mark
from workflow.text.field_types import Line, Prose


class Verdict(StrEnum):
    """What is true of a claim. Indonesian words, for `true` and `false` are no text to other readers of YAML."""

    FALSE = "salah"
    MISLEADING = "menyesatkan"
    PARTLY_TRUE = "sebagian-benar"
    TRUE = "benar"
    UNPROVEN = "belum-terbukti"


Sources = Annotated[
    tuple[Line, ...],
    Meta(max_length=20, description=mark("a list of at most 20 sources"), examples=["[https://contoh.example/]"]),
]


class FactCheck(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim that was going round, and what the office found out about it.

    Source: schema.org/ClaimReview, and the properties that Google asks of it.
    """

    claim: Prose
    """What is claimed, in one sentence."""
    claimed_by: Line | None = None
    """Who claims it; no private person by name."""
    appeared_in: Line | None = None
    """Where it appeared, in words or as an address."""
    verdict: Verdict
    sources: Sources = ()
    """What the verdict rests on: names, or addresses."""
