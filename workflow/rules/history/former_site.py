"""history/former-site: a story of the former site comes in once, and what was declared of that site stands."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject

POLICY_FILE = "site_config/policy.yml"


def check(view: WholeChange) -> Iterator[Hit]:
    """No story that is here already, no last day that lies ahead, no declaration that archive stories outlive."""
    for twin in view.former_site.twins:
        message = say("This story of the former site is here already: {path}.", path=twin.other)
        yield Hit(("source",), message, say("Leave out this file."), path=twin.path)
    if view.former_site.lies_ahead:
        message = say("The last day of the former site lies ahead; until then new stories would pass as old ones.")
        yield Hit(("former_site", "until"), message, say("Write the day on which it was closed."), path=POLICY_FILE)
    if view.former_site.is_widened:
        message = say("Stories of the former site are here; its address stands, and its last day only moves back.")
        yield Hit(("former_site",), message, say("Leave `former_site` as it was merged."), path=POLICY_FILE)


RULE = Rule(
    slug="history/former-site",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "What the head declares once of the former site decides which stories need no letter and no approval; if it "
        "moved, new stories could come in as old ones."
    ),
    source=mark("SOP 418/2024, steps 5 and 6; site_config/policy.yml (`former_site`)"),
    decisions=("append-only",),
    bad="-former_site: {address: https://lama.contoh.example/, until: 2025-12-31}\n"
    "+former_site: {address: https://lama.contoh.example/, until: 2026-11-20}",
    good="+former_site: {address: https://lama.contoh.example/, until: 2025-12-31}",
    check=check,
)
