"""The face of the site: every kind of page in a real browser, light and dark, on paper, and with odd data."""

import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.support.axe import axe
from tests.support.browser import CHROMIUM, serving
from tests.support.html import tags, tags_of_class
from tests.support.offices import ROOT, edited
from tests.support.sample_site import BuiltSite, add_article, build_site, sample_office, seal

KTP = "berita/2026/ktp-jemput-bola-hulu-sungai/"
KINDS = (
    *("", KTP, "kategori/", "kategori/kesehatan/", "instansi/", "instansi/dinkes/", "instansi/bappeda/"),
    *("topik/", "topik/anak/", "arsip/", "arsip/2026/", "arsip/2026/11/", "register/", "sop/"),
    *(
        "register/2024/0107/",
        "register/2026/0167/",
        "register/2024/",
        "register/keadaan/terlambat/",
        "layanan/",
        "layanan/2026/",
        "ralat/",
        "cari/",
    ),
    *("berita/2026/bus-sekolah-uji-coba/", "tentang/", "kontak/", "pedoman/", "404.html"),
    *("topik/banjir/", "topik/pelayanan-lebih-dekat/", "agenda/", "agenda/2026/11/", "buletin/", "buletin/2026/45/"),
    *("berita/2026/perahu-pustaka-simpang-hulu/",),
    *("panduan/", "panduan/bekerja-di-peramban-formulir-komentar-dan-halaman-menulis/", "panduan/daftar-aturan/"),
)
"""An address of each kind of page."""


def odd_office(target: Path) -> Path:
    """The sample office with articles at the edge of what the check lets through."""
    root = sample_office(target)
    add_article(root, 9001, title="A" * 60, summary="b" * 150, caption="c" * 200)
    add_article(root, 9002, body="kata " * 3000 + "\n\n" + "x" * 400 + "\n\n```\n" + "y " * 400 + "\n```\n")
    add_article(root, 9003, body="|" + "kolom lebar|" * 15 + "\n" + "|---" * 15 + "|\n" + "|" + "isi|" * 15 + "\n")
    page = "content/news/2026/tambahan-9003.md"
    text = (root / page).read_text()
    text = re.sub(r"tags: \[.*\]", f"tags: [{', '.join(f'topik {n}' for n in range(100))}]", text)
    (root / page).write_text(re.sub(r"image:\n(?: +.*\n)+", "", text))
    seal(root, page)
    return root


def test_axe_finds_nothing_on_any_kind_of_page_in_light_or_dark(sample: BuiltSite, tmp_path: Path) -> None:
    """On a phone; `make outside` asks at three widths."""
    found = axe(sample.site, KINDS, 360, tmp_path)
    assert len(found) == 2 * len(KINDS)
    assert min(passes for *_, passes, _ in found) > 10
    assert [one for one in found if one[3]] == []


def test_odd_articles_break_no_page(tmp_path: Path) -> None:
    built = build_site(odd_office(tmp_path / "office"))
    pages = tuple(f"berita/2026/tambahan-{number}/" for number in (9001, 9002, 9003))
    assert built.warnings == []
    assert len([tag for tag in tags(built.page(pages[2]), "a") if tag.attributes.get("rel") == "tag"]) == 100
    found = axe(built.site, ("", "kategori/kesehatan/", "topik/", *pages), 360, tmp_path)
    assert [one for one in found if one[3]] == []


@pytest.mark.parametrize("count", [0, 1])
def test_an_office_with_hardly_a_story_has_every_page(tmp_path: Path, count: int) -> None:
    root = sample_office(tmp_path / "office")
    for article in sorted((root / "content/news").glob("*/*.md"))[count:]:
        article.unlink()
    for request in (root / "content/requests").glob("*/*.md"):
        if "\nnews: " in request.read_text() and not count:
            request.unlink()
    built = build_site(root)
    for address in ("", "arsip", "topik", "kategori", "kategori/kesehatan"):
        assert tags(built.page(address), "h1"), address
    assert len(list(tags_of_class(built.page(""), "r-card"))) == count


