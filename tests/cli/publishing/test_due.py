"""`redaksi due`: what opens next, and whether the live site is behind."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import redaksi
from tests.support.offices import ROOT, edited
from tests.support.repository import Office
from workflow.deploy.manifest import decode_manifest
from workflow.text.finding import ExitCode

WAITING = "content/news/2026/loket-terpadu-sandai.md"
BEFORE, AT = "2026-11-23T07:59:59+07:00", "2026-11-23T08:00:00+07:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    from tests.support.sample_site import sample_office

    return sample_office(tmp_path / "office")


def due(root: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the answer."""
    result = redaksi("due", "--root", root, "--format", "json", *arguments)
    return result.code, json.loads(result.out)


def live(file: Path, commit: str, now: str) -> str:
    file.write_text(json.dumps({"version": 1, "commit": commit, "committed": 1, "now": now}))
    return str(file)


def test_the_next_story_is_named_with_its_time() -> None:
    result = redaksi("due", "--root", ROOT)
    assert result.code == ExitCode.CLEAN
    assert result.out.startswith("Monday, 23 November 2026, 08:00 WIB  Loket Pelayanan Terpadu Sandai")
    code, answer = due(ROOT)
    assert code == ExitCode.CLEAN
    assert [(one["path"], one["opens"], one["fine"]) for one in answer["next"]] == [(WAITING, AT, True)]
    assert (answer["due"], answer["opened"]) == (None, [])


def test_since_a_time(root: Path) -> None:
    assert due(root, "--since", BEFORE, "--now", BEFORE)[0] == ExitCode.FINDINGS
    code, answer = due(root, "--since", BEFORE, "--now", AT)
    assert (code, answer["due"], [one["path"] for one in answer["opened"]]) == (ExitCode.CLEAN, True, [WAITING])
    assert due(root, "--since", AT, "--now", AT)[0] == ExitCode.FINDINGS


def test_a_late_or_dropped_schedule_is_made_up_for(root: Path, tmp_path: Path) -> None:
    """Hours after the story opened the live site still says that it was built before."""
    file = live(tmp_path / "live.json", "0" * 40, BEFORE)
    assert due(root, "--live", file, "--now", "2026-11-23T13:00+07:00")[0] == ExitCode.CLEAN
    file = live(tmp_path / "live.json", "0" * 40, AT)
    code, answer = due(root, "--live", file, "--now", "2026-11-23T13:00+07:00")
    assert (code, answer["due"]) == (ExitCode.FINDINGS, False)


def test_a_live_site_of_another_commit_is_behind(tmp_path: Path) -> None:
    desk = Office(tmp_path / "office")
    head = desk.git("rev-parse", "HEAD").strip()
    now = "2026-11-20T10:00+07:00"
    assert due(desk.root, "--live", live(tmp_path / "a.json", head, now))[0] == ExitCode.FINDINGS
    code, answer = due(desk.root, "--live", live(tmp_path / "b.json", "1" * 40, now))
    assert (code, answer["reason"]) == (ExitCode.CLEAN, "The live site is of another commit.")


@pytest.mark.parametrize(
    "text", ["", "<html>404</html>", "[]", '{"version": 2}', '{"version":1,"commit":"x"}', "[" * 9000]
)
def test_an_unknown_state_is_built_anew(text: str, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "live.json"
    file.write_text(text)
    assert decode_manifest(text.encode()) is None
    assert due(root, "--live", str(file))[0] == ExitCode.CLEAN
    assert due(root, "--live", str(tmp_path / "missing.json"))[0] == ExitCode.CLEAN


def test_a_story_with_an_error_opens_nothing(root: Path) -> None:
    edited(root, WAITING, "category: ", "category: x")
    code, answer = due(root, "--since", BEFORE, "--now", AT)
    assert (code, answer["opened"][0]["fine"]) == (ExitCode.FINDINGS, False)


def test_a_wrong_call(tmp_path: Path) -> None:
    assert redaksi("due", "--root", ROOT, "--since", AT, "--live", "x").code == ExitCode.CONFIGURATION
    assert redaksi("due", "--root", ROOT, "--since", "besok").code == ExitCode.CONFIGURATION


def test_what_ends_is_due_as_what_opens_is(root: Path) -> None:
    """The flood alert ended on 6 November at 18.00, an event is over on 30 November at 11.00; a notice begins and ends."""
    assert due(root, "--since", "2026-11-30T10:59+07:00", "--now", "2026-11-30T11:00+07:00")[0] == ExitCode.CLEAN
    assert due(root, "--since", "2026-11-30T11:00+07:00", "--now", "2026-11-30T11:10+07:00")[0] == ExitCode.FINDINGS
    assert due(root, "--since", "2026-11-06T17:59+07:00", "--now", "2026-11-06T18:00+07:00")[0] == ExitCode.CLEAN
    assert due(root, "--since", "2026-11-06T18:00+07:00", "--now", "2026-11-06T18:20+07:00")[0] == ExitCode.FINDINGS
    notice = "banjir: {level: darurat, text: Awas., from: 2026-11-07T08:00+07:00, until: 2026-11-08T08:00+07:00}\n"
    (root / "site_config/emergency.yml").write_text(notice)
    for moment in ("2026-11-07T08", "2026-11-08T08"):
        before, at = f"{moment[:-2]}07:59+07:00", f"{moment}:00+07:00"
        assert due(root, "--since", before, "--now", at)[0] == ExitCode.CLEAN
    assert due(root, "--since", "2026-11-07T08:00+07:00", "--now", "2026-11-07T12:00+07:00")[0] == ExitCode.FINDINGS


def test_the_office_is_reminded_of_a_story_and_of_an_open_report(root: Path) -> None:
    told = redaksi("due", "--root", root).out
    assert "L-" not in told
    edited(root, "content/news/2026/mangrove-kendawangan.md", "category:", "review_at: 2026-11-19\ncategory:")
    report = "reports:\n  - {received: 2026-11-19T10:00+07:00, by: rina, summary: Luasnya keliru.}\n---\n"
    file = root / "content/news/2026/perahu-pustaka-simpang-hulu.md"
    file.write_text(file.read_text().replace("\n---\n", f"\n{report}", 1))
    for command in ("due", "status"):
        told = redaksi(command, "--root", root).out
        assert "Was to be looked at again on Thursday, 19 November 2026" in told
        assert "-1 of Thursday, 19 November 2026, 10:00 WIB has no answer yet: look into it" in told
        assert "Was to be looked at" not in redaksi(command, "--root", root, "--now", "2026-11-18T08:00+07:00").out
