"""publishing/sentence: no sentence is too long."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.publishing.writing._running_text import draft_blocks, place_in_file, sentences, word_count
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity

SEARCH_PREFIX = 24
"""Letters by which a sentence is found again in the file."""


def check(view: ArticleView) -> Iterator[Hit]:
    """At most so many words a sentence."""
    limit = view.office.writing.sentence_max
    for passage in draft_blocks(view) if limit else ():
        for sentence in sentences(passage.text):
            length = word_count(sentence)
            if limit and length > limit:
                message = say(
                    "This sentence has {length} words; at most {limit} read well.", length=length, limit=limit
                )
                yield Hit(
                    place_in_file(view, passage, sentence[:SEARCH_PREFIX]), message, say("Make two sentences of it.")
                )


RULE = Rule(
    slug="publishing/sentence",
    subject=Subject.ARTICLE,
    purpose=mark("Short sentences are understood at once, also on a phone."),
    source=mark("site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("(a sentence of 60 words)"),
    good="Loket dibuka pukul 08.00 sampai 12.00 WIB.",
    reads=("status",),
    severity=Severity.WARNING,
    check=check,
)
