"""What a rule is: its purpose, its source, what it reads, and the function that checks."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from msgspec import Struct

from workflow.i18n.message import Message, say
from workflow.rules.decisions import Slug, citation
from workflow.text.finding import Finding, Place, Related, Severity

FIRST_SOP = "SOP 418/2024"
"""The procedure that rules name as their source."""
OF_ANOTHER_SOP = say(
    "SOP 418/2024 is what the program's rules were first written for: where another SOP is in force, its steps may "
    "have other numbers"
)


class Subject(StrEnum):
    """What a rule looks at."""

    READING = "reading"
    """Nothing of its own: the finding is made while a file is read."""
    FILE = "file"
    REQUEST = "request"
    ARTICLE = "article"
    PAIR = "pair"
    """An article and the request it belongs to."""
    OFFICE = "office"
    CHANGE = "change"
    """Any record before and after a change."""
    CHANGE_REQUEST = "change-request"
    CHANGE_ARTICLE = "change-article"
    CHANGE_WHOLE = "change-whole"
    """All that lies between the base and the head."""


class Hit(Struct, frozen=True):
    """One thing a rule found; the engine makes it a finding."""

    place: Place
    message: Message
    help: Message | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None
    """None: the rule's own."""
    path: str | None = None
    """The file it is about, where a rule looks at several."""


class Rule(Struct, frozen=True):
    """One rule, with everything `redaksi explain` and the engine need to know of it."""

    slug: str
    subject: Subject
    purpose: str
    """Why the rule is there; a catalogue entry."""
    bad: str
    good: str
    source: str = ""
    """The step of the SOP, the law, the standard or the setting that asks for it; a catalogue entry."""
    decisions: tuple[Slug, ...] = ()
    """The decisions of docs/decisions/ that it rests on; a rule has a source, a decision, or both."""
    check: Callable[[Any], Iterator[Hit]] | None = None
    reads: tuple[str, ...] = ()
    """The record's top-level fields the rule looks at; it is skipped when one of them is broken."""
    after: tuple[str, ...] = ()
    """Rules that must have passed on this record, else this one cannot judge and is skipped."""
    severity: Severity = Severity.ERROR
    drifts: bool = False
    """Its verdict can change though nobody touched the record (a newer limit, a corrected calendar):
    on a record that is settled it only warns."""

    def sources(self, *, other_sop: bool = False) -> tuple[Message, ...]:
        """All that it rests on, to be shown in this order. `other_sop`: readers may work by another SOP than that."""
        own = (Message(self.source),) if self.source else ()
        remark = (OF_ANOTHER_SOP,) if other_sop and FIRST_SOP in self.source else ()
        return (*own, *remark, *map(citation, self.decisions))

    def finding(self, path: str, hit: Hit, *, settled: bool) -> Finding:
        """A hit as a finding on a file."""
        severity = hit.severity or self.severity
        if settled and self.drifts:
            severity = Severity.WARNING
        return Finding(self.slug, hit.path or path, hit.place, hit.message, hit.help, severity, hit.related)
