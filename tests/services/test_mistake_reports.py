"""Mistakes that readers report: entered, answered once, never rewritten; the desk and the check agree."""

from pathlib import Path

import pytest

from tests.rules.authority.world import DRAFT
from tests.support.command_line import redaksi
from tests.support.repository import STORY, Office
from workflow.config.load import load_office
from workflow.queries.story_tasks import story_tasks
from workflow.records.file_source import Folder
from workflow.records.mistake_report import report_number
from workflow.records.read import read_article
from workflow.services.errors import RefusedError
from workflow.services.mistake_reports import MistakeAnswer, ReportedMistake, answer_report, enter_report
from workflow.text.field_types import parse_instant

AT = int(parse_instant("2026-11-20T10:20+07:00"))
CORRECTED = (
    "acts:\n  - act: correction\n    by: sari\n    at: 2026-11-20T10:15+07:00\n"
    "    note: Semula dimulai.\n    content: {seal}\n"
)
SAID = ReportedMistake("Jam acara keliru.", AT - 600)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def reported(office: Office, person: str = "rina", path: str = STORY, said: ReportedMistake = SAID) -> None:
    configured, _ = load_office(office.root)
    assert configured
    change = enter_report(Folder(office.root), configured, path, person, said, AT)
    (office.root / path).write_text(change.texts[path])


def answered(office: Office, answer: MistakeAnswer, person: str = "sari") -> None:
    configured, _ = load_office(office.root)
    assert configured
    change = answer_report(Folder(office.root), configured, STORY, person, answer, AT)
    (office.root / STORY).write_text(change.texts[STORY])


def test_a_report_leaves_the_seal_as_it_is_and_waits_in_the_office(office: Office) -> None:
    before = office.seal()
    reported(office)
    office.commit("rina")
    assert office.rules() == set()
    assert office.seal() == before
    configured, _ = load_office(office.root)
    assert configured
    [task] = story_tasks(office.root, configured, AT)
    assert (task.path, task.what.values["number"]) == (STORY, "L-2026-0001-1")


def test_a_report_is_rejected_with_a_reason_and_once(office: Office) -> None:
    reported(office)
    office.commit("rina")
    answered(office, MistakeAnswer(1, "Jamnya sudah benar."))
    office.commit("sari")
    assert office.rules() == set()
    article = read_article(Folder(office.root), STORY)
    assert article
    assert [one.reason for one in article.record.reports] == ["Jamnya sudah benar."]
    refused = {
        MistakeAnswer(1, "Lain."): "already",
        MistakeAnswer(2, "Lain."): "has no report",
        MistakeAnswer(): "/keliru",
    }
    for answer, words in refused.items():
        with pytest.raises(RefusedError, match=words):
            answered(office, answer)


def test_the_first_report_that_waits_is_answered_by_a_correction_after_it(office: Office) -> None:
    reported(office)
    office.commit("rina")
    answered(office, MistakeAnswer(1, "Jamnya sudah benar."))
    reported(office, said=ReportedMistake("Tempatnya keliru.", AT - 60))
    text = (office.root / STORY).read_text()
    earlier = "acts:\n  - act: correction\n    by: sari\n    at: 2026-11-20T10:15+07:00\n    note: Semula tanpa jam.\n"
    (office.root / STORY).write_text(text.replace("reports:\n", f"{earlier}    content: {office.seal()}\nreports:\n"))
    with pytest.raises(RefusedError, match="since this report came in"):
        answered(office, MistakeAnswer())
    answered(office, MistakeAnswer(reason="Tempatnya benar."))
    article = read_article(Folder(office.root), STORY)
    assert article
    assert [one.reason for one in article.record.reports] == ["Jamnya sudah benar.", "Tempatnya benar."]


def test_a_report_leads_to_the_correction_that_was_entered(office: Office) -> None:
    reported(office)
    with pytest.raises(RefusedError, match="no correction yet"):
        answered(office, MistakeAnswer(1))
    office.commit("rina")
    text = (office.root / STORY).read_text()
    (office.root / STORY).write_text(text.rstrip() + " Acara dimulai pukul 08.00 WIB.\n")
    office.commit("rina")
    text = (office.root / STORY).read_text()
    seal = office.seal()
    entry = (
        "acts:\n  - act: correction\n    by: sari\n    at: 2026-11-20T10:15+07:00\n"
        f"    note: Semula tanpa jam.\n    content: {seal}\nreports:\n"
    )
    (office.root / STORY).write_text(text.replace("reports:\n", entry))
    answered(office, MistakeAnswer(1))
    office.commit("sari")
    assert office.rules() == set()
    assert "correction: 2026-11-20T10:15+07:00" in (office.root / STORY).read_text()


