"""The site as a list of pages: an address, a template, and the models it may print. Pure functions of records."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from workflow.records.office import Office
from workflow.site import addresses
from workflow.site.flow import draw
from workflow.site.handwritten import Handwritten
from workflow.site.newsroom import Newsroom
from workflow.site.register import Row
from workflow.site.story import Story
from workflow.sop.edition import Edition

LEADS = 10
"""Stories on the home page."""
LATEST = 10
"""Stories on the archive's first page."""
KIN = 3
"""Stories of the same category below an article, and corrections on the home page."""


class SitePage(Struct, frozen=True):
    """One page of the site. All text in `data` is plain, but for the `body` of a story or a hand-written page."""

    address: str
    template: str
    data: dict[str, Any]
    changed: int
    """When the page last changed, in seconds since the epoch, for the sitemap."""
    searchable: bool = False
    """Its words are found by the site's search; lists would only repeat those of articles."""


class Shelf(Struct, frozen=True):
    """A list of stories: of a category, an agency or a month."""

    name: str
    """"" for a month: its first day names it."""
    description: str
    address: str
    stories: tuple[Story, ...]
    month: dt.date | None = None


class Year(Struct, frozen=True):
    """A year of the register."""

    number: str
    address: str
    rows: tuple[Row, ...]


def make_pages(office: Office, news: Newsroom, handwritten: Iterable[Handwritten], now: int) -> list[SitePage]:
    """Every page of the site."""
    press = _Press(office, news, now)
    pages = [press.home(), *press.articles(), *press.register(), *press.procedures()]
    pages += press.shelves(addresses.CATEGORIES, press.categories())
    pages += press.shelves(addresses.AGENCIES, press.agencies())
    pages += press.shelves(addresses.ARCHIVE, press.months())
    return pages + [press.page(one.address, "page", page=one, searchable=True) for one in handwritten]


class _Press:
    """Makes the pages of one office at one instant."""

    def __init__(self, office: Office, news: Newsroom, now: int) -> None:
        self.office, self.news, self.now = office, news, now
        self.changed = max((story.changed for story in news.stories), default=now)
        self.shelved: dict[str, list[Story]] = {}
        """The stories of each category and agency, by the address of its list."""
        for story in news.stories:
            for named in (story.category, story.agency):
                if named:
                    self.shelved.setdefault(named.address, []).append(story)

    def page(self, address: str, template: str, *, searchable: bool = False, **data: Any) -> SitePage:
        return SitePage(address, f"{template}.html", data, self.changed, searchable)

    def home(self) -> SitePage:
        corrected = sorted(
            (story for story in self.news.stories if story.corrections), key=lambda story: story.changed, reverse=True
        )
        letters = sum(not row.ended for row in self.news.rows)
        shelves = [shelf for shelf in self.categories() if shelf.stories]
        stories = self.news.stories[:LEADS]
        return self.page(
            addresses.HOME, "home", stories=stories, shelves=shelves, corrected=corrected[:KIN], letters=letters
        )

    def articles(self) -> Iterator[SitePage]:
        stories = self.news.stories
        newest = {shelf.address: shelf.stories[: KIN + 1] for shelf in self.categories()}
        for newer, story, older in zip((None, *stories), stories, (*stories[1:], None), strict=False):
            kin = [other for other in newest[story.category.address] if other is not story][:KIN]
            data = {"story": story, "newer": newer, "older": older, "kin": kin}
            yield SitePage(story.address, "article.html", data, story.changed, searchable=True)

    def categories(self) -> list[Shelf]:
        return [
            self.shelf(named.name, named.description, addresses.category(key))
            for key, named in self.office.categories.items()
        ]

    def agencies(self) -> list[Shelf]:
        return [
            self.shelf(agency.name, agency.short, addresses.agency(key)) for key, agency in self.office.agencies.items()
        ]

    def shelf(self, name: str, description: str, address: str) -> Shelf:
        return Shelf(name, description, address, tuple(self.shelved.get(address, ())))

    def months(self) -> list[Shelf]:
        """The months that have stories, the latest first."""
        months = groupby(self.news.stories, key=lambda story: self.day(story.published).replace(day=1))
        return [Shelf("", "", addresses.month(first), tuple(stories), first) for first, stories in months]

    def day(self, at: int) -> dt.date:
        """The office's local date of an instant."""
        return dt.datetime.fromtimestamp(at, ZoneInfo(self.office.zone)).date()

    def shelves(self, address: str, shelves: list[Shelf]) -> Iterator[SitePage]:
        """The page that names a kind of lists, and the lists."""
        kind = address.rstrip("/")
        yield self.page(address, kind, shelves=shelves, latest=self.news.stories[:LATEST])
        for shelf in shelves:
            yield self.page(shelf.address, "shelf", kind=kind, shelf=shelf)

    def register(self) -> Iterator[SitePage]:
        """The register: the latest year under its own address too, so that a link to a year stays right."""
        by_year = groupby(self.news.rows, key=lambda row: self.day(row.received).year)
        years = [Year(str(year), f"{addresses.REGISTER}{year}/", tuple(rows)) for year, rows in by_year]
        latest = years[0] if years else None
        yield self.page(addresses.REGISTER, "register", years=years, shown=latest)
        for year in years:
            yield self.page(year.address, "register", years=years, shown=year)

    def procedures(self) -> Iterator[SitePage]:
        """The SOP in force, and each edition that was in force before it."""
        today = self.day(self.now)
        known = [edition for edition in reversed(self.office.editions) if edition.effective <= today]
        current = known[0] if known else self.office.editions[0]
        yield self.procedure(addresses.PROCEDURE, current, known[1:])
        for edition in known[1:]:
            yield self.procedure(f"{addresses.PROCEDURE}{edition.id}/", edition, [])

    def procedure(self, address: str, edition: Edition, former: list[Edition]) -> SitePage:
        return self.page(
            address,
            "sop",
            searchable=True,
            edition=edition,
            chart=draw(edition),
            former=former,
            today=self.day(self.now),
        )
