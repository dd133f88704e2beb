"""publishing/withdrawn: a story that is taken back says why."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.records.article import ArticleStatus
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import ArticleView


def check(view: ArticleView) -> Iterator[Hit]:
    """`status: withdrawn` and the block `withdrawn` stand together."""
    article = view.record
    is_withdrawn = article.status is ArticleStatus.WITHDRAWN
    if is_withdrawn and article.withdrawn is None:
        help_ = say("Add a block `withdrawn:` with `at`, `by` and `reason`.")
        yield Hit(("status",), say("The article is withdrawn without a reason."), help_)
    elif article.withdrawn and not is_withdrawn:
        help_ = say("Write `status: withdrawn`, or delete the block.")
        yield Hit(("withdrawn",), say("The article has a reason for withdrawal but is not withdrawn."), help_)
    if article.withdrawn and not view.now.reached(article.withdrawn.at):
        yield Hit(("withdrawn", "at"), say("This lies in the future."))


RULE = Rule(
    slug="publishing/withdrawn",
    subject=Subject.ARTICLE,
    purpose=mark("A story that was public and is taken back leaves a page that says so and why."),
    source=mark("Pedoman Pemberitaan Media Siber (pencabutan berita)"),
    bad="status: withdrawn",
    good="status: withdrawn\nwithdrawn: {at: 2024-10-23T09:00+07:00, by: sari, reason: Acara dibatalkan.}",
    reads=("status", "withdrawn"),
    check=check,
)
