"""fields/type: a list where a list belongs. Found while a file is read, in text/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject
from workflow.text.finding import ReadingRule

RULE = Rule(
    slug=ReadingRule.TYPE,
    subject=Subject.READING,
    purpose=mark(
        "A list is written where a list belongs, a group of lines where a group belongs, a single value elsewhere."
    ),
    decisions=("strict-reading",),
    bad="tags: anak",
    good="tags: [anak]",
)
