"""Related stories: shared tags first, near in time, and of a bounded cost."""

import random

from tests.site.models.stories import calls_of, story
from workflow.site.models.gathered.related import NEIGHBOURS, RelatedStories
from workflow.site.models.pages import SHORT_LIST
from workflow.site.models.story import Story


def test_shared_tags_count_before_a_shared_category() -> None:
    stories = [
        story(6, ("banjir", "desa"), "a"),
        story(5, (), "a"),
        story(4, ("banjir",), "b"),
        story(3, ("banjir", "desa"), "b"),
        story(2, ("padi",), "b"),
    ]
    assert [one.title for one in RelatedStories(stories).related_to(0, SHORT_LIST)] == ["3", "4", "5"]
    assert [one.title for one in RelatedStories(stories).related_to(1, SHORT_LIST)] == ["6"]
    assert RelatedStories(stories[:1]).related_to(0, SHORT_LIST) == []


def test_a_new_story_changes_what_is_related_to_its_neighbours_only() -> None:
    dice = random.Random(4)
    stories = [story(n, tuple(dice.sample("pqrs", 2)), dice.choice("ab")) for n in range(400, 0, -1)]
    new = story(401, ("p", "q"))
    before, after = RelatedStories(stories), RelatedStories([new, *stories])
    changed = [n for n in range(400) if before.related_to(n, SHORT_LIST) != after.related_to(n + 1, SHORT_LIST)]
    assert len(changed) <= 3 * NEIGHBOURS


def test_related_stories_cost_in_proportion_to_the_stories() -> None:
    """Four times the stories, all of one tag and category, take nowhere near sixteen times the work."""

    def cost(count: int) -> int:
        stories = [story(number, ("banjir", f"t{number % 50}")) for number in range(count, 0, -1)]
        return calls_of(lambda: _all(RelatedStories(stories), count))

    assert cost(2_000) < 5 * cost(500)


def _all(related: RelatedStories, count: int) -> list[list[Story]]:
    return [related.related_to(index, SHORT_LIST) for index in range(count)]
