"""Pages of lists: what stands on a numbered page stands there for ever, and every story can be reached."""

import pytest
from msgspec.structs import replace

from tests.site.models.stories import calls_of, story
from workflow.site.models.story_lists import (
    MAX_TAGS_LISTED,
    STORIES_PER_PAGE,
    ListPage,
    StoryList,
    most_used_lists,
    paginate,
    tag_lists,
)


def list_of(count: int) -> StoryList:
    """A list of that many stories."""
    return StoryList("x", "", "kategori/x/", tuple(story(number) for number in range(count, 0, -1)))


def by_address(count: int) -> dict[str, ListPage]:
    """Its pages."""
    return {part.address: part for part in paginate(list_of(count))}


def lasting(part: ListPage) -> ListPage:
    """A page without what it says of the pages around it."""
    return replace(part, label=None, labels=(), count=1)


def test_adding_stories_never_changes_a_numbered_page() -> None:
    """A page once made holds the same stories in every later state; once followed by another it is the same whole."""
    seen: dict[str, ListPage] = {}
    for count in range(6 * STORIES_PER_PAGE):
        now = by_address(count)
        assert seen.keys() <= now.keys(), "an address is gone"
        for address, part in now.items():
            if not part.number:
                continue
            assert len(part.stories) == STORIES_PER_PAGE
            if address in seen:
                assert part.stories == seen[address].stories
                settled = seen[address].newer != "kategori/x/"
                assert lasting(part) == lasting(seen[address]) or not settled, (count, address)
            seen[address] = part


@pytest.mark.parametrize(
    "count",
    [
        0,
        1,
        STORIES_PER_PAGE,
        2 * STORIES_PER_PAGE - 1,
        2 * STORIES_PER_PAGE,
        2 * STORIES_PER_PAGE + 1,
        5 * STORIES_PER_PAGE + 3,
    ],
)
def test_following_the_links_meets_every_story_once_and_in_order(count: int) -> None:
    pages = by_address(count)
    address, met, trail = "kategori/x/", [], []
    while address:
        part = pages[address]
        trail.append(address)
        met += [int(one.title) for one in part.stories]
        assert not part.older or pages[part.older].newer == address
        address = part.older
    assert met == list(range(count, 0, -1))
    assert set(trail) == pages.keys()


@pytest.mark.parametrize("pages", [2, 3, 5, 6, 22])
def test_a_page_says_which_of_how_many_it_is_and_leads_to_others(pages: int) -> None:
    parts = list(paginate(list_of(pages * STORIES_PER_PAGE)))
    assert len(parts) == pages
    for place, part in enumerate(parts, 1):
        assert part.label
        assert (part.label.place, part.count, part.label.address) == (place, pages, part.address)
        assert (part.label.last, part.label.first) == (part.stories[0].published, part.stories[-1].published)
        wanted = {1, pages, *range(max(1, place - 2), min(pages, place + 2) + 1)}
        assert [label.place for label in part.labels] == sorted(wanted)
        assert all(label == parts[label.place - 1].label for label in part.labels)


def test_the_newest_page_is_never_almost_empty() -> None:
    for count in range(STORIES_PER_PAGE, 6 * STORIES_PER_PAGE):
        assert STORIES_PER_PAGE <= len(by_address(count)["kategori/x/"].stories) < 2 * STORIES_PER_PAGE


def test_two_ways_of_writing_a_tag_share_a_list() -> None:
    [tagged] = tag_lists([story(2, ("jemput bola", "jemput-bola")), story(1, ("jemput bola",))])
    assert tagged.address == "topik/jemput-bola/"
    assert [one.title for one in tagged.stories] == ["2", "1"]


def test_the_page_of_topics_names_the_most_used_ones_in_order_of_name() -> None:
    often = (f"z{MAX_TAGS_LISTED}", "sering")
    stories = [story(3, often), story(2, often), *(story(1, (f"a{n:05}",)) for n in range(5_000))]
    shown = [one.name for one in most_used_lists(tag_lists(stories))]
    assert shown == sorted([*often, *(f"a{n:05}" for n in range(MAX_TAGS_LISTED - 2))])
    assert most_used_lists(tag_lists(stories[:2])) == tag_lists(stories[:2])


def test_lists_cost_in_proportion_to_the_stories() -> None:
    """Four times the stories, all of one tag and category, take nowhere near sixteen times the work."""

    def cost(count: int) -> int:
        stories = [story(number, ("banjir", f"t{number % 50}")) for number in range(count, 0, -1)]
        return calls_of(lambda: [list(paginate(tagged)) for tagged in tag_lists(stories)])

    assert cost(2_000) < 5 * cost(500)
