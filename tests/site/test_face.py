"""A second office with a face of its own: one small site, built once a run, and everything asked of it."""

import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from tests.support.axe import axe
from tests.support.browser import serving
from tests.support.devtools import Tab
from tests.support.face_office import DRAWING, NOW, OFFICE_NAME, SITE_NAME, face_office
from tests.support.html import tags
from tests.support.offices import ARTICLE, BASE, check, sample_now
from tests.support.run_cache import once
from tests.support.sample_site import BuiltSite, build_site
from workflow.config.brand_pictures import brand_path, usable_picture
from workflow.config.face import BrandPart
from workflow.config.load import load_office
from workflow.documents.letterhead import letterhead, mail_link, phone_link
from workflow.documents.press_release import press_release
from workflow.documents.typst_pdf import PaperSize, render_pdf
from workflow.images.brand_colors import contrast
from workflow.records.article import Article
from workflow.records.file_source import Overlay
from workflow.site.images.brand import make_face
from workflow.site.images.build import ImageBuilder
from workflow.site_audit.audit import audit_site
from workflow.site_audit.expectations import read_expectations
from workflow.text.document import read_document
from workflow.text.validate import convert

PAGES = ("", "kontak/", "register/", "berita/2026/pekan-imunisasi/")
ADDRESSES = [(address, width) for address in PAGES for width in (360, 1280)]


def _build(place: Path) -> None:
    built = build_site(face_office(place / "office"), NOW)
    (place / "warnings.json").write_text(json.dumps(built.warnings))


@pytest.fixture(scope="session")
def office() -> Path:
    return once("face", _build) / "office"


@pytest.fixture(scope="session")
def face(office: Path) -> BuiltSite:
    return BuiltSite(office / "site", json.loads((office.parent / "warnings.json").read_text()))


@pytest.fixture(scope="module")
def home(face: BuiltSite) -> Iterator[str]:
    with serving(face.site) as address:
        yield address


def test_the_site_is_made_without_a_warning_and_its_audit_finds_nothing(office: Path, face: BuiltSite) -> None:
    assert face.warnings == []
    loaded, _ = load_office(office)
    assert loaded
    at = sample_now(load_office(BASE)[0])
    assert {one.rule for one in check(office, at).findings} <= {"office/ready"}  # its addresses are a sample's
    assert audit_site(face.site, read_expectations(office, loaded, at)).faults == []


def test_pictures_are_made_anew_and_nothing_else_of_the_folder_is_served(office: Path, face: BuiltSite) -> None:
    brand = face.site / "assets/brand"
    names = sorted(re.sub("kartu-[0-9a-f]{8}", "kartu", path.name) for path in brand.iterdir())
    assert names == ["colors.css", "favicon.svg", "kartu.jpg", "logo.png"]
    shown = Image.open(brand / "logo.png")
    assert (shown.mode, shown.height, shown.info) == ("RGBA", 132, {})
    assert shown.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert (brand / "logo.png").read_bytes() != (office / "site_config/brand/logo.png").read_bytes()


def test_pages_name_what_the_office_set(face: BuiltSite) -> None:
    home, contact = face.page(""), face.page("kontak")
    assert f"<title>{SITE_NAME.replace('&', '&amp;')}: " in home
    assert '<link rel="icon" href="assets/brand/favicon.svg">' in home
    assert "pada hari kerja &amp; hari pasar" in home
    assert [tag for tag in tags(home, "a") if tag.attributes["href"] == "https://www.youtube.com/@contoh?a=1&b=2"]
    assert "humas@contoh.example" in contact
    assert "+62 500 111-222" in contact
    procedure = face.page("sop")
    assert ("<h2>Keterkaitan</h2>" in procedure, "<h2>Peringatan</h2>" in procedure) == (True, False)  # it has none
    assert '"contactType":"press"' in home.replace(" ", "")
    assert '"logo":"https://contoh.example/assets/brand/logo.png"' in home.replace(" ", "")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_story_without_a_picture_begins_below_its_rule(home: str, tab: Tab, width: int) -> None:
    tab.size(width)
    tab.open(home + PAGES[-1])
    gap = """(() => {
      document.querySelector(".r-story .r-figure").remove();
      const first = document.querySelector(".r-body > *").getBoundingClientRect();
      return first.top - document.querySelector(".r-byline").getBoundingClientRect().bottom;
    })()"""
    assert 16 < tab.run(gap) < 40


@pytest.mark.parametrize(("address", "width"), ADDRESSES)
def test_the_face_is_seen_in_a_browser(home: str, tab: Tab, address: str, width: int) -> None:
    """No bar without a notice, nothing wider than the screen, and every link in the office's colour can be read."""
    tab.size(width)
    tab.events.clear()
    tab.open(home + address)
    for scheme in ("dark", "light"):
        tab.run(f"document.documentElement.dataset.scheme = '{scheme}'")
        seen = tab.run(SEEN)
        assert (seen["banners"], seen["wide"], seen["logo"] > 0) == (0, 0, True)
        assert seen["logo"] <= 0.6 * width
        assert seen["name"] > 100
        assert contrast(hexed(seen["link"]), hexed(seen["back"])) >= 4.5
        assert contrast(hexed(seen["brand"]), hexed(seen["back"])) >= 4.5
        assert (seen["brand"] == "#7ac943") == (scheme == "dark")  # there it can be read as it is
    assert seen["focus"] == "#654321"  # the office's own style lies over its colours
    assert tab.run("document.querySelector('.r-nav a[href=\"https://ppid.contoh.example/\"]').textContent") == "PPID"
    assert tab.complaints() == []


