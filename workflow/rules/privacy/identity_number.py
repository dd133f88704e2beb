"""privacy/identity-number: no NIK or family-card number in a record."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.privacy.personal import identities
from workflow.rules.privacy.reading import places
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import FileView


def check(view: FileView) -> Iterator[Hit]:
    """No 16 digits that can be an identity number."""
    for place in places(view.document.text, identities):
        message = say("A population identity number (NIK) or family-card number must not stand here.")
        yield Hit(place, message, say("Delete it; the record does not need it."))


RULE = Rule(
    slug="privacy/identity-number",
    subject=Subject.FILE,
    purpose=mark("What is in Git stays there for ever and is public: identity numbers never enter it."),
    source=mark("Law 27/2022 on the protection of personal data; Law 24/2013 on population administration"),
    bad="NIK 6104 0112 0190 0001",
    good=mark("(no number)"),
    check=check,
)
