"""publishing/withdrawn: a story that is taken back says why."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.article import ArticleStatus
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """The status says what the latest withdrawal or republication made of the story."""
    article = view.record
    is_withdrawn = article.status is ArticleStatus.WITHDRAWN
    if is_withdrawn and not article.is_taken_back:
        help_ = say("Add an entry `act: withdrawal` under `acts:` with `by`, `at`, `note` and `content`.")
        yield Hit(("status",), say("The article is withdrawn without a reason."), help_)
    elif article.is_taken_back and not is_withdrawn:
        help_ = say("Write `status: withdrawn`; to show the story again, add an entry `act: republication`.")
        place = ("withdrawn",) if article.withdrawn else ("status",)
        yield Hit(place, say("The article has a reason for withdrawal but is not withdrawn."), help_)
    if article.withdrawn and not view.now.reached(article.withdrawn.at):
        yield Hit(("withdrawn", "at"), say("This lies in the future."), say("Write when it was withdrawn."))


RULE = Rule(
    slug="publishing/withdrawn",
    subject=Subject.ARTICLE,
    purpose=mark("A story that was public and is taken back leaves a page that says so and why."),
    source=mark("Pedoman Pemberitaan Media Siber (pencabutan berita)"),
    bad="status: withdrawn",
    good="status: withdrawn\nacts:\n  - act: withdrawal\n    by: sari\n    at: 2024-10-23T09:00+07:00\n"
    "    note: Acara dibatalkan.\n    content: seal2:...",
    reads=("status", "withdrawn", "acts"),
    check=check,
)
