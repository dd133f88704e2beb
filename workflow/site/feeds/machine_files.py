"""The files that machines ask for, made of what is public."""

from collections.abc import Iterator, Sequence

from workflow.config.office import Office
from workflow.site.feeds.feed import make_feeds
from workflow.site.feeds.redirects import redirects
from workflow.site.feeds.serialize import ATOM, JSON, RSS, atom, json_feed, rss
from workflow.site.feeds.sitemap import NEWS, SITEMAP, news_sitemap, sitemaps
from workflow.site.feeds.well_known import ROBOTS, SECURITY, robots, security
from workflow.site.models.pages import SitePage
from workflow.site.models.public_content import Newsroom


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
