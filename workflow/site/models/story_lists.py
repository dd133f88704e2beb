"""Stable pagination of story lists: lists grow for years, and the addresses and contents of their pages stay.

Pages are counted from the oldest story: page 1 holds the first `STORIES_PER_PAGE` stories that a list ever had, page 2
the next ones. The newest stories stand under the list's own address until a page of them is full twice over;
then the older half moves to the next number. So a numbered page holds the same stories for ever, and a link
to it, or a search engine's memory of it, stays right however many stories follow. Readers
count from the newest, so that a page says "2 of 22": that alone changes, each time that a page comes into being.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from msgspec import Struct

from workflow.config.office import Office
from workflow.records import urls
from workflow.site.models.story import Story

STORIES_PER_PAGE = 24
"""Stories on a numbered page; the list's own address shows up to one less than twice as many."""

NEAR = 2
"""Pages to each side that a page names."""
MAX_TAGS_LISTED = 600
"""Tags that the page of topics names; a page of thousands would be too large to be published, and to be read."""


class ListLabel(Struct, frozen=True):
    """What other pages show of a list. It holds few stories, for a page depends on all that its model holds."""

    name: str
    description: str
    address: str
    month: dt.date | None
    total: int
    """Stories of the list."""
    stories: tuple[Story, ...]
    """The newest few."""


class StoryList(Struct, frozen=True):
    """A list of stories: of a category, an agency, a tag or a month."""

    name: str
    """"" for a month: its first day names it."""
    description: str
    address: str
    stories: tuple[Story, ...]
    """Newest first."""
    month: dt.date | None = None

    @property
    def closed(self) -> int:
        """How many numbered pages there are."""
        return max(0, len(self.stories) // STORIES_PER_PAGE - 1)

    def label(self, few: int = 0) -> ListLabel:
        """The list as other pages name it, with a few of its stories."""
        return ListLabel(self.name, self.description, self.address, self.month, len(self.stories), self.stories[:few])


class PageLabel(Struct, frozen=True):
    """A page of a list as the others name it."""

    address: str
    place: int
    """As readers count: 1 for the newest stories."""
    first: int
    """When its oldest story came out."""
    last: int


class ListPage(Struct, frozen=True):
    """One page of a list."""

    address: str
    number: int
    """From 1, the oldest; 0 for the newest stories."""
    stories: tuple[Story, ...]
    newer: str
    """The address of the page with newer stories; "" when there are none."""
    older: str
    label: PageLabel | None = None
    """None of a list that has one page."""
    labels: tuple[PageLabel, ...] = ()
    """The pages that this one leads to: the first, the last, and those beside it."""
    count: int = 1
    """How many pages the list has."""


def paginate(story_list: StoryList) -> Iterator[ListPage]:
    """The pages of a list, the newest first. An empty list has one."""
    parts = [*_parts(story_list)]
    if len(parts) == 1:
        yield ListPage(story_list.address, 0, story_list.stories, "", "")
        return
    labels = [
        PageLabel(address, place, stories[-1].published, stories[0].published)
        for place, (address, _, stories) in enumerate(parts, 1)
    ]
    for at, (address, number, stories) in enumerate(parts):
        beside = labels[max(at - NEAR, 0) : at + NEAR + 1]
        shown = tuple(dict.fromkeys((labels[0], *beside, labels[-1])))
        newer = labels[at - 1].address if at else ""
        older = labels[at + 1].address if at + 1 < len(labels) else ""
        yield ListPage(address, number, stories, newer, older, labels[at], shown, len(parts))


def _parts(story_list: StoryList) -> Iterator[tuple[str, int, tuple[Story, ...]]]:
    """Address, number and stories of each page, the newest first."""
    last, stories = story_list.closed, story_list.stories
    start = len(stories) - last * STORIES_PER_PAGE
    yield story_list.address, 0, stories[:start]
    for number in range(last, 0, -1):
        yield _page_address(story_list, number), number, stories[start : start + STORIES_PER_PAGE]
        start += STORIES_PER_PAGE


def _page_address(story_list: StoryList, number: int) -> str:
    return f"{story_list.address}{number}/"


def category_lists(office: Office, stories: Iterable[Story]) -> list[StoryList]:
    """A list for each category, in the order of the configuration."""
    stories_at = _group((story.category.address, story) for story in stories)
    return [
        _story_list(named.name, named.description, urls.category(key), stories_at)
        for key, named in office.categories.items()
    ]


def agency_lists(office: Office, stories: Iterable[Story]) -> list[StoryList]:
    """A list for each agency, in the order of the configuration."""
    stories_at = _group((story.agency.address, story) for story in stories if story.agency)
    return [
        _story_list(agency.name, agency.short, urls.agency(key), stories_at) for key, agency in office.agencies.items()
    ]


def author_lists(office: Office, stories: Iterable[Story]) -> list[StoryList]:
    """A list for each author of the office, by address."""
    signed = [story for story in stories if story.author_page]
    names = {story.author_page: story.author for story in reversed(signed)}
    stories_at = _group((story.author_page, story) for story in signed)
    return [_story_list(names[address], office.identity.short, address, stories_at) for address in sorted(names)]


def tag_lists(stories: Iterable[Story]) -> list[StoryList]:
    """A list for each tag in use, by name. Two ways of writing that share an address share a list."""
    names: dict[str, str] = {}
    tagged: list[tuple[str, Story]] = []
    for story in stories:
        own = {urls.tag(name): name for name in story.tags}
        names |= own
        tagged += [(address, story) for address in own]
    stories_at = _group(tagged)
    return [
        _story_list(name, "", address, stories_at) for address, name in sorted(names.items(), key=lambda pair: pair[1])
    ]


def most_used_lists(lists: list[StoryList]) -> list[StoryList]:
    """The MAX_TAGS_LISTED lists with the most stories, in the order that they had."""
    places = sorted(range(len(lists)), key=lambda place: (-len(lists[place].stories), place))[:MAX_TAGS_LISTED]
    return [lists[place] for place in sorted(places)]


def month_lists(stories: Iterable[Story], zone: str) -> list[StoryList]:
    """The months that have stories, the latest first."""
    place = ZoneInfo(zone)
    grouped = groupby(stories, key=lambda story: _month(story.published, place))
    return [StoryList("", "", urls.month(first), tuple(of_month), first) for first, of_month in grouped]


def _month(at: int, zone: ZoneInfo) -> dt.date:
    return dt.datetime.fromtimestamp(at, zone).date().replace(day=1)


def _group(pairs: Iterable[tuple[str, Story]]) -> dict[str, list[Story]]:
    grouped: dict[str, list[Story]] = {}
    for address, story in pairs:
        grouped.setdefault(address, []).append(story)
    return grouped


def _story_list(name: str, description: str, address: str, stories_at: dict[str, list[Story]]) -> StoryList:
    return StoryList(name, description, address, tuple(stories_at.get(address, ())))
