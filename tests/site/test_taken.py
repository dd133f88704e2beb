"""No article takes the name of something that the site has beside its articles."""

import re
from pathlib import Path

from tests.site import building
from tests.site.building import Built
from tests.support import ROOT, sample_now, sample_office
from workflow.records import addresses
from workflow.records.load import load_office
from workflow.rules.names import SITE, is_taken
from workflow.site.handwritten import read_pages
from workflow.site.newsroom import open_newsroom
from workflow.site.pages import apart, make_pages


def test_what_the_site_writes_at_its_top_is_taken(sample: Built) -> None:
    """The list stands with the rules; what it must hold is what a build writes and what addresses begin with."""
    written = {path.name.partition(".")[0] for path in sample.site.iterdir()}
    made = {value.partition("/")[0] for name, value in vars(addresses).items() if name.isupper()}
    handwritten = {path.stem for path in (ROOT / "site_config/pages").glob("*.md")}
    moved = {old.strip("/").split("/")[0].partition(".")[0] for old in sample_office().moved}
    names = {name for name in (written | made) - handwritten - moved if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)}
    assert len(names) > 10
    assert names <= SITE
    assert all(is_taken(f"content/news/2026/{name}.md") for name in names)


def test_stories_of_the_sample_office_are_called_otherwise() -> None:
    assert [path for path in (ROOT / "content/news").glob("*/*.md") if is_taken(str(path.relative_to(ROOT)))] == []


def test_no_page_overwrites_another(tmp_path: Path) -> None:
    """A hand-written page at the address of one that the site makes is left out, and that is said."""
    root = building.sample_office(tmp_path / "office")
    (root / "site_config/pages/cari.md").write_text("---\ntitle: Pencarian lain\ndescription: Lain.\n---\nIsi.\n")
    office, _ = load_office(root)
    assert office
    handwritten, _ = read_pages(office.files)
    pages = make_pages(office, open_newsroom(root, office, sample_now(office)), handwritten, sample_now(office))
    kept, notes = apart(pages)
    assert len({page.address for page in kept}) == len(kept) == len(pages) - 1
    assert [page.template for page in kept if page.address == "cari/"] != ["page.html"]
    assert len(notes) == 1
    assert "cari/" in notes[0]
