"""fields/missing: everything that must be there is. Found while a file is read, in text/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject
from workflow.text.finding import ReadingRule

RULE = Rule(
    slug=ReadingRule.MISSING,
    subject=Subject.READING,
    purpose=mark("Every record has the fields that the procedure cannot do without."),
    decisions=("strict-reading",),
    bad=mark("title: Berita   # and no `request`"),
    good="title: Berita\nrequest: 2024-0107",
)
