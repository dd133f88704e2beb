"""publishing/summary: the summary fits where it is shown."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """The summary is not longer than lists, feeds and previews show."""
    summary, limit = view.record.summary, view.office.writing.summary_max
    if len(summary) > limit:
        message = say(
            "The summary has {length} characters; at most {limit} are allowed.", length=len(summary), limit=limit
        )
        yield Hit(("summary",), message, say("One sentence is enough."))


RULE = Rule(
    slug="publishing/summary",
    subject=Subject.ARTICLE,
    purpose=mark("The summary is shown whole in lists, feeds, search results and messages."),
    source=mark("site_config/writing.yml"),
    bad=mark("summary: (200 characters)"),
    good="summary: Imunisasi gratis untuk balita berlangsung sepekan di 20 kecamatan.",
    reads=("summary",),
    drifts=True,
    check=check,
)
