"""publishing/lead: the first paragraph answers the questions of news."""

from collections.abc import Iterator

from workflow.i18n.message import WordList, mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import WORD, draft_blocks
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity
from workflow.text.markdown import BlockKind


def check(view: ArticleView) -> Iterator[Hit]:
    """Each question has one of its words in the first paragraph."""
    first = next((one for one in draft_blocks(view) if one.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return
    words = {word.lower() for word in WORD.findall(first.text)}
    open_ = [name for name, markers in view.office.writing.lead.items() if words.isdisjoint(markers)]
    if open_:
        message = say("The first paragraph does not seem to answer: {questions}.", questions=WordList(tuple(open_)))
        help_ = say("Readers often read no further: say there who does what, when, where, why and how.")
        yield Hit(first.at, message, help_)


RULE = Rule(
    slug="publishing/lead",
    subject=Subject.ARTICLE,
    purpose=mark(
        "The lead answers who, what, when, where, why and how, so that a reader who stops there knows the news."
    ),
    source=mark("site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("Kegiatan tersebut telah berlangsung."),
    good="Dinas Kesehatan membuka imunisasi gratis di 20 kecamatan mulai Senin (21/10/2024) untuk balita.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
