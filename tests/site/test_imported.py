"""Stories of the former site on the site: marked, at their old addresses too, and in no figure."""

import json
from pathlib import Path

from tests.importing.export import FORMER, write_export
from tests.support.html import tags
from tests.support.sample_site import BuiltSite, build_site, sample_office
from workflow.config.load import load_office
from workflow.importing.run import ImportOptions, run_import
from workflow.importing.wordpress import Wordpress
from workflow.metrics.collect import collect_metrics
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))
PAGE, OLD = "berita/2019/berita-1", "2019/03/berita-1"


def imported_office(root: Path) -> Path:
    """The sample office with an archive."""
    sample_office(root)
    with (root / "site_config/policy.yml").open("a") as policy:
        policy.write(FORMER)
    office, _ = load_office(root)
    assert office
    run_import(root, office, Wordpress(write_export(root.parent / "e.xml"), office.zone), ImportOptions(), NOW)
    return root


def test_the_archive_on_the_site(sample: BuiltSite, tmp_path: Path) -> None:
    root = imported_office(tmp_path / "office")
    built = build_site(root)
    assert built.warnings == sample.warnings

    page = built.page(PAGE)
    assert "Arsip situs lama: berita ini pertama kali terbit di lama.contoh.example" in page
    assert "Oleh <strong>Melati Contoh</strong>" in page
    assert "Arsip situs lama" not in sample.page("berita/2024/pekan-imunisasi")
    [data] = [json.loads(one.text) for one in tags(page, "script") if '"NewsArticle"' in one.text]
    assert data["isPartOf"]["url"] == "https://lama.contoh.example/"
    assert data["author"] == [{"@type": "Person", "name": "Melati Contoh"}]
    assert "arsip situs lama" in built.page("arsip/2019/03")
    feed = json.loads(built.files()["feed.json"])
    tagged = {one["url"].split("/berita/")[1] for one in feed["items"] if "Arsip situs lama" in one.get("tags", ())}
    assert tagged == {"2019/berita-1/", "2018/berita-2/"}

    [refresh] = [one for one in tags(built.page(OLD), "meta") if one.attributes.get("http-equiv") == "refresh"]
    assert refresh.attributes["content"] == "0; url=../../../berita/2019/berita-1/"

    for file in ("data/layanan.csv", "data/register.csv"):
        assert built.files()[file] == sample.files()[file]


def test_no_figure_counts_it(tmp_path: Path) -> None:
    root = imported_office(tmp_path / "office")
    office, _ = load_office(root)
    assert office
    stories = collect_metrics(root, office, NOW).stories
    assert stories
    assert not [one.key for one in stories if one.key.startswith(("2019/", "2018/"))]
