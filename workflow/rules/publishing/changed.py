"""publishing/changed: a published text never changes silently."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject


def check(view: PairView) -> Iterator[Hit]:
    """A public story is the approved one, or the one that the latest act on it seals."""
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or not isinstance(other, RequestFacts) or not own.public:
        return
    if other.news != own.key or not other.approved:
        return
    if (own.corrections or own.acts) and own.sealed is None:
        return  # publishing/correction or publishing/acts asks for the seal
    if not own.fits(own.sealed or other.approved, other):
        message = (
            say("The published story was changed after the latest act on it.")
            if own.sealed
            else say("The published story is not the one that was approved.")
        )
        help_ = say(
            "Restore it as it was. If it is to change, add an entry under `acts:` with content: {digest}",
            digest=own.seals.full,
        )
        yield Hit(("title",), message, help_)


RULE = Rule(
    slug="publishing/changed",
    subject=Subject.PAIR,
    purpose=mark("Readers can trust that what they read was approved, and that every later change is told to them."),
    source=mark("SOP 418/2024, step 5; Pedoman Pemberitaan Media Siber (ralat, koreksi)"),
    bad=mark("# the body of a published article edited, nothing under `acts:`"),
    good="acts:\n  - act: correction\n    by: sari\n    at: 2024-10-22T09:00+07:00\n    note: Angka diperbaiki.\n"
    "    content: seal2:...",
    check=check,
)
