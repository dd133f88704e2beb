"""What an office's records say that its site must show, and must not: read anew, not from the page maker."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from workflow.inspection.secrets import Secrets, gather
from workflow.records.archive import walk_archive
from workflow.records.article import Article, ArticleStatus
from workflow.records.office import Office
from workflow.records.request import Nature, Request
from workflow.rules.fields.path import ARTICLE, REQUEST
from workflow.text.document import read_document
from workflow.text.shape import shape

T = TypeVar("T")
HANDBOOK = "PANDUAN.md"


class Wanted(Struct, frozen=True):
    """What a site is measured by."""

    website: str
    """The address of the site, with a slash at its end."""
    due: dict[str, str]
    """Pages of articles that must be there, and the articles' files."""
    may_be: frozenset[str]
    """Pages that may be there: of articles that were withdrawn."""
    secrets: Secrets


def read_wanted(root: Path, office: Office, now: int) -> Wanted:
    """What the records in a folder ask for at an instant."""
    requests: dict[str, tuple[Request, str]] = {}
    articles: dict[str, tuple[Article, str]] = {}
    for path in walk_archive(root).records():
        document, findings = read_document(path, office.files.read(path) or b"")
        if document is None or findings:
            continue
        if REQUEST.fullmatch(path):
            if request := _sound(Request, document.header, path):
                requests[path] = (request, document.body)
        elif article := _sound(Article, document.header, path):
            articles[path] = (article, document.body)
    public = {path: found for path, found in articles.items() if found[0].is_public(now)}
    withdrawn = [path for path, (one, _) in articles.items() if one.status is ArticleStatus.WITHDRAWN]
    secrets = gather(office, requests, articles, now)
    secrets.forget(_public_texts(root, office, requests, public))
    return Wanted(
        office.identity.website.rstrip("/") + "/",
        {page_of(path): path for path in public},
        frozenset(map(page_of, withdrawn)),
        secrets,
    )


def page_of(path: str) -> str:
    """The page of an article by its file."""
    found = ARTICLE.fullmatch(path)
    return f"berita/{found[1]}/index.html" if found else ""


def _sound(kind: type[T], header: object, path: str) -> T | None:
    record, flaws = shape(kind, header, path)  # type: ignore[arg-type]
    return None if flaws else record


def _public_texts(
    root: Path, office: Office, requests: dict[str, tuple[Request, str]], articles: dict[str, tuple[Article, str]]
) -> Iterator[str]:
    for article, body in articles.values():
        image = article.image
        author = office.people.get(article.author)
        texts = (article.title, article.summary, author.name if author else "", *article.tags)
        yield from (*texts, *(act.note for act in article.public_acts), body)
        yield from (text or "" for text in ((image.alt, image.caption, image.credit) if image else ()))
    yield from (one.letter.subject for one, _ in requests.values() if one.letter.nature is not Nature.CONFIDENTIAL)
    for file in sorted((root / "site_config").rglob("*")):
        if file.suffix in {".yml", ".md", ".html"} and file.name != "people.yml":
            yield file.read_text("utf-8", "replace")
    handbook = office.files.read(HANDBOOK)  # its pages are for the staff, but whoever knows them may read them
    yield (handbook or b"").decode("utf-8", "replace")
