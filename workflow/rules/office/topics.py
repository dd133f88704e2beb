"""office/topics: a topic says of itself what holds together. Found while the configuration is loaded, in config/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/topics",
    subject=Subject.OFFICE,
    purpose=mark("A topic leads to stories that are there, and says whether it is going on, has parts, or neither."),
    decisions=("lasting-addresses",),
    bad="seri-air-bersih: {kind: series, stories: [2026/tidak-ada], ...}",
    good="seri-air-bersih: {kind: series, stories: [2026/panen-matan-hilir-selatan], ...}",
)
