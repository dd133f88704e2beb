"""Link targets on the site: what a link leads to and whether it exists, as far as records and configuration tell."""

import re
from collections.abc import Container
from enum import StrEnum

from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.records import urls
from workflow.records.article import Article, ArticleStatus
from workflow.records.file_source import Files, with_defaults
from workflow.records.paths import article_path, request_path
from workflow.records.read import read_whole
from workflow.records.request import Request
from workflow.text.link_target import site_path

STATIC_PAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PERMANENT_PAGES = frozenset(
    page.rstrip("/")
    for page in (
        *(urls.HOME, urls.ARCHIVE, urls.CATEGORIES, urls.AGENCIES, urls.TAGS, urls.REGISTER, urls.PROCEDURE),
        *(urls.LEDGER, urls.SERVICE, urls.SEARCH, urls.AGENDA, urls.DIGESTS),
    )
)
"""Pages that every office's site has, without the slash at their end."""
PERMANENT_FILES = frozenset(
    ["rss.xml", "atom.xml", "feed.json", "sitemap.xml"]
    + [f"{urls.DATA}{name}.{kind}" for name in ("layanan", "register") for kind in ("csv", "json", "schema.json")]
)
"""Files that every site has."""


class LinkStatus(StrEnum):
    """Whether a link leads somewhere."""

    THERE = "there"
    CHANGING = "changing"
    """A list that comes and goes: the page maker looks whether it is there, and prints the link only then."""
    WAITING = "waiting"
    """A story that opens later than the one that links to it."""
    MISSING = "missing"


def link_path(folder: str, target: str, website: str) -> str | None:
    """What a link in a folder leads to, as `site_path` says it; None where it leaves the site."""
    return site_path(folder, target, urls.absolute(website))


def has_page(path: str, pages: Container[str]) -> bool:
    """Whether there is a file or one of some pages at a path."""
    return path in PERMANENT_FILES or page_of(path) in pages


def page_of(path: str) -> str:
    """The page that a path means, without a slash at its end: its folder or the file in it."""
    if path.endswith("/"):
        return path.rstrip("/")
    return "" if path == "index.html" else path.removesuffix("/index.html")


class LinkTargets:
    """What readers of an office's stories find."""

    def __init__(self, files: Files, office: Office) -> None:
        self.files, self.office = with_defaults(files), office

    def reach(self, path: str, opens: int | None) -> LinkStatus:
        """Whether there is something at a path for readers of a story that opens then; None: that is not known yet."""
        if has_page(path, PERMANENT_PAGES):
            return LinkStatus.THERE
        path = page_of(path)
        folder, slash, name = path.partition("/")
        if found := urls.ARTICLE_PAGE.fullmatch(path):
            return self._story(found[1], opens)
        if found := urls.REQUEST_PAGE.fullmatch(path):
            return self._request(*found.groups())
        lists = {urls.CATEGORIES: [*self.office.categories], urls.AGENCIES: [*self.office.agencies]}
        if name in lists.get(folder + slash, ()) or self._is_written(path):
            return LinkStatus.THERE
        return LinkStatus.CHANGING if path.startswith(urls.LISTS) else LinkStatus.MISSING

    def _is_written(self, path: str) -> bool:
        return bool(STATIC_PAGE.fullmatch(path)) and self.files.size(f"site_config/pages/{path}.md") is not None

    def _story(self, key: str, opens: int | None) -> LinkStatus:
        found = read_whole(Article, self.files, article_path(key))
        if found is None:
            return LinkStatus.MISSING
        article = found.record
        if article.publish_at is None or not article.status.was_public:
            return LinkStatus.MISSING
        withdrawal = article.withdrawal
        if article.status is ArticleStatus.WITHDRAWN and (withdrawal is None or withdrawal.at < article.publish_at):
            return LinkStatus.MISSING  # it was taken back before anybody could read it
        return LinkStatus.WAITING if opens is not None and article.publish_at > opens else LinkStatus.THERE

    def _request(self, year: str, number: str) -> LinkStatus:
        found = read_whole(Request, self.files, request_path(f"{year}-{number}"))
        return LinkStatus.THERE if found and is_listed(found.record.letter.nature) else LinkStatus.MISSING
