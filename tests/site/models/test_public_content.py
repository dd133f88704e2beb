"""One broken record costs its own page and nothing else; what is no picture and no page of ours is never copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offices import edited
from tests.support.sample_site import (
    SAMPLE_ARTICLE,
    SAMPLE_REQUEST,
    SAMPLE_SLUG,
    BuiltSite,
    add_article,
    build_site,
    sample_office,
)

OTHERS = ("berita/2026/forum-konsultasi-publik", "berita/2024/pekan-imunisasi", "kategori/kesehatan", "register")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sample office to break."""
    return sample_office(tmp_path / "office")


def assert_left_out(built: BuiltSite, *, words: str) -> None:
    """The article is nowhere, the log says why, and the rest of the site stands."""
    assert not built.has(f"berita/2026/{SAMPLE_SLUG}")
    assert [path for path, data in built.files().items() if SAMPLE_SLUG.encode() in data + path.encode()] == []
    assert any(words in warning for warning in built.warnings), built.warnings
    assert [name for name in OTHERS if not built.has(f"{name}/index.html")] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (SAMPLE_ARTICLE, "category: kesehatan", "category: kesehatann", f"links/category ({SAMPLE_ARTICLE}:6)"),
        (SAMPLE_ARTICLE, "title: Poliklinik", "title: &a Poliklinik", f"fields/unreadable ({SAMPLE_ARTICLE}:2)"),
        (SAMPLE_ARTICLE, "status: published", "status: publisht", "fields/value"),
        (SAMPLE_ARTICLE, "akan buka sampai sore", "akan buka sampai malam", "publishing/"),
        (SAMPLE_ARTICLE, "request: 2026-0163", "request: 2026-9999", "links/request"),
        (
            SAMPLE_REQUEST,
            "  - step: 3\n    by: budi\n    finished: 2026-11-19T14:14+07:00\n",
            "",
            f"steps/order ({SAMPLE_REQUEST}:",
        ),
        (SAMPLE_REQUEST, "holds: []", "holds: [", f"fields/unreadable ({SAMPLE_REQUEST}:"),
    ],
)
def test_an_article_with_an_error_is_left_out(root: Path, path: str, old: str, new: str, words: str) -> None:
    edited(root, path, old, new)
    assert_left_out(build_site(root), words=words)


def test_a_text_that_no_parser_should_see_is_left_out(root: Path) -> None:
    add_article(root, 9001, body="> " * 5_000)
    built = build_site(root)
    assert not built.has("berita/2026/tambahan-9001")
    assert ["tambahan-9001.md" in warning for warning in built.warnings] == [True]
    assert built.has(f"berita/2026/{SAMPLE_SLUG}/index.html")


def _picture(root: Path) -> Path:
    return (root / SAMPLE_ARTICLE).with_suffix(".jpg")


def _link(root: Path) -> None:
    secret = root / "secret.jpg"
    secret.write_bytes(_picture(root).read_bytes() + b"SECRET")
    _picture(root).unlink()
    _picture(root).symlink_to(secret)


def _page(root: Path) -> None:
    _picture(root).write_text("<script>document.title='SECRET'</script>")


def _drawing(root: Path) -> None:
    _picture(root).write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='SECRET'/>")


def _huge(root: Path) -> None:
    _picture(root).write_bytes(_picture(root).read_bytes() + b"SECRET" + bytes(9_000_000))


@pytest.mark.parametrize("spoil", [_link, _page, _drawing, _huge])
def test_what_is_no_picture_is_never_copied(root: Path, spoil: object) -> None:
    spoil(root)  # type: ignore[operator]
    built = build_site(root)
    assert_left_out(built, words="links/image")
    assert [path for path, data in built.files().items() if b"SECRET" in data] == []


def _strangers() -> Iterator[tuple[str, str]]:
    yield "halaman.html", "<script>SECRET</script>"
    yield "sw.js", "SECRET"
    yield "CNAME", "SECRET.example"
    yield "gambar.svg", "<svg onload='SECRET'/>"
    yield "index.md", "---\ntitle: SECRET\n---\n<script>SECRET</script>"
    yield "README.md", "SECRET"
    yield "dalam/rahasia.md", "---\ntitle: SECRET\ndescription: SECRET\n---\nSECRET"
    yield "berita/2026/palsu.md", "SECRET"
    yield "assets/stylesheets/redaksi.css", "body { background: url(//SECRET.example) }"
    yield "lampiran.pdf", "%PDF-1.7 SECRET"
    yield "templates/x.md", "SECRET"
    yield "tanpa-judul.md", "---\ndescription: SECRET\n---\nSECRET"
    yield "lain.md", "---\ntitle: SECRET\ndescription: SECRET\ntemplate: SECRET.html\n---\nSECRET"


def test_nothing_of_docs_dir_is_copied(root: Path, sample: BuiltSite) -> None:
    pages = root / "site_config/pages"
    for name, text in _strangers():
        file = pages / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    secret = root / "secret.md"
    secret.write_text("---\ntitle: SECRET\ndescription: SECRET\n---\nSECRET")
    (pages / "tautan.md").symlink_to(secret)
    built = build_site(root)
    assert built.files().keys() == sample.files().keys()
    assert [path for path, data in built.files().items() if b"SECRET" in data] == []
    noted = {
        name for name in ("index", "README", "tanpa-judul", "lain", "tautan") for note in built.warnings if name in note
    }
    assert noted == {"index", "README", "tanpa-judul", "lain", "tautan"}


def test_a_hand_written_page_of_the_right_form_is_shown(root: Path) -> None:
    file = root / "site_config/pages/profil.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("---\ntitle: A & <b>\ndescription: C\n---\n*d* <script>e</script>")
    built = build_site(root)
    page = built.page("profil")
    assert "<em>d</em>" in page
    assert "A &amp; &lt;b&gt;" in page
    assert "<script>e" not in page


def test_an_office_without_a_usable_configuration_has_no_site(root: Path) -> None:
    from mkdocs.exceptions import Abort

    edited(root, "site_config/calendar.yml", "zone: Asia/Pontianak", "zone: Asia/Ketapang")
    with pytest.raises(Abort):
        build_site(root)


def test_what_the_publisher_withholds_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record in order whose own page was at fault; its letter stays in the register."""
    root = sample_office(tmp_path / "office")
    monkeypatch.setenv("REDAKSI_WITHHELD", SAMPLE_ARTICLE)
    built = build_site(root)
    assert not built.has("berita/2026/poliklinik-anak-rsud")
    assert built.has("register/2026/0163")
    assert "poliklinik-anak-rsud" not in built.page("")
