"""What a link on the site leads to, and whether that is there: as far as records and configuration tell."""

import re
from collections.abc import Container
from enum import StrEnum

from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.records.article import Article, ArticleStatus
from workflow.records.file_source import Files
from workflow.records.read import read_record
from workflow.records.request import Request
from workflow.text.link_target import site_path

ARTICLE_PAGE = re.compile(r"berita/(20\d\d/[a-z0-9]+(?:-[a-z0-9]+)*)")
REQUEST_PAGE = re.compile(r"register/(20\d\d)/(\d{4})")
STATIC_PAGE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PERMANENT_PAGES = frozenset(
    ("", "arsip", "kategori", "instansi", "topik", "register", "sop", "ralat", "layanan", "cari")
)
"""Pages that every office's site has."""
PERMANENT_FILES = frozenset(
    ["rss.xml", "atom.xml", "feed.json", "sitemap.xml"]
    + [f"data/{name}.{kind}" for name in ("layanan", "register") for kind in ("csv", "json", "schema.json")]
)
"""Files that it has always."""
LIST_FOLDERS = ("arsip/", "kategori/", "instansi/", "topik/", "register/", "ralat/", "layanan/", "sop/", "panduan/")
"""What lies deeper here comes and goes with the records."""


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
    return site_path(folder, target, f"{website.rstrip('/')}/")


def has_page(path: str, pages: Container[str]) -> bool:
    """Whether there is a file or one of some pages at a path."""
    return path in PERMANENT_FILES or page_of(path) in pages


def page_of(path: str) -> str:
    """The page that a path means, without a slash at its end: its folder or the file in it."""
    if path.endswith("/"):
        return path.rstrip("/")
    return "" if path == "index.html" else path.removesuffix("/index.html")


def record_at(file: str) -> str:
    """The path of the record whose own page (or picture) a file of the site is; "" for any other."""
    if found := ARTICLE_PAGE.match(file):
        return f"content/news/{found[1]}.md"
    found = REQUEST_PAGE.match(file)
    return f"content/requests/{found[1]}/{found[2]}.md" if found else ""


class LinkTargets:
    """What readers of an office's stories find."""

    def __init__(self, files: Files, office: Office) -> None:
        self.files, self.office = files, office

    def reach(self, path: str, opens: int | None) -> LinkStatus:
        """Whether there is something at a path for readers of a story that opens then; None: that is not known yet."""
        if has_page(path, PERMANENT_PAGES):
            return LinkStatus.THERE
        path = page_of(path)
        section, _, name = path.partition("/")
        if found := ARTICLE_PAGE.fullmatch(path):
            return self._story(found[1], opens)
        if found := REQUEST_PAGE.fullmatch(path):
            return self._letter(*found.groups())
        known = {"kategori": [*self.office.categories], "instansi": [*self.office.agencies]}
        if name in known.get(section, ()) or self._is_written(path):
            return LinkStatus.THERE
        return LinkStatus.CHANGING if path.startswith(LIST_FOLDERS) else LinkStatus.MISSING

    def _is_written(self, path: str) -> bool:
        return bool(STATIC_PAGE.fullmatch(path)) and self.files.size(f"site_config/pages/{path}.md") is not None

    def _story(self, key: str, opens: int | None) -> LinkStatus:
        found = read_record(Article, self.files, f"content/news/{key}.md")
        if found is None:
            return LinkStatus.MISSING
        article, _ = found
        if article.publish_at is None or not article.status.was_public:
            return LinkStatus.MISSING
        taken = article.withdrawal
        if article.status is ArticleStatus.WITHDRAWN and (taken is None or taken.at < article.publish_at):
            return LinkStatus.MISSING  # it was taken back before anybody could read it
        return LinkStatus.WAITING if opens is not None and article.publish_at > opens else LinkStatus.THERE

    def _letter(self, year: str, number: str) -> LinkStatus:
        found = read_record(Request, self.files, f"content/requests/{year}/{number}.md")
        return LinkStatus.THERE if found and is_listed(found[0].letter.nature) else LinkStatus.MISSING