SEEN = """(() => {
  const root = getComputedStyle(document.documentElement), box = (name) => document.querySelector(name)?.getBoundingClientRect().width;
  const mark = document.createElement("p");
  mark.style = "";
  mark.className = "r-kicker";
  document.querySelector("main").append(mark);
  const colour = getComputedStyle(mark).color;
  mark.remove();
  return {
    banners: document.querySelectorAll(".md-banner").length,
    wide: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    logo: box(".r-brand__logo"), name: box(".r-brand__name"),
    link: root.getPropertyValue("--md-typeset-a-color").trim(), brand: root.getPropertyValue("--r-brand").trim(),
    focus: root.getPropertyValue("--r-focus").trim(), back: root.getPropertyValue("--md-default-bg-color").trim(),
  };
})()"""


@pytest.mark.parametrize("width", [1280, 360])
def test_a_short_story_without_a_picture_stands_at_the_left(home: str, tab: Tab, width: int) -> None:
    tab.size(width)
    tab.open(home + "arsip/")
    gap = """(() => {
      const card = document.querySelector(".r-cards--rows .r-card"), text = card.querySelector(".r-card__text");
      card.querySelector(".r-card__picture")?.remove();
      card.querySelector(".r-card__summary").textContent = "Ringkas.";
      card.querySelector(".r-card__title a").textContent = "Judul";
      return text.getBoundingClientRect().left - card.getBoundingClientRect().left;
    })()"""
    assert tab.run(gap) == 0


def hexed(color: str) -> str:
    """A colour of a style sheet in six digits."""
    return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])


def test_axe_finds_nothing(face: BuiltSite, tmp_path: Path) -> None:
    found = axe(face.site, PAGES[:2], 360, tmp_path)
    assert len(found) == 4
    assert [one for one in found if one[3]] == []


def test_papers_bear_the_coat_of_arms_with_words_for_it(office: Path) -> None:
    loaded, _ = load_office(office)
    assert loaded
    data = {
        "title": "Judul",
        "kind": "Siaran Pers",
        "number": "2026-0001",
        "embargo": "",
        "date": "Contoh",
        "summary": "Ringkas",
        "blocks": [],
        "picture": [],
        "validity": "",
        **{key: [] for key in ("updates", "replies", "corrections", "attachments")},
        "contact": {"unit": "Humas", "mail": mail_link("humas@contoh.example"), "phone": phone_link("112", "112")},
        "page": "https://contoh.example/",
    }
    papers = [
        render_pdf(office, "release", {**data, "head": letterhead(one)}, PaperSize.A4)
        for one in (loaded, replace(loaded, identity=replace(loaded.identity, emblem="ikon.svg")))
    ]
    assert all(b"pdfuaid" in paper for paper in papers)
    for paper in papers:
        page = pypdfium2.PdfDocument(io.BytesIO(paper))[0].render(scale=1).to_pil().convert("RGB")
        corner = page.crop((62, 50, 62 + 74, 50 + 54)).getcolors(10_000) or []
        assert any(green > red + 30 for _, (red, green, _) in corner)
    assert "Lambang Kabupaten Contoh" in str(letterhead(loaded))


def test_a_picture_that_is_refused_leaves_the_program_s_in_its_place(office: Path, tmp_path: Path) -> None:
    root = tmp_path / "office"
    shutil.copytree(office, root, ignore=shutil.ignore_patterns("site"))
    (root / "site_config/brand/ikon.svg").write_text(DRAWING.replace("<path", "<script/><path"))
    loaded, findings = load_office(root)
    assert [(one.rule, one.path, one.line) for one in findings] == [("office/face", "site_config/brand/ikon.svg", 1)]
    assert loaded
    assert usable_picture(loaded.files, BrandPart.FAVICON, loaded.identity.favicon) is None


def test_a_png_that_cannot_be_decoded_is_said_and_left_out(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    loaded, _ = load_office(office)
    assert loaded
    path = brand_path("logo.png")
    data = (office / path).read_bytes()
    at = data.index(b"IDAT") + 4
    broken = replace(loaded, files=Overlay(loaded.files, {path: data[:at] + bytes(200) + data[at + 200 :]}))
    made = make_face(broken, ImageBuilder(office, broken))
    assert made.face.logo is None
    assert made.face.favicon
    assert len(made.notes) == 1


def test_the_press_asks_the_unit_that_the_office_names(office: Path) -> None:
    loaded, _ = load_office(office)
    assert loaded
    document, _ = read_document(ARTICLE, (office / ARTICLE).read_bytes())
    assert document
    for identity, unit in (
        (loaded.identity, "Bidang Hubungan Masyarakat, "),
        (replace(loaded.identity, press=None), ""),
    ):
        made = press_release(
            replace(loaded, identity=identity), "2026/a", document, convert(Article, document.header), 0
        )
        mail, phone = ("humas@", "111-222") if unit else ("kantor@", "000-0000")
        phone = f"(0500) {phone}"
        asked = {"mail": mail_link(f"{mail}contoh.example"), "phone": phone_link(phone, phone)}
        assert made["contact"] == {"unit": f"{unit}{OFFICE_NAME}", **asked}
