"""The site as a list of pages, each with the template context of its kind. Pure functions of records."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.metrics.periods import promise
from workflow.records import urls
from workflow.site.content.static_pages import RenderedStaticPage
from workflow.site.flowchart.layout import layout_flowchart
from workflow.site.models import site_page as contexts
from workflow.site.models import story_lists
from workflow.site.models.announcements import current_announcements
from workflow.site.models.corrections import correction_entries, entry_bytes
from workflow.site.models.gathered.agenda import agenda_entries
from workflow.site.models.gathered.pages import agenda_pages, digest_pages, topic_pages
from workflow.site.models.gathered.related import RelatedStories
from workflow.site.models.gathered.topics import StoryTopics
from workflow.site.models.open_data_schema import PeriodFigures, ReasonFigures, StepFigures, field_descriptions
from workflow.site.models.open_steps import open_requests_by_step
from workflow.site.models.public_content import PublicContent
from workflow.site.models.register_filters import FilteredList, filtered_lists, filters_of
from workflow.site.models.request_page import make_request_page
from workflow.site.models.site_page import CategorySection, PageContext, SitePage
from workflow.site.models.story import Story
from workflow.site.models.story_lists import ListLabel, StoryList
from workflow.site.models.yearly_lists import YearLabel, paginate, paginate_by_year
from workflow.sop.edition import Edition

HOME_STORIES = 9
"""Stories on top of the home page."""
HOME_SECTIONS = 6
"""Categories with a section of their own on the home page, those that changed last first."""
ARCHIVE_STORIES = 12
"""Stories on the archive's first page."""
SHORT_LIST = 3
"""Related stories below an article, headlines of a category or month, corrections on the home page."""


