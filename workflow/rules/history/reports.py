"""history/reports: reports of mistakes are appended and answered once, by the person named, never rewritten."""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.i18n.message import mark, say
from workflow.records.article import Article
from workflow.records.mistake_report import MistakeReport, reported_already
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RecordChange[Article]) -> Iterator[Hit]:
    """Every report of the base stands where it stood; only an open one may have got its outcome."""
    yield from _in_another_s_name(view)
    yield from _entered_twice(view)
    if view.before is None or view.after is None:
        return
    new = view.after.record.reports
    for index, report in enumerate(view.before.record.reports):
        if index < len(new) and _continues(report, new[index]):
            continue
        place: Place = ("reports", index) if index < len(new) else ("reports",)
        where = view.before.related(("reports", index), say("the report as it stood"))
        yield Hit(place, say("A report was changed or deleted afterwards."), say("Put it back as it was."), (where,))


def _in_another_s_name(view: RecordChange[Article]) -> Iterator[Hit]:
    """Who is said to have entered a report, or answered it, did; and an answer was entered when it was given."""
    for index, evidence in sorted(view.reports.items()):
        report = view.after.record.reports[index]  # type: ignore[union-attr]  # evidence is of what the change leaves
        for field, name, made in (
            ("by", report.by, evidence.entered),
            ("answered_by", report.answered_by or "", evidence.answered),
        ):
            if made and made.person != name:
                message = say(
                    "`{name}` is said to have entered this, but it was {author}.", name=name, author=made.author
                )
                yield Hit(("reports", index, field), message, say("Whoever enters it names themselves."))
        if (made := evidence.answered) and _is_backdated(view, report, made.at):
            message = say("The report's outcome was entered long after the time it names.")
            yield Hit(("reports", index, "answered"), message, say("Write the time at which it is entered."))


def _entered_twice(view: RecordChange[Article]) -> Iterator[Hit]:
    """Each report has a number of its own before readers, so none stands there twice."""
    reports = view.after.record.reports if view.after else ()
    known = len(view.before.record.reports) if view.before else 0
    for index in range(known, len(reports)):
        if reported_already(reports[index], reports[:index]):
            help_ = say("Take the entry out; where another reader says the same, write that in `summary`.")
            yield Hit(("reports", index), say("This report was entered already."), help_)


def _is_backdated(view: RecordChange[Article], report: MistakeReport, entered: int) -> bool:
    """How quickly the office answers is shown to readers."""
    at, limit = report.answered, view.office.policy.late_after * 60
    return at is not None and at < entered and view.office.timeline.elapsed(at, entered) > limit


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
