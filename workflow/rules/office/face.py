"""office/face: the office's own pictures can be shown. Found while the configuration is loaded, in config/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/face",
    subject=Subject.OFFICE,
    purpose=mark("The office's logo, favicon and coat of arms are there and can do nothing but be seen."),
    decisions=("harmless-pictures",),
    bad="logo: hilang.svg",
    good="logo: logo.svg",
)
