"""Links within the site that lead nowhere are printed as words, so that no reader meets a page that is not there.

The check says so before (links/page); here it is made sure of whatever became of the other page since.
"""

import re
from collections.abc import Collection, Sequence
from functools import partial
from html import escape, unescape

from msgspec.structs import replace

from workflow.config.link_reach import address_of, leads
from workflow.config.office import Announcement
from workflow.site.content.static_pages import RenderedStaticPage
from workflow.site.models.pages import SitePage
from workflow.site.models.public_content import PublicContent
from workflow.site.models.story import Story

ANCHOR = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
"""As the sieve of text/safe_html.py writes it: no link within a link."""


Kinds = tuple[type, ...]


def without_dead_links(
    news: PublicContent, pages: Sequence[SitePage], website: str, kinds: Kinds
) -> tuple[PublicContent, list[SitePage]]:
    """The same stories and pages, in whose texts each link within the site leads to a page.

    `kinds`: of the texts that are looked at: stories, hand-written pages, announcements.
    """
    known = {page.address.rstrip("/") for page in pages}
    mended = [_page(page, known, website, kinds) for page in pages]
    stories = {page.address: page.data["story"] for page in mended if isinstance(page.data.get("story"), Story)}
    return replace(news, stories=tuple(stories.get(story.address, story) for story in news.stories)), mended


def _page(page: SitePage, known: Collection[str], website: str, kinds: Kinds) -> SitePage:
    changed = {
        name: new
        for name, value in page.data.items()
        if (new := _mended(value, page.address.rstrip("/"), known, website, kinds)) is not value
    }
    return replace(page, data=page.data | changed) if changed else page


def _mended(value: object, folder: str, known: Collection[str], website: str, kinds: Kinds) -> object:
    """A story, a hand-written page or announcements whose links are alive; anything else as it is."""
    if isinstance(value, (Story, RenderedStaticPage)) and isinstance(value, kinds) and "<a href=" in value.body:
        body = ANCHOR.sub(partial(_link, folder=folder, known=known, website=website), value.body)
        return value if body == value.body else replace(value, body=body)
    if isinstance(value, list) and value and isinstance(value[0], Announcement) and Announcement in kinds:
        shown = [_announcement(one, known, website) for one in value]
        return value if shown == value else shown
    return value


def _announcement(one: Announcement, known: Collection[str], website: str) -> Announcement:
    path = address_of("", one.link, website) if one.link else None
    return one if path is None or leads(path, known) else replace(one, link=None)


def _link(found: re.Match[str], folder: str, known: Collection[str], website: str) -> str:
    """A link as it is; without what follows a `#`, since pages of lists have no lasting places; or only its words."""
    target, others, words = unescape(found[1]), found[2], found[3]
    path = address_of(folder, target, website)
    if path is None:
        return found[0]
    if target.startswith("#") or not leads(path, known):
        return words
    whole = target.partition("#")[0]
    return found[0] if whole == target else f'<a href="{escape(whole)}"{others}>{words}</a>'
