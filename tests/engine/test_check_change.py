"""A change may only add, by those who may, and openly: forgeries are refused, honest look-alikes pass."""

from pathlib import Path

import pytest

from tests.support.forgeries import FORGERIES, rewritten_time
from tests.support.honest_changes import HONEST, Work, honest_step
from tests.support.repository import NOW, OPEN, Office
from workflow.engine.check_change import ChangeCheck
from workflow.git.repository import Repository
from workflow.rules.registry import RULES
from workflow.rules.rule import Subject
from workflow.text.finding import Finding, Severity
from workflow.text.yaml_edit import append_entry


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


@pytest.mark.parametrize(("forge", "rule"), FORGERIES, ids=[f"{forge.__name__}-{rule}" for forge, rule in FORGERIES])
def test_a_forgery_is_refused(office: Office, forge: Work, rule: str) -> None:
    forge(office)
    assert rule in office.rules()


@pytest.mark.parametrize("work", HONEST)
def test_an_honest_look_alike_passes(office: Office, work: Work) -> None:
    work(office)
    assert [(finding.rule, finding.path, finding.line) for finding in office.check()] == []


ELSEWHERE = {
    "history/vouched",
    "history/taken-back",
    "history/signature",
    "history/evidence",
    "history/number",
    "history/zone",
    "history/personal",
    "history/picture",
    "history/site",
}
"""Keys and reviews: test_evidence.py; numbers and written times: test_corners.py; data and pictures: test_personal.py; who
vouches: authority; the site: trial."""


def test_every_rule_about_changes_has_a_forgery() -> None:
    subjects = {Subject.CHANGE, Subject.CHANGE_REQUEST, Subject.CHANGE_ARTICLE, Subject.CHANGE_WHOLE}
    errors = {rule.slug for rule in RULES if rule.subject in subjects and rule.severity is Severity.ERROR}
    assert errors <= {rule for _, rule in FORGERIES} | ELSEWHERE


def test_a_changed_calendar_names_the_due_times_it_moves(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    office.edit(OPEN, "holds: []\n", "holds: []\n")
    office.git("switch", "--quiet", "change")
    calendar = office.root / "site_config/calendar.yml"
    calendar.write_text(calendar.read_text().replace("07:30-11:30", "07:30-10:00"))
    office.commit("kadis")
    with Repository(office.root) as repository:
        judged = ChangeCheck.between(repository, "main", "change")
        report = judged.run(judged.load(), NOW).report
    assert [(f.rule, f.path) for f in report.findings] == [("history/calendar", OPEN)]


def the(findings: list[Finding], rule: str) -> Finding:
    [found] = [finding for finding in findings if finding.rule == rule]
    return found


def test_a_rewritten_entry_names_both_places(office: Office) -> None:
    rewritten_time(office)
    finding = the(office.check(), "history/entries")
    assert (finding.path, finding.line) == (OPEN, 26)
    assert [(other.path, other.line) for other in finding.related] == [(OPEN, 26)]


def test_the_role_that_counts_is_the_base_s(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "main")
    office.edit(
        "site_config/people.yml",
        "    - role: editor\n      from: 2024-01-02\n",
        "    - role: editor\n      from: 2024-01-02\n      until: 2026-11-19\n",
    )
    office.commit("kadis")
    assert "people/role" in office.rules()


def test_two_changes_that_advance_the_same_letter_collide_in_the_merge(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "--create", "other", "main")
    office.advance(note="note: Judulnya keliru.")
    office.commit("sari")
    text = append_entry((office.root / OPEN).read_text().split("---\n")[1], ("steps",), {"step": "5"})
    assert text.count("step: 5") == 2  # what a careless union of both would be
    body = (office.root / OPEN).read_text().split("---\n")[2]
    (office.root / OPEN).write_text(
        f"---\n{text}    by: sari\n    finished: 2026-11-20T10:16+07:00\n    result: returned\n---\n{body}"
    )
    office.commit("sari")
    office.git("branch", "--force", "change", "other")
    assert {"steps/order", "fields/unreadable"} & office.rules()
