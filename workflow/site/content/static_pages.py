"""The hand-written pages as the site shows them."""

from msgspec import Struct

from workflow.config.office import Office
from workflow.config.pages.static_pages import PAGES_FOLDER, read_static_pages
from workflow.i18n.catalog import tr
from workflow.text.safe_html import UnfitBodyError, render_body


class RenderedStaticPage(Struct, frozen=True):
    """One page, ready to show."""

    address: str
    title: str
    description: str
    body: str
    """Safe HTML."""


def render_static_pages(office: Office) -> tuple[list[RenderedStaticPage], list[str]]:
    """Every page that can be shown, by name, and a note on each that cannot though there is no error in its form."""
    pages, notes = list[RenderedStaticPage](), list[str]()
    for sheet in read_static_pages(office)[0]:
        try:
            body = render_body(sheet.body)
        except UnfitBodyError:
            path = f"{PAGES_FOLDER}/{sheet.name}.md"
            notes.append(tr("{path} is left out of the site: its text is too long or too deeply nested.", path=path))
        else:
            pages.append(RenderedStaticPage(f"{sheet.name}/", sheet.header.title, sheet.header.description, body))
    return pages, notes
