"""publishing/confidential: a confidential letter leads to no news."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: PairView) -> Iterator[Hit]:
    """An article that is published, or waits to be, belongs to no letter of the nature `rahasia`."""
    own, other = view.own, view.other
    if isinstance(own, ArticleFacts) and isinstance(other, RequestFacts) and own.shown and other.confidential:
        where = Related(other.path, ("letter", "nature"), say("the letter's nature"))
        message = say("The letter is confidential, and its news is published.")
        help_ = say("Keep the article a draft; a story that is out already is withdrawn with a reason.")
        yield Hit(("status",), message, help_, (where,))


RULE = Rule(
    slug="publishing/confidential",
    subject=Subject.PAIR,
    purpose=mark("What a letter entrusts to the office in confidence does not become public through its news."),
    source=mark("Law 14/2008 on public information, article 17 (information that is excepted)"),
    bad=mark("status: published   # the letter's `nature` is rahasia"),
    good="status: draft",
    check=check,
)
