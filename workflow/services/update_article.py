"""What a step changes in the article: its editor when it is approved, its status when it goes out."""

import re
from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.message import say
from workflow.input.words import news_key
from workflow.records.article import ArticleStatus
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH, article_path
from workflow.records.read import ReadArticle
from workflow.records.serialize import ARTICLE_ORDER, edit_header
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError
from workflow.text.document import read_document
from workflow.text.invisible_characters import plain_header, without_invisible
from workflow.text.yaml_edit import set_value

_REQUEST = re.compile(rb"^[^\w\n]*request\b[^\n]{1,60}$", re.MULTILINE)
_NAMED = re.compile(r"request: +[\"']?(?P<number>[0-9-]+)[\"']?\s*(?:#.*)?", re.ASCII)


def with_editor(article: ReadArticle, editor: str) -> dict[str, str]:
    """The article names who corrected it."""
    if article.record.editor:
        return {}
    return {article.document.path: edit_header(article.document, lambda header: _set(header, ("editor",), editor))}


def as_published(article: ReadArticle, at: str) -> dict[str, str]:
    """The article is published: at once, or when its embargo ends. Nothing else of it changes: it was approved so."""

    def edit(header: str) -> str:
        header = _set(header, ("status",), ArticleStatus.PUBLISHED.value)
        return header if article.record.publish_at else _set(header, ("publish_at",), at)

    return {} if article.record.status.was_public else {article.document.path: edit_header(article.document, edit)}


def _set(header: str, place: tuple[str, ...], value: str) -> str:
    return set_value(header, place, value, ARTICLE_ORDER)


def find_article_key(files: Files, number: str) -> str | None:
    """The key of the article that names a request, the latest year's first; None when there is none."""
    return next(find_article_keys(files, number), None)


def find_article_keys(files: Files, number: str) -> Iterator[str]:
    """The keys of the articles that name a request, the latest year's first."""
    for year in sorted(files.names("content/news"), reverse=True):
        for name in files.names(f"content/news/{year}"):
            path = f"content/news/{year}/{name}"
            if ARTICLE_PATH.fullmatch(path) and _is_for(path, files.read(path) or b"", number):
                yield f"{year}/{name.removesuffix('.md')}"


def resolve_article_path(files: Files, office: Office, name: str, now: int) -> str:
    """The path of a story that somebody names by it, or by its letter's number. Raises RefusedError."""
    path = article_path(news_key(name))
    if ARTICLE_PATH.fullmatch(path) and (name.endswith(".md") or files.size(path) is not None):
        return path
    record = find_request(files, office, name, now).record
    news = record.news or find_article_key(files, record.id)
    if not news:
        raise RefusedError(say("Letter {id} has no article yet.", id=record.id))
    return article_path(news)


def _is_for(path: str, data: bytes, number: str) -> bool:
    """Whether a file is the article of a request, however it writes that, and though it may be broken elsewhere."""
    line = _REQUEST.search(data)
    named = _NAMED.fullmatch(plain_header(without_invisible(line.group().decode("utf-8", "replace")))) if line else None
    if named or number.encode() not in data:
        return bool(named) and named["number"] == number  # type: ignore[index]
    document, _ = read_document(path, data)
    return document is not None and document.header.get("request") == number
