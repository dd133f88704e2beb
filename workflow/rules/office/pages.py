"""office/pages: a hand-written page can be shown. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/pages",
    subject=Subject.OFFICE,
    purpose=mark("A hand-written page has an address of its own and a text that is neither too long nor too deep."),
    decisions=("lasting-addresses", "foreseen-publication"),
    bad="site_config/pages/Tentang Kami.md",
    good="site_config/pages/tentang.md",
)