def test_nobody_reports_what_nobody_can_read(office: Office) -> None:
    with pytest.raises(RefusedError, match="Readers cannot see"):
        reported(office, path=DRAFT)


def test_an_address_of_the_reader_is_refused(office: Office) -> None:
    with pytest.raises(RefusedError) as caught:
        reported(office, said=ReportedMistake("Kata budi.pribadi@surel.example jamnya keliru.", AT - 600))
    assert {one.rule for one in caught.value.findings} == {"privacy/email"}


@pytest.mark.parametrize("answer", [MistakeAnswer(1, "Jamnya sudah benar."), MistakeAnswer(1)])
def test_staff_enter_reports_and_editors_answer_them(office: Office, answer: MistakeAnswer) -> None:
    """The reporter of a reader's doubt may be anybody of the newsroom; who decides could have corrected the story."""
    office.edit(STORY, "Pekan imunisasi dimulai pada", "Pekan imunisasi dibuka pada")
    office.edit(STORY, "corrections: []\n", "corrections: []\n" + CORRECTED.format(seal=office.seal()))
    reported(office)
    office.commit("rina")
    with pytest.raises(RefusedError, match="It can be entered by") as caught:
        answered(office, answer, "rina")
    assert {one.rule for one in caught.value.findings} == {"people/answers"}
    answered(office, answer, "sari")
    text = (office.root / STORY).read_text()
    (office.root / STORY).write_text(text.replace("answered_by: sari", "answered_by: rina"))
    office.commit("rina")
    assert {"people/answers", "history/authority"} <= office.rules()


def test_the_same_report_is_entered_once(office: Office) -> None:
    reported(office)
    with pytest.raises(RefusedError, match="says the same already"):
        reported(office, said=ReportedMistake("jam  acara keliru", AT - 60))
    answered(office, MistakeAnswer(1, "Sudah benar."))
    reported(office, said=ReportedMistake("Jam acara keliru.", AT - 60))  # another reader, later
    office.commit("rina")
    assert "This report was entered already." not in {one.message.text for one in office.check()}
    text = (office.root / STORY).read_text()
    second = text[text.index("  - received:", text.index("answered_by")) : text.index("---\n", 5)]
    (office.root / STORY).write_text(text.replace(second, second * 2))
    office.commit("rina")
    assert "This report was entered already." in {one.message.text for one in office.check()}


@pytest.mark.parametrize("change", ["other words", "deleted", "reopened"])
def test_a_report_of_the_base_stays_as_it_was(office: Office, change: str) -> None:
    office.git("switch", "--quiet", "main")
    reported(office)
    office.commit("rina")
    answered(office, MistakeAnswer(1, "Jamnya sudah benar."))
    office.commit("sari")
    office.git("branch", "--quiet", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    text = (office.root / STORY).read_text()
    begin, end = text.index("reports:"), text.index("---\n", 5)
    other = {
        "other words": text.replace("Jamnya sudah benar.", "Tidak penting."),
        "deleted": text[:begin] + text[end:],
        "reopened": text[: text.index("    answered:")] + text[end:],
    }[change]
    (office.root / STORY).write_text(other)
    office.commit("sari")
    assert office.rules() == {"history/reports"}


def test_numbers_are_given_out_by_nobody() -> None:
    assert report_number("2026-0149", "2026/siaga", 2) == "L-2026-0149-2"
    assert report_number("", "2019/pekan-imunisasi", 1) == "L-2019-pekan-imunisasi-1"


def test_the_command_enters_and_answers(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    now = ("--root", str(office.root), "--now", "2026-11-20T10:20+07:00")
    done = redaksi("mistake", "reported", "2026-0001", "--as", "rina", "--summary", "Jam keliru.", "--yes", *now)
    assert done.code == 0, done.err
    done = redaksi("mistake", "rejected", "2026-0001", "--as", "sari", "--yes", *now)
    assert done.code == 2
    assert "--reason" in done.err
    done = redaksi("mistake", "rejected", "2026-0001", "--as", "sari", "--reason", "Sudah benar.", "--yes", *now)
    assert done.code == 0, done.err
    assert "outcome: rejected" in office.git("show", f"HEAD:{STORY}")
