"""publishing/fact-check: a story that answers a claim names what its verdict rests on."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.article import ArticleStatus
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """A verdict on a claim rests on something that readers can look up."""
    article = view.record
    if article.status is ArticleStatus.DRAFT or article.fact_check is None or article.fact_check.sources:
        return
    help_ = say("Name under `sources:` what the verdict rests on: a document, an agency, an address.")
    yield Hit(("fact_check",), say("The verdict on this claim names no source."), help_)


RULE = Rule(
    slug="publishing/fact-check",
    subject=Subject.ARTICLE,
    purpose=mark("Whoever reads that a claim is wrong can look up why; search engines are told the verdict as well."),
    source=mark("schema.org/ClaimReview; Pedoman Pemberitaan Media Siber (verifikasi)"),
    bad="fact_check:\n  claim: Vaksin mengandung cip.\n  verdict: salah",
    good="fact_check:\n  claim: Vaksin mengandung cip.\n  verdict: salah\n  sources: [Dinas Kesehatan]",
    reads=("fact_check", "status"),
    check=check,
)
