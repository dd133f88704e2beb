"""privacy/email: no personal e-mail address in a record."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import FileView
from workflow.rules.privacy._personal_data import PersonalKind, find_suspects, public_contacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: FileView) -> Iterator[Hit]:
    """Only addresses of institutions, which stand in agencies.yml and office.yml, may be named."""
    for sight in find_suspects(view.document.text, PersonalKind.EMAIL, public_contacts(view.office)):
        # what it is is not repeated: findings go into public logs
        if sight.sure:
            yield Hit(sight.place, say("An e-mail address of a person must not stand here."), HELP)
        else:
            yield Hit(sight.place, say("This may be an e-mail address of a person."), DOUBT, severity=Severity.WARNING)


HELP = say(
    "Delete it here and keep it in the private contact store; an institution's address belongs in "
    "site_config/agencies.yml."
)
DOUBT = say(
    "If it is an official's own, delete it here. If it is an institution's, enter it in site_config/agencies.yml, and "
    "it may stand here."
)

RULE = Rule(
    slug="privacy/email",
    subject=Subject.FILE,
    purpose=mark("What is in Git stays there for ever and is public: personal e-mail addresses never enter it."),
    source=mark("Law 27/2022 on the protection of personal data"),
    bad="Hubungi ani.pribadi@surel.example",
    good="Hubungi Dinas Kesehatan lewat alamat resminya.",
    check=check,
)
