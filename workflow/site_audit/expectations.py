"""Expectations: what an office's records say that its site must show, and must not. Independent of the page maker."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from workflow.config.office import Office
from workflow.records import urls
from workflow.records.paths import ARTICLE
from workflow.site_audit.expectations_cache import ExpectationsCache
from workflow.site_audit.leaks import PrivateValues, values_of_people
from workflow.site_audit.public_words import PublicWords
from workflow.site_audit.record_expectations import RecordExpectations
from workflow.text.document import read_yaml, strings
from workflow.text.markdown import blocks

HANDBOOK_FILE = "PANDUAN.md"
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


def read_expectations(root: Path, office: Office, now: int) -> Expectations:
    """What the records in a folder ask for at an instant."""
    records = ExpectationsCache(root, now)
    by_record = records.by_record()
    secrets = values_of_people(office)
    for expected in by_record.values():
        secrets.take(expected.secrets)
        secrets.vocabulary.add_values(expected.texts)
    public = records.public_values(secrets)
    for text in _public_texts(root, office, by_record, secrets.vocabulary):
        public.update(secrets.found_in(text))
    secrets.forget(public)
    return Expectations(
        office.identity.website.rstrip("/") + "/",
        {article_page(path): path for path, expected in by_record.items() if expected.is_due},
        frozenset(article_page(path) for path, expected in by_record.items() if expected.is_withdrawn),
        secrets,
        {f".{ending}": most for ending, most in asdict(office.limits.largest).items()},
    )


def article_page(path: str) -> str:
    """The page of an article by its file."""
    found = ARTICLE.fullmatch(path)
    return f"{urls.article(found[1])}index.html" if found else ""


def _public_texts(
    root: Path, office: Office, by_record: dict[str, RecordExpectations], vocabulary: PublicWords
) -> Iterator[str]:
    """What everybody may read beside the records: names under stories, the configuration, the handbook."""
    authors = {office.people.get(expected.author) for expected in by_record.values() if expected.is_due}
    for name in [author.name for author in authors if author]:
        vocabulary.add_values([name])
        yield name
    for file in sorted((root / "site_config").glob("*.yml")) + sorted((root / "site_config/sop").glob("*.yml")):
        document, _ = read_yaml(str(file), file.read_bytes()) if file.name != "people.yml" else (None, [])
        if document:
            values = [*strings(document.header)]
            vocabulary.add_values(values)
            yield from values
    for file in sorted((root / "site_config/pages").glob("*.md")):
        text = file.read_text("utf-8", "replace")
        vocabulary.add_values(text.splitlines())
        yield from (text, " ".join(block.text for block in blocks(text)))
    for file in sorted((root / "site_config/theme").rglob("*.html")):
        text = TEMPLATE_COMMENT.sub("", file.read_text("utf-8", "replace"))
        vocabulary.theme.append(text)
        yield text
    data = office.files.read(HANDBOOK_FILE)  # its pages are for the staff, but whoever knows them may read them
    handbook = (data or b"").decode("utf-8", "replace")
    vocabulary.add_values(handbook.splitlines())
    yield handbook
