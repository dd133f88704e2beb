"""publishing/unapproved: nothing is published that nobody approved."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: PairView) -> Iterator[Hit]:
    """A public article's request has an approval with the text's fingerprint."""
    own, other = view.own, view.other
    if isinstance(own, ArticleFacts) and isinstance(other, RequestFacts) and own.public and not other.approved:
        where = (Related(other.path, ("steps",), say("the request's steps")),)
        message = say("The article is published, but nobody has approved its text.")
        yield Hit(("status",), message, say("Write `status: draft` until the correction step has approved it."), where)


RULE = Rule(
    slug="publishing/unapproved",
    subject=Subject.PAIR,
    purpose=mark("Every published text was corrected and approved by somebody who did not write it."),
    source=mark("SOP 418/2024, step 5"),
    bad=mark("status: published   # the request has no approved step 5"),
    good="status: draft",
    check=check,
)
