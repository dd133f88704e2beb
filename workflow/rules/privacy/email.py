"""privacy/email: no personal e-mail address in a record."""

from collections.abc import Iterator
from functools import partial

from workflow.language.message import mark, say
from workflow.rules.privacy.personal import addresses, public
from workflow.rules.privacy.reading import places
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import FileView


def check(view: FileView) -> Iterator[Hit]:
    """Only addresses of institutions, which stand in agencies.yml and office.yml, may be named."""
    for place in places(view.document.text, partial(addresses, public=public(view.office).mail)):
        # the address itself is not repeated: findings go into public logs
        yield Hit(place, say("An e-mail address of a person must not stand here."), HELP)


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
