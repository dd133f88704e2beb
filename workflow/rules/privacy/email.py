"""privacy/email: no personal e-mail address in a record."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.privacy.patterns import EMAIL
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import FileView


def check(view: FileView) -> Iterator[Hit]:
    """Only addresses of institutions, which stand in agencies.yml and office.yml, may be named."""
    text = view.document.text
    if "@" not in text:
        return
    institutional = view.office.institutional_mail if view.office else frozenset()
    for found in EMAIL.finditer(text):
        if found.group().lower().rstrip(".") not in institutional:
            # the address itself is not repeated: findings go into public logs
            yield Hit(found.start(), say("An e-mail address of a person must not stand here."), HELP)


HELP = say(
    "Delete it here and keep it in the private contact store; an institution's address belongs in "
    "site_config/agencies.yml."
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
