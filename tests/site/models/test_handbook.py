"""The handbook on the site: every section, every link, for the staff and not for search engines."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.support.offices import ROOT
from tests.support.sample_site import BuiltSite
from workflow.records.file_source import Folder
from workflow.site.models.handbook import read_handbook

TEXT = (ROOT / "PANDUAN.md").read_text("utf-8")


def test_every_section_is_a_page(sample: BuiltSite) -> None:
    handbook = read_handbook(Folder(ROOT))
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
    (tmp_path / "PANDUAN.md").write_text(
        "# Panduan\n\n## Satu\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![x](http://x.example/y.png)\n\n"
        "![x](docs/pictures/../../x.webp) <img src=x onerror=y>\n"
    )
    [_, one] = read_handbook(Folder(tmp_path)).sections
    assert not re.search(r"""<script|="javascript:|="http://x|<img[^>]*(onerror|\.\.)""", one.body)


def test_an_office_without_one_has_no_pages(tmp_path: Path) -> None:
    assert read_handbook(Folder(tmp_path)).sections == ()
    (tmp_path / "PANDUAN.md").write_text("# x\n\n## y\n\n" + ">" * 3000)
    assert read_handbook(Folder(tmp_path)).sections == ()
