"""A preview: what a branch changes, marked, not indexed, by the base's theme; and nothing of it in the public site."""

from pathlib import Path

import pytest

from tests.support.browser import CHROMIUM
from tests.support.clone import git, sample_clone
from tests.support.command_line import redaksi
from tests.support.offices import lay_own

DRAFT = "content/news/2026/pelatihan-guru-paud.md"
NEW = "Judul yang Hanya Ada di Cabang Pratinjau"


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone whose branch `coba` changes a draft, a letter, the theme and a link out of the repository."""
    root = sample_clone(tmp_path_factory.mktemp("preview") / "clone")
    git(root, "switch", "--quiet", "--create", "coba")
    text = (root / DRAFT).read_text()
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    (root / DRAFT).write_text(text.replace(title, f"title: {NEW}"))
    letter = root / "content/requests/2026/0170.md"
    letter.write_text(letter.read_text() + "\nTambahan.\n")
    with lay_own(root, "site_config/theme/main.html").open("a") as file:
        file.write("<!-- tema dari cabang -->")
    (root / "mkdocs.yml").write_text("site_name: palsu\nhooks: [jahat.py]\n")
    (root / "jahat.py").write_text("raise SystemExit('dijalankan')\n")
    (root / "content/news/2026/rahasia.md").symlink_to("/etc/passwd")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=coba")
    git(root, "switch", "--quiet", "main")
    return root


@pytest.fixture(scope="module")
def shown(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The preview of that branch, and what was said."""
    target = tmp_path_factory.mktemp("shown")
    summary = target / "summary.md"
    done = redaksi("preview", "coba", f"--root={clone}", f"--to={target}", f"--summary={summary}", "--no-pictures")
    assert done.code == 0, done.err
    return target / "site", summary.read_text()


def test_the_changed_pages_are_there_and_marked(shown: tuple[Path, str]) -> None:
    site, summary = shown
    page = (site / "berita/2026/pelatihan-guru-paud/index.html").read_text()
    assert NEW in page
    assert "PRATINJAU coba: belum disetujui" in page
    assert (site / "register/2026/0170/index.html").is_file()
    for name in (DRAFT.replace("-", "\\-"), "0170.md"):
        assert name in summary
    for file in site.rglob("*.html"):
        text = file.read_text()
        assert 'name="robots" content="noindex"' in text or 'http-equiv="refresh"' in text, file


def test_nothing_else_of_the_archive_is_shown(shown: tuple[Path, str]) -> None:
    site, _ = shown
    assert [file.parent.name for file in site.glob("berita/*/*/index.html")] == ["pelatihan-guru-paud"]
    assert {file.parent.name for file in site.glob("register/20*/[0-9]*/index.html")} == {"0164", "0170"}


def test_the_change_brings_no_program_theme_or_link(shown: tuple[Path, str]) -> None:
    site, _ = shown
    for file in (one for one in site.rglob("*") if one.is_file()):
        data = file.read_bytes()
        assert b"tema dari cabang" not in data
        assert b"root:x:0" not in data


def test_the_public_site_has_nothing_of_it(clone: Path) -> None:
    from tests.support.sample_site import build_site

    git(clone, "switch", "--quiet", "--detach", "main")
    built = build_site(clone, "2026-11-20T10:00+07:00")
    assert not built.has("berita/2026/pelatihan-guru-paud")


def test_a_branch_without_records_shows_nothing(clone: Path, tmp_path: Path) -> None:
    done = redaksi("preview", "main", f"--root={clone}", f"--to={tmp_path}")
    assert (done.code, [*tmp_path.iterdir()]) == (0, [])
    assert redaksi("preview", "entah", f"--root={clone}", f"--to={tmp_path}").code == 2


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_pictures_are_taken_at_both_widths(clone: Path, tmp_path: Path) -> None:
    from PIL import Image

    done = redaksi("preview", "coba", f"--root={clone}", f"--to={tmp_path}")
    assert done.code == 0
    assert "topics.yml" not in done.err  # of the stories that it names, none is here
    widths = {}
    for file in (tmp_path / "pictures").glob("berita-*.png"):
        with Image.open(file) as picture:
            widths[file.name.split(".")[-2]] = picture.width
            assert 1500 < picture.height < 5_900  # down to the page's foot, without the empty rest of the window
            assert (
                len(set(picture.crop((0, picture.height - 150, *picture.size)).convert("L").tobytes())) > 20
            )  # the foot
            assert len(set(picture.convert("L").resize((64, 64)).tobytes())) > 20
    assert widths == {"phone": 390, "desktop": 1280}
