"""The hand-written pages of site_config/pages/, read through the same strict gate as everything else."""

import re
from collections.abc import Iterator

from msgspec import Struct

from workflow.config.redirects import RESERVED_FOLDERS, SECTIONS
from workflow.i18n.message import say
from workflow.records.file_source import Files
from workflow.text.document import Positions, located, read_document
from workflow.text.field_types import Line
from workflow.text.finding import Finding
from workflow.text.markdown import is_safe_to_parse
from workflow.text.validate import validate

PAGES_FOLDER = "site_config/pages"
PAGES_RULE = "office/pages"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")


class PageHeader(Struct, frozen=True, forbid_unknown_fields=True):
    """What the header of a hand-written page may say."""

    title: Line
    description: Line


class StaticPage(Struct, frozen=True):
    """One page as it was read."""

    name: str
    """Of its file, without the ending."""
    header: PageHeader
    body: str


def read_static_pages(files: Files) -> tuple[list[StaticPage], list[Finding]]:
    """Every page that is free of errors, by name, and what is wrong with the others."""
    sheets, findings = list[StaticPage](), list[Finding]()
    for name in files.names(PAGES_FOLDER):
        if name.endswith(".md"):
            flaws = list(_read(files, name, sheets))
            findings += flaws
    return sheets, findings


def _read(files: Files, name: str, sheets: list[StaticPage]) -> Iterator[Finding]:
    """Take up a page, or say what is wrong with it."""
    path = f"{PAGES_FOLDER}/{name}"
    document, findings = read_document(path, files.read(path) or b"")
    if document is None:
        yield from (located(finding, None) for finding in findings)
        return
    header, flaws = validate(PageHeader, document.header, path)
    findings += flaws
    if not _NAME.fullmatch(name):
        findings.append(
            Finding(PAGES_RULE, path, 0, say("A page's file is named in small letters, digits and hyphens."))
        )
    elif name.removesuffix(".md") in SECTIONS | RESERVED_FOLDERS:
        findings.append(Finding(PAGES_RULE, path, 0, say("The site has another page at this address.")))
    if not is_safe_to_parse(document.body):
        message = say("The text is too long or too deeply nested to be shown.")
        findings.append(Finding(PAGES_RULE, path, document.body_at, message))
    if header and not findings:
        sheets.append(StaticPage(name.removesuffix(".md"), header, document.body))
    positions = Positions(document)
    yield from (located(finding, positions) for finding in findings)
