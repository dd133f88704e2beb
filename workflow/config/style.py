"""Types of site_config/writing.yml: the office's style. A limit that is not there is not checked."""

from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import mark
from workflow.text.field_types import Count, Line

Ratio = Annotated[float, Meta(ge=0, le=1, description=mark("a number between 0 and 1"), examples=["0.6"])]


class DraftOutline(Struct, frozen=True, forbid_unknown_fields=True):
    """What a new draft holds: lines in square brackets, each to be replaced by the text it asks for."""

    summary: Line
    paragraphs: tuple[Line, ...]
    data: Line
    """Stands above the data as the sender gave them."""


class Style(Struct, frozen=True, forbid_unknown_fields=True):
    """Limits that the writing rules hold articles to."""

    title_max: Count
    title_min: Count
    summary_max: Count
    capitals_max: Ratio
    """The share of capital letters above which a title shouts."""
    acronyms: tuple[Line, ...] = ()
    outline: DraftOutline | None = None
    sentence_max: Count | None = None
    """Words of the longest sentence."""
    paragraph_max: Count | None = None
    """Words of the longest paragraph."""
    lead: dict[Line, tuple[Line, ...]] = {}
    """The questions that the first paragraph answers, and words that show it does."""
    quoting: tuple[Line, ...] = ()
    """Words that name who said something."""
    uncounted: tuple[Line, ...] = ()
    """Words after which a number counts nothing, so that it needs no unit."""
    spelling: Line | None = None
    """The dictionary in site_config/spelling, without its ending."""
    prefixes: tuple[Line, ...] = ()
    """Beginnings that make a word of a known word, where the dictionary does not list it."""
    suffixes: tuple[Line, ...] = ()
    """Endings that do the same."""
    words: tuple[Line, ...] = ()
    """The office's own words, that no dictionary has."""
    places: tuple[Line, ...] = ()
    """Words of place and time, before which the prepositions di, ke and pada stand apart."""
    times: tuple[Line, ...] = ()
    """Words of time, before which pada stands and not di."""
    alt_min: Count | None = None
    """Letters of the shortest description of a picture."""
    alt_starts: tuple[Line, ...] = ()
    """Words that a description need not begin with, since readers know that it is a picture."""
