"""links/addressee: the disposition goes to a function of the office."""

from collections.abc import Iterator

from workflow.i18n.message import Words, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """`disposition.to` is a performer of the SOP."""
    disposition = view.record.disposition
    performers = view.edition.performers
    if disposition and disposition.to and disposition.to not in performers:
        message = say("The SOP knows no function `{name}`.", name=disposition.to)
        yield Hit(("disposition", "to"), message, say("Write {known}.", known=Words(tuple(performers))))


RULE = Rule(
    slug="links/addressee",
    subject=Subject.REQUEST,
    purpose=mark("A disposition is addressed to a function that the SOP knows."),
    source=mark("SOP 418/2024, step 2 and column Pelaksana"),
    bad="disposition:\n  to: humas",
    good="disposition:\n  to: redaktur",
    reads=("sop", "disposition"),
    after=("steps/edition",),
    check=check,
)
