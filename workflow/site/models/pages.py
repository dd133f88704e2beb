"""The site as a list of pages: an address, a template, and the models it may print. Pure functions of records."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import asdict, replace

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.metrics.periods import promise
from workflow.records import urls
from workflow.site.content.static_pages import RenderedStaticPage
from workflow.site.flowchart.layout import layout_flowchart
from workflow.site.models import story_lists as shelves
from workflow.site.models.announcements import current_announcements as announced
from workflow.site.models.corrections import correction_entries, entry_bytes
from workflow.site.models.open_data_schema import PeriodFigures, ReasonFigures, StepFigures, field_descriptions
from workflow.site.models.open_steps import open_requests_by_step
from workflow.site.models.public_content import PublicContent
from workflow.site.models.related import RelatedStories
from workflow.site.models.request_page import make_request_page
from workflow.site.models.story import Story
from workflow.site.models.story_lists import StoryList
from workflow.site.models.yearly_lists import paginate_by_year
from workflow.sop.edition import Edition

HOME_STORIES = 9
"""Stories on top of the home page."""
HOME_SECTIONS = 6
"""Categories with a section of their own on the home page, those that moved last first."""
ARCHIVE_STORIES = 12
"""Stories on the archive's first page."""
SHORT_LIST = 3
"""Related stories below an article, headlines of a category or month, corrections on the home page."""


class SitePage(Struct, frozen=True):
    """One page of the site. All text in `data` is plain, but for the `body` of a story or a hand-written page."""

    address: str
    template: str
    data: dict[str, Any]
    changed: int
    """When the page last changed, in seconds since the epoch, for the sitemap."""
    searchable: bool = False
    """Its words are found by the site's search; lists would only repeat those of articles."""
    listed: bool = True
    """Search engines may list it; so it stands in the sitemap."""


class CategorySection(Struct, frozen=True):
    """A category's section on the home page."""

    name: str
    address: str
    stories: tuple[Story, ...]


def make_pages(
    office: Office, news: PublicContent, handwritten: Iterable[RenderedStaticPage], now: int
) -> list[SitePage]:
    """Every page of the site."""
    press = _PageBuilder(office, news, now)
    pages = [press.home(), *press.articles(), *press.register(), *press.service(), *press.procedures()]
    pages += [*press.retractions(), *press.ledger(), press.search()]
    pages += press.shelves(urls.CATEGORIES, press.categories)
    pages += press.shelves(urls.AGENCIES, press.agencies)
    pages += press.shelves(urls.TAGS, shelves.tag_lists(press.cards))
    pages += press.archive()
    return pages + [press.page(one.address, "page", page=one, searchable=True) for one in handwritten]


def without_duplicates(pages: Iterable[SitePage]) -> tuple[list[SitePage], list[str]]:
    """The pages, but none whose address an earlier one has, and a note on each of these: none overwrites another."""
    first: dict[str, SitePage] = {}
    second = [page.address for page in pages if first.setdefault(page.address, page) is not page]
    return [*first.values()], [
        tr("Two pages would have the address {address}; the second is left out.", address=address) for address in second
    ]


