"""PENGATURAN.md, followed by the letter on the stand-in: what it says to set by hand is all that the table asks for."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.github_settings import FACTS, Repository, looked, open_rows
from tests.support.github_settings_hub import Hub
from tests.support.github_settings_routes import RUNNER, add_policy, add_ruleset, put_environment
from tests.support.offices import ROOT
from workflow.forge.settings.table import TABLE
from workflow.forge.settings.variables_and_secrets import SECRETS, VARIABLES_BY_NAME
from workflow.i18n.catalog import in_language, translate

WHOLE = (ROOT / "PENGATURAN.md").read_text("utf-8")
BY_HAND = WHOLE.partition("### Dengan tangan")[2].partition("\n### ")[0]
CUSTOM = {"deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True}}
Act = Callable[[Hub, str], Any]


def rows(heading: str) -> Iterator[tuple[str, str]]:
    """The rows of a table, by the first column's heading."""
    table = BY_HAND.partition(f"| {heading} | ")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        first, second = line.strip("| ").split(" | ")
        yield first, second


def environments(hub: Hub, said: str) -> None:
    """As many times as it says, each for the default branch alone."""
    for name in re.findall(r"`([a-z-]+)`", said):
        put_environment(hub, {"environment_name": name}, {}, CUSTOM)
        add_policy(hub, {"environment_name": name}, {}, {"name": "main"})


def secrets(name: str) -> Act:
    return lambda hub, said: hub.secrets[name].update(re.findall(r"`([A-Z_]+)`", said))


ACTS: dict[str, Act] = {
    "Settings > Developer settings > GitHub Apps > New GitHub App": lambda hub, _: None,
    "Settings > General > Features": lambda hub, _: hub.repository.update(has_issues=True),
    "Issues > Labels > New label": lambda hub, _: hub.labels.append("surat"),
    "Settings > General > Pull Requests": lambda hub, _: hub.repository.update(allow_merge_commit=True),
    "Settings > Pages > Build and deployment > Source": lambda hub, _: hub.pages.update(
        build_type="workflow",
        html_url="https://kantor.github.io/berita/",
        url="",
        status=None,
        cname=None,
        custom_404=False,
        public=True,
    ),
    "Settings > Actions > General > Actions permissions": lambda hub, said: (
        hub.actions.update(allowed_actions="selected", sha_pinning_required="pinned" in said),
        hub.selected.update(github_owned_allowed="created by GitHub" in said),
    ),
    "Settings > Actions > General > Workflow permissions": lambda hub, said: hub.token.update(
        default_workflow_permissions="read" if said.startswith("*Read") else "write",
        can_approve_pull_request_reviews="tidak dicentang" not in said,
    ),
    "Settings > Actions > General > Approval for running fork pull request workflows": lambda hub, said: (
        hub.forks.update(
            approval_policy="all_external_contributors" if "all external" in said else "first_time_contributors"
        )
    ),
    "Actions > (nama alur) > Enable workflow": lambda hub, _: hub.workflows.update(
        dict.fromkeys(hub.workflows, "active")
    ),
    "Settings > Environments > New environment": environments,
    "Settings > Secrets and variables > Actions > Variables": lambda hub, said: hub.variables.update(
        dict.fromkeys(re.findall(r"`([A-Z_]+)`", said)[:1], "Iv23contoh")
    ),
    "Settings > Environments > act > Add environment secret": secrets("act"),
    "Settings > Environments > site > Add environment secret": secrets("site"),
    "Settings > Environments > mail > Add environment secret": secrets("mail"),
    "`site_config/policy.yml`": lambda hub, _: None,
    "Settings > Advanced Security": lambda hub, _: hub.repository.update(
        security_and_analysis={
            "secret_scanning": {"status": "enabled"},
            "secret_scanning_push_protection": {"status": "enabled"},
        }
    ),
    "Settings > Collaborators": lambda hub, _: hub.owner_errors.clear(),
    "Settings > Rules > Rulesets > New ruleset > New branch ruleset": lambda hub, _: rules_by_hand(hub),
}
"""What a person does at each place, in the API's words."""


