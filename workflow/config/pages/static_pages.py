"""Static pages, written by hand in site_config/pages/, read as strictly as everything else.

The office's own lie over those that the program brings along; both may name values of the office (placeholders.py).
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from workflow.config.office import Office
from workflow.config.pages.placeholders import VALUES, fill_line, fill_text, unknown_placeholders
from workflow.config.redirects import RESERVED_FOLDERS, SECTIONS
from workflow.i18n.message import Message, WordList, say
from workflow.text.document import Document, Positions, located, read_document
from workflow.text.field_types import Line
from workflow.text.finding import Finding, Severity
from workflow.text.markdown import is_safe_to_parse
from workflow.text.unshown import find_unshown
from workflow.text.unshown_kinds import REMEDIES
from workflow.text.validate import validate

PAGES_FOLDER = "site_config/pages"
PAGES_RULE = "office/pages"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.md")


class PageHeader(Struct, frozen=True, forbid_unknown_fields=True):
    """What the header of a hand-written page may say."""

    title: Line
    description: Line


class StaticPage(Struct, frozen=True):
    """One static page."""

    name: str
    """Of its file, without the ending."""
    header: PageHeader
    body: str


def read_static_pages(office: Office) -> tuple[list[StaticPage], list[Finding]]:
    """Every page that is free of errors, by name, and what is wrong with the others."""
    pages, findings = list[StaticPage](), list[Finding]()
    for name in office.files.names(PAGES_FOLDER):
        if name.endswith(".md"):
            page, flaws = _read(office, name)
            pages += [page] if page else []
            findings += flaws
    return pages, findings


def _read(office: Office, name: str) -> tuple[StaticPage | None, list[Finding]]:
    """A page with its values, or what is wrong with it."""
    path = f"{PAGES_FOLDER}/{name}"
    document, findings = read_document(path, office.files.read(path) or b"")
    if document is None:
        return None, [located(finding, None) for finding in findings]
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
    findings += _placeholder_flaws(path, document)
    if header and not findings:
        filled = PageHeader(fill_line(header.title, office), fill_line(header.description, office))
        body = fill_text(document.body, office)
        remarks = [located(one, Positions(document)) for one in _unshown(path, document, body)]
        return StaticPage(name.removesuffix(".md"), filled, body), remarks
    positions = Positions(document)
    return None, [located(finding, positions) for finding in findings]


def _unshown(path: str, document: Document, body: str) -> Iterator[Finding]:
    """What the page would drop, or show as bare signs. It goes out all the same, as it always did."""
    lines = document.body_lines()
    for part in find_unshown(body, shows_pictures=False):
        remedy, place = REMEDIES[part.kind], lines[min(part.line, len(lines) - 1)]
        message = Message(remedy.message, {"words": part.words})
        yield Finding(PAGES_RULE, path, place, message, remedy.help, Severity.WARNING)


def _placeholder_flaws(path: str, document: Document) -> Iterator[Finding]:
    for place, name in unknown_placeholders(document.text):
        message = say("`{name}` stands for nothing that a page may show.", name="{{ " + name + " }}")
        names = WordList(tuple(f"`{{{{ {one} }}}}`" for one in VALUES))
        yield Finding(PAGES_RULE, path, place, message, say("Write one of {names}, or leave it out.", names=names))
