"""Hostile files cost the site nothing but themselves: every other page is what it is without them, to the byte."""

from pathlib import Path

import pytest

from bench.shapes import ARTICLE as SHAPED
from bench.shapes import shapes
from tests.support.html_payloads import BODY_PAYLOADS, ONE_LINE_PAYLOADS
from tests.support.sample_site import BuiltSite, add_article, build_site, sample_office

pytestmark = pytest.mark.xdist_group("hostile-files")
KINDS = 119
"""Of hostile articles and metadata, that the site must stand."""
BODY = "body of "


def test_there_are_enough_kinds() -> None:
    assert len(ONE_LINE_PAYLOADS) + len(BODY_PAYLOADS) + len({name for name, _, _ in shapes()}) >= KINDS


def test_no_hostile_file_changes_another_page(sample: BuiltSite, tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    planted = []
    for number, (_, path, data) in enumerate(shapes()):
        name = f"news/2026/bahaya-{number}" if path == SHAPED else f"requests/2026/{8000 + number}"
        planted.append(f"content/{name}.md")
        (root / planted[-1]).write_bytes(data)
    built = build_site(root)
    assert built.files() == sample.files()
    told = {path for path in planted if any(path in warning for warning in built.warnings)}
    drafts = {path for path in planted if "bahaya" in path}
    assert told >= set(planted) - drafts


def test_hostile_bodies_of_published_articles_break_no_other_page(sample: BuiltSite, tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    found = [(name, data) for name, _, data in shapes() if name.startswith(BODY)]
    for number, (_, data) in enumerate(found, 9300):
        add_article(root, number, body=data.decode().split("---\n", 2)[2])
    built = build_site(root)
    assert len(found) > 10
    assert [path for path in sample.files() if path.endswith(".html") and path not in built.files()] == []
    shown = [number for number in range(9300, 9300 + len(found)) if built.has(f"berita/2026/tambahan-{number}")]
    left_out = {
        number for number in range(9300, 9300 + len(found)) if any(f"tambahan-{number}" in w for w in built.warnings)
    }
    assert len(shown) + len(left_out) == len(found), "each is a page or is said to be none"
