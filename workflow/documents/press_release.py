"""The press release of a request's article, for partners in print and broadcast (SOP step 6)."""

from typing import Any

from workflow.config.face import Identity
from workflow.config.office import Office
from workflow.documents.letterhead import letterhead, mail_link, phone_link
from workflow.documents.running_text import running_text
from workflow.i18n.dates import local_time, long_date, long_time
from workflow.records import urls
from workflow.records.article import ActKind, Article
from workflow.text.document import Document


def press_release(office: Office, key: str, document: Document, article: Article, now: int) -> dict[str, Any]:
    """The data of the press release. `key`: the article's year and slug."""
    page = urls.absolute(office.identity.website, urls.article(key))
    at = int(article.publish_at or now)
    embargo = long_time(at, office.zone) if at > now else ""
    regency = office.identity.regency.removeprefix("Kabupaten ")
    return {
        "head": letterhead(office),
        "title": article.title,
        "kind": "Siaran Pers",
        "number": article.request,
        "embargo": embargo,
        "date": f"{regency}, {long_date(local_time(at, office.zone).date())}",
        "summary": article.summary,
        "blocks": running_text(document.body, page),
        "page": page,
        "picture": [(article.image.caption or "").rstrip("."), article.image.credit or ""] if article.image else [],
        "attachments": [
            [f"{one.title} ({one.number})" if one.number else one.title, page + one.file] for one in article.attachments
        ],
        "validity": _validity(office, article, now),
        "updates": [
            [long_time(act.at, office.zone), act.note] for act in article.public_acts if act.act is ActKind.UPDATE
        ],
        "replies": [
            [f"{act.respondent}, {act.capacity}", act.note] for act in article.public_acts if act.act is ActKind.REPLY
        ],
        "corrections": [
            [long_time(act.at, office.zone), act.note] for act in article.public_acts if act.act is ActKind.CORRECTION
        ],
        "contact": _contact(office.identity),
    }


def _validity(office: Office, article: Article, now: int) -> str:
    if article.valid_until is None:
        return ""
    when = long_time(article.valid_until, office.zone)
    return f"Tidak berlaku lagi sejak {when}" if article.is_expired(now) else f"Berlaku sampai {when}"


def _contact(identity: Identity) -> dict[str, Any]:
    """Whom the press asks: the unit that the office names, else the office itself."""
    press = identity.press
    unit = f"{press.name}, {identity.name}" if press else identity.name
    phone = (press and press.phone) or identity.phone
    return {
        "unit": unit,
        "mail": mail_link(press.email if press else identity.email),
        "phone": phone_link(phone, phone),
    }