def test_the_links_for_sharing_name_the_story_and_nobody_else(sample: BuiltSite) -> None:
    page = sample.page(KTP)
    address = f"https://contoh.example/{KTP}"
    links = [tag.attributes["href"] for tag in tags_of_class(page, "r-button") if "href" in tag.attributes]
    whatsapp, mail = sorted(links)
    assert urlsplit(whatsapp).netloc == "wa.me"
    [text] = parse_qs(urlsplit(whatsapp).query)["text"]
    [title] = [tag.text for tag in tags(page, "h1")]
    assert text == f"{title} {address}"
    assert mail.startswith("mailto:?subject=")
    assert unquote(mail).endswith(address)
    [copy] = [tag for tag in tags(page, "button") if "data-copy" in tag.attributes]
    assert copy.attributes["data-copy"] == address
    assert "hidden" in copy.attributes, "without scripts it could do nothing"


def test_every_tag_leads_to_its_list(sample: BuiltSite) -> None:
    links = [tag for tag in tags(sample.page(KTP), "a") if tag.attributes.get("rel") == "tag"]
    assert "jemput bola" in [tag.text for tag in links]
    assert "Perekaman KTP" in sample.page("topik/jemput-bola")


def test_an_announcement_stands_from_its_first_to_its_last_moment(tmp_path: Path) -> None:
    root = sample_office(tmp_path / "office")
    edited(root, "site_config/announcements.yml", "from: 2026-11-16T08:00+07:00", "from: 2026-11-20T10:00+07:00")
    edited(root, "site_config/announcements.yml", "until: 2027-01-31T00:00+07:00", "until: 2026-11-20T10:00+07:00")
    page = build_site(root, "2026-11-20T10:00:00+07:00").page("")
    assert "Loket redaksi tutup" in page
    assert "Foto kegiatan kini" not in page
    page = build_site(root, "2026-11-20T09:59:59+07:00").page("")
    assert "Loket redaksi tutup" not in page
    assert "Foto kegiatan kini" in page
    (root / "site_config/announcements.yml").unlink()
    assert not list(tags_of_class(build_site(root).page(""), "r-announcements"))


def test_on_paper_a_story_has_its_address_and_no_navigation(sample: BuiltSite, tmp_path: Path) -> None:
    assert CHROMIUM
    paper = tmp_path / "paper.pdf"
    with serving(sample.site) as home:
        command = [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}"),
            *("--virtual-time-budget=4000", f"--print-to-pdf={paper}", "--no-pdf-header-footer", home + KTP),
        ]
        subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert paper.read_bytes().startswith(b"%PDF")
    styles = (sample.site / "assets/stylesheets/redaksi.css").read_text()
    printed = styles[styles.index("@media print") :]
    for gone in ("  nav,", ".r-share", ".r-kin"):
        assert gone in printed
    assert ".r-address { display: block" in printed


def test_words_that_are_white_on_a_colour_are_legible_on_paper() -> None:
    """Browsers print no backgrounds: what is written in the colour of the paper says how it is printed."""
    white = re.compile(
        r"^([^@{}]+)\{[^}]*background:[^}]*[^-]color: (?:#fff|var\(--md-default-bg-color\));", re.MULTILINE
    )
    names: set[str] = set()
    for file in (ROOT / "workflow/defaults/site_config/theme/assets/stylesheets").glob("*.css"):
        screen, _, printed = file.read_text().partition("@media print")
        found = {re.findall(r"\.([a-z]-[a-z_]+)", one)[-1] for one in white.findall(screen)}
        assert {one for one in found if f".{one}" not in printed} == set(), file.name
        names |= found
    assert {"r-emergency__notice", "l-badge"} <= names


def test_a_first_view_is_small_and_waits_for_no_foreign_style(sample: BuiltSite) -> None:
    """Kilobytes before compression, without pictures: Material's own styles and scripts would be 260 more."""
    page = sample.page(KTP)
    loaded = [tag.attributes["href"] for tag in tags(page, "link") if tag.attributes.get("rel") == "stylesheet"]
    loaded += [tag.attributes["src"] for tag in tags(page, "script") if "src" in tag.attributes]
    assert loaded
    weight = sum((sample.site / KTP / address).resolve().stat().st_size for address in loaded) + len(page.encode())
    assert weight < 90_000
    assert not [address for address in loaded if ".min." in address]
