"""For every request of the sample office: its next step can be done by whoever may, and by nobody else."""

from typing import Any

import pytest

from tests.support.offices import ROOT
from workflow.config.commands import Argument
from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.engine.check_files import judge_paths
from workflow.records.file_source import Overlay
from workflow.records.request import Channel
from workflow.services.current_step import find_current_step
from workflow.services.errors import RefusedError
from workflow.services.inputs import StepInput
from workflow.services.plan_step import plan_step
from workflow.text.field_types import parse_instant
from workflow.text.finding import Severity

NOW = int(parse_instant("2026-11-20T10:05+07:00"))
PATHS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content/requests").glob("*/*.md"))
NUMBERS = [f"{path.split('/')[2]}-{path.split('/')[3][:4]}" for path in PATHS]
WHOLE: dict[str, Any] = {
    "to": "redaktur",
    "instruction": "Olah menjadi berita.",
    "public_reason": "Bukan informasi publik.",
    "note": "Kutipan belum bersumber.",
    "news": "2026/tps3r-benua-kayong",
    "outlets": ("website",),
    "channel": Channel.EMAIL,
    "report": "LAP/9",
    "delay": "gangguan-jaringan",
    "acknowledged_by": "kadis",
}


@pytest.fixture(scope="module")
def office() -> Office:
    office, findings = load_office(ROOT)
    assert office
    assert not findings
    return office


def open_tasks(office: Office) -> list[str]:
    found = []
    for number in NUMBERS:
        try:
            find_current_step(office.files, office, number, NOW)
        except RefusedError:
            continue
        found.append(number)
    return found


@pytest.mark.thorough
def test_whoever_may_can_and_nobody_else(office: Office) -> None:
    """An independent judge, the check of the whole pair of files, agrees with every answer."""
    done = refused = 0
    for number in open_tasks(office):
        task = find_current_step(office.files, office, number, NOW)
        for person in office.people:
            may = not set(task.step.roles).isdisjoint(office.roles_of(person, NOW))
            for result in task.step.results:
                try:
                    ready = plan_step(office.files, office, number, person, StepInput(result=result, **WHOLE), NOW)
                except RefusedError as error:
                    assert error.message.text  # noqa: PT017
                    refused += 1
                    assert not may or error.findings, (number, person, result)  # noqa: PT017
                    continue
                assert may
                assert ready.change
                texts = {path: text.encode() for path, text in ready.change.texts.items()}
                found, _ = judge_paths(Overlay(office.files, texts), texts, office, NOW)
                assert [one for one in found if one.severity is Severity.ERROR] == []
                done += 1
    assert done >= 10
    assert refused >= 50


def test_only_what_must_changes(office: Office) -> None:
    for number in open_tasks(office):
        task = find_current_step(office.files, office, number, NOW)
        [person, *_] = [one for one in office.people if set(task.step.roles) & set(office.roles_of(one, NOW))]
        try:
            ready = plan_step(
                office.files, office, number, person, StepInput(result=next(iter(task.step.results)), **WHOLE), NOW
            )
        except RefusedError:
            continue
        assert ready.change
        before = task.view.document.text.splitlines()
        after = ready.change.texts[task.view.document.path].splitlines()
        gone = [line for line in before if line not in after]
        assert len(gone) <= 1 + 3 * task.step.decides, gone  # the status, and a former disposition
        rest = iter(after)
        assert all(any(line == one for one in rest) for line in before if line in after)  # in their order


def test_what_is_missing_is_named_in_order(office: Office) -> None:
    wish = StepInput()
    asked = []
    while wants := plan_step(office.files, office, "2026-0170", "kadis", wish, NOW).wants:
        asked.append(wants[0])
        value = "publish" if wants[0] is Argument.RESULT else WHOLE[wants[0].value]
        wish = StepInput(**{**{name: getattr(wish, name) for name in wish.__struct_fields__}, wants[0].value: value})
    assert asked == [Argument.RESULT, Argument.TO, Argument.INSTRUCTION]


@pytest.mark.parametrize(("result", "asked"), [("publish", []), ("decline", [Argument.PUBLIC_REASON]), ("defer", [])])
def test_a_decline_asks_for_what_the_sender_is_told(office: Office, result: str, asked: list[Argument]) -> None:
    """The instruction is the head's to the office; the next step of a decline tells the sender why."""
    wish = StepInput(result=result, to="redaktur", instruction="Jangan dimuat, lihat surat kemarin.")
    assert [*plan_step(office.files, office, "2026-0170", "kadis", wish, NOW).wants] == asked


@pytest.mark.parametrize("number", ["2026-9999", "x", "2026-0170\nx", "../../etc/passwd", "2024-0107"])
def test_what_cannot_be_done_is_refused(office: Office, number: str) -> None:
    with pytest.raises(RefusedError):
        plan_step(office.files, office, number, "kadis", StepInput(), NOW)


@pytest.mark.parametrize(
    "instruction",
    ["a: b", "'", '"', "# x", "---", "- x", "{a}", "[x", "\\", "&a *b", "!tag", "a\tb", "baris satu\nbaris dua"],
)
def test_any_words_survive(office: Office, instruction: str) -> None:
    """What YAML could misread is read back as it was written, or refused by the check; never something else."""
    wish = StepInput(result="publish", to="redaktur", instruction=instruction)
    try:
        ready = plan_step(office.files, office, "2026-0170", "kadis", wish, NOW)
    except RefusedError as error:
        assert error.findings  # noqa: PT017
        return
    assert ready.change
    after = find_current_step(
        Overlay(office.files, {path: text.encode() for path, text in ready.change.texts.items()}),
        office,
        "2026-0170",
        NOW,
    )
    disposition = after.view.record.disposition
    assert disposition
    assert disposition.instruction == instruction
