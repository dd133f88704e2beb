"""What the list is told by the editor's server, beside what the records say when they are read whole."""

import shutil
from pathlib import Path

import pytest

from tests.support.clone import NOW as WHEN
from tests.support.clone import git, sample_clone
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.editor.record_list import DraftOnBranch, Row, list_rows, search_records, searchable_texts
from workflow.queries.open_requests import load_requests, open_request
from workflow.records.article import Article
from workflow.records.request import Request
from workflow.text.document import read_document
from workflow.text.field_types import parse_instant
from workflow.text.validate import validate

NOW = int(parse_instant(WHEN))
ARTICLE, LETTER = "content/news/2026/pelatihan-guru-paud.md", "content/requests/2026/0164.md"

FOLDERS = {"berita": "content/news", "surat": "content/requests"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_clone(tmp_path_factory.mktemp("listing") / "clone")


@pytest.fixture(scope="module")
def office(root: Path) -> Office:
    found, _ = load_office(root)
    assert found
    return found


def tip(root: Path, name: str = "main") -> str:
    return git(root, "rev-parse", name).strip()


def by_path(found: list[Row]) -> dict[str, Row]:
    return {f"{FOLDERS[row[0]]}/{row[1]}.md": row for row in found}


def test_a_row_says_what_the_record_says(root: Path, office: Office) -> None:
    found = by_path(list_rows(root, tip(root), [], office, NOW))
    files = [*(root / "content/news").rglob("*.md"), *(root / "content/requests").rglob("*.md")]
    assert set(found) == {str(file.relative_to(root)) for file in files}
    for path, (_, _, title, state, when, note, branch, _) in found.items():
        document, _ = read_document(path, (root / path).read_bytes())
        assert document
        if path.startswith("content/news"):
            article, _ = validate(Article, document.header, path)
            assert (title, state, note) == (article.title, article.status, article.request)
            assert (parse_instant(when) if when else None) == article.publish_at
        else:
            letter, _ = validate(Request, document.header, path)
            assert (title, state, note) == (letter.letter.subject, letter.status, letter.letter.sender)
            assert parse_instant(when) == letter.letter.received
        assert branch == ""


def test_letters_are_late_as_the_status_command_says(root: Path, office: Office) -> None:
    found = by_path(list_rows(root, tip(root), [], office, NOW))
    late = {path for path, row in found.items() if row[7]}
    followed = {path: open_request(view, NOW) for path, view in load_requests(root, office, NOW) if view}
    assert late == {path for path, one in followed.items() if one and one.left is not None and one.left < 0}
    assert late


def test_what_is_written_on_a_branch_stands_as_it_is_there(root: Path, office: Office) -> None:
    git(root, "switch", "--quiet", "--create", "cms/berita/2026/pelatihan-guru-paud")
    text = (root / ARTICLE).read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    changed = text.replace(title, 'title: "Judul: “kutipan” dan \\"tanda\\""').replace(
        "\n---\n", "\n---\nAxolotl.\n", 1
    )
    (root / ARTICLE).write_text(changed, "utf-8")
    git(root, "commit", "--quiet", "--all", "--message=tulis")
    git(root, "switch", "--quiet", "main")
    written = [
        DraftOnBranch(ARTICLE, tip(root, "cms/berita/2026/pelatihan-guru-paud"), "pending_review"),
        DraftOnBranch("content/news/2026/tidak-ada.md", tip(root), "draft"),
        DraftOnBranch("site_config/people.yml", tip(root), "draft"),
    ]
    row = by_path(list_rows(root, tip(root), written, office, NOW))[ARTICLE]
    assert row[2] == 'Judul: “kutipan” dan "tanda"'
    assert row[6] == "pending_review"
    assert search_records(root, tip(root), written, "axolotl") == ["berita/2026/pelatihan-guru-paud"]
    assert search_records(root, tip(root), [], "axolotl") == []


@pytest.mark.parametrize(
    "sought", ["imunisasi", "IMUNISASI pekan", "kecamatan 20", "status:", "tidak-ada-kata-ini", "(", ""]
)
def test_a_search_finds_the_files_that_hold_every_word(root: Path, sought: str) -> None:
    files = [*(root / "content/news").rglob("*.md"), *(root / "content/requests").rglob("*.md")]
    held = {str(one) for one in files if all(word in one.read_text("utf-8").lower() for word in sought.lower().split())}
    found = [one.partition("/") for one in search_records(root, tip(root), [], sought)]
    assert {str(root / FOLDERS[kind] / f"{name}.md") for kind, _, name in found} == held


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n",
        "tanpa kepala",
        "---\ntitle: \"tidak ditutup\nstatus: 'ya''\n---\n",
        "---\ntitle: |\n  a\n---\n",
        "\0",
    ],
)
def test_a_broken_record_stands_under_its_name(root: Path, office: Office, text: str) -> None:
    git(root, "switch", "--quiet", "--detach", "main")
    (root / ARTICLE).write_text(text, "utf-8")
    git(root, "commit", "--quiet", "--all", "--message=rusak")
    broken = tip(root, "HEAD")
    git(root, "switch", "--quiet", "main")
    row = by_path(list_rows(root, broken, [], office, NOW))[ARTICLE]
    assert row[1] == "2026/pelatihan-guru-paud"
    assert row[2]


def test_rows_are_read_once_for_a_tip(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searchable_texts(root, tip(root))
    monkeypatch.setattr("workflow.editor.record_list.Repository", None)
    assert searchable_texts(root, tip(root))


def test_a_text_that_is_not_in_this_clone_is_listed_by_its_name(root: Path, tmp_path: Path, office: Office) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    name = git(copy, "rev-parse", f"main:{ARTICLE}").strip()
    (copy / ".git/objects" / name[:2] / name[2:]).unlink()
    found = by_path(list_rows(copy, tip(copy), [], office, NOW))
    assert found[ARTICLE][2] == "2026/pelatihan-guru-paud"
    assert found[LETTER][2] != "2026/0164"
