"""publishing/complete: an article that may go out has a date, an editor and a text."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.article import ArticleStatus
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """Anything beyond a draft is complete."""
    article = view.record
    if article.status is ArticleStatus.DRAFT:
        return
    if article.publish_at is None:
        help_ = say("Add a line `publish_at:` with the time it is to appear.")
        yield Hit(("status",), say("The article has no date of publication."), help_)
    if article.editor is None:
        help_ = say("Add a line `editor:` with the person who corrected it.")
        yield Hit(("status",), say("The article has no editor."), help_)


RULE = Rule(
    slug="publishing/complete",
    subject=Subject.ARTICLE,
    purpose=mark("Whatever is more than a draft says when it appears and who edited it."),
    source=mark("SOP 418/2024, steps 5 and 6"),
    bad=mark("status: ready   # no `publish_at`, no `editor`"),
    good="status: ready\npublish_at: 2024-10-21T15:30+07:00\neditor: sari",
    reads=("status", "publish_at", "editor"),
    check=check,
)
