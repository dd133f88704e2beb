"""Dead links within the site become plain words, so that no reader meets a page that is not there.

The check says so before (links/page); this makes sure of it, whatever became of the other page since.
"""

import re
from collections.abc import Collection, Sequence
from functools import partial
from html import escape, unescape

from msgspec.structs import replace

from workflow.config.link_reach import has_page, link_path
from workflow.config.office import Announcement
from workflow.site.models.public_content import PublicContent
from workflow.site.models.site_page import ArticleContext, HomeContext, PageContext, SitePage, StaticPageContext

NOTE_PLACE = re.compile(r"#(?:catatan|rujukan)-\d+")
"""Where footnotes lead to on their own page, as text/html_blocks.py writes it."""
ANCHOR = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
"""As the sanitizer in text/safe_html.py writes it: no link within a link."""


def without_dead_links(
    news: PublicContent, pages: Sequence[SitePage], website: str, kinds: tuple[type[PageContext], ...]
) -> tuple[PublicContent, list[SitePage]]:
    """The same stories and pages, in whose texts each link within the site leads to a page.

    `kinds`: of the pages whose own texts are looked at.
    """
    known = {page.address.rstrip("/") for page in pages}
    mended = [_mended(page, known, website) if isinstance(page.context, kinds) else page for page in pages]
    stories = {page.address: page.story for page in mended if page.story}
    return replace(news, stories=tuple(stories.get(story.address, story) for story in news.stories)), mended


def _mended(page: SitePage, known: Collection[str], website: str) -> SitePage:
    """The page itself where all of its links lead somewhere, or where its kind has no text with links."""
    folder = page.address.rstrip("/")
    match page.context:
        case ArticleContext(story=story) as article:
            body = _mended_body(story.body, folder, known, website)
            return (
                page if body == story.body else replace(page, context=replace(article, story=replace(story, body=body)))
            )
        case StaticPageContext(page=static) as context:
            body = _mended_body(static.body, folder, known, website)
            return (
                page
                if body == static.body
                else replace(page, context=replace(context, page=replace(static, body=body)))
            )
        case HomeContext(announcements=announcements) as home:
            shown = tuple(_mended_announcement(one, known, website) for one in announcements)
            return page if shown == announcements else replace(page, context=replace(home, announcements=shown))
    return page


def _mended_body(body: str, folder: str, known: Collection[str], website: str) -> str:
    if "<a href=" not in body:
        return body
    return ANCHOR.sub(partial(_mended_link, folder=folder, known=known, website=website), body)


def _mended_announcement(announcement: Announcement, known: Collection[str], website: str) -> Announcement:
    path = link_path("", announcement.link, website) if announcement.link else None
    return announcement if path is None or has_page(path, known) else replace(announcement, link=None)


def _mended_link(link: re.Match[str], folder: str, known: Collection[str], website: str) -> str:
    """A link as it is; without what follows a `#`, since pages of lists have no lasting places; or only its words."""
    target, others, words = unescape(link[1]), link[2], link[3]
    path = link_path(folder, target, website)
    if path is None:
        return link[0]
    if NOTE_PLACE.fullmatch(target):
        return link[0]
    if target.startswith("#") or not has_page(path, known):
        return words
    whole = target.partition("#")[0]
    return link[0] if whole == target else f'<a href="{escape(whole)}"{others}>{words}</a>'
