"""A maintainer changes the lists that are his, and cannot make himself anything else: real commits, judged."""

from pathlib import Path

import pytest

from tests.support.repository import OPEN, Office
from tests.support.shared_office import POLICY
from workflow.config.load import load_office
from workflow.reporters.codeowners import codeowners
from workflow.rules.authority.code_owners import owner_of_path

STAFF, AGENCIES = "site_config/people.yml", "site_config/agencies.yml"
OWNERS = """\
  - {path: site_config/agencies.yml, roles: [pemelihara]}
maintainers:
  pemelihara: {title: Pemelihara}
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Dewi, who was editor, looks after the agencies and does nothing else."""
    made = Office(tmp_path / "office")
    made.git("switch", "--quiet", "main")
    policy = made.root / POLICY
    policy.write_text(policy.read_text() + OWNERS)
    made.edit(STAFF, "    - role: editor\n      from: 2026-11-01", "    - role: pemelihara\n      from: 2026-11-01")
    made.commit("kadis")
    made.git("branch", "--force", "change", "main")
    made.git("switch", "--quiet", "change")
    return made


def refused(office: Office) -> set[tuple[str, str]]:
    return {(one.rule, one.path) for one in office.check()}


def test_a_maintainer_changes_what_is_his(office: Office) -> None:
    office.edit(AGENCIES, "  short: Disdik\n", "  short: Disdikbud\n")
    office.commit("dewi")
    assert refused(office) == set()


def test_a_maintainer_cannot_make_himself_editor_and_approve(office: Office) -> None:
    """Neither by people.yml, nor by the policy, nor by another SOP; what is approved so is judged by the base's people."""
    office.edit(STAFF, "    - role: pemelihara\n", "    - role: editor\n")
    office.edit(POLICY, "reviewers: [kepala-dinas", "mail_domains: [kantor.go.id]\n  reviewers: [kepala-dinas")
    office.edit("site_config/sop/418-2024.yml", "number: 418/CONTOH/2024", "number: 419/CONTOH/2024")
    for path in ("site_config/commands.yml", "mkdocs.yml", ".github/CODEOWNERS", "site_config/theme/main.js"):
        (office.root / path).parent.mkdir(parents=True, exist_ok=True)
        (office.root / path).write_text("{}\n")
    office.commit("dewi")
    paths = {path for rule, path in refused(office) if rule == "history/owners"}
    assert {STAFF, POLICY, "site_config/commands.yml", "mkdocs.yml", ".github/CODEOWNERS"} <= paths
    assert {"site_config/sop/418-2024.yml", "site_config/theme/main.js"} <= paths
    office.git("reset", "--quiet", "--hard", "main")
    office.edit(STAFF, "    - role: pemelihara\n", "    - role: editor\n")
    office.commit("dewi")
    office.advance("dewi")
    office.commit("dewi")
    assert {("history/owners", STAFF), ("people/role", OPEN)} <= refused(office)


def test_a_policy_that_gives_a_maintainer_the_people_gives_him_nothing(office: Office) -> None:
    """Also where such a policy stands on main already, by whatever way it came there."""
    policy = office.root / POLICY
    policy.write_text(policy.read_text().replace("{path: site_config/, roles: [kepala-dinas]}", "{path: site_config/, roles: [kepala-dinas, pemelihara]}").replace("site_config/agencies.yml, roles", "site_config/people.yml, roles"))  # fmt: skip
    made, findings = load_office(office.root)
    assert [one.rule for one in findings] == ["office/policy"] * 2
    assert made
    for path in (STAFF, POLICY, "site_config/office.yml", "README.md", ".github/workflows/act.yml"):
        assert owner_of_path(made, path).roles == ("kepala-dinas",)
    assert "dewi" not in codeowners(made, office.now)


def test_a_maintainer_does_no_step_and_holds_no_letter(office: Office) -> None:
    office.edit(OPEN, "holds: []\n", "holds:\n  - from: 2026-11-20T10:00+07:00\n    reason: Menunggu data.\n")
    office.commit("dewi")
    assert ("history/authority", OPEN) in refused(office)
