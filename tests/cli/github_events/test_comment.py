"""The one comment under a pull request: what it says, and that it is edited in place and nothing else is."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forge.server import TOKEN, Forge, serving
from tests.support.command_line import redaksi
from tests.support.forgeries import spoofed_person
from tests.support.honest_changes import honest_step
from tests.support.repository import OPEN, STORY, Office
from workflow.reporters.pr_comment import MARKER, MAX_COMMENT_CHARACTERS


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    made = Forge()
    with serving(made):
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "kantor/berita")
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        yield made


def written(office: Office, *more: object) -> str:
    result = redaksi("comment", "--root", office.root, "--base", "main", "--head", "change", *more)
    assert result.code == 0, result.err
    return result.out


def test_it_says_what_was_entered_who_is_next_and_what_to_paste(office: Office) -> None:
    honest_step(office)
    text = written(office)
    assert text.startswith(MARKER)
    assert "2026\\-0002" in text
    assert "Sari" in text
    assert re.search(r"```yaml\n  - step: 4\n    by: rina\n    finished: 2026-11-20T10:30\+07:00\n", text)


def test_the_status_is_shown_as_it_is_written_and_a_command_for_whoever_has_only_a_browser(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    (office.root / "site_config/commands.yml").write_text("commands: {}\n")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    honest_step(office)
    assert "# and at the top: `status: drafted`\n" in written(office)
    assert "Or write a comment" not in written(office), "the office has no commands"
    office.git("switch", "--quiet", "main")
    (office.root / "site_config/commands.yml").unlink()
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    office.git("rebase", "--quiet", "main", person="sari")
    assert "Or write a comment under the letter instead: `/naskah` / `/konsep`\n" in written(office)


def test_a_file_that_cannot_be_read_says_what_to_mend_and_a_closed_letter_that_all_is_done(office: Office) -> None:
    office.edit(OPEN, "id: 2026-0002\n", "id: 2026-0002\n oops: [\n")
    office.edit(STORY, "pada hari Senin.", "pada hari Selasa.")
    office.commit("rina")
    parts = {part.splitlines()[0]: part for part in written(office).split("\n### ")[1:]}
    broken = next(part for name, part in parts.items() if "0002" in name)
    assert re.search(r"^- This file cannot be read: mend line \d+ first\\?\.$", broken, re.MULTILINE)
    assert "Mend this line; until then" in broken
    assert "Nothing more" not in broken
    assert "Nothing more is to be done" in next(part for name, part in parts.items() if "0001" in name)


def test_a_letter_that_is_not_there_is_said(office: Office) -> None:
    office.git("rm", "--quiet", OPEN)
    office.commit("rina")
    assert "There is no file content" in written(office)


def test_it_prints_the_fingerprint_that_the_approval_needs(office: Office) -> None:
    honest_step(office)
    office.edit(OPEN, "holds: []\n", "  - step: 4\n    by: rina\n    finished: 2026-11-20T10:20+07:00\nholds: []\n")
    office.edit(OPEN, "status: returned", "status: drafted")
    office.commit("rina")
    [digest] = set(re.findall(r"seal2:[0-9a-f]{64}", written(office)))
    entry = f"  - step: 5\n    by: sari\n    finished: 2026-11-20T10:28+07:00\n    result: approved\n    content: {digest}\n"
    office.edit(OPEN, "holds: []\n", f"{entry}holds: []\n")
    office.edit(OPEN, "status: drafted", "status: corrected")
    office.commit("sari", date="2026-11-20T10:29:00+07:00")
    assert office.rules() == set()  # what was pasted holds


def test_what_is_wrong_stands_with_its_letter(office: Office) -> None:
    spoofed_person(office)
    (office.root / STORY).write_text((office.root / STORY).read_text() + "\nTambahan.\n")
    (office.root / "content/news/2026/x.jpg").symlink_to("/etc/passwd")
    office.commit("rina")
    text = written(office)
    parts = {part.splitlines()[0]: part for part in text.split("\n### ")[1:]}
    assert len(parts) == 3
    assert "history/author" in next(part for name, part in parts.items() if "0002" in name)
    assert "history/authority" in next(part for name, part in parts.items() if "0001" in name)
    assert "history/files" in next(part for name, part in parts.items() if "000" not in name)


def test_hostile_text_makes_no_markup(office: Office) -> None:
    office.edit(OPEN, "subject: Permintaan", 'subject: "@semua <img src=x> [x](http://x.example) `x` #1 --> Permintaan')
    office.edit(OPEN, "pelatihan guru\n", 'pelatihan guru"\n')
    honest_step(office)
    head = written(office).removeprefix(MARKER).split("<details>")[0]
    assert not re.search(r"<(?!/?details|/?summary|br>)", head)
    assert not re.search(r"(?<!\\)[`\[]|@\w|(?<!&)#\d|http://", head)


def test_a_change_of_many_letters_stays_within_what_github_takes(office: Office) -> None:
    text = (office.root / OPEN).read_text()
    for number in range(10, 400):
        (office.root / f"content/requests/2026/{number:04}.md").write_text(
            text.replace("2026-0002", f"2026-{number:04}")
        )
    office.commit("rina")
    assert len(written(office)) < MAX_COMMENT_CHARACTERS + 1_000


def test_it_is_written_once_and_then_edited_in_place(office: Office, forge: Forge) -> None:
    for number in range(150):
        forge.comment(f"comment {number}", "User")
    honest_step(office)
    written(office, "--post", "12")
    written(office, "--post", "12")
    assert len(forge.comments) == 151
    assert "PATCH" not in {method for method, _ in forge.asked}  # the same words are not written again
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Bukan kata Sari.")
    office.commit("rina")
    written(office, "--post", "12")
    assert len(forge.comments) == 151
    assert "history/author" in forge.comments[-1]["body"]


def test_a_person_who_writes_our_marker_is_not_edited(office: Office, forge: Forge) -> None:
    forge.comment(f"{MARKER} mine", "User")
    honest_step(office)
    written(office, "--post", "12")
    assert forge.comments[0]["body"] == f"{MARKER} mine"
    assert len(forge.comments) == 2


@pytest.mark.parametrize("status", [301, 401, 403, 404, 500])
def test_a_refusal_is_said_without_the_token(office: Office, forge: Forge, status: int) -> None:
    forge.status = status
    result = redaksi("comment", "--root", office.root, "--base", "main", "--head", "change", "--post", "12")
    assert result.code == 2
    assert result.err
    assert TOKEN not in result.err + result.out


def test_no_server_and_no_token(office: Office, forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{free.getsockname()[1]}")
    call = ("comment", "--root", office.root, "--base", "main", "--head", "change", "--post", "12")
    assert redaksi(*call).code == 2
    monkeypatch.setenv("GITHUB_API_URL", "file:///etc")
    assert redaksi(*call).code == 2
    monkeypatch.delenv("GITHUB_TOKEN")
    assert redaksi(*call).code == 2
    assert forge.asked == []
