"""privacy/phone: no mobile or WhatsApp number in a record."""

from collections.abc import Iterator
from functools import partial

from workflow.language.message import mark, say
from workflow.rules.privacy.personal import numbers, public
from workflow.rules.privacy.reading import places
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import FileView


def check(view: FileView) -> Iterator[Hit]:
    """Only numbers of institutions, which stand in office.yml and agencies.yml, may be named, and linked to."""
    for place in places(view.document.text, partial(numbers, public=public(view.office).phones)):
        yield Hit(place, say("A telephone or WhatsApp number of a person must not stand here."), HELP)


HELP = say(
    "Delete it here and keep it in the private contact store; an institution's number belongs in "
    "site_config/agencies.yml."
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
