"""The site's static files: feeds, sitemaps, redirects, open data, what servers and crawlers ask for. Pure functions."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from workflow.config.office import Office
from workflow.site.feeds.calendar import calendar_files
from workflow.site.feeds.digest import digest_files
from workflow.site.feeds.feed import make_feeds
from workflow.site.feeds.open_data import open_data
from workflow.site.feeds.redirects import redirect_pages
from workflow.site.feeds.security_headers import HEADERS_FILE, headers_file
from workflow.site.feeds.serialize import ATOM_FILE, JSON_FEED_FILE, RSS_FILE, atom_feed, json_feed, rss_feed
from workflow.site.feeds.sitemap import NEWS_SITEMAP_FILE, SITEMAP_FILE, news_sitemap, sitemap_files
from workflow.site.feeds.well_known import ROBOTS_FILE, SECURITY_FILE, robots_txt, security_txt
from workflow.site.models.public_content import PublicContent
from workflow.site.models.site_page import SitePage


class SiteFile(Struct, frozen=True):
    """A file that is written as it is."""

    address: str
    """Its path below the site's root."""
    content: bytes


def make_files(office: Office, news: PublicContent, pages: Sequence[SitePage], now: int) -> list[SiteFile]:
    """Every file beside the pages."""
    return [SiteFile(address, content) for address, content in _files(office, news, pages, now)]


def _files(office: Office, news: PublicContent, pages: Sequence[SitePage], now: int) -> Iterator[tuple[str, bytes]]:
    """Address and content."""
    for feed in make_feeds(office, news):
        yield feed.page + ATOM_FILE, atom_feed(feed, office)
        yield feed.page + RSS_FILE, rss_feed(feed, office)
        yield feed.page + JSON_FEED_FILE, json_feed(feed, office)
    yield from calendar_files(office, news)
    yield from digest_files(office, news)
    yield from sitemap_files(office, pages).items()
    recent = news_sitemap(office, news, now)
    if recent:
        yield NEWS_SITEMAP_FILE, recent
    yield ROBOTS_FILE, robots_txt(office, [SITEMAP_FILE, NEWS_SITEMAP_FILE] if recent else [SITEMAP_FILE])
    yield SECURITY_FILE, security_txt(office, now)
    yield from redirect_pages(office, pages)
    yield from open_data(office, news, now).items()
    yield HEADERS_FILE, headers_file()