def rules_by_hand(hub: Hub) -> None:
    """A box that the table does not name stays as GitHub's form has it."""
    review: dict[str, Any] = {
        "required_approving_review_count": 0,
        "dismiss_stale_reviews_on_push": False,
        "require_code_owner_review": False,
        "require_last_push_approval": False,
        "required_review_thread_resolution": False,
        "allowed_merge_methods": ["merge", "squash", "rebase"],
    }
    check = {"context": "check", "integration_id": RUNNER}
    checks: dict[str, Any] = {"required_status_checks": [check], "strict_required_status_checks_policy": False}
    pull, status = (
        {"type": "pull_request", "parameters": review},
        {"type": "required_status_checks", "parameters": checks},
    )
    boxes: dict[str, Callable[[], Any]] = {
        "Restrict deletions": lambda: ticked.append({"type": "deletion"}),
        "Block force pushes": lambda: ticked.append({"type": "non_fast_forward"}),
        "Require a pull request before merging": lambda: ticked.append(pull),
        "- Required approvals: **1**": lambda: review.update(required_approving_review_count=1),
        "- Dismiss stale pull request approvals when new commits are pushed": lambda: review.update(
            dismiss_stale_reviews_on_push=True
        ),
        "- Require review from Code Owners": lambda: review.update(require_code_owner_review=True),
        "- Require approval of the most recent reviewable push": lambda: review.update(require_last_push_approval=True),
        "- Allowed merge methods: **Merge**": lambda: review.update(allowed_merge_methods=["merge"]),
        "Require status checks to pass: ketik `check`, pilih yang dari **GitHub Actions**": lambda: ticked.append(
            status
        ),
        "- Require branches to be up to date before merging": lambda: checks.update(
            strict_required_status_checks_policy=True
        ),
    }
    ticked: list[dict[str, Any]] = []
    for box, _ in rows("Aturan"):
        boxes[box]()
    include = {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}}
    add_ruleset(hub, {}, {}, {"name": "redaksi", "enforcement": "active", "conditions": include, "rules": ticked})


def test_by_hand(new: Repository) -> None:
    hub = new()
    hub.repository.update(has_issues=False, allow_merge_commit=False)
    hub.workflows = dict.fromkeys(hub.workflows, "disabled_inactivity")
    hub.owner_errors.append({"line": 3, "column": 3, "kind": "Unknown owner", "message": "", "path": "CODEOWNERS"})
    assert len(open_rows(looked(hub))) > 18
    for place, said in rows("Tempat"):
        ACTS[place.strip("*")](hub, said)
    assert open_rows(looked(hub, FACTS)) == set()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.key)
def test_every_place_is_named(row: Any) -> None:
    with in_language("id"):
        place = re.split(r"[:;,]", translate(row.by_hand))[0].removesuffix(" > New repository variable")
    assert f"**{place}**" in BY_HAND or f"`{place}`" in BY_HAND


def test_the_token_may_what_the_rows_need() -> None:
    """And what `gh secret set --env` does with it (GitHub Docs, "Create or update an environment secret")."""
    writes, reads = WHOLE.partition("*Permissions*:")[2].partition("*Read-only*")[0].split(";")
    needs = [one.partition("=") for row in TABLE for one in row.needs.split(",")]
    write = {name.capitalize() for name, _, level in needs if level == "write"} | {"Environments"}
    assert set(re.findall(r"\*\*(\w+)\*\*", writes)) == write
    assert set(re.findall(r"\*\*(\w+)\*\*", reads)) == {name.capitalize() for name, _, _ in needs} - write


@pytest.mark.parametrize("name", [*VARIABLES_BY_NAME, *(one.name for one in SECRETS)])
def test_every_variable_and_secret_is_named(name: str) -> None:
    assert f"`{name}`" in WHOLE
