"""Mistakes that readers report: entered under `reports:` of the story, and answered once.

Source: UU 40/1999, pasal 1 (hak koreksi); Pedoman Pemberitaan Media Siber, butir 4.
"""

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.message import Message, say
from workflow.records.article import ActKind, Article
from workflow.records.file_source import Files
from workflow.records.mistake_report import MistakeReport, ReportOutcome, report_number, reported_already
from workflow.records.paths import ARTICLE_PATH
from workflow.records.serialize import ARTICLE_ORDER, format_instant, whole_minute
from workflow.services.article_actions import ArticleAtHand, article_at_hand
from workflow.services.errors import RefusedError, somebody_else
from workflow.services.file_change import PreparedChange, edit_record_header
from workflow.services.precheck import PEOPLE_RULES, of_families, precheck_errors
from workflow.text.field_types import Instant
from workflow.text.finding import Finding
from workflow.text.yaml_edit import append_entry, set_value

REPORT_ORDER = MistakeReport.__struct_encode_fields__


class ReportedMistake(Struct, frozen=True):
    """What a reader has reported, in the office's own words."""

    summary: str
    received: int
    """Seconds since the epoch."""


class MistakeAnswer(Struct, frozen=True):
    """What came of a report."""

    place: int | None = None
    """Which one of the story's, from 1; None for the first that is open."""
    reason: str = ""
    """Why the story stands; "" where it was corrected."""


def enter_report(
    files: Files, office: Office, path: str, person: str, said: ReportedMistake, now: int
) -> PreparedChange:
    """The story with one more report. Raises RefusedError."""
    story = _public_story(files, office, path, now)
    _must_be_new(story, said)
    entry = {
        "received": format_instant(whole_minute(said.received), office.zone),
        "by": person,
        "summary": said.summary,
    }
    title = say("{number}: mistake reported by a reader", number=_number(story, len(story.article.record.reports) + 1))
    return _prechecked(story, person, title, lambda header: append_entry(header, ("reports",), entry, ARTICLE_ORDER))


def answer_report(
    files: Files, office: Office, path: str, person: str, answer: MistakeAnswer, now: int
) -> PreparedChange:
    """The story with the outcome of a report: its reason, or else the latest correction. Raises RefusedError."""
    story = _public_story(files, office, path, now)
    article = story.article.record
    place = _first_open(article) if answer.place is None else answer.place - 1
    if not 0 <= place < len(article.reports):
        raise RefusedError(
            say("This story has no report {place}: it has {number}.", place=place + 1, number=len(article.reports))
        )
    report, number = article.reports[place], _number(story, place + 1)
    if not report.is_open:
        raise RefusedError(say("{number} is answered already.", number=number))
    outcome = ReportOutcome.REJECTED if answer.reason else ReportOutcome.CORRECTED
    why = (
        {"reason": answer.reason} if answer.reason else {"correction": _correction_after(report, article, office.zone)}
    )

    def edit_by(who: str, header: str) -> str:
        values = {
            "answered": format_instant(whole_minute(now), office.zone),
            "answered_by": who,
            "outcome": outcome.value,
        }
        for name, value in (values | why).items():
            header = set_value(header, ("reports", place, name), value, REPORT_ORDER)
        return header

    if found := _errors(story, person, partial(edit_by, person)):
        able = [one for one in office.people if one != person and not _errors(story, one, partial(edit_by, one))]
        if able:
            names = tuple(office.people[one].name for one in able)
            raise RefusedError(
                somebody_else(office.people[person].name, names), of_families(found, PEOPLE_RULES) or found
            )
    return _prechecked(story, person, say("{number}: answered", number=number), partial(edit_by, person))


def _must_be_new(story: ArticleAtHand, said: ReportedMistake) -> None:
    reports = story.article.record.reports
    received = Instant(whole_minute(said.received))
    report = MistakeReport(received=received, by="", summary=said.summary)
    for place, one in enumerate(reports, 1):
        if reported_already(report, (one,)):
            number = _number(story, place)
            raise RefusedError(
                say(
                    "{number} says the same already. Where another reader reports it too, say so in the words.",
                    number=number,
                )
            )


def _first_open(article: Article) -> int:
    place = next((place for place, report in enumerate(article.reports) if report.is_open), None)
    if place is None:
        raise RefusedError(
            say(
                "No report of this story waits for an answer. Enter what the reader reported first "
                "(in a comment: `/keliru`; on a computer: `redaksi mistake reported`)."
            )
        )
    return place


def _correction_after(report: MistakeReport, article: Article, zone: str) -> str:
    answering = (ActKind.CORRECTION, ActKind.WITHDRAWAL)
    times = [one.at for one in article.public_acts if one.act in answering and one.at >= report.received]
    if not times:
        raise RefusedError(
            say(
                "The story has no correction yet since this report came in. Correct it first (in a comment: "
                "`/ralat`; on a computer: `redaksi story correct`), or say why it stands (`/jawab-keliru: ...`; "
                "`redaksi mistake rejected`)."
            )
        )
    return format_instant(times[-1], zone)


def _public_story(files: Files, office: Office, path: str, now: int) -> ArticleAtHand:
    story = article_at_hand(files, office, path, now)
    article = story.article.record
    if not article.status.was_public or (article.publish_at or 0) > now:
        raise RefusedError(say("Readers cannot see this story, so nobody can have reported a mistake in it."))
    return story


def _number(story: ArticleAtHand, place: int) -> str:
    [key] = ARTICLE_PATH.fullmatch(story.path).groups()  # type: ignore[union-attr]  # article_at_hand found a story
    return report_number(story.article.record.request, key, place)


def _prechecked(story: ArticleAtHand, person: str, title: Message, edit: Callable[[str], str]) -> PreparedChange:
    changed = {story.path: edit_record_header(story.article.document, edit)}
    if found := _errors(story, person, edit):
        raise RefusedError(say("The check refuses this change of the story."), found, changed)
    return PreparedChange(title, changed)


def _errors(story: ArticleAtHand, person: str, edit: Callable[[str], str]) -> tuple[Finding, ...]:
    changed = {story.path: edit_record_header(story.article.document, edit)}
    return tuple(precheck_errors(story.files, changed, story.office, story.now, person))
