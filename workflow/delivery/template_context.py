"""The values that a message's template may use, of office, letter and story. No names of staff, no addresses."""

from collections.abc import Iterable
from typing import Any

from workflow.config.office import Office
from workflow.config.visibility import is_listed, without_office_texts
from workflow.delivery.message import MessageKind, PlannedMessage
from workflow.delivery.planner import RequestWithArticle
from workflow.engine.withheld import WithheldRecord
from workflow.i18n.catalog import format_duration, translate
from workflow.i18n.dates import long_date, long_time
from workflow.i18n.message import Message
from workflow.queries.open_requests import OpenRequest
from workflow.queries.story_tasks import StoryTask
from workflow.records import urls
from workflow.records.article import Article


def office_context(office: Office) -> dict[str, Any]:
    """The sender of all messages."""
    identity = office.identity
    return {
        "office": identity.name,
        "website": identity.website,
        "office_email": identity.email,
        "phone": identity.phone,
        "sample": bool(identity.sample),
    }


def letter_context(case: RequestWithArticle, planned: PlannedMessage) -> dict[str, Any]:
    """A letter and its story, without the office's own texts; a story that did not come to be has none to tell."""
    office, letter = case.view.office, case.view.record.letter
    record = without_office_texts(case.view.record)
    article = without_office_texts(case.article) if case.article and planned.kind is not MessageKind.DECLINED else None
    website = office.identity.website
    values = office_context(office) | {
        "id": record.id,
        "letter_number": letter.number,  # who wrote the letter knows it
        "letter_date": long_date(letter.date),
        "subject_of_letter": record.letter.subject,
        "register": urls.absolute(website, urls.request(record.id)) if is_listed(record.letter.nature) else "",
        "reason": (record.disposition.public_reason if record.disposition else None) or "",
        "title": article.title if article else "",
        "summary": article.summary if article else "",
        "link": urls.absolute(website, urls.article(record.news)) if article and record.news else "",
        "documents": _documents(website, record.news, article),
        "embargo": "",
        "note": "",
    }
    if article and article.publish_at and int(article.publish_at) > planned.since:
        values["embargo"] = long_time(int(article.publish_at), office.zone)
    if article:
        notes = [one.note for one in article.public_acts if str(one.at) == planned.mark]
        values["note"] = notes[0] if notes else ""
    return values


def _documents(website: str, news: str | None, article: Article | None) -> list[dict[str, str]]:
    """The PDF files that a story offers, as links: a message carries none of them."""
    if article is None or not news:
        return []
    return [
        {"title": one.title, "link": urls.absolute(website, urls.article(news) + one.file)}
        for one in article.attachments
    ]


def open_step_context(
    office: Office, request: OpenRequest, percent: int, link: str, ways: Iterable[str] = ()
) -> dict[str, Any]:
    """An open step, for whose turn it is. `link`: where it is done, `ways`: the comments that do it there."""
    return office_context(office) | {
        "id": request.id,
        "subject_of_letter": request.subject,
        "step": request.step.number,
        "activity": request.step.activity,
        "percent": percent,
        "due": long_time(request.due, office.zone) if request.due else "",
        "left": format_duration(request.left) if request.left is not None else "",
        "late": request.left is not None and request.left < 0,
        "link": link,
        "ways": [*ways],
    }


def digest_context(
    office: Office,
    day: str,
    opened: Iterable[tuple[OpenRequest, str]],
    held: Iterable[WithheldRecord] = (),
    warning: Message | None = None,
    tasks: Iterable[StoryTask] = (),
) -> dict[str, Any]:
    """The morning's digest: open letters with their links, what is held back, what waits with stories, a warning."""
    rows = [open_step_context(office, one, 0, link) | {"role": one.role} for one, link in opened]
    late = sum(row["late"] for row in rows)
    kept = [{"path": one.path, "line": one.finding.line, "reason": translate(one.finding.message)} for one in held]
    waiting = [{"path": one.path, "title": one.title, "what": translate(one.what)} for one in tasks]
    known = {"tasks": waiting, "day": day, "rows": rows, "count": len(rows), "late": late, "held": kept}
    return office_context(office) | known | {"warning": translate(warning) if warning else ""}
