"""Related stories of 2,000 and 4,000 articles, found anew from their words as each build does, and how that grows."""

import time
from collections.abc import Callable
from statistics import median

from bench.search import made_pages
from bench.setting import Setting
from bench.table import Row
from workflow.records.article import Article, ArticleStatus
from workflow.site.content.story_words import story_words
from workflow.site.models.gathered.related import RelatedStories
from workflow.site.models.story import Story

ARTICLES = 2_000
SHOWN = 3


def run(setting: Setting) -> list[Row]:
    """Counting words once a story, and finding what is related, which each build does."""
    stories = [page.story for page in made_pages()[: 2 * ARTICLES] if page.story]
    articles = [(_article(story), story.body) for story in stories]
    words = [story_words(*one) for one in articles]
    counted = _median(setting.times, lambda: [story_words(*one) for one in articles[:ARTICLES]])
    once = _median(setting.times, lambda: _related(words[:ARTICLES]))
    twice = _median(setting.times, lambda: _related(words))
    return [
        Row(f"related: counting the words of {ARTICLES} stories", counted, 2),
        Row(f"related: {ARTICLES} stories, each build", once, 1),
        Row(f"related: {2 * ARTICLES} stories, beside half of them", twice, 3, once),
    ]


def _article(story: Story) -> Article:
    return Article(
        title=story.title, request="", status=ArticleStatus.PUBLISHED, category="a", summary=story.summary, author="a"
    )


def _related(words: list[dict[str, int]]) -> None:
    related = RelatedStories(words)
    for index in range(len(words)):
        related.related_to(index, SHOWN)


def _median(times: int, work: Callable[[], object]) -> float:
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return median(spent)
