"""Stories to make lists of, and what it costs to make them."""

import sys
from collections.abc import Callable
from types import FrameType

from workflow.records import urls
from workflow.site.models.story import NamedLink, Story


def story(number: int, names: tuple[str, ...] = (), category: str = "a") -> Story:
    """The story of that number; a higher one is newer."""
    return Story(
        source=f"content/news/{number}.md",
        address=urls.article(f"2026/{number}"),
        title=str(number),
        summary="",
        body="",
        published=number,
        author="",
        category=NamedLink(category, urls.category(category)),
        agency=None,
        tags=names,
        picture=None,
    )


def calls_of(work: Callable[[], object]) -> int:
    """How many functions, ours and built-in ones, some work calls: a cost that no busy computer changes."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
