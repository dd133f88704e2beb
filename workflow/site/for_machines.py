"""The files that machines ask for, made of what is public."""

from collections.abc import Iterator, Sequence

from workflow.records.office import Office
from workflow.site.feed import make_feeds
from workflow.site.feed_formats import ATOM, JSON, RSS, atom, json_feed, rss
from workflow.site.newsroom import Newsroom
from workflow.site.notices import ROBOTS, SECURITY, robots, security
from workflow.site.pages import SitePage
from workflow.site.redirects import redirects
from workflow.site.sitemap import NEWS, SITEMAP, news_sitemap, sitemaps


def for_machines(office: Office, news: Newsroom, pages: Sequence[SitePage], now: int) -> Iterator[tuple[str, bytes]]:
    """Feeds, sitemaps, robots.txt, security.txt and the pages at moved addresses: address and content."""
    for feed in make_feeds(office, news):
        yield feed.page + ATOM, atom(feed, office)
        yield feed.page + RSS, rss(feed, office)
        yield feed.page + JSON, json_feed(feed, office)
    yield from sitemaps(office, pages).items()
    recent = news_sitemap(office, news, now)
    if recent:
        yield NEWS, recent
    yield ROBOTS, robots(office, [SITEMAP, NEWS] if recent else [SITEMAP])
    yield SECURITY, security(office, now)
    yield from redirects(office, pages)
