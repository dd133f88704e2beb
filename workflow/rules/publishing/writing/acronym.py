"""publishing/acronym: an acronym is spelled out where it first stands."""

import re
from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import draft_blocks, place_in_file
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

ACRONYM = re.compile(r"(?<![\w(-])[A-Z][A-Z0-9]{1,9}(?![\w)-])")
EXPLAINED_ACRONYM = re.compile(r"\(([A-Z][A-Z0-9]{1,9})\)|\b([A-Z][A-Z0-9]{1,9})\s+\(")

ROMAN_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
"""A number to 39 as offices write it: "Asisten III", "triwulan IV"."""


def check(view: ArticleView) -> Iterator[Hit]:
    """It stands in brackets behind its words, or has its words in brackets behind it; the office's own are known."""
    known = {*view.office.writing.acronyms}
    for passage in draft_blocks(view):
        for found in EXPLAINED_ACRONYM.finditer(passage.text):
            known.add(found[1] or found[2])
        for found in ACRONYM.finditer(passage.text):
            if found[0] not in known and not ROMAN_NUMERAL.fullmatch(found[0]):
                known.add(found[0])
                message = say("The acronym {name} is not spelled out where it first stands.", name=found[0])
                help_ = say("Write the words and the acronym in brackets: Tempat Pengolahan Sampah (TPS).")
                yield Hit(place_in_file(view, passage, found[0]), message, help_)


RULE = Rule(
    slug="publishing/acronym",
    subject=Subject.ARTICLE,
    purpose=mark(
        "Readers need not know the office's acronyms; those everybody knows stand in site_config/writing.yml."
    ),
    source=mark("site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("DPMPTSP membuka loket baru."),
    good="Dinas Penanaman Modal (DPMPTSP) membuka loket baru.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
