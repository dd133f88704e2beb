"""`make outside` without its tools: its table, what it lets stand, the kinds of pages it finds, and how it compares pictures."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from outside.__main__ import CONTROLS
from outside.finding import Exemption, Finding, refused
from outside.judges import lighthouse, styles
from outside.kinds import UNLISTED, every_page, kinds, shape
from outside.screens.compare import difference
from outside.screens.take import small
from outside.table import VALIDATORS
from tests.support.offices import ROOT
from tests.support.sample_site import BuiltSite

FINDING = Finding("a/", "rule", "something is odd")


def test_each_validator_is_pinned_by_hash_and_has_a_control() -> None:
    node = json.loads((ROOT / "outside/package.json").read_text())["devDependencies"]
    locked = json.loads((ROOT / "outside/package-lock.json").read_text())["packages"]
    python = re.findall(
        r"^([a-z0-9-]+)==\S+ \\\n    --hash", (ROOT / "outside/requirements.txt").read_text(), re.MULTILINE
    )
    asked = (ROOT / "outside/requirements.in").read_text().split()
    by_registry = {"npm": set(node), "PyPI": set(asked), "Debian": {"chromium"}}
    found = {
        registry: {one.package.split()[1] for one in VALIDATORS if one.package.startswith(registry)}
        for registry in by_registry
    }
    assert found == by_registry
    assert set(asked) <= set(python)
    assert all(node[name] == locked[f"node_modules/{name}"]["version"] for name in node)
    assert all("integrity" in one and "resolved" not in one for name, one in locked.items() if name)
    assert {one.name for one in CONTROLS.iterdir()} == {one.name for one in VALIDATORS}


def test_no_validator_is_a_dependency_of_the_program() -> None:
    """pm4py and PyMuPDF are AGPL; the others would only be weight."""
    pinned = (ROOT / "requirements-dev.txt").read_text()
    for name in ("pm4py", "pymupdf", "outloud", "feedparser"):
        assert f"\n{name}==" not in pinned.lower()


def test_only_what_is_exempted_stands_and_no_exemption_outlives_its_reason() -> None:
    assert all(len(exemption.reason) > 20 for one in VALIDATORS for exemption in one.exemptions)
    assert refused([FINDING], ()) == [FINDING]
    assert refused([FINDING], (Exemption("rule", "because", "is odd$"),)) == []
    assert [one.rule for one in refused([], (Exemption("rule", "because"),))] == ["idle exemption"]
    for other in (
        Exemption("rul", "because"),
        Exemption("rule", "because", "even"),
        Exemption("rule", "because", place="b/"),
    ):
        assert FINDING in refused([FINDING], (other,))


def test_every_class_of_the_theme_that_the_site_uses_is_on_a_page_that_is_looked_at(sample: BuiltSite) -> None:
    chosen, pages = kinds(sample.site), every_page(sample.site)
    assert {shape(one) for one in chosen} == {shape(one) for one in pages}
    assert len(chosen) == len(set(chosen)) < len(pages) / 2

    def used(addresses: object) -> set[str]:
        texts = [text for address, text in pages.items() if address in addresses]  # type: ignore[operator]
        return {name for text in texts for names in re.findall(r'class="([^"]*)"', text) for name in names.split()}

    assert used(chosen) == used(pages)


def test_a_page_that_is_not_listed_is_of_a_kind_of_its_own(tmp_path: Path) -> None:
    for name, head in {"satu": "", "dua": "", "tarik": UNLISTED}.items():
        page = tmp_path / "berita" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<html><head>{head}</head><body class="r-story"></body></html>')
    assert kinds(tmp_path) == ("berita/dua/", "berita/tarik/")


@pytest.mark.parametrize(
    ("audit", "value", "rule"),
    [("cumulative-layout-shift", 0.155, "shift"), ("total-byte-weight", 61 * 1024, "weight"), ("", 0, "performance")],
)
def test_what_lighthouse_measured_is_held_to_the_targets(audit: str, value: float, rule: str) -> None:
    audits: dict[str, Any] = {
        "cumulative-layout-shift": {"numericValue": 0.0},
        "total-byte-weight": {"numericValue": 60 * 1024},
    }
    marks: dict[str, Any] = {name: {"score": 1, "auditRefs": []} for name in lighthouse.CATEGORIES}
    report = {"audits": audits, "categories": marks}
    assert lighthouse.faults("berita/2026/a/", report) == []
    if audit:
        audits[audit]["numericValue"] = value
    else:
        marks["performance"]["score"] = 0.994 - 0.005
    assert [one.rule for one in lighthouse.faults("berita/2026/a/", report)] == [rule]


def test_styles_are_counted_once_and_only_those_of_files() -> None:
    def added(name: str, source: str) -> dict[str, object]:
        header = {"styleSheetId": name, "sourceURL": source, "length": 100}
        return {"method": "CSS.styleSheetAdded", "params": {"header": header}}

    rule = {"styleSheetId": "1", "startOffset": 10, "endOffset": 60, "used": True}
    other = {"styleSheetId": "2", "startOffset": 0, "endOffset": 90, "used": True}
    events = [added("1", "http://a/a.css"), added("2", "")]
    assert (
        styles.unused(events, [rule, rule, {**rule, "startOffset": 60, "endOffset": 90, "used": False}, other]) == 0.5
    )


def picture(*, line: int = 0, height: int = 900, noise: int = 0) -> Image.Image:
    page = Image.new("RGB", (360, height), "white")
    draw = ImageDraw.Draw(page)
    for y in range(20, 400, 24):
        draw.rectangle((20, y + line, 340, y + 10 + line), fill=(noise, noise, noise))
    return small(page)


def test_a_picture_differs_where_somebody_would_see_it() -> None:
    kept = picture()
    assert difference(kept, picture(noise=6)) is None
    for other in (picture(line=12), picture(height=1000), picture(noise=160)):
        assert difference(kept, other)
