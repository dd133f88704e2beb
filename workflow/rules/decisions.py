"""The decisions of docs/decisions/ that rules rest on: their numbers, their titles, and where each is read.

The files are for whoever works on the program and are not installed with it; number, title and address are here, so
that `redaksi explain` can name a decision anywhere. A decision on which no rule rests stands in the folder's index
alone.
"""

from typing import Literal

from msgspec import Struct

from workflow.i18n.message import Message, Phrase, mark, say

Slug = Literal[
    "records-are-files",
    "strict-reading",
    "office-as-data",
    "append-only",
    "working-time",
    "evidence-from-git",
    "base-judges",
    "hostile-repositories",
    "pages-from-records",
    "foreseen-publication",
    "lasting-addresses",
    "reproducible-site",
    "harmless-pictures",
    "table-of-authority",
    "sealed-approval",
    "measured-writing-rules",
]
"""A decision's name, as rules cite it and as its file is called."""


class Decision(Struct, frozen=True):
    """One record of docs/decisions/."""

    number: int
    title: str
    """The decision in one sentence, the heading of its file; a catalogue entry."""


DECISIONS: dict[Slug, Decision] = {
    "records-are-files": Decision(1, mark("A letter or an article is one text file, named by its number or address")),
    "strict-reading": Decision(2, mark("Text is read through one strict gate, which refuses what it does not know")),
    "office-as-data": Decision(
        3, mark("The SOP and the office's lists are data, and a record is judged by those of its day")
    ),
    "append-only": Decision(4, mark("Entries are only ever added; a mistake is mended by a later entry")),
    "working-time": Decision(
        5, mark("The clock counts working time from hand-over to hand-over, and every instant carries its offset")
    ),
    "evidence-from-git": Decision(7, mark("What an entry is worth is found out from Git, never stated")),
    "base-judges": Decision(8, mark("A change is judged by what stood before it: program, people and policy")),
    "hostile-repositories": Decision(9, mark("What comes out of Git is a stranger's until it was looked at")),
    "pages-from-records": Decision(
        10, mark("The site is made of records by a list of fields, never of the files themselves")
    ),
    "foreseen-publication": Decision(11, mark("What passes the check can be published")),
    "lasting-addresses": Decision(12, mark("A public address lasts for ever")),
    "reproducible-site": Decision(13, mark("One commit and one time make one site, and the site says which")),
    "harmless-pictures": Decision(14, mark("A picture is made small and harmless before it enters Git")),
    "table-of-authority": Decision(
        15, mark("One table says whose every field and every file is, and refuses what it does not name")
    ),
    "sealed-approval": Decision(16, mark("An approval covers all that readers see, and nothing else")),
    "measured-writing-rules": Decision(
        18, mark("A rule on style only warns, and stays only while it is right nine times in ten")
    ),
}


def file_of(slug: Slug) -> str:
    """Where a decision is read, from the root of the program's repository."""
    return f"docs/decisions/{DECISIONS[slug].number:04}-{slug}.md"


def citation(slug: Slug) -> Message:
    """A decision as a rule's source names it: number, title, address."""
    decision = DECISIONS[slug]
    return say(
        "decision {number}, “{title}” ({file} in the program's repository)",
        number=f"{decision.number:04}",
        title=Phrase(decision.title),
        file=file_of(slug),
    )
