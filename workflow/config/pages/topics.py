"""Topics: pages that gather the stories of one matter, with a standing summary (site_config/topics.yml)."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from workflow.i18n.message import Message, mark, say
from workflow.records.file_source import Files
from workflow.records.paths import article_path
from workflow.text.field_types import Instant, Line, Tag
from workflow.text.finding import Finding


class TopicKind(StrEnum):
    """How a topic's stories belong together."""

    LIVE = "live"
    """Something that is going on: a flood, an election. Over when `ended` says so."""
    SERIES = "series"
    """Parts with an order: the one in which `stories` names them."""
    DOSSIER = "dossier"
    """A matter that comes back again and again."""


StoryKey = Annotated[
    str,
    Meta(
        pattern=r"^20\d\d/[a-z0-9]+(-[a-z0-9]+)*$(?!\n)",
        max_length=120,
        description=mark("a story by its year and the name of its file, without the ending"),
        examples=["2026/pekan-imunisasi"],
    ),
]
Summary = Annotated[
    str,
    Meta(
        pattern=r"\w",
        min_length=1,
        max_length=900,
        description=mark("a summary of at most 900 letters, without Markdown"),
        examples=["Air sungai surut; posko masih buka."],
    ),
]
Parts = Annotated[int, Meta(ge=2, le=100, description=mark("a number of parts, from 2 to 100"), examples=["4"])]


class Topic(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic. Its key is its address, and a tag: stories that have the tag belong to it.

    So a story joins in by a keyword that is sealed with it, and none that was published has to be changed. Who may
    write the summary says policy.yml (`owners`); it is read by the public the moment it is merged.
    """

    title: Line
    kind: TopicKind
    summary: Summary
    """How things stand, in a few sentences."""
    updated: Instant
    """When the summary was last looked at."""
    ended: Instant | None = None
    """Since when a live topic is over."""
    tags: Annotated[tuple[Tag, ...], Meta(max_length=20)] = ()
    """Further tags whose stories belong to it."""
    stories: Annotated[tuple[StoryKey, ...], Meta(max_length=100)] = ()
    """Stories that belong to it without such a tag; of a series its parts, in their order."""
    parts: Parts | None = None
    """Of a series: how many there are going to be; None: as many as `stories` names."""

    def is_live(self, now: int) -> bool:
        """Whether it is going on at an instant."""
        return self.kind is TopicKind.LIVE and not (self.ended is not None and self.ended <= now)


TOPICS_FILE = "site_config/topics.yml"
TOPICS_RULE = "office/topics"


def topic_flaws(topics: Mapping[str, Topic], files: Files) -> Iterator[Finding]:
    """Topics that contradict themselves, and stories that they name and that are not there."""
    for key, topic in topics.items():
        for place, message, help_ in _flaws(topic):
            yield Finding(TOPICS_RULE, TOPICS_FILE, (key, *place), message, help_)
        for index, story in enumerate(topic.stories):
            if files.size(article_path(story)) is None:
                message = say("There is no story {path}.", path=article_path(story))
                help_ = say("Write the year and the name of its file, without `.md`.")
                yield Finding(TOPICS_RULE, TOPICS_FILE, (key, "stories", index), message, help_)


def _flaws(topic: Topic) -> Iterator[tuple[tuple[str, ...], Message, Message]]:
    if topic.ended is not None and topic.kind is not TopicKind.LIVE:
        yield ("ended",), say("Only a live topic (`kind: live`) ends."), say("Delete `ended`, or correct `kind`.")
    if topic.parts is not None and topic.kind is not TopicKind.SERIES:
        yield ("parts",), say("Only a series (`kind: series`) has parts."), say("Delete `parts`, or correct `kind`.")
    if topic.kind is TopicKind.SERIES and not topic.stories:
        help_ = say("Name them under `stories`, in their order.")
        yield ("kind",), say("The series names no parts."), help_
    if topic.parts is not None and topic.parts < len(topic.stories):
        message = say("The series has more stories ({count}) than `parts` says.", count=len(topic.stories))
        yield ("parts",), message, say("Correct `parts`, or leave it out.")
    if len(set(topic.stories)) < len(topic.stories):
        yield ("stories",), say("A story stands twice under `stories`."), say("Leave it once, at its place.")
