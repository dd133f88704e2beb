"""Where the open requests stand in a procedure."""

from workflow.records import urls
from workflow.site.models.public_content import PublicContent
from workflow.site.models.story import NamedLink
from workflow.sop.edition import Edition


def open_requests_by_step(edition: Edition, news: PublicContent) -> dict[int, tuple[NamedLink, ...]]:
    """For each step whose turn it is in some request: the numbers of those requests, the oldest first."""
    waiting: dict[int, list[NamedLink]] = {}
    for row in reversed(news.rows):
        timing = news.timings[row.number]
        if timing.due and timing.edition == edition.id:
            waiting.setdefault(timing.due.number, []).append(NamedLink(row.number, urls.request(row.number)))
    return {number: tuple(requests) for number, requests in sorted(waiting.items())}
