"""Related stories: those that share a story's tags, then its neighbours in the category.

Only near neighbours in time are looked at, so the cost grows with the stories alone, and a new story changes the pages
of its nearest relatives and no others.
"""

from collections.abc import Sequence

from workflow.records import urls
from workflow.site.models.story import Story

NEIGHBOURS = 4
"""Neighbours before and after a story in each of its lists."""
MAX_TAGS = 12
"""Tags of a story that count; a story with hundreds of them is no better related."""


class RelatedStories:
    """The stories by tag and category, and where each stands there."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories
        self._lists: dict[str, list[int]] = {}
        self._places: list[list[tuple[str, int]]] = []
        for index, story in enumerate(stories):
            places = []
            for key in _keys(story):
                members = self._lists.setdefault(key, [])
                places.append((key, len(members)))
                members.append(index)
            self._places.append(places)

    def related_to(self, index: int, count: int) -> list[Story]:
        """At most `count` stories related to the one at `index`, the closest first."""
        scores: dict[int, int] = {}
        own = self._stories[index].category.address
        for key, place in self._places[index]:
            weight = 1 if key == own else 2  # one shared tag says more than the category
            members = self._lists[key]
            for other in members[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]:
                scores[other] = scores.get(other, 0) + weight
        scores.pop(index, None)
        best = sorted(scores, key=lambda other: (-scores[other], abs(other - index), other))
        return [self._stories[other] for other in best[:count]]


def _keys(story: Story) -> list[str]:
    return [story.category.address, *dict.fromkeys(urls.tag(name) for name in story.tags[:MAX_TAGS])]
