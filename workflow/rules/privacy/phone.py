"""privacy/phone: no mobile or WhatsApp number in a record."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import FileView
from workflow.rules.privacy._personal_data import PersonalKind, find_suspects, public_contacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: FileView) -> Iterator[Hit]:
    """Only numbers of institutions, which stand in office.yml and agencies.yml, may be named, and linked to."""
    for sight in find_suspects(view.document.text, PersonalKind.PHONE, public_contacts(view.office)):
        # what it is is not repeated: findings go into public logs
        if sight.sure:
            yield Hit(sight.place, say("A telephone or WhatsApp number of a person must not stand here."), HELP)
        else:
            yield Hit(sight.place, say("This may be a telephone number of a person."), DOUBT, severity=Severity.WARNING)


HELP = say(
    "Delete it here and keep it in the private contact store; an institution's number belongs in "
    "site_config/agencies.yml."
)
DOUBT = say(
    "If it is one, delete it here. If it is something else, write in front of it what it is, such as “kode”, "
    "“rekening” or “Rp”."
)

RULE = Rule(
    slug="privacy/phone",
    subject=Subject.FILE,
    purpose=mark(
        "What is in Git stays there for ever and is public: personal telephone and WhatsApp numbers never enter it."
    ),
    source=mark("Law 27/2022 on the protection of personal data"),
    bad="WA 0812-0000-0000",
    good="Hubungi kantor pada jam kerja.",
    check=check,
)
