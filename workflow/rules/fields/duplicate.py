"""fields/duplicate: no name stands twice. Found while a file is read, in text/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject
from workflow.text.finding import ReadingRule

RULE = Rule(
    slug=ReadingRule.DUPLICATE,
    subject=Subject.READING,
    purpose=mark("A name stands only once; of two, a program would silently take one and a reader see the other."),
    decisions=("strict-reading",),
    bad="status: draft\nstatus: published",
    good="status: draft",
)
