"""links/partner: outlets are in the list of partners."""

from collections.abc import Iterator

from workflow.language.message import mark
from workflow.rules.links.lookup import unknown
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import RequestView


def check(view: RequestView) -> Iterator[Hit]:
    """Each of `outlets` is a key of partners.yml."""
    for index, entry in view.standing:
        for position, outlet in enumerate(entry.outlets):
            yield from unknown(("steps", index, "outlets", position), outlet, view.office.partners, "partners")


RULE = Rule(
    slug="links/partner",
    subject=Subject.REQUEST,
    purpose=mark("News is given to the website and to media partners that the office knows."),
    source=mark("SOP 418/2024, step 6"),
    bad="    outlets: [website, koran]",
    good="    outlets: [website, koran-contoh]",
    reads=("steps",),
    check=check,
)
