"""publishing/paragraph: no paragraph is too long."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import draft_blocks, word_count
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: ArticleView) -> Iterator[Hit]:
    """At most so many words a paragraph."""
    limit = view.office.writing.paragraph_max
    for passage in draft_blocks(view) if limit else ():
        length = word_count(passage.text)
        if limit and length > limit:
            message = say("This paragraph has {length} words; at most {limit} read well.", length=length, limit=limit)
            yield Hit(passage.at, message, say("Begin a new paragraph where the thought changes."))


RULE = Rule(
    slug="publishing/paragraph",
    subject=Subject.ARTICLE,
    purpose=mark("A paragraph holds one thought and fits on the screen of a phone."),
    source=mark("site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("(a paragraph of 200 words)"),
    good="Loket dibuka setiap hari kerja. Warga cukup membawa kartu keluarga.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
