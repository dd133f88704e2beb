"""publishing/release: an article is public exactly when its request says so."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: PairView) -> Iterator[Hit]:
    """Published and not yet released by the SOP, or released and still a draft."""
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or not isinstance(other, RequestFacts) or other.news != own.key:
        return
    where = (Related(other.path, ("steps",), say("the request's steps")),)
    if own.public and not other.released:
        message = say("The article is published, but its request has not come to that step.")
        yield Hit(("status",), message, say("Enter the step in the request together with this change."), where)
    elif other.released and not own.public:
        message = say("The request says that the news is out, but the article is not published.")
        yield Hit(("status",), message, say("Write `status: published`; for an embargo set `publish_at`."), where)


RULE = Rule(
    slug="publishing/release",
    subject=Subject.PAIR,
    purpose=mark("An article becomes public by the SOP's step, not beside it; and a step that says so is true."),
    source=mark("SOP 418/2024, step 6"),
    bad=mark("status: published   # the request is still at step 5"),
    good=mark("status: ready       # until step 6 is entered"),
    check=check,
)
