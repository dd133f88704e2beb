"""What a step changes in the article: its editor when it is approved, its status when it goes out."""

from workflow.desk.writing import ARTICLE_ORDER, with_header
from workflow.records.article import Article, ArticleStatus
from workflow.records.files import Files
from workflow.rules.fields.path import ARTICLE
from workflow.text.document import Document
from workflow.text.edit import set_value


def approved(document: Document, article: Article, editor: str) -> dict[str, str]:
    """The article names who corrected it."""
    if article.editor:
        return {}
    return {document.path: with_header(document, lambda header: _set(header, ("editor",), editor))}


def released(document: Document, article: Article, editor: str, at: str) -> dict[str, str]:
    """The article is published: at once, or when its embargo ends."""

    def edit(header: str) -> str:
        header = _set(header, ("status",), ArticleStatus.PUBLISHED.value)
        header = header if article.publish_at else _set(header, ("publish_at",), at)
        return header if article.editor or not editor else _set(header, ("editor",), editor)

    return {} if article.status.was_public else {document.path: with_header(document, edit)}


def _set(header: str, place: tuple[str, ...], value: str) -> str:
    return set_value(header, place, value, ARTICLE_ORDER)


def article_of(files: Files, number: str) -> str | None:
    """The key of the article that names a request, the latest year's first; None when there is none."""
    line = f"request: {number}\n".encode()
    for year in sorted(files.names("content/news"), reverse=True):
        for name in files.names(f"content/news/{year}"):
            path = f"content/news/{year}/{name}"
            if ARTICLE.fullmatch(path) and line in (files.read(path) or b""):
                return f"{year}/{name.removesuffix('.md')}"
    return None
