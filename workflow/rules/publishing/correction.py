"""publishing/correction: corrections are complete, in order, and of something that was published."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.seal import former_seal
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: ArticleView) -> Iterator[Hit]:
    """Corrections follow publication and each other; the latest one seals the text."""
    article = view.record
    if article.corrections and not article.status.was_public:
        message = say("An article that is not published has no corrections.")
        yield Hit(("corrections",), message, say("Change the text itself; corrections are for what readers have seen."))
        return
    before = article.publish_at or 0
    for index, correction in enumerate(article.corrections):
        place = ("corrections", index, "at")
        if correction.at < before:
            message = say("The correction lies before the publication or the correction before it.")
            yield Hit(place, message, say("Correct `at`, or the order of the entries."))
        if not view.now.reached(correction.at):
            yield Hit(place, say("This lies in the future."), say("Write when the correction was made."))
        before = correction.at
    if article.corrections and article.corrections[-1].content is None:
        message = say("The latest correction does not say which text it leads to.")
        help_ = say("Add to it: content: {digest}", digest=former_seal(article, view.document.body))
        yield Hit(("corrections", len(article.corrections) - 1), message, help_, severity=Severity.WARNING)


RULE = Rule(
    slug="publishing/correction",
    subject=Subject.ARTICLE,
    purpose=mark(
        "A correction tells readers when and what was mended, and seals the new text so that later changes are "
        "seen too."
    ),
    source=mark("Pedoman Pemberitaan Media Siber (ralat, koreksi)"),
    decisions=("append-only", "sealed-approval"),
    bad="corrections:\n  - {at: 2024-10-22T09:00+07:00, note: Angka diperbaiki.}",
    good="corrections:\n  - {at: 2024-10-22T09:00+07:00, note: Angka diperbaiki., content: sha256:...}",
    reads=("corrections", "status", "publish_at", "title", "summary", "image"),
    check=check,
)