class _PageBuilder:
    """Makes the pages of one office at one instant."""

    def __init__(self, office: Office, news: PublicContent, now: int) -> None:
        self.office, self.news, self.now = office, news, now
        self.changed = max((story.changed for story in news.stories), default=now)
        self.cards = tuple(replace(story, body="") for story in news.stories)
        """The stories as pages of other things show them, so that these do not depend on a story's text."""
        self.categories = shelves.category_lists(office, self.cards)
        self.agencies = shelves.agency_lists(office, self.cards)

    def page(self, address: str, template: str, *, searchable: bool = False, **data: Any) -> SitePage:
        return SitePage(address, f"{template}.html", data, self.changed, searchable)

    def home(self) -> SitePage:
        corrected = sorted(
            (story for story in self.cards if story.corrections), key=lambda story: story.changed, reverse=True
        )
        stories = self.cards[:HOME_STORIES]
        return self.page(
            urls.HOME,
            "home",
            stories=stories,
            rubrics=self.rubrics(stories),
            shelves=[shelf.label() for shelf in self.categories if shelf.stories],
            corrected=corrected[:SHORT_LIST],
            letters=sum(not row.ended for row in self.news.rows),
            announcements=announced(self.office, self.now),
            service=promise(self.news.service.recent, self.in_force()[0].total * 60),
        )

    def search(self) -> SitePage:
        """The page of the site's search, with what stories can be chosen by."""
        stories = self.news.stories
        return self.page(
            urls.SEARCH,
            "cari",
            categories=sorted({story.category.name for story in stories}),
            agencies=sorted({story.agency.name for story in stories if story.agency}),
            years=sorted({str(self.day(story.published).year) for story in stories}, reverse=True),
        )

    def rubrics(self, above: Sequence[Story]) -> list[CategorySection]:
        """The categories that moved last, without the stories that stand above them already."""
        known = {story.address for story in above}
        fresh = (
            CategorySection(
                shelf.name,
                shelf.address,
                tuple(one for one in shelf.stories[: SHORT_LIST + HOME_STORIES] if one.address not in known),
            )
            for shelf in self.categories
        )
        alive = sorted((one for one in fresh if one.stories), key=lambda one: one.stories[0].published, reverse=True)
        return [replace(one, stories=one.stories[:SHORT_LIST]) for one in alive[:HOME_SECTIONS]]

    def articles(self) -> Iterator[SitePage]:
        cards = self.cards
        kinship = RelatedStories(cards)
        rows = zip((None, *cards), self.news.stories, (*cards[1:], None), strict=False)
        for index, (newer, story, older) in enumerate(rows):
            data = {"story": story, "newer": newer, "older": older, "kin": kinship.kin(index, SHORT_LIST)}
            yield SitePage(story.address, "article.html", data, story.changed, searchable=True)

    def day(self, at: int) -> dt.date:
        """The office's local date of an instant."""
        return dt.datetime.fromtimestamp(at, ZoneInfo(self.office.zone)).date()

    def shelves(self, address: str, kept: list[StoryList]) -> Iterator[SitePage]:
        """The page that names a kind of lists, and the lists."""
        kind = address.rstrip("/")
        shown = shelves.most_used_lists(kept) if address == urls.TAGS else kept
        yield self.page(address, kind, shelves=[shelf.label() for shelf in shown], others=len(kept) - len(shown))
        for shelf in kept:
            yield from self.parts(kind, shelf)

    def parts(self, kind: str, shelf: StoryList) -> Iterator[SitePage]:
        """The pages of one list; each changed when the last of its stories did."""
        label = shelf.label()
        for part in shelves.paginate(shelf):
            changed = max((story.changed for story in part.stories), default=self.changed)
            # a full page does not show how many stories there are by now, so it does not depend on that either
            shown = replace(label, total=0) if part.number else label
            yield SitePage(part.address, "shelf.html", {"kind": kind, "shelf": shown, "part": part}, changed)

    def archive(self) -> Iterator[SitePage]:
        """The latest stories with the years, each year with its months, each month with its stories."""
        months = shelves.month_lists(self.cards, self.office.zone)
        years = [(year, list(kept)) for year, kept in groupby(months, key=_year)]
        named = [(year, [month.label() for month in kept]) for year, kept in years]
        yield self.page(urls.ARCHIVE, "arsip", years=named, latest=self.cards[:ARCHIVE_STORIES])
        for year, kept in years:
            shown = [month.label(SHORT_LIST) for month in kept]
            yield self.page(urls.year(year), "tahun", year=year, months=shown, years=[one for one, _ in years])
        for month in months:
            yield from self.parts("arsip", month)

    def register(self) -> Iterator[SitePage]:
        """The register, and a page for each letter."""
        rows = paginate_by_year(self.news.rows, lambda row: self.day(row.received).year, urls.REGISTER, "halaman-")
        for address, view in rows:
            changed = max((row.changed for row in view.entries), default=self.changed)
            yield SitePage(address, "register.html", asdict(view), changed)
        for row in self.news.rows:
            journey = make_request_page(row, self.news.courses[row.number], self.office)
            yield SitePage(journey.address, "request.html", {"journey": journey}, row.changed)

    def service(self) -> Iterator[SitePage]:
        """The figures of the last twelve months, and of each year."""
        fields = {
            "periode": field_descriptions(PeriodFigures),
            "langkah": field_descriptions(StepFigures),
            "alasan": field_descriptions(ReasonFigures),
        }
        for report in self.news.service.reports:
            yield self.page(
                report.address,
                "layanan",
                figures=self.news.service,
                shown=report,
                total=self.in_force()[0].total * 60,
                fields=fields,
            )

    def retractions(self) -> Iterator[SitePage]:
        """Where a withdrawn story was, a page that says so."""
        for one in self.news.retractions:
            yield SitePage(one.address, "withdrawn.html", {"retraction": one}, one.at, listed=False)

    def ledger(self) -> Iterator[SitePage]:
        """The ledger of errata."""
        entries = correction_entries(self.news.stories, self.news.retractions)
        views = paginate_by_year(entries, lambda entry: self.day(entry.at).year, urls.LEDGER, weigh=entry_bytes)
        for address, view in views:
            changed = view.entries[0].at if view.entries else self.changed
            yield SitePage(address, "ledger.html", asdict(view), changed)

    def procedures(self) -> Iterator[SitePage]:
        """The SOP in force, and each edition that was in force before it."""
        current, *former = self.in_force()
        yield self.procedure(urls.PROCEDURE, current, former)
        for edition in former:
            yield self.procedure(f"{urls.PROCEDURE}{edition.id}/", edition, [])

    def in_force(self) -> list[Edition]:
        """The edition in force, and those before it; the first one where none is in force yet."""
        today = self.day(self.now)
        known = [edition for edition in reversed(self.office.editions) if edition.effective <= today]
        return known or [self.office.editions[0]]

    def procedure(self, address: str, edition: Edition, former: list[Edition]) -> SitePage:
        return self.page(
            address,
            "sop",
            searchable=True,
            edition=edition,
            chart=layout_flowchart(edition),
            standing=open_requests_by_step(edition, self.news),
            former=former,
            today=self.day(self.now),
        )


def _year(shelf: StoryList) -> int:
    return shelf.month.year if shelf.month else 0
