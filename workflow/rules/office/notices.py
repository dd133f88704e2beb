"""office/notices: what stands on the home page or on every page ends. Found while the configuration is loaded."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/notices",
    subject=Subject.OFFICE,
    purpose=mark(
        "An announcement, and an emergency notice even more, is shown in its time and no longer; readers believe the "
        "next one only if the last one was taken down."
    ),
    decisions=("office-as-data",),
    bad="banjir: {level: darurat, text: ..., from: 2026-11-04T14:00+07:00, until: 2026-11-03T14:00+07:00}",
    good="banjir: {level: darurat, text: ..., from: 2026-11-04T14:00+07:00, until: 2026-11-06T18:00+07:00}",
)
