"""publishing/reports: a mistake that a reader reported is told whole: what, when, and what came of it."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.records.article import ActKind, Article
from workflow.records.mistake_report import MistakeReport, ReportOutcome
from workflow.rules.context import ArticleView
from workflow.rules.people._unknown_person import unknown_person
from workflow.rules.rule import Hit, Rule, Subject

NAME_THE_CORRECTION = say(
    "A report that led to a correction names it: `correction` is the time (`at`) of a correction after the report."
)
HELP = say("`redaksi mistake` enters a report and its outcome; see PANDUAN.md.")


def check(view: ArticleView) -> Iterator[Hit]:
    """Reports are of what readers could see, in order, and each is open or has an outcome that is explained."""
    article, before = view.record, 0
    if article.reports and not article.status.was_public:
        yield Hit(("reports",), say("A story that is not published has no reports of readers."), HELP)
        return
    for index, report in enumerate(article.reports):
        place = ("reports", index)
        if report.received < max(before, article.publish_at or 0):
            message = say("The report lies before the publication or the report before it.")
            yield Hit((*place, "received"), message, say("Correct `received`, or the order of the entries."))
        if not view.now.reached(report.answered or report.received):
            yield Hit(place, say("This lies in the future."), say("Write when it was done."))
        for field, person in (("by", report.by), ("answered_by", report.answered_by)):
            if person is not None and person not in view.office.people:
                yield unknown_person((*place, field), person, view.office.people)
        if objection := _objection(article, report):
            yield Hit(place, objection, HELP)
        before = report.received


def _objection(article: Article, report: MistakeReport) -> Message | None:
    """What is wrong with a report's outcome."""
    answer = (report.outcome, report.answered, report.answered_by)
    if None in answer:
        is_open = answer == (None, None, None) and report.correction is None and report.reason is None
        return None if is_open else say("An outcome has `outcome`, `answered` and `answered_by`.")
    if report.answered is not None and report.answered < report.received:
        return say("The report was answered before it was received.")
    if report.outcome is ReportOutcome.REJECTED:
        if report.reason is None or report.correction is not None:
            return say("A report that is rejected says with `reason` why the story stands, and names no correction.")
        return None
    return None if _leads_to_correction(article, report) else NAME_THE_CORRECTION


def _leads_to_correction(article: Article, report: MistakeReport) -> bool:
    answering = (ActKind.CORRECTION, ActKind.WITHDRAWAL)
    times = {one.at for one in article.public_acts if one.act in answering and one.at >= report.received}
    return report.correction in times


RULE = Rule(
    slug="publishing/reports",
    subject=Subject.ARTICLE,
    purpose=mark(
        "Readers who report a mistake see that it was looked into: each report has a number, a time and an outcome, "
        "and one that led to a correction leads there."
    ),
    source=mark("Law 40/1999 on the press, article 1 (hak koreksi); Pedoman Pemberitaan Media Siber (ralat, koreksi)"),
    bad="reports:\n  - {received: 2024-10-22T08:00+07:00, by: rina, summary: Jam keliru., outcome: rejected}",
    good="reports:\n  - received: 2024-10-22T08:00+07:00\n    by: rina\n    summary: Jam acara keliru.\n"
    "    answered: 2024-10-22T09:10+07:00\n    answered_by: sari\n    outcome: corrected\n"
    "    correction: 2024-10-22T09:00+07:00",
    reads=("status", "reports", "acts", "corrections", "withdrawn", "publish_at"),
    check=check,
)