def make_pages(
    office: Office, news: PublicContent, handwritten: Iterable[RenderedStaticPage], now: int
) -> list[SitePage]:
    """Every page of the site."""
    builder = _PageBuilder(office, news, now)
    return [
        builder.home(),
        *builder.articles(),
        *builder.register(),
        *builder.service(),
        *builder.procedures(),
        *builder.retractions(),
        *builder.corrections(),
        builder.search(),
        *builder.categories(),
        *builder.agencies(),
        *topic_pages(news),
        *builder.tags(),
        *builder.list_pages(urls.AUTHORS, story_lists.author_lists(office, builder.cards)),
        *agenda_pages(builder.events, builder.changed, now),
        *digest_pages(news, builder.changed),
        *builder.archive(),
        *(builder.page(page.address, contexts.StaticPageContext(page)) for page in handwritten),
    ]


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
        self.by_category = story_lists.category_lists(office, self.cards)
        self.by_agency = story_lists.agency_lists(office, self.cards)
        self.events = agenda_entries(self.cards)

    def page(self, address: str, context: PageContext) -> SitePage:
        """A page that may change with any story."""
        return SitePage(address, context, self.changed)

    def day(self, at: int) -> dt.date:
        """The office's local date of an instant."""
        return dt.datetime.fromtimestamp(at, ZoneInfo(self.office.zone)).date()

    def home(self) -> SitePage:
        """The front page."""
        corrected = sorted(
            (story for story in self.cards if story.corrections), key=lambda story: story.changed, reverse=True
        )
        stories = tuple(story for story in self.cards if not story.is_expired)[:HOME_STORIES]
        context = contexts.HomeContext(
            stories=stories,
            rubrics=self.category_sections(stories),
            shelves=_labels(stories_of for stories_of in self.by_category if stories_of.stories),
            corrected=tuple(corrected[:SHORT_LIST]),
            letters=sum(not row.ended for row in self.news.rows),
            announcements=tuple(current_announcements(self.office, self.now)),
            service=promise(self.news.service.recent, self.editions()[0].total * 60),
            topics=tuple(topic.label for topic in self.news.topics if topic.label.is_live),
            events=tuple(entry for entry in self.events if entry.event.over > self.now)[:SHORT_LIST],
        )
        return self.page(urls.HOME, context)

    def category_sections(self, above: Sequence[Story]) -> tuple[CategorySection, ...]:
        """The categories that changed last, without the stories that stand above them already."""
        shown = {story.address for story in above}
        sections = (
            CategorySection(
                category.name,
                category.address,
                tuple(
                    story
                    for story in category.stories[: SHORT_LIST + HOME_STORIES]
                    if story.address not in shown and not story.is_expired
                ),
            )
            for category in self.by_category
        )
        latest_first = sorted(
            (section for section in sections if section.stories),
            key=lambda section: section.stories[0].published,
            reverse=True,
        )
        return tuple(replace(section, stories=section.stories[:SHORT_LIST]) for section in latest_first[:HOME_SECTIONS])

    def search(self) -> SitePage:
        """The page of the site's search, with what stories can be chosen by."""
        stories = self.news.stories
        context = contexts.SearchContext(
            categories=(*sorted({story.category.name for story in stories}), *contexts.OtherCategory),
            agencies=tuple(sorted({story.agency.name for story in stories if story.agency})),
            years=tuple(sorted({str(self.day(story.published).year) for story in stories}, reverse=True)),
        )
        return self.page(urls.SEARCH, context)

    def articles(self) -> Iterator[SitePage]:
        """Each story in full, with its neighbours in time and what is related to it."""
        cards = self.cards
        expired = {index for index, story in enumerate(cards) if story.is_expired}
        related = RelatedStories([self.news.words.get(story.address, {}) for story in cards], expired)
        topics = StoryTopics(self.news.topics)
        rows = zip((None, *cards), self.news.stories, (*cards[1:], None), strict=False)
        for index, (newer, story, older) in enumerate(rows):
            kin = tuple(cards[other] for other in related.related_to(index, SHORT_LIST))
            context = contexts.ArticleContext(story, newer, older, kin, topics.labels(story), topics.place(story))
            yield SitePage(story.address, context, story.noted)

    def categories(self) -> Iterator[SitePage]:
        """The page that names all categories, and the stories of each."""
        yield self.page(urls.CATEGORIES, contexts.CategoryIndexContext(_labels(self.by_category)))
        yield from self.list_pages(urls.CATEGORIES, self.by_category)

    def agencies(self) -> Iterator[SitePage]:
        """The page that names all agencies, and the stories of each."""
        yield self.page(urls.AGENCIES, contexts.AgencyIndexContext(_labels(self.by_agency)))
        yield from self.list_pages(urls.AGENCIES, self.by_agency)

    def tags(self) -> Iterator[SitePage]:
        """The page that names the most used tags, and the stories of every tag."""
        own = {topic.label.address for topic in self.news.topics}
        by_tag = [shelf for shelf in story_lists.tag_lists(self.cards) if shelf.address not in own]
        named = story_lists.most_used_lists(by_tag)
        topics = tuple(topic.label for topic in self.news.topics)
        context = contexts.TagIndexContext(_labels(named), others=len(by_tag) - len(named), topics=topics)
        yield self.page(urls.TAGS, context)
        yield from self.list_pages(urls.TAGS, by_tag)

    def list_pages(self, index: str, lists: Iterable[StoryList]) -> Iterator[SitePage]:
        """The pages of lists of one kind; each changed when the last of its stories did. `index`: where the kind is."""
        kind = index.rstrip("/")
        for stories_of in lists:
            label = stories_of.label()
            for part in story_lists.paginate(stories_of):
                changed = max((story.changed for story in part.stories), default=self.changed)
                # a full page does not show how many stories there are by now, so it does not depend on that either
                shown = replace(label, total=0) if part.number else label
                yield SitePage(part.address, contexts.StoryListContext(kind, shown, part), changed)

    def archive(self) -> Iterator[SitePage]:
        """The latest stories with the years, each year with its months, each month with its stories."""
        months = story_lists.month_lists(self.cards, self.office.zone)
        by_year = [(year, tuple(of_year)) for year, of_year in groupby(months, key=_year)]
        years = tuple(year for year, _ in by_year)
        front = contexts.ArchiveContext(
            years=tuple((year, _labels(of_year)) for year, of_year in by_year), latest=self.cards[:ARCHIVE_STORIES]
        )
        yield self.page(urls.ARCHIVE, front)
        for year, of_year in by_year:
            shown = _labels(of_year, SHORT_LIST)
            yield self.page(urls.year(year), contexts.ArchiveYearContext(year, shown, years))
        yield from self.list_pages(urls.ARCHIVE, months)

    def register(self) -> Iterator[SitePage]:
        """The register, and a page for each letter."""
        views = paginate_by_year(self.news.rows, lambda row: self.day(row.received).year, urls.REGISTER, "halaman-")
        lists = filtered_lists(self.news.rows, self.day)
        for address, view in views:
            changed = max((row.changed for row in view.entries), default=self.changed)
            filters = filters_of(lists, int(view.shown.number) if view.shown else None, counted=view.part is None)
            context = contexts.RegisterContext(view.years, view.shown, view.part, view.entries, view.parts, filters)
            yield SitePage(address, context, changed)
        yield from self.filtered_register(lists)
        for row in self.news.rows:
            request = make_request_page(row, self.news.timings[row.number], self.office)
            yield SitePage(request.address, contexts.RequestContext(request), row.changed)

    def filtered_register(self, lists: Sequence[FilteredList]) -> Iterator[SitePage]:
        """The register by state, agency and month. Pages say no numbers of each other, so each changes alone."""
        numbers = sorted({self.day(row.received).year for row in self.news.rows}, reverse=True)
        years = tuple(YearLabel(str(number), f"{urls.REGISTER}{number}/", 0) for number in numbers)
        for chosen, rows in lists:
            filters = filters_of(lists, chosen.month.year if chosen.month else None, counted=False)
            for address, view in paginate(rows, chosen.address, "halaman-"):
                shown = replace(chosen, count=0) if view.part else chosen
                context = contexts.FilteredRegisterContext(view.part, view.entries, view.parts, shown, filters, years)
                yield SitePage(address, context, max(row.changed for row in view.entries))

    def corrections(self) -> Iterator[SitePage]:
        """The list of corrections and withdrawals."""
        entries = correction_entries(self.news.stories, self.news.retractions)
        views = paginate_by_year(entries, lambda entry: self.day(entry.at).year, urls.LEDGER, weigh=entry_bytes)
        for address, view in views:
            changed = view.entries[0].at if view.entries else self.changed
            context = contexts.CorrectionsContext(view.years, view.shown, view.part, view.entries, view.parts)
            yield SitePage(address, context, changed)

    def retractions(self) -> Iterator[SitePage]:
        """Where a withdrawn story was, a page that says so."""
        for retraction in self.news.retractions:
            yield SitePage(retraction.address, contexts.RetractionContext(retraction), retraction.at)

    def service(self) -> Iterator[SitePage]:
        """The figures of the last twelve months, and of each year."""
        fields = {
            "periode": field_descriptions(PeriodFigures),
            "langkah": field_descriptions(StepFigures),
            "alasan": field_descriptions(ReasonFigures),
        }
        total = self.editions()[0].total * 60
        for report in self.news.service.reports:
            yield self.page(report.address, contexts.ServiceContext(self.news.service, report, total, fields))

    def procedures(self) -> Iterator[SitePage]:
        """The SOP in force, and each edition that was in force before it."""
        current, *former = self.editions()
        yield self.procedure(urls.PROCEDURE, current, former)
        for edition in former:
            yield self.procedure(f"{urls.PROCEDURE}{edition.id}/", edition, [])

    def editions(self) -> list[Edition]:
        """The edition in force, and those before it; the first one where none is in force yet."""
        today = self.day(self.now)
        known = [edition for edition in reversed(self.office.editions) if edition.effective <= today]
        return known or [self.office.editions[0]]

    def procedure(self, address: str, edition: Edition, former: Sequence[Edition]) -> SitePage:
        """An edition with its flowchart. `former`: the editions that its page leads to."""
        context = contexts.ProcedureContext(
            edition=edition,
            chart=layout_flowchart(edition),
            standing=open_requests_by_step(edition, self.news),
            former=tuple(former),
            today=self.day(self.now),
        )
        return self.page(address, context)


def _labels(lists: Iterable[StoryList], count: int = 0) -> tuple[ListLabel, ...]:
    """Lists as other pages name them, each with a few of its stories."""
    return tuple(stories_of.label(count) for stories_of in lists)


def _year(month: StoryList) -> int:
    return month.month.year if month.month else 0
