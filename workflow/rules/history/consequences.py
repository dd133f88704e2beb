"""history/consequences: a change of the office's rules makes no record wrong that was right."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: WholeChange) -> Iterator[Hit]:
    """Records that the change does not touch have no error by the changed rules that they had not before."""
    for finding in view.consequences:
        message = say("By the changed rules this record would be wrong ({rule}).", rule=finding.rule)
        there = Related(finding.path, finding.place, finding.message, finding.line, finding.column)
        yield Hit(0, message, HELP, (there,), path=finding.path)


HELP = say(
    "What was right stays right: end a role after its holder's last entry, keep agencies, partners and reasons that "
    "are in use, make a new edition of the SOP instead of changing the old one."
)

RULE = Rule(
    slug="history/consequences",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Rules look ahead: nobody's finished work becomes wrong because a list was changed afterwards."),
    decisions=("office-as-data",),
    bad=mark("# sari's last entry is of 20 November\n+      until: 2026-11-19"),
    good="+      until: 2026-11-20",
    check=check,
)
