"""fields/unknown: no name that nobody knows. Found while a file is read, in text/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject
from workflow.text.finding import ReadingRule

RULE = Rule(
    slug=ReadingRule.UNKNOWN,
    subject=Subject.READING,
    purpose=mark("A mistyped name would be read by nobody; so names that are not known are refused."),
    decisions=("strict-reading",),
    bad="tilte: Berita",
    good="title: Berita",
)
