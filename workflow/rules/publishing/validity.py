"""publishing/validity: a story ends to be valid after it has appeared."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: ArticleView) -> Iterator[Hit]:
    """`valid_until` lies behind `publish_at`; of a story that nobody has given a time yet, behind the present."""
    article = view.record
    if article.valid_until is None:
        return
    help_ = say("Write in `valid_until` from when on what the story says no longer holds, or leave the line out.")
    if article.publish_at is None:
        if view.now.reached(article.valid_until):
            message = say("What the story says has ended already.")
            yield Hit(("valid_until",), message, help_, severity=Severity.WARNING)
    elif article.valid_until <= article.publish_at:
        yield Hit(("valid_until",), say("The story would expire before it appears."), help_)


RULE = Rule(
    slug="publishing/validity",
    subject=Subject.ARTICLE,
    purpose=mark("An alert or an announcement that has ended says so, and never does so before it is there."),
    source=mark("Pedoman Pemberitaan Media Siber (verifikasi, ralat)"),
    bad="publish_at: 2024-10-21T15:30+07:00\nvalid_until: 2024-10-20T18:00+07:00",
    good="publish_at: 2024-10-21T15:30+07:00\nvalid_until: 2024-10-25T18:00+07:00",
    reads=("valid_until", "publish_at"),
    check=check,
)
