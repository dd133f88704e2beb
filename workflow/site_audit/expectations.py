"""Expectations: what an office's records say that its site must show, and must not. Independent of the page maker."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from workflow.config.mkdocs_yml import THEME_FOLDER
from workflow.config.office import Office
from workflow.config.pages.placeholders import fill_text
from workflow.handbook.render import HANDBOOK_FILE, render_handbook
from workflow.records import urls
from workflow.records.file_source import layered_folders
from workflow.records.paths import ARTICLE_PATH
from workflow.site_audit.expectations_cache import ExpectationsCache
from workflow.site_audit.leaks import PrivateValues, values_of_people
from workflow.site_audit.public_words import PublicWords
from workflow.site_audit.record_expectations import RecordExpectations
from workflow.text.document import all_strings, read_yaml
from workflow.text.markdown import text_blocks

PEOPLE_FILE = "site_config/people.yml"
TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
"""A comment of a template, which no page shows."""


class Expectations(Struct, frozen=True):
    """What a site is compared with."""

    website: str
    """The address of the site, with a slash at its end."""
    due: dict[str, str]
    """Pages of articles that must be there, and the articles' files."""
    may_be: frozenset[str]
    """Pages that may be there: of articles that were withdrawn."""
    secrets: PrivateValues
    largest: dict[str, int]
    """The most bytes of a file, by its ending."""
    public_words: PublicWords
    """What pages are put together of."""


class _PublicText(Struct, frozen=True):
    """What everybody may read beside the records."""

    texts: tuple[str, ...]
    """As they are searched for private values."""
    values: tuple[str, ...] = ()
    """What a page may print of it beside other values."""
    template: str = ""
    """Where it is a template: a text of which every word may be on any page."""


def read_expectations(root: Path, office: Office, now: int) -> Expectations:
    """What the records in a folder ask for at an instant."""
    records = ExpectationsCache(root, now)
    by_record = records.by_record()
    secrets = values_of_people(office)
    for expected in by_record.values():
        secrets.take(expected.secrets)
    others = list(_public_texts(root, office, by_record))
    secrets.forget(
        records.public_values(secrets)
        | {value for other in others for text in other.texts for value in secrets.found_in(text)}
    )
    values = [text for expected in by_record.values() for text in expected.texts]
    values += [value for other in others for value in other.values]
    return Expectations(
        website=urls.absolute(office.identity.website),
        due={article_page(path): path for path, expected in by_record.items() if expected.is_due},
        may_be=frozenset(article_page(path) for path, expected in by_record.items() if expected.is_withdrawn),
        secrets=secrets,
        largest={f".{ending}": most for ending, most in asdict(office.limits.largest).items()},
        public_words=PublicWords(values, [other.template for other in others if other.template]),
    )


def article_page(path: str) -> str:
    """The page of an article by its file."""
    article = ARTICLE_PATH.fullmatch(path)
    return f"{urls.article(article[1])}index.html" if article else ""


def _public_texts(root: Path, office: Office, by_record: dict[str, RecordExpectations]) -> Iterator[_PublicText]:
    """Names under stories, the configuration, hand-written pages, templates, the handbook."""
    authors = {office.people.get(expected.author) for expected in by_record.values() if expected.is_due}
    yield from (_PublicText((author.name,), (author.name,)) for author in authors if author)
    for path in (*_files_in(office, "site_config", ".yml"), *_files_in(office, "site_config/sop", ".yml")):
        document, _ = read_yaml(path, office.files.read(path) or b"") if path != PEOPLE_FILE else (None, [])
        if document:
            values = tuple(all_strings(document.header))
            yield _PublicText(values, values)
    for path in _files_in(office, "site_config/pages", ".md"):
        text = fill_text(_text(office, path), office)
        yield _PublicText((text, " ".join(block.text for block in text_blocks(text))), tuple(text.splitlines()))
    for file in sorted(file for folder in layered_folders(root, THEME_FOLDER) for file in folder.rglob("*.html")):
        text = TEMPLATE_COMMENT.sub("", file.read_text("utf-8", "replace"))
        yield _PublicText((text,), template=text)
    handbook = _text(office, HANDBOOK_FILE) or render_handbook(
        office
    )  # its pages are for the staff, but whoever knows them may read them
    yield _PublicText((handbook,), tuple(handbook.splitlines()))


def _files_in(office: Office, folder: str, ending: str) -> list[str]:
    return [f"{folder}/{name}" for name in office.files.names(folder) if name.endswith(ending)]


def _text(office: Office, path: str) -> str:
    return (office.files.read(path) or b"").decode("utf-8", "replace")
