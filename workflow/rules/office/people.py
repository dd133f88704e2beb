"""office/people: the list of people contradicts nothing. Found while the configuration is loaded, in records/."""

from workflow.i18n.message import mark
from workflow.rules.rule import Rule, Subject

RULE = Rule(
    slug="office/people",
    subject=Subject.OFFICE,
    purpose=mark(
        "Roles exist in the SOP and end after they begin, acting roles have a decree, "
        "Git identities are unique, and no personal address stands in Git."
    ),
    source=mark("SOP 418/2024, column Pelaksana; Law 27/2022"),
    bad="    - {role: kepala-dinas, from: 2024-01-01, acting: plh}",
    good="    - {role: kepala-dinas, from: 2024-01-01, acting: plh, decree: 800/1/2024}",
)
