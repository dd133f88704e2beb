"""`redaksi import`: what it says, its exit codes, and that it needs the head's declaration."""

from pathlib import Path

import pytest

from tests.importing.export import FORMER, HEALTH, item, write_export
from tests.support.command_line import redaksi
from tests.support.offices import base_office
from workflow.text.finding import ExitCode


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = base_office(tmp_path / "office")
    with (made / "site_config/policy.yml").open("a") as policy:
        policy.write(FORMER)
    return made


def test_a_clean_import_and_what_to_do_next(root: Path, tmp_path: Path) -> None:
    export, report = write_export(tmp_path / "e.xml", item(1, "Isi berita.", more=HEALTH)), tmp_path / "lapor.md"
    done = redaksi("import", "wordpress", export, "--root", root, "--report", report)
    assert done.code == ExitCode.CLEAN
    assert "- Stories taken: 1" in done.out
    assert "redaksi check" in done.out
    assert "Stories: 0 of 1 …" in done.err
    assert redaksi("check", "--root", root, "content/news/2019/berita-1.md").code == ExitCode.CLEAN
    assert "4. When that is merged" in report.read_text()
    again = redaksi("import", "wordpress", export, "--root", root, "--report", report)
    assert "- Stories that were here already, left as they are: 1" in again.out


def test_the_report_tells_each_refusal(root: Path, tmp_path: Path) -> None:
    report = tmp_path / "lapor.md"
    done = redaksi("import", "wordpress", write_export(tmp_path / "e.xml"), "--root", root, "--report", report)
    assert done.code == ExitCode.FINDINGS
    text = report.read_text()
    assert "| `Tanpa isi` (`https://lama.contoh.example/?p=11`) | It has no text. |" in text
    assert "--default-category KEY" in text
    assert text.index("## Categories") < text.index("## Refused stories") < text.index("## Changed stories")
    assert "- Not imported on purpose: " in text
    assert "comments" not in text  # there is none
    for private in ("0812", "surel.example", "humas01"):
        assert private not in text + done.out


def test_a_dry_run_says_so(root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml", item(1, "Isi berita.", more=HEALTH))
    done = redaksi("import", "wordpress", export, "--root", root, "--report", tmp_path / "r.md", "--dry-run")
    assert "Nothing else was written" in done.out
    assert not (root / "content/news/2019").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--default-category", "gosip"), "There is no category “gosip”"),
        (("--category", "berita=gosip"), "There is no category “gosip”"),
        (("--category", "berita"), "There is no category “”"),
    ],
)
def test_a_category_that_is_not_there(arguments: tuple[str, ...], words: str, root: Path, tmp_path: Path) -> None:
    done = redaksi("import", "wordpress", write_export(tmp_path / "e.xml"), "--root", root, *arguments)
    assert done.code == ExitCode.CONFIGURATION
    assert words in done.err


def test_without_the_declaration_nothing_begins(tmp_path: Path) -> None:
    root = base_office(tmp_path / "office")
    done = redaksi("import", "wordpress", write_export(tmp_path / "e.xml"), "--root", root)
    assert done.code == ExitCode.CONFIGURATION
    assert "former_site: {address:" in done.err


def test_what_is_no_export(root: Path) -> None:
    done = redaksi("import", "wordpress", root / "site_config/policy.yml", "--root", root)
    assert done.code == ExitCode.CONFIGURATION
    assert "no export of WordPress" in done.err
    assert redaksi("import", "markdown", root / "site_config/sop", "--root", root).code == ExitCode.CONFIGURATION


def test_a_report_takes_the_place_of_a_former_report_alone(root: Path, tmp_path: Path) -> None:
    export, other = (
        write_export(tmp_path / "e.xml", item(1, "Isi berita.", more=HEALTH)),
        root / "site_config/office.yml",
    )
    before = other.read_bytes()
    done = redaksi("import", "wordpress", export, "--root", root, "--report", other)
    assert done.code == ExitCode.CONFIGURATION
    assert "is no report of an import" in done.err
    assert other.read_bytes() == before
    assert not (root / "content/news/2019").exists()


def test_the_report_stays_short(root: Path, tmp_path: Path) -> None:
    """Whatever the number of stories; and names read as they are."""
    other = HEALTH.replace("Kesehatan", "Ekonomi &amp;amp; UMKM").replace("kesehatan", "ekonomi-umkm")
    many = [item(number, "Isi [contact-form-7 id=1]", more=other) for number in range(100, 170)]
    report = tmp_path / "lapor.md"
    export = write_export(tmp_path / "e.xml", *many)
    redaksi(
        *("import", "wordpress", export, "--root", root, "--report", report, "--dry-run"),
        *("--default-category", "kesehatan"),
    )
    text = report.read_text()
    assert text.count("\n") < 50
    assert "`contact-form-7` (70): " in text
    assert "Ekonomi & UMKM" in text
