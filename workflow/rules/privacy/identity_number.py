"""privacy/identity-number: no NIK or family-card number in a record."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import FileView
from workflow.rules.privacy._personal_data import PersonalKind, find_suspects, public_contacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: FileView) -> Iterator[Hit]:
    """No 16 digits that can be an identity number."""
    for sight in find_suspects(view.document.text, PersonalKind.IDENTITY, public_contacts(view.office)):
        # what it is is not repeated: findings go into public logs
        if sight.sure:
            yield Hit(
                sight.place, say("A population identity number (NIK) or family-card number must not stand here."), HELP
            )
        else:
            yield Hit(
                sight.place,
                say("This may be a population identity number (NIK) or family-card number."),
                DOUBT,
                severity=Severity.WARNING,
            )


HELP = say("Delete it; the record does not need it.")
DOUBT = say(
    "If it is one, delete it here. If it is something else, write in front of it what it is, such as “kode”, "
    "“rekening” or “resi”."
)

RULE = Rule(
    slug="privacy/identity-number",
    subject=Subject.FILE,
    purpose=mark("What is in Git stays there for ever and is public: identity numbers never enter it."),
    source=mark("Law 27/2022 on the protection of personal data; Law 24/2013 on population administration"),
    bad="NIK 6104 0112 0190 0001",
    good=mark("(no number)"),
    check=check,
)
