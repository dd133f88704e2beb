"""publishing/approval: what was approved is the text as it stands (before it is published)."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place, Related


def check(view: PairView) -> Iterator[Hit]:
    """The fingerprint in the approving entry is the article's; the line to paste is printed."""
    own, other = view.own, view.other
    if not isinstance(own, RequestFacts) or not isinstance(other, ArticleFacts) or own.approved_at is None:
        return
    if other.public or other.request != own.id or (own.approved and other.fits(own.approved, own)):
        return
    place: Place = ("steps", own.approved_at, "content")
    where = (Related(other.path, ("title",), say("the article")),)
    help_ = say("If this text was read and approved, write: content: {digest}", digest=other.seals.full)
    if own.approved:
        message = say("The article's text is not the one that was approved.")
    else:
        message = say("The approval does not say which text it approves.")
    yield Hit(place, message, help_, where)


RULE = Rule(
    slug="publishing/approval",
    subject=Subject.PAIR,
    purpose=mark(
        "An approval holds for all that a reader will see, to the letter: title, summary, text, byline, category, "
        "keywords, time, and the picture with its texts. Whoever changes it afterwards has it approved again."
    ),
    source=mark("SOP 418/2024, step 5"),
    decisions=("sealed-approval",),
    bad=mark("    content: seal2:0000...   # of another text"),
    good=mark("    content: seal2:5f1c...   # as `redaksi check` prints it"),
    check=check,
)
