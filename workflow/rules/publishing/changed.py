"""publishing/changed: a published text never changes silently."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import ArticleFacts, PairView, RequestFacts


def check(view: PairView) -> Iterator[Hit]:
    """A public text is the approved one, or the one that the latest correction seals."""
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or not isinstance(other, RequestFacts) or not own.public:
        return
    if other.news != own.key or not other.approved:
        return
    if own.corrections and own.sealed is None:
        return  # publishing/correction asks for the seal
    if own.fingerprint != (own.sealed or other.approved):
        message = (
            say("The published text was changed after its latest correction.")
            if own.sealed
            else say("The published text is not the one that was approved.")
        )
        help_ = say(
            "Restore the text, or add a correction with `at`, `note` and content: {digest}", digest=own.fingerprint
        )
        yield Hit(("title",), message, help_)


RULE = Rule(
    slug="publishing/changed",
    subject=Subject.PAIR,
    purpose=mark("Readers can trust that what they read was approved, and that every later change is told to them."),
    source=mark("SOP 418/2024, step 5; Pedoman Pemberitaan Media Siber (ralat, koreksi)"),
    bad=mark("# the body of a published article edited, `corrections: []`"),
    good="corrections:\n  - at: 2024-10-22T09:00+07:00\n    note: Angka diperbaiki.\n    content: sha256:...",
    check=check,
)
