"""Metadata in a page's <head>: feeds, Open Graph, schema.org (JSON-LD). Escaped text, made of page models."""

from collections.abc import Iterator
from functools import lru_cache

from workflow.config.office import Office
from workflow.i18n.catalog import tr
from workflow.i18n.message import mark
from workflow.records import urls
from workflow.site.feeds import json_ld
from workflow.site.feeds.serialize import ATOM_FILE, JSON_FEED_FILE, RSS_FILE
from workflow.site.feeds.xml import absolute_url, escape_xml, json_script, rfc3339
from workflow.site.models.gathered.pages import DigestContext, DigestIndexContext, TopicContext
from workflow.site.models.site_page import SitePage
from workflow.site.models.story import Card, Story

FEED_TYPES = (
    ("application/atom+xml", ATOM_FILE),
    ("application/rss+xml", RSS_FILE),
    ("application/feed+json", JSON_FEED_FILE),
)
LINK_CACHE_SIZE = 256
"""Links to feeds in memory: as many as there are categories, times a few."""

SECTION_NAMES = {
    urls.CATEGORIES: mark("Categories"),
    urls.AGENCIES: mark("Agencies"),
    urls.ARCHIVE: mark("News"),
    urls.REGISTER: mark("Register"),
    urls.TAGS: mark("Topics"),
    urls.AGENDA: mark("Agenda"),
    urls.DIGESTS: mark("Weekly digest"),
    urls.LEDGER: mark("Corrections and withdrawals"),
}
"""What pages stand below."""


def head_lines(page: SitePage, office: Office, title: str, description: str, site_card: Card | None = None) -> str:
    """The lines for a page. `title`, `description`: plain text; `site_card`: shown with links to what is no story."""
    story = page.story
    card = page.card or (None if story else site_card)
    lines = [] if page.context.listed else ['<meta name="robots" content="noindex">']
    lines += _feed_links(page, story, office)
    lines += [_meta("property", name, value) for name, value in _open_graph(page, card, office, title, description)]
    lines.append(_meta("name", "twitter:card", "summary_large_image" if card else "summary"))
    lines += [json_script(thing) for thing in _json_ld(page, story, office, title)]
    return "\n".join(lines)


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta {kind}="{name}" content="{escape_xml(value)}">'


def _feed_links(page: SitePage, story: Story | None, office: Office) -> Iterator[str]:
    """The site's feeds, and the category's on its list and its stories."""
    yield from _links(urls.HOME, page, office.identity.site_title)
    for key, named in office.categories.items():
        own = urls.category(key)
        if own == page.address or (story and story.category.address == own):
            yield from _links(own, page, f"{office.identity.site_title}: {named.name}")
    if isinstance(page.context, TopicContext):
        label = page.context.topic.label
        yield from _links(label.address, page, f"{office.identity.site_title}: {label.title}")
    if isinstance(page.context, DigestIndexContext | DigestContext):
        yield from _links(urls.DIGESTS, page, tr("{office}: weekly digest", office=office.identity.site_title))


def _links(folder: str, page: SitePage, title: str) -> tuple[str, ...]:
    return _cached_links(urls.relative(folder, page.address).removeprefix("./"), title)


@lru_cache(LINK_CACHE_SIZE)
def _cached_links(link: str, title: str) -> tuple[str, ...]:
    """The feeds of a folder: the same on all pages from which the link there is the same."""
    return tuple(
        f'<link rel="alternate" type="{kind}" title="{escape_xml(title)}" href="{escape_xml(link + name)}">'
        for kind, name in FEED_TYPES
    )


def _open_graph(
    page: SitePage, card: Card | None, office: Office, title: str, description: str
) -> Iterator[tuple[str, str]]:
    """Open Graph (https://ogp.me), which Twitter's card reads too."""
    story = page.story
    yield "og:site_name", office.identity.site_title
    yield "og:type", "article" if story else "website"
    yield "og:title", title
    yield "og:description", description
    yield "og:url", absolute_url(office, page.address)
    yield "og:locale", "id_ID"
    if card:
        yield "og:image", absolute_url(office, card.address)
        yield "og:image:type", "image/jpeg"
        yield "og:image:width", str(card.width)
        yield "og:image:height", str(card.height)
        of_site = [office.identity.site_title, office.identity.tagline]
        shown = [story.category.name, story.title] if story else [title] if page.card else of_site
        yield "og:image:alt", ": ".join(shown)
    if story is None:
        return
    yield "article:published_time", rfc3339(story.published, office)
    yield "article:modified_time", rfc3339(story.changed, office)
    yield "article:section", story.category.name
    for name in story.tags:
        yield "article:tag", name


def _json_ld(page: SitePage, story: Story | None, office: Office, title: str) -> Iterator[json_ld.JsonLd]:
    if page.address == urls.HOME:
        yield json_ld.organization(office)
        yield json_ld.website(office)
        return
    if story:
        yield json_ld.article(story, office)
        if story.fact_check:
            yield json_ld.claim_review(story, story.fact_check, office)
        if story.event:
            yield json_ld.event(story, story.event, office)
    if isinstance(page.context, TopicContext):
        yield json_ld.topic(page.context.topic, page.context.part.stories, page.address, office)
    yield json_ld.breadcrumbs([*_ancestors(page, story), (title, page.address)], office)


def _ancestors(page: SitePage, story: Story | None) -> Iterator[tuple[str, str]]:
    """The pages between the home page and this one."""
    if story:
        yield tr("Categories"), urls.CATEGORIES
        yield story.category.name, story.category.address
        return
    yield from (
        (tr(name), address)
        for address, name in SECTION_NAMES.items()
        if page.address.startswith(address) and page.address != address
    )
