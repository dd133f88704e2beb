"""history/reports: reports of mistakes are appended and answered once, never rewritten."""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.i18n.message import mark, say
from workflow.records.article import Article
from workflow.records.mistake_report import MistakeReport
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RecordChange[Article]) -> Iterator[Hit]:
    """Every report of the base stands where it stood; only an open one may have got its outcome."""
    if view.before is None or view.after is None:
        return
    new = view.after.record.reports
    for index, report in enumerate(view.before.record.reports):
        if index < len(new) and _continues(report, new[index]):
            continue
        place: Place = ("reports", index) if index < len(new) else ("reports",)
        where = view.before.related(("reports", index), say("the report as it stood"))
        yield Hit(place, say("A report was changed or deleted afterwards."), say("Put it back as it was."), (where,))


def _continues(old: MistakeReport, new: MistakeReport) -> bool:
    asked = replace(new, answered=None, answered_by=None, outcome=None, correction=None, reason=None)
    return new == old or (old.is_open and asked == old)


RULE = Rule(
    slug="history/reports",
    subject=Subject.CHANGE_ARTICLE,
    purpose=mark("What readers reported, and what the office answered, stays in the ledger as it was."),
    source=mark("Pedoman Pemberitaan Media Siber (ralat, koreksi)"),
    decisions=("append-only",),
    bad=mark("# a report that was rejected, deleted"),
    good=mark("+    outcome: rejected   # of a report that was open"),
    reads=("reports",),
    check=check,
)
