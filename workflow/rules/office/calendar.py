"""office/calendar: the calendar contradicts nothing. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/calendar",
    subject=Subject.OFFICE,
    purpose=mark("Working hours do not overlap and special periods begin before they end."),
    source=mark("Perpres 21/2023"),
    bad="monday: [07:30-12:00, 11:00-16:00]",
    good="monday: [07:30-12:00, 13:00-16:00]",
)
