"""fields/unreadable: a file that can be read. Found while a file is read, in text/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject
from workflow.text.finding import ReadingRule

RULE = Rule(
    slug=ReadingRule.UNREADABLE,
    subject=Subject.READING,
    purpose=mark(
        "Files are read by one strict gate: UTF-8 text, a header of plain `name: value` lines between two "
        "lines `---`, no YAML tricks."
    ),
    decisions=("strict-reading",),
    bad="--\ntitle: Berita",
    good="---\ntitle: Berita\n---",
)
