"""No article takes the name of something that the site has beside its articles."""

import re
from pathlib import Path

from tests.support import sample_site
from tests.support.offices import ROOT, sample_now, sample_office
from tests.support.sample_site import BuiltSite
from workflow.config.load import load_office
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.config.redirects import SITE_NAMES, is_site_name
from workflow.records import urls
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.site.content.static_pages import RenderedStaticPage, render_static_pages
from workflow.site.models.pages import make_pages, without_duplicates
from workflow.site.models.public_content import read_public_content


def test_what_the_site_writes_at_its_top_is_taken(sample: BuiltSite) -> None:
    """The list stands with the rules; what it must hold is what a build writes and what addresses begin with."""
    written = {path.name.partition(".")[0] for path in sample.site.iterdir()}
    made = {value.partition("/")[0] for name, value in vars(urls).items() if name.isupper() and isinstance(value, str)}
    handwritten = {path.stem for path in (DEFAULTS_FOLDER / PAGES_FOLDER).glob("*.md")}
    moved = {old.strip("/").split("/")[0].partition(".")[0] for old in sample_office().moved}
    names = {name for name in (written | made) - handwritten - moved if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)}
    assert len(names) > 10
    assert names <= SITE_NAMES
    assert all(is_site_name(f"content/news/2026/{name}.md") for name in names)


def test_stories_of_the_sample_office_are_called_otherwise() -> None:
    assert [path for path in (ROOT / "content/news").glob("*/*.md") if is_site_name(str(path.relative_to(ROOT)))] == []


def test_no_page_overwrites_another(tmp_path: Path) -> None:
    """A hand-written page at the address of one that the site makes is left out, and that is said."""
    root = sample_site.sample_office(tmp_path / "office")
    office, _ = load_office(root)
    assert office
    handwritten = [
        *render_static_pages(office)[0],
        RenderedStaticPage("cari/", "Pencarian lain", "Lain.", "<p>Isi.</p>"),
    ]
    pages = make_pages(office, read_public_content(root, office, sample_now(office)), handwritten, sample_now(office))
    kept, notes = without_duplicates(pages)
    assert len({page.address for page in kept}) == len(kept) == len(pages) - 1
    assert [page.context.template for page in kept if page.address == "cari/"] != ["page.html"]
    assert len(notes) == 1
    assert "cari/" in notes[0]
