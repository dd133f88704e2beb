"""A page of the site before it is rendered: its address, and the template context of its kind.

A template context is a frozen record. Its class names the template, and its fields are the only variables that the
template sees, besides those of every page. Nothing else of the office can be printed. All text in it is plain but for
the `body` of a story, a hand-written page or a section of the handbook, which is safe HTML.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import asdict

from workflow.config.office import Announcement
from workflow.metrics.periods import ServicePromise
from workflow.site.content.static_pages import RenderedStaticPage
from workflow.site.flowchart.layout import Flowchart
from workflow.site.models.corrections import CorrectionEntry
from workflow.site.models.gathered.agenda import AgendaEntry
from workflow.site.models.gathered.topics import SeriesPlace, TopicLabel
from workflow.site.models.register_filters import RegisterFilter, RegisterFilters
from workflow.site.models.register_row import RegisterRow
from workflow.site.models.request_page import RequestPage
from workflow.site.models.retraction import Retraction
from workflow.site.models.service_report import ServicePage, ServiceReport
from workflow.site.models.story import Card, NamedLink, Story
from workflow.site.models.story_lists import ListLabel, ListPage
from workflow.site.models.yearly_lists import ListPart, YearLabel, YearPage
from workflow.sop.edition import Edition


class PageContext(Struct, frozen=True):
    """The template context of one kind of page."""

    template: ClassVar[str]
    """Below site_config/theme/redaksi/."""
    searchable: ClassVar[bool] = False
    """Its words are found by the site's search; lists would only repeat those of articles."""
    listed: ClassVar[bool] = True
    """Search engines may list it; so it stands in the sitemap."""

    @property
    def card(self) -> Card | None:
        """The picture that messengers show with a link to it; None: the site's own."""
        return None

    @property
    def text(self) -> str:
        """What an author wrote, as safe HTML; "" for what is all the program's."""
        return ""

    @property
    def has_rare_parts(self) -> bool:
        """Whether figures or attachments stand with the text."""
        return False

    def variables(self) -> Mapping[str, Any]:
        """What the template sees, by name."""
        return asdict(self)


class SitePage(Struct, frozen=True):
    """One page of the site."""

    address: str
    context: PageContext
    changed: int
    """When the page last changed, in seconds since the epoch, for the sitemap."""

    @property
    def story(self) -> Story | None:
        """The story that the page shows in full; None for any other page."""
        return self.context.story if isinstance(self.context, ArticleContext) else None

    @property
    def card(self) -> Card | None:
        """The picture that messengers show with a link to the page."""
        return self.context.card


class CategorySection(Struct, frozen=True):
    """A category's section on the home page."""

    name: str
    address: str
    stories: tuple[Story, ...]


class HomeContext(PageContext, frozen=True):
    """The home page."""

    template = "home.html"

    stories: tuple[Story, ...]
    rubrics: tuple[CategorySection, ...]
    shelves: tuple[ListLabel, ...]
    corrected: tuple[Story, ...]
    letters: int
    """Letters that are open."""
    announcements: tuple[Announcement, ...]
    service: ServicePromise
    topics: tuple[TopicLabel, ...] = ()
    """What is going on."""
    events: tuple[AgendaEntry, ...] = ()
    """The next few."""


class ArticleContext(PageContext, frozen=True):
    """A story in full."""

    template = "article.html"
    searchable = True

    story: Story
    newer: Story | None = None
    older: Story | None = None
    kin: tuple[Story, ...] = ()
    topics: tuple[TopicLabel, ...] = ()
    series: SeriesPlace | None = None

    @property
    def card(self) -> Card | None:
        """That of the story."""
        return self.story.card

    @property
    def text(self) -> str:
        """That of the story."""
        return self.story.body

    @property
    def has_rare_parts(self) -> bool:
        """As the story has them."""
        return bool(self.story.figures or self.story.attachments)


class RetractionContext(PageContext, frozen=True):
    """What stands where a withdrawn story was."""

    template = "withdrawn.html"
    searchable = True
    listed = False

    retraction: Retraction


class CategoryIndexContext(PageContext, frozen=True):
    """All categories."""

    template = "kategori.html"

    shelves: tuple[ListLabel, ...]


class AgencyIndexContext(PageContext, frozen=True):
    """All agencies."""

    template = "instansi.html"

    shelves: tuple[ListLabel, ...]


class TagIndexContext(PageContext, frozen=True):
    """The tags that are used most."""

    template = "topik.html"

    shelves: tuple[ListLabel, ...]
    others: int
    """Tags that are not named here."""
    topics: tuple[TopicLabel, ...] = ()


class StoryListContext(PageContext, frozen=True):
    """One page of a list of stories."""

    template = "shelf.html"

    kind: str
    """What it is a list of: the first part of its address."""
    shelf: ListLabel
    part: ListPage


class ArchiveContext(PageContext, frozen=True):
    """The archive's front: the latest stories, and the months of each year."""

    template = "arsip.html"

    years: tuple[tuple[int, tuple[ListLabel, ...]], ...]
    latest: tuple[Story, ...]


class ArchiveYearContext(PageContext, frozen=True):
    """A year of the archive."""

    template = "tahun.html"

    year: int
    months: tuple[ListLabel, ...]
    years: tuple[int, ...]


class RegisterContext(PageContext, YearPage[RegisterRow], frozen=True):
    """A page of the register of letters."""

    template = "register.html"

    filters: RegisterFilters


class FilteredRegisterContext(PageContext, ListPart[RegisterRow], frozen=True):
    """Letters of one state, agency or month. Search engines find them on the register's own pages."""

    template = "register_filtered.html"
    listed = False

    chosen: RegisterFilter
    filters: RegisterFilters
    years: tuple[YearLabel, ...]


class CorrectionsContext(PageContext, YearPage[CorrectionEntry], frozen=True):
    """A page of the list of corrections and withdrawals."""

    template = "ledger.html"


class RequestContext(PageContext, frozen=True):
    """A letter's way through the SOP."""

    template = "request.html"
    searchable = True

    journey: RequestPage


class ServiceContext(PageContext, frozen=True):
    """The figures of the service in a year, or in the last twelve months."""

    template = "layanan.html"

    figures: ServiceReport
    shown: ServicePage
    total: int
    """Working seconds that the SOP in force allows."""
    fields: dict[str, list[tuple[str, str]]]
    """The open data's fields and what they mean, by table."""


class ProcedureContext(PageContext, frozen=True):
    """An edition of the SOP."""

    template = "sop.html"
    searchable = True

    edition: Edition
    chart: Flowchart
    standing: dict[int, tuple[NamedLink, ...]]
    """Open requests by the number of the step whose turn it is."""
    former: tuple[Edition, ...]
    today: dt.date


class OtherCategory(StrEnum):
    """What the search calls pages that are no news; the browser knows them by these names (search-index.js)."""

    PAGE = "Halaman situs"
    LETTER = "Surat di register"
    RETRACTION = "Berita dicabut"


class SearchContext(PageContext, frozen=True):
    """The page of the site's search, with what stories can be chosen by."""

    template = "cari.html"

    categories: tuple[str, ...]
    agencies: tuple[str, ...]
    years: tuple[str, ...]


class StaticPageContext(PageContext, frozen=True):
    """A hand-written page."""

    template = "page.html"
    searchable = True

    page: RenderedStaticPage

    @property
    def text(self) -> str:
        """The page's."""
        return self.page.body
