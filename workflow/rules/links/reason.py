"""links/reason: a delay's reason is one of the coded ones."""

from collections.abc import Iterator

from workflow.i18n.message import mark
from workflow.rules.context import RequestView
from workflow.rules.links._lookup import unknown_key
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """`delay.reason` is a key of delays.yml."""
    for index, entry in view.standing:
        if entry.delay:
            yield from unknown_key(
                ("steps", index, "delay", "reason"), entry.delay.reason, view.office.delays, "delays"
            )


RULE = Rule(
    slug="links/reason",
    subject=Subject.REQUEST,
    purpose=mark("Reasons for delays are coded, so that the report can count them."),
    source=mark("SOP 418/2024, step 8 (report)"),
    bad="    delay: {reason: sibuk, acknowledged_by: kadis}",
    good="    delay: {reason: gangguan-jaringan, acknowledged_by: kadis}",
    reads=("steps",),
    check=check,
)
