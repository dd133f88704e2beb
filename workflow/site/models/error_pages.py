"""Error pages: with `mkdocs serve`, an article with errors shows them in its place. No build has such pages."""

from collections.abc import Iterable

from msgspec import Struct

from workflow.i18n.catalog import translate
from workflow.records import urls
from workflow.records.paths import ARTICLE_PATH
from workflow.site.models.public_content import PublicContent
from workflow.site.models.site_page import PageContext, SitePage
from workflow.text.finding import Finding


class ShownFinding(Struct, frozen=True):
    """One finding in the reader's language."""

    rule: str
    path: str
    line: int
    column: int
    message: str
    help: str
    is_error: bool


class ErrorContext(PageContext, frozen=True):
    """An article that cannot be shown, and why."""

    template = "faulty.html"

    path: str
    flaws: tuple[ShownFinding, ...]


def error_pages(news: PublicContent, now: int) -> list[SitePage]:
    """A page for each article that would be public but for its errors."""
    return [page for path, findings in news.faulty.items() for page in _page(path, findings, now)]


def _page(path: str, findings: Iterable[Finding], now: int) -> Iterable[SitePage]:
    article = ARTICLE_PATH.fullmatch(path)
    if article:
        context = ErrorContext(path, tuple(map(_shown, findings)))
        yield SitePage(urls.article(article[1]), context, now)


def _shown(finding: Finding) -> ShownFinding:
    return ShownFinding(
        rule=finding.rule,
        path=finding.path,
        line=finding.line,
        column=finding.column,
        message=translate(finding.message),
        help=translate(finding.help) if finding.help else "",
        is_error=finding.severity.value == "error",
    )
