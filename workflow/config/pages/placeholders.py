"""Placeholders of hand-written pages: `{{ hours }}` stands for what the office's configuration says.

A few names and no language: a page is a text that anybody may propose, so it can show these values and nothing else.
A name that is not among them is refused with its place. Values are plain text, whatever they hold.
"""

import re
from collections.abc import Callable, Iterator

from workflow.config.office import Office
from workflow.config.pages.office_words import special_hours, usual_hours, zone_word
from workflow.i18n.catalog import format_duration
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language

VALUES: dict[str, Callable[[Office], str]] = {
    "office.name": lambda office: office.identity.name,
    "office.short": lambda office: office.identity.short,
    "office.regency": lambda office: office.identity.regency,
    "office.address": lambda office: office.identity.postal_address,
    "office.email": lambda office: office.identity.email,
    "office.phone": lambda office: office.identity.international_phone,
    "office.website": lambda office: office.identity.website,
    "hours": lambda office: usual_hours(office.calendar.file),
    "special_hours": lambda office: special_hours(office.calendar.file),
    "zone": lambda office: zone_word(office.calendar.file),
    "sop.number": lambda office: office.editions[-1].number,
    "sop.title": lambda office: office.editions[-1].title,
    "sop.total": lambda office: format_duration(office.editions[-1].total * 60),
    "sop.head": lambda office: office.editions[-1].performers[office.editions[-1].head].title,
}
"""What each name stands for; the latest edition of the SOP is meant."""
_PLACEHOLDER = re.compile(r"\{\{ *([^{}\n]*?) *\}\}")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&|~])")


def unknown_placeholders(text: str) -> Iterator[tuple[int, str]]:
    """Names that stand for nothing, and where in a text each stands."""
    return ((found.start(), found[1]) for found in _PLACEHOLDER.finditer(text) if found[1] not in VALUES)


def fill_line(text: str, office: Office) -> str:
    """A title with its values."""
    with in_language(DEFAULT_LANGUAGE):
        return _PLACEHOLDER.sub(lambda found: _value(found, office), text)


def fill_text(text: str, office: Office) -> str:
    """Markdown with its values, of which none is taken for Markdown."""
    with in_language(DEFAULT_LANGUAGE):
        return _PLACEHOLDER.sub(lambda found: _MARKDOWN.sub(r"\\\1", _value(found, office)), text)


def _value(found: re.Match[str], office: Office) -> str:
    """What a placeholder stands for; one that stands for nothing stays as it is."""
    return VALUES[found[1]](office) if found[1] in VALUES else found[0]
