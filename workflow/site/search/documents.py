"""Search documents: what the site's search knows of a page, made from allow-listed fields of page models, not HTML."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup
from msgspec import Struct

from workflow.i18n.catalog import tr
from workflow.i18n.dates import local_time, long_date
from workflow.site.models.request_page import RequestPage
from workflow.site.models.retraction import Retraction
from workflow.site.models.site_page import (
    ArticleContext,
    OtherCategory,
    ProcedureContext,
    RequestContext,
    RetractionContext,
    SitePage,
    StaticPageContext,
)
from workflow.site.models.story import Story
from workflow.sop.edition import Edition
from workflow.text.stemming import ROOTS, root_word

WORD = re.compile(r"[^\W\d_]{2,}")
CATEGORY_FILTER, AGENCY_FILTER, YEAR_FILTER = "kategori", "instansi", "tahun"
"""The filters, as they stand in addresses."""

NOTHING_MORE: Mapping[str, str] = {}


class SearchDocument(Struct, frozen=True):
    """One page as the search finds it."""

    address: str
    content: str
    """Plain text, shown in excerpts."""
    meta: dict[str, str]
    filters: dict[str, tuple[str, ...]]
    sort: dict[str, str]


def make_documents(pages: Iterable[SitePage], zone: str) -> list[SearchDocument]:
    """A document for every page that may be found."""
    return [_document(page, zone) for page in pages if page.context.searchable]


def _document(page: SitePage, zone: str) -> SearchDocument:
    """Raises TypeError for a searchable kind of page of which nothing is said here."""
    match page.context:
        case ArticleContext(story=story):
            return _of_story(story, zone)
        case RequestContext(journey=journey):
            return _of_letter(journey, zone)
        case RetractionContext(retraction=retraction):
            return _of_retraction(retraction)
        case ProcedureContext(edition=edition):
            return _of_page(page.address, f"SOP {edition.title}", " ".join(_procedure_text(edition)))
        case StaticPageContext(page=static):
            return _of_page(page.address, static.title, f"{static.description} {_text_of(static.body)}")
        case other:
            raise TypeError(type(other))


def _of_story(story: Story, zone: str) -> SearchDocument:
    day = local_time(story.published, zone).date()
    notes = (f"{act.note} {act.respondent}" for act in (*story.corrections, *story.updates, *story.replies))
    picture = (story.picture.caption,) if story.picture else ()
    files = (word for one in story.attachments for word in (one.title, one.number, one.text))
    content = " ".join((story.summary, _text_of(story.body), *picture, *notes, *_claim(story), *story.tags, *files))
    filters: dict[str, tuple[str, ...]] = {CATEGORY_FILTER: (story.category.name,), YEAR_FILTER: (str(day.year),)}
    if story.agency:
        filters[AGENCY_FILTER] = (story.agency.name,)
    shown = " · ".join((long_date(day), *([tr("no longer valid")] if story.is_expired else ())))
    meta = {"title": story.title, "date": shown, "category": story.category.name}
    roots = _missing_roots(f"{story.title} {content}")
    return SearchDocument(
        address=story.address,
        content=content,
        meta=meta | ({"roots": roots} if roots else {}),
        filters=filters,
        sort={"date": _sort_key(story.published)},
    )


def _claim(story: Story) -> tuple[str, ...]:
    return (story.fact_check.claim,) if story.fact_check else ()


def _of_letter(journey: RequestPage, zone: str) -> SearchDocument:
    """A letter by what the register says of it: its agenda number, who sent it, about what.

    The number stands there as one word of eight digits too, which search-words.js asks for: it finds this letter alone.
    """
    row = journey.row
    content = f"{row.subject}. {row.agency.name}. {row.state}. Nomor agenda {row.number}."
    day = long_date(local_time(row.received, zone).date())
    more = {"date": day, "number": row.number, "digits": row.number.replace("-", "")}
    return _of_page(journey.address, row.subject, content, OtherCategory.LETTER, more)


def _of_retraction(retraction: Retraction) -> SearchDocument:
    """What stays of a withdrawn story: its title and the reason."""
    return _of_page(retraction.address, retraction.title, retraction.reason, OtherCategory.RETRACTION)


def _of_page(
    address: str, title: str, content: str, category: str = OtherCategory.PAGE, more: Mapping[str, str] = NOTHING_MORE
) -> SearchDocument:
    roots = _missing_roots(f"{title} {content}")
    meta = {"title": title, "category": category, **more} | ({"roots": roots} if roots else {})
    return SearchDocument(address, content, meta, {CATEGORY_FILTER: (category,)}, {})


def _procedure_text(edition: Edition) -> Iterator[str]:
    yield edition.number
    yield edition.office
    for step in edition.steps:
        yield f"{step.number}. {step.activity}."


def _text_of(html: str) -> str:
    """Text of safe HTML."""
    return Markup(html.replace("<", " <")).striptags()  # noqa: S704  # it is only read


def _missing_roots(text: str) -> str:
    """Roots of words of a text that are not themselves in it: what the stemmer alone would not find."""
    words = {word.lower() for word in WORD.findall(text)}
    return " ".join(sorted({found for word in words if (found := root_word(word)) in ROOTS} - words))


def _sort_key(at: int) -> str:
    """An instant as text that sorts like it."""
    return dt.datetime.fromtimestamp(at, ZoneInfo("UTC")).strftime("%Y%m%d%H%M%S")
