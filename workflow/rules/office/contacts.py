"""office/contacts: contacts in the configuration are institutions'. Found while it is loaded, in config/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/contacts",
    subject=Subject.OFFICE,
    purpose=mark(
        "Contacts of the office and of institutions stand on the public site and in Git for ever: "
        "none is a person's own."
    ),
    source=mark("Law 27/2022 on the protection of personal data"),
    bad="email: ani.pribadi@gmail.com",
    good="email: humas@kabupaten.example",
)
