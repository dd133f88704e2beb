"""fields/value: a date where a date belongs. Found while a file is read, in text/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject
from workflow.text.finding import ReadingRule

RULE = Rule(
    slug=ReadingRule.VALUE,
    subject=Subject.READING,
    purpose=mark("Every value is of its kind: dates exist, times carry their offset, words are of the allowed ones."),
    decisions=("strict-reading",),
    bad="finished: 21-10-2024 08.15",
    good="finished: 2024-10-21T08:15+07:00",
)
