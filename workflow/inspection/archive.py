"""What an office's records say that its site must show, and must not: read anew, not from the page maker."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from workflow.inspection.secrets import Secrets, of_people, told
from workflow.records.archive import walk_archive
from workflow.records.article import Article
from workflow.records.office import Office
from workflow.records.publicity import was_read
from workflow.records.request import Request
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
    due: dict[str, str] = {}
    withdrawn: set[str] = set()
    secrets = Secrets()
    public: list[str] = [*_configured(root, office)]
    for name, origin in of_people(office):
        secrets.add_name(name, origin)
    for path in walk_archive(root).records():
        found = _read(path, office)
        if found is None:
            continue
        record, body = found
        if isinstance(record, Article):
            if record.is_public(now):
                due[page_of(path)] = path
                public += [office.people[record.author].name] if record.author in office.people else []
            elif was_read(record, now):
                withdrawn.add(page_of(path))
        said = told(path, record, body, now)
        public += said.public
        for text, origin in said.private:
            secrets.add(text, origin)
    secrets.forget(public)
    return Wanted(office.identity.website.rstrip("/") + "/", due, frozenset(withdrawn), secrets)


def page_of(path: str) -> str:
    """The page of an article by its file."""
    found = ARTICLE.fullmatch(path)
    return f"berita/{found[1]}/index.html" if found else ""


def _sound(kind: type[T], header: object, path: str) -> T | None:
    record, flaws = shape(kind, header, path)  # type: ignore[arg-type]
    return None if flaws else record


def _read(path: str, office: Office) -> tuple[Request | Article, str] | None:
    """A record and the text below its header; None where it has flaws."""
    document, findings = read_document(path, office.files.read(path) or b"")
    if document is None or findings:
        return None
    record: Request | Article | None
    if REQUEST.fullmatch(path):
        record = _sound(Request, document.header, path)
    else:
        record = _sound(Article, document.header, path)
    return (record, document.body) if record else None


def _configured(root: Path, office: Office) -> Iterator[str]:
    """The texts of the configuration, which pages show, and of the handbook, which whoever knows it may read."""
    for file in sorted((root / "site_config").rglob("*")):
        if file.suffix in {".yml", ".md", ".html"} and file.name != "people.yml":
            yield file.read_text("utf-8", "replace")
    yield (office.files.read(HANDBOOK) or b"").decode("utf-8", "replace")
