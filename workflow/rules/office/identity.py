"""office/identity: the office's own data can be used. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/identity",
    subject=Subject.OFFICE,
    purpose=mark("The key by which readers verify the site is a public SSH key, never a private one."),
    decisions=("reproducible-site",),
    bad="site_key: SHA256:n0MMyfTLUBVSeVfUeuYEOUM6KRzSGYPnqhtbgOShPZk",
    good="site_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIASsRtzj37cfqh2gPSfbkTZCaUgZM9ZrQ5OBSx0RMT9B",
)
