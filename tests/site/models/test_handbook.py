"""The handbook on the site: every section, every link, for the staff and not for search engines."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.support.offices import ROOT, base_office, sample_office
from tests.support.sample_site import BuiltSite
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.site.models.handbook import read_handbook

PICTURES = ROOT / "workflow/defaults/docs/pictures"
TEXT = (ROOT / "PANDUAN.md").read_text("utf-8")


def test_every_section_is_a_page(sample: BuiltSite) -> None:
    handbook = read_handbook(sample_office())
    prose = re.sub(r"^(```|~~~).*?^\1", "", TEXT, flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^## (.+)$", prose, re.MULTILINE)
    assert [one.title for one in handbook.sections] == [TEXT.splitlines()[0].removeprefix("# "), *titles]
    for one in handbook.sections:
        page = sample.page(one.address)
        assert 'name="robots" content="noindex"' in page
        assert "<h1" in page


def test_every_link_leads_somewhere(sample: BuiltSite) -> None:
    for file in (sample.site / "panduan").rglob("index.html"):
        text = file.read_text()
        body = text[text.index('class="r-body"') :]
        for target in re.findall(r'(?:href|src)="([^"#:]*)(?:#[^"]*)?"', body.split("<footer")[0]):
            place = (file.parent / unquote(target)).resolve()
            assert (place / "index.html").is_file() or place.is_file(), (file, target)
        for target, anchor in re.findall(r'href="([^"#:]*)#([^"]+)"', body.split("<footer")[0]):
            place = (file.parent / target / "index.html").resolve() if target else file
            assert f'id="{anchor}"' in place.read_text(), (file, target, anchor)


def test_neither_search_nor_sitemap_names_it(sample: BuiltSite) -> None:
    for file in sample.site.rglob("sitemap*.xml"):
        assert "panduan/" not in file.read_text()


def test_a_hostile_handbook_does_nothing(tmp_path: Path) -> None:
    office = office_with(
        tmp_path,
        "# Panduan\n\n## Satu\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![x](http://x.example/y.png)\n\n"
        "![x](docs/pictures/../../x.webp) <img src=x onerror=y>\n",
    )
    [_, one] = read_handbook(office).sections
    assert not re.search(r"""<script|="javascript:|="http://x|<img[^>]*(onerror|\.\.)""", one.body)


def test_one_that_is_not_fit_to_be_shown_has_no_pages(tmp_path: Path) -> None:
    assert read_handbook(office_with(tmp_path, "# x\n\n## y\n\n" + ">" * 3000)).sections == ()


def test_kept_pages_are_of_the_same_text_and_pictures(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    office = office_with(tmp_path, "# Panduan\n\n## Satu\n\n![x](docs/pictures/satu.webp)\n")
    assert read_handbook(office, place) == read_handbook(office, place) == read_handbook(office)
    picture = tmp_path / "office/docs/pictures/satu.webp"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(next(PICTURES.glob("*.webp")).read_bytes())
    assert "<img" in read_handbook(office, place).sections[1].body
    (tmp_path / "office/PANDUAN.md").write_text("# Panduan\n\n## Dua\n")
    assert [one.title for one in read_handbook(office, place).sections] == ["Panduan", "Dua"]


def test_an_office_without_one_has_the_program_s_with_its_pictures(tmp_path: Path) -> None:
    office, _ = load_office(base_office(tmp_path / "office"))
    assert office
    handbook = read_handbook(office)
    assert [one.title for one in handbook.sections if "Kantor Contoh" in one.body] == ["Panduan Redaksi"]
    assert {Path(name).stem for name in handbook.pictures} == {file.stem for file in PICTURES.glob("panduan-*.webp")}


def office_with(folder: Path, text: str) -> Office:
    """The base office with a handbook of its own."""
    root = base_office(folder / "office")
    (root / "PANDUAN.md").write_text(text)
    office, _ = load_office(root)
    assert office
    return office


def test_a_wide_table_scrolls_in_itself_and_the_page_does_not() -> None:
    bodies = [one.body for one in read_handbook(sample_office()).sections]
    framed = [body.count('<div class="r-scroll') for body in bodies]
    assert framed == [body.count("<table>") for body in bodies]
    assert sum(framed) > 3
