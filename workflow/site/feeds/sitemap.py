"""The sitemaps (sitemaps.org 0.9): every page that may be found, and the news of the last two days."""

from collections.abc import Sequence

from workflow.config.office import Office
from workflow.i18n.language import DEFAULT_LANGUAGE
from workflow.site.feeds.xml import XML_PROLOGUE, absolute_url, element, rfc3339
from workflow.site.models.public_content import PublicContent
from workflow.site.models.site_page import SitePage
from workflow.text.field_types import SECONDS_PER_DAY

MAX_SITEMAP_URLS = 50_000
"""Addresses of a sitemap (sitemaps.org)."""
NEWS_AGE = 2 * SECONDS_PER_DAY
"""The age of news in a news sitemap, and its largest size below (Google's rules)."""
MAX_NEWS_URLS = 1_000
SITEMAP_FILE, NEWS_SITEMAP_FILE = "sitemap.xml", "sitemap-berita.xml"
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"


def sitemap_files(office: Office, pages: Sequence[SitePage], largest: int = MAX_SITEMAP_URLS) -> dict[str, bytes]:
    """The sitemap by its file's name; an index of several where one would be too large."""
    listed = sorted((page for page in pages if page.context.listed), key=lambda page: page.address)
    if len(listed) <= largest:
        return {SITEMAP_FILE: _urls(office, listed)}
    chunks = [listed[start : start + largest] for start in range(0, len(listed), largest)]
    files = {f"sitemap-{number}.xml": _urls(office, chunk) for number, chunk in enumerate(chunks, 1)}
    entries = [
        _entry("sitemap", office, name, max(page.changed for page in chunk))
        for name, chunk in zip(files, chunks, strict=True)
    ]
    return {SITEMAP_FILE: _document("sitemapindex", entries), **files}


def news_sitemap(office: Office, news: PublicContent, now: int) -> bytes | None:
    """The stories of the last two days. None without one: the format knows no empty sitemap."""
    recent = [story for story in news.stories if now - NEWS_AGE < story.published <= now][:MAX_NEWS_URLS]
    named = element("news:name", office.identity.site_title)
    publication = f"<news:publication>{named}{element('news:language', DEFAULT_LANGUAGE)}"
    entries = [
        f"<url>{element('loc', absolute_url(office, story.address))}<news:news>{publication}</news:publication>"
        f"{element('news:publication_date', rfc3339(story.published, office))}{element('news:title', story.title)}"
        "</news:news></url>"
        for story in recent
    ]
    return _document("urlset", entries, f' xmlns:news="{NEWS_NAMESPACE}"') if entries else None


def _urls(office: Office, pages: Sequence[SitePage]) -> bytes:
    return _document("urlset", [_entry("url", office, page.address, page.changed) for page in pages])


def _entry(name: str, office: Office, address: str, changed: int) -> str:
    location, last_modified = absolute_url(office, address), rfc3339(changed, office)
    return f"<{name}>{element('loc', location)}{element('lastmod', last_modified)}</{name}>"


def _document(name: str, entries: list[str], more: str = "") -> bytes:
    body = "\n".join(entries)
    return f'{XML_PROLOGUE}<{name} xmlns="{SITEMAP_NAMESPACE}"{more}>\n{body}\n</{name}>\n'.encode()
