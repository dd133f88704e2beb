"""site_config/writing.yml: how the office writes. What is not there is not judged."""

from typing import Annotated

from msgspec import Meta, Struct

from workflow.language.message import mark
from workflow.text.leaves import Count, Line

Ratio = Annotated[float, Meta(ge=0, le=1, description=mark("a number between 0 and 1"), examples=["0.6"])]


class Outline(Struct, frozen=True, forbid_unknown_fields=True):
    """What a new draft holds: lines in square brackets, each to be replaced by the text it asks for."""

    summary: Line
    paragraphs: tuple[Line, ...]
    data: Line
    """Stands above the data as the sender gave them."""


class Writing(Struct, frozen=True, forbid_unknown_fields=True):
    """Limits that the writing rules hold articles to."""

    title_max: Count
    title_min: Count
    summary_max: Count
    capitals_max: Ratio
    """The share of capital letters above which a title shouts."""
    acronyms: tuple[Line, ...] = ()
    outline: Outline | None = None
