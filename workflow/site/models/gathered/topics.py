"""Topics as readers see them: a standing summary, what is going on, the stories newest first, a series in its order."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workflow.config.pages.topics import Topic, TopicKind
from workflow.records import urls
from workflow.site.models.story import Card, Story
from workflow.site.models.story_lists import StoryList


class TopicLabel(Struct, frozen=True):
    """What other pages show of a topic."""

    title: str
    address: str
    kind: TopicKind
    is_live: bool
    ended: int | None = None
    """Since when a live topic is over, in seconds since the epoch."""


class PartLink(Struct, frozen=True):
    """Another part of a series."""

    number: int
    title: str
    address: str


class SeriesPlace(Struct, frozen=True):
    """Where a story stands in a series."""

    topic: TopicLabel
    number: int
    total: int
    previous: PartLink | None
    following: PartLink | None


class TopicPage(Struct, frozen=True):
    """A topic with all that its page shows."""

    label: TopicLabel
    summary: str
    updated: int
    """When the summary was last looked at."""
    parts: tuple[tuple[int, Story], ...]
    """Of a series: its parts that can be read, with their numbers."""
    total: int
    """Of a series: how many parts there are going to be; else 0."""
    stories: tuple[Story, ...]
    """All others, newest first."""
    card: Card | None = None

    @property
    def members(self) -> tuple[Story, ...]:
        """Every story of it, parts first."""
        return (*(story for _, story in self.parts), *self.stories)

    @property
    def changed(self) -> int:
        """When the page last changed, by what it shows."""
        return max([self.updated, *(story.changed for story in self.members)])

    def story_list(self) -> StoryList:
        """Its stories as a list, which is paginated like that of a tag."""
        return StoryList(self.label.title, self.summary, self.label.address, self.stories)


def make_topics(
    topics: Mapping[str, Topic], stories: Sequence[Story], now: int, cards: Mapping[str, Card]
) -> list[TopicPage]:
    """Every topic that has a story to show: what is live first, then by what changed last. `stories`: newest first."""
    found = [replace(_page(key, topic, stories, now), card=cards.get(urls.tag(key))) for key, topic in topics.items()]
    shown = [page for page in found if page.members]
    return sorted(shown, key=lambda page: (not page.label.is_live, -page.changed, page.label.address))


def topic_addresses(key: str, topic: Topic) -> frozenset[str]:
    """The addresses of the tags and stories that make a story belong to a topic."""
    tags = (urls.tag(name) for name in (key, *topic.tags))
    return frozenset((*tags, *map(urls.article, topic.stories)))


def belongs(story_address: str, tags: Iterable[str], addresses: frozenset[str]) -> bool:
    """Whether a story with these tags is one of a topic's. `addresses`: see `topic_addresses`."""
    return story_address in addresses or any(urls.tag(name) in addresses for name in tags)


def _page(key: str, topic: Topic, stories: Sequence[Story], now: int) -> TopicPage:
    addresses = topic_addresses(key, topic)
    own = [story for story in stories if belongs(story.address, story.tags, addresses)]
    is_series = topic.kind is TopicKind.SERIES
    numbers = {urls.article(name): number for number, name in enumerate(topic.stories, 1)} if is_series else {}
    parts = sorted((numbers[story.address], story) for story in own if story.address in numbers)
    over = int(topic.ended) if topic.ended is not None and topic.ended <= now else None
    return TopicPage(
        label=TopicLabel(topic.title, urls.tag(key), topic.kind, topic.is_live(now), over),
        summary=topic.summary,
        updated=int(topic.updated),
        parts=tuple(parts),
        total=max(topic.parts or 0, len(topic.stories)) if is_series else 0,
        stories=tuple(story for story in own if story.address not in numbers),
    )


class StoryTopics:
    """The topics of each story, and its place in series."""

    def __init__(self, topics: Iterable[TopicPage]) -> None:
        self._labels: dict[str, list[TopicLabel]] = {}
        self._places: dict[str, SeriesPlace] = {}
        for page in topics:
            links = [PartLink(number, story.title, story.address) for number, story in page.parts]
            for before, link, after in zip((None, *links), links, (*links[1:], None), strict=False):
                place = SeriesPlace(page.label, link.number, page.total, before, after)
                self._places.setdefault(link.address, place)
            for story in page.stories:
                self._labels.setdefault(story.address, []).append(page.label)

    def labels(self, story: Story) -> tuple[TopicLabel, ...]:
        """The topics that gather a story, but for the series that it is a part of."""
        return tuple(self._labels.get(story.address, ()))

    def place(self, story: Story) -> SeriesPlace | None:
        """Its place in a series; of several the one that changed last."""
        return self._places.get(story.address)
