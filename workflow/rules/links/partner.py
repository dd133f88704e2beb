"""links/partner: outlets are in the list of partners."""

from collections.abc import Iterator

from workflow.i18n.message import mark
from workflow.rules.context import RequestView
from workflow.rules.links._lookup import unknown_key
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """Each of `outlets` is a key of partners.yml."""
    for index, entry in view.standing:
        for position, outlet in enumerate(entry.outlets):
            yield from unknown_key(("steps", index, "outlets", position), outlet, view.office.partners, "partners")


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
