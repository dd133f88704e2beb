"""privacy/phone: no mobile or WhatsApp number in a record."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.privacy.patterns import mobile_numbers
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import FileView


def check(view: FileView) -> Iterator[Hit]:
    """Nothing in the file looks like an Indonesian mobile number or a wa.me link."""
    for found in mobile_numbers(view.document.text):
        yield Hit(found.start(), say("A telephone or WhatsApp number of a person must not stand here."), HELP)


HELP = say("Delete it here and keep it in the private contact store.")

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
