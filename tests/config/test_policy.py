"""The program's policy names roles of SOP 418; in an office of another SOP those are left out."""

from pathlib import Path

from tests.support.second_office import second_office
from workflow.config.load import POLICY_FILE, load_office
from workflow.rules.authority.code_owners import code_owners


def test_no_role_that_the_sop_lacks_is_named_where_the_office_has_no_policy(tmp_path: Path) -> None:
    root = second_office(tmp_path / "office")
    (root / POLICY_FILE).unlink()
    office, findings = load_office(root)
    assert office
    assert findings == []
    [edition] = office.editions
    named = {*office.policy.evidence.reviewers, *(role for one in code_owners(office) for role in one.roles)}
    assert edition.head in named <= {*edition.performers}


def test_a_role_that_the_office_itself_names_is_told_of(tmp_path: Path) -> None:
    root = second_office(tmp_path / "office")
    (root / POLICY_FILE).write_text("late_after: 60\nevidence: {default: pushed, reviewers: [kepala-dinas]}\n")
    office, [finding] = load_office(root)
    assert office
    assert (finding.path, finding.place) == (POLICY_FILE, ("evidence", "reviewers", 0))
