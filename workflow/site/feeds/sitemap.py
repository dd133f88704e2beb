"""The sitemaps (sitemaps.org 0.9): every page that may be found, and the news of the last two days."""

from collections.abc import Sequence

from workflow.config.office import Office
from workflow.i18n.catalog import DEFAULT_LANGUAGE
from workflow.site.feeds.xml import absolute, stamp, tag
from workflow.site.models.pages import SitePage
from workflow.site.models.public_content import PublicContent
from workflow.text.field_types import SECONDS_PER_DAY

LARGEST = 50_000
"""Addresses of a sitemap (sitemaps.org)."""
RECENT = 2 * SECONDS_PER_DAY
"""The age of news in a news sitemap, and its largest size below (Google's rules)."""
MOST_NEWS = 1_000
SITEMAP, NEWS = "sitemap.xml", "sitemap-berita.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_SPACE = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemaps(office: Office, pages: Sequence[SitePage], largest: int = LARGEST) -> dict[str, bytes]:
    """The sitemap by its file's name; an index of several where one would be too large."""
    listed = sorted((page for page in pages if page.listed), key=lambda page: page.address)
    if len(listed) <= largest:
        return {SITEMAP: _urls(office, listed)}
    chunks = [listed[start : start + largest] for start in range(0, len(listed), largest)]
    files = {f"sitemap-{number}.xml": _urls(office, chunk) for number, chunk in enumerate(chunks, 1)}
    entries = [
        _place("sitemap", office, name, max(page.changed for page in chunk))
        for name, chunk in zip(files, chunks, strict=True)
    ]
    return {SITEMAP: _document("sitemapindex", entries), **files}


def news_sitemap(office: Office, news: PublicContent, now: int) -> bytes | None:
    """The stories of the last two days. None without one: the format knows no empty sitemap."""
    recent = [story for story in news.stories if now - RECENT < story.published <= now][:MOST_NEWS]
    publication = f"<news:publication>{tag('news:name', office.identity.short)}{tag('news:language', DEFAULT_LANGUAGE)}"
    entries = [
        f"<url>{tag('loc', absolute(office, story.address))}<news:news>{publication}</news:publication>"
        f"{tag('news:publication_date', stamp(story.published, office))}{tag('news:title', story.title)}"
        "</news:news></url>"
        for story in recent
    ]
    return _document("urlset", entries, f' xmlns:news="{NEWS_SPACE}"') if entries else None


def _urls(office: Office, pages: Sequence[SitePage]) -> bytes:
    return _document("urlset", [_place("url", office, page.address, page.changed) for page in pages])


def _place(name: str, office: Office, address: str, changed: int) -> str:
    return f"<{name}>{tag('loc', absolute(office, address))}{tag('lastmod', stamp(changed, office))}</{name}>"


def _document(name: str, entries: list[str], more: str = "") -> bytes:
    body = "\n".join(entries)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{SPACE}"{more}>\n{body}\n</{name}>\n'.encode()
