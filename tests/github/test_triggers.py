"""Each workflow with each event that it listens to is run by some test here; a new one without such a test is refused."""

import ast
from pathlib import Path

import pytest

from tests.github.workflows import parse
from tests.support.offices import ROOT

WHOLE_ROAD = "test_road.py::test_a_letter_goes_from_the_form_to_the_live_page_and_its_issue_is_closed"
RUN: dict[tuple[str, str], str] = {
    ("act.yml", "issue_comment"): WHOLE_ROAD,
    ("act.yml", "issues"): WHOLE_ROAD,
    ("act.yml", "workflow_run"): WHOLE_ROAD,
    ("clock.yml", "schedule"): "test_clock.py::test_the_clock_has_the_site_built_and_sends_mail",
    ("clock.yml", "workflow_dispatch"): "test_runs.py::test_the_clock_by_hand_starts_a_deployment",
    ("deploy.yml", "push"): WHOLE_ROAD,
    ("deploy.yml", "workflow_dispatch"): "test_clock.py::test_the_clock_has_the_site_built_and_sends_mail",
    ("preview.yml", "pull_request"): "test_clock.py::test_a_preview_is_for_what_people_write",
    ("release.yml", "push"): (
        "test_release.py::test_a_tag_is_tested_built_attested_and_released_with_the_changelog_s_words"
    ),
    ("report.yml", "schedule"): "test_runs.py::test_a_report_by_hand_and_by_the_calendar",
    ("report.yml", "workflow_dispatch"): "test_runs.py::test_a_report_by_hand_and_by_the_calendar",
    ("review.yml", "pull_request_review"): WHOLE_ROAD,
    ("test.yml", "pull_request"): "test_runs.py::test_whoever_changes_the_program_has_its_tests_run",
    ("test.yml", "push"): "test_runs.py::test_whoever_changes_the_program_has_its_tests_run",
    ("validate.yml", "merge_group"): WHOLE_ROAD,
    ("validate.yml", "pull_request"): WHOLE_ROAD,
}
"""The test that runs it: its file here, and its name."""


def test_no_event_is_without_a_run_and_no_run_without_an_event() -> None:
    files = (ROOT / ".github/workflows").glob("*.yml")
    heard = {(file.name, event) for file in files for event in parse(file.name, file.read_text()).triggers}
    assert heard == set(RUN)


@pytest.mark.parametrize(("file", "event"), list(RUN))
def test_the_test_names_the_workflow(file: str, event: str) -> None:
    module, _, name = RUN[file, event].partition("::")
    source = (Path(__file__).parent / module).read_text()
    assert name in {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    assert f'"{file}"' in source
