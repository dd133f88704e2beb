"""The hand-written pages of site_config/pages/, read through the same strict gate as everything else."""

from msgspec import Struct

from workflow.language.catalog import fill, tr
from workflow.records.files import Files
from workflow.text.body import UnfitBodyError, render_body
from workflow.text.document import read_document
from workflow.text.leaves import Line
from workflow.text.shape import shape

FOLDER = "site_config/pages"


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """What the header of a hand-written page may say."""

    title: Line
    description: Line


class Handwritten(Struct, frozen=True):
    """One page, ready to show."""

    address: str
    title: str
    description: str
    body: str
    """Safe HTML."""


def read_pages(files: Files) -> tuple[list[Handwritten], list[str]]:
    """Every page that can be shown, by name, and a note on each that cannot."""
    pages, notes = [], []
    for name in files.names(FOLDER):
        if not name.endswith(".md"):
            continue
        page = _read_page(files, name)
        if isinstance(page, str):
            notes.append(page)
        else:
            pages.append(page)
    return pages, notes


def _read_page(files: Files, name: str) -> Handwritten | str:
    path = f"{FOLDER}/{name}"
    document, findings = read_document(path, files.read(path) or b"")
    if document and not findings:
        header, findings = shape(Header, document.header, path)
        if not findings:
            try:
                return Handwritten(
                    f"{name.removesuffix('.md')}/", header.title, header.description, render_body(document.body)
                )
            except UnfitBodyError:
                return tr("{path} is left out of the site: its text is too long or too deeply nested.", path=path)
    return tr("{path} is left out of the site.", path=path) + f" {fill(findings[0].message)}"
