"""Each row of the table notices what differs, mends it, and leaves alone what is stricter."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.github_settings import FACTS, Repository, by_people, looked, mended, open_rows
from tests.support.github_settings_hub import Hub
from tests.support.github_settings_routes import add_ruleset, put_environment
from tests.support.offices import ROOT
from workflow.forge.settings.repository import SAMPLE_BOT
from workflow.forge.settings.snapshot import OfficeFacts
from workflow.forge.settings.table import TABLE
from workflow.i18n.catalog import translate

PEOPLE = {"variable:APP_CLIENT_ID", "secret:act/ACT_KEY", "secret:act/APP_KEY", "secret:site/SITE_KEY"}


def own(hub: Hub) -> dict[str, Any]:
    return next(one for one in hub.rulesets.values() if one["name"] == "redaksi")


def parameters(hub: Hub, kind: str) -> dict[str, Any]:
    return next(dict(rule["parameters"]) for rule in own(hub)["rules"] if rule["type"] == kind)


def other_ruleset(hub: Hub, rules: list[Any], **more: Any) -> None:
    """A ruleset that somebody else made for the same branch."""
    include = {"ref_name": {"include": ["refs/heads/main"], "exclude": []}}
    add_ruleset(hub, {}, {}, {"name": "lain", "enforcement": "active", "conditions": include, "rules": rules, **more})


def test_a_new_repository_is_set_up_but_for_what_people_must_do(new: Repository) -> None:
    hub = new()
    assert len(open_rows(looked(hub))) >= 14
    assert hub.writes == []
    assert open_rows(mended(hub)) == PEOPLE
    by_people(hub)
    hub.writes.clear()
    assert open_rows(mended(hub)) == set()
    assert hub.writes == ["PUT /repos/{owner}/{repo}/actions/permissions/workflow"]  # with an App, only the App opens


def test_naming_the_app_settles_what_depends_on_it_at_once(new: Repository) -> None:
    hub = new()
    asked = OfficeFacts(workflows=FACTS.workflows, bots=FACTS.bots, values={"APP_CLIENT_ID": "Iv23contoh"})
    assert open_rows(mended(hub, asked)) == PEOPLE - {"variable:APP_CLIENT_ID", "secret:site/SITE_KEY"}
    assert hub.token["can_approve_pull_request_reviews"] is False


def test_what_is_set_is_not_set_again(whole: Hub) -> None:
    assert open_rows(mended(whole)) == set()
    assert whole.writes == []


QUEUE: dict[str, Any] = {
    "check_response_timeout_minutes": 60,
    "grouping_strategy": "ALLGREEN",
    "max_entries_to_build": 5,
    "max_entries_to_merge": 5,
    "merge_method": "SQUASH",
    "min_entries_to_merge": 1,
    "min_entries_to_merge_wait_minutes": 5,
}
Break = Callable[[Hub], Any]
MENDED: dict[str, list[Break]] = {
    "issues": [lambda hub: hub.repository.update(has_issues=False)],
    "labels": [lambda hub: hub.labels.clear()],
    "merging": [lambda hub: hub.repository.update(allow_merge_commit=False)],
    "pages": [lambda hub: hub.pages.update(build_type="legacy"), lambda hub: hub.pages.update(build_type=None)],
    "actions": [
        lambda hub: hub.actions.update(sha_pinning_required=False),
        lambda hub: hub.actions.pop("sha_pinning_required"),
    ],
    "selected-actions": [
        lambda hub: hub.selected.update(patterns_allowed=["mallory/*"]),
        lambda hub: hub.selected.update(verified_allowed=True),
        lambda hub: hub.selected.update(github_owned_allowed=False),
        lambda hub: hub.selected.update(github_owned_allowed=False, patterns_allowed=["mallory/*"]),
        lambda hub: hub.selected.clear(),
    ],
    "token": [
        lambda hub: hub.token.update(default_workflow_permissions="write"),
        lambda hub: hub.token.update(can_approve_pull_request_reviews=True),
    ],
    "forks": [lambda hub: hub.forks.update(approval_policy="first_time_contributors")],
    "workflows": [lambda hub: hub.workflows.update({FACTS.workflows[1]: "disabled_inactivity"})],
    "environment:act": [
        lambda hub: hub.environments["act"].update(deployment_branch_policy=None),
        lambda hub: hub.policies["act"].clear(),
        lambda hub: hub.policies["act"].append({"id": 9, "name": "release/*"}),
        lambda hub: hub.policies["act"][0].update(type="tag"),
    ],
    "environment:site": [
        lambda hub: hub.environments["site"].update(
            deployment_branch_policy={"protected_branches": True, "custom_branch_policies": False}
        )
    ],
    "environment:mail": [lambda hub: hub.environments.pop("mail")],
    "environment:github-pages": [lambda hub: hub.environments["github-pages"].pop("deployment_branch_policy")],
    "variable:SITE_URL": [
        lambda hub: hub.pages.update(html_url="https://berita.contoh.go.id/", cname="berita.contoh.go.id")
    ],
    "scanning": [
        lambda hub: hub.repository.update(security_and_analysis=None),
        lambda hub: hub.repository["security_and_analysis"].update(
            secret_scanning_push_protection={"status": "disabled"}
        ),
    ],
    "ruleset": [
        lambda hub: hub.rulesets.clear(),
        lambda hub: own(hub).update(enforcement="disabled"),
        lambda hub: own(hub).update(conditions=None),
        lambda hub: own(hub)["rules"].pop(0),
        lambda hub: own(hub)["rules"].pop(1),
        lambda hub: own(hub)["rules"].pop(2),
        lambda hub: own(hub)["rules"].pop(3),
        lambda hub: own(hub)["rules"][2].update(parameters=weak(required_approving_review_count=0)),
        lambda hub: own(hub)["rules"][2].update(parameters=weak(dismiss_stale_reviews_on_push=False)),
        lambda hub: own(hub)["rules"][2].update(parameters=weak(require_code_owner_review=False)),
        lambda hub: own(hub)["rules"][2].update(parameters=weak(require_last_push_approval=False)),
        lambda hub: own(hub)["rules"][2].update(parameters=weak(allowed_merge_methods=["squash"])),
        lambda hub: own(hub)["rules"][3]["parameters"].update(strict_required_status_checks_policy=False),
        lambda hub: own(hub)["rules"][3]["parameters"].update(required_status_checks=[{"context": "check"}]),
        lambda hub: own(hub)["rules"][3]["parameters"].update(required_status_checks=[{"context": "test"}]),
        lambda hub: own(hub).update(
            bypass_actors=[{"actor_id": None, "actor_type": "DeployKey"}], current_user_can_bypass="always"
        ),
    ],
}
BY_PEOPLE: dict[str, list[Break]] = {
    "actions": [
        lambda hub: hub.actions.update(enabled=False),
        lambda hub: hub.actions.update(allowed_actions="local_only"),
    ],
    "variable:APP_CLIENT_ID": [lambda hub: hub.variables.clear()],
    "variable:CONTACTS_REPOSITORY": [
        lambda hub: hub.variables.update(DELIVERY="on") or hub.secrets.update(mail={"SMTP_HOST"})
    ],
    "variable:EDITOR_AUTH": [lambda hub: hub.variables.update(EDITOR="on")],
    "secret:act/ACT_KEY": [
        lambda hub: hub.secrets["act"].discard("ACT_KEY"),
        lambda hub: hub.secrets.update({"": {"ACT_KEY"}, "act": {"APP_KEY"}}),
    ],
    "secret:act/APP_KEY": [lambda hub: hub.secrets["act"].discard("APP_KEY")],
    "secret:site/SITE_KEY": [lambda hub: hub.secrets["site"].clear()],
    "secret:mail/SMTP_HOST": [
        lambda hub: (
            hub.variables.update(DELIVERY="on", CONTACTS_REPOSITORY="kantor/kontak")
            or hub.secrets.update(mail={"APP_KEY"})
        )
    ],
    "secret:mail/APP_KEY": [
        lambda hub: (
            hub.variables.update(DELIVERY="on", CONTACTS_REPOSITORY="kantor/kontak")
            or hub.secrets.update(mail={"SMTP_HOST"})
        )
    ],
    "secret:mail/SMTP_PASSWORD": [lambda hub: hub.secrets[""].add("SMTP_PASSWORD")],
    "workflows": [lambda hub: hub.workflows.popitem()],
    "owners": [
        lambda hub: setattr(hub, "has_owners", False),
        lambda hub: hub.owner_errors.append(
            {
                "line": 3,
                "column": 3,
                "kind": "Unknown owner",
                "source": "* @x",
                "message": "…",
                "path": ".github/CODEOWNERS",
            }
        ),
    ],
    "ruleset": [
        lambda hub: other_ruleset(hub, [{"type": "required_linear_history"}]),
        lambda hub: other_ruleset(
            hub, [{"type": "pull_request", "parameters": weak(allowed_merge_methods=["squash"])}]
        ),
        lambda hub: other_ruleset(hub, [{"type": "deletion"}], bypass_actors=[{"actor_id": 1, "actor_type": "Team"}]),
        lambda hub: other_ruleset(hub, [{"type": "merge_queue", "parameters": QUEUE}]),
    ],
}
ALSO = {"secret:mail/CONTACTS", "variable:SITE_URL"}
"""Rows that are at fault together with another one."""
NEVER_AT_FAULT = {
    "variable:DELIVERY",
    "variable:EDITOR",
    *(f"secret:mail/SMTP_{one}" for one in ("PORT", "TLS", "USER", "FROM")),
}
"""What the office may leave empty."""


def weak(**how: Any) -> dict[str, Any]:
    return {
        "required_approving_review_count": 1,
        "dismiss_stale_reviews_on_push": True,
        "require_code_owner_review": True,
        "require_last_push_approval": True,
        "required_review_thread_resolution": False,
        "allowed_merge_methods": ["merge"],
        **how,
    }


def cases(table: dict[str, list[Break]]) -> list[Any]:
    return [
        pytest.param(key, one, id=f"{key}-{number}")
        for key, breaks in table.items()
        for number, one in enumerate(breaks)
    ]


def test_every_row_is_tried() -> None:
    assert {row.key for row in TABLE} == {"bots"} | MENDED.keys() | BY_PEOPLE.keys() | NEVER_AT_FAULT | ALSO


@pytest.mark.parametrize(("key", "spoil"), cases(MENDED))
def test_what_differs_is_named_and_mended(whole: Hub, key: str, spoil: Break) -> None:
    spoil(whole)
    assert key in open_rows(looked(whole))
    assert open_rows(looked(whole)) <= {key, "selected-actions"}
    found = mended(whole)
    assert open_rows(found) == set()
    assert found[key].done
    assert open_rows(looked(whole)) == set()


@pytest.mark.parametrize(("key", "spoil"), cases(BY_PEOPLE))
def test_what_only_people_can_mend_is_named_and_left(whole: Hub, key: str, spoil: Break) -> None:
    spoil(whole)
    before = copy.deepcopy(whole.rulesets)
    found = mended(whole)
    assert key in open_rows(found)
    assert open_rows(found) <= {key, "secret:mail/CONTACTS", "selected-actions"}
    assert whole.writes == []
    assert whole.rulesets == before


@pytest.mark.parametrize(
    ("bots", "ok"),
    [
        ((), False),
        (("lain[bot]",), False),
        (("tersembunyi[bot]",), True),
        ((SAMPLE_BOT,), False),
        ((SAMPLE_BOT, "tersembunyi[bot]"), True),
    ],
)
def test_the_app_must_stand_in_the_policy(whole: Hub, bots: tuple[str, ...], *, ok: bool) -> None:
    found = looked(whole, OfficeFacts(workflows=FACTS.workflows, bots=bots))
    assert open_rows(found) == (set() if ok else {"bots"})
    assert bool(found["bots"].after.notes) == ok


def test_the_sample_names_the_app_that_no_office_has() -> None:
    policy = (ROOT / "site_config/policy.yml").read_text("utf-8")
    assert f'bots: ["{SAMPLE_BOT}"]' in policy


def test_two_rulesets_add_up(new: Repository) -> None:
    """Neither alone has everything, and neither overwrites the other."""
    hub = new()
    mended(hub)
    rules = own(hub)["rules"]
    own(hub)["rules"] = [*rules[:2], rules[3]]
    other_ruleset(hub, [{"type": "pull_request", "parameters": weak(required_approving_review_count=2)}])
    other = copy.deepcopy(hub.rulesets[43])
    assert "ruleset" not in open_rows(looked(hub))
    mended(hub)
    assert hub.rulesets[43] == other


def test_what_is_stricter_stays(whole: Hub) -> None:
    """Another setting is mended meanwhile, so that the whole ruleset and environment are written anew."""
    checks = [*parameters(whole, "required_status_checks")["required_status_checks"], {"context": "test"}]
    strict = weak(
        required_approving_review_count=3, required_review_thread_resolution=True, require_code_owner_review=False
    )
    own(whole)["rules"][2]["parameters"] = strict
    own(whole)["rules"][3]["parameters"].update(
        required_status_checks=checks, strict_required_status_checks_policy=False
    )
    own(whole)["rules"].append({"type": "required_signatures"})
    own(whole)["conditions"]["ref_name"]["include"] = ["refs/heads/release/*", "~DEFAULT_BRANCH"]
    told = {"wait_timer": 30, "prevent_self_review": True, "reviewers": [{"type": "User", "id": 7}]}
    put_environment(whole, {"environment_name": "act"}, {}, told)
    whole.policies["act"].clear()
    assert open_rows(mended(whole)) == set()
    review = parameters(whole, "pull_request")
    assert (review["required_approving_review_count"], review["required_review_thread_resolution"]) == (3, True)
    assert parameters(whole, "required_status_checks")["required_status_checks"] == checks
    assert "required_signatures" in {rule["type"] for rule in own(whole)["rules"]}
    assert "refs/heads/release/*" in own(whole)["conditions"]["ref_name"]["include"]
    kept = {rule["type"]: rule for rule in whole.environments["act"]["protection_rules"]}
    assert kept["wait_timer"]["wait_timer"] == 30
    assert kept["required_reviewers"]["reviewers"][0]["reviewer"]["id"] == 7
    assert kept["required_reviewers"]["prevent_self_review"] is True


def test_a_workflow_that_a_person_switched_off_stays_off(whole: Hub) -> None:
    whole.workflows[FACTS.workflows[1]] = "disabled_manually"
    found = mended(whole)
    assert open_rows(found) == set()
    assert "deploy.yml" in translate(found["workflows"].after.notes[0])
    assert whole.writes == []


def test_some_of_github_s_actions_are_enough(whole: Hub) -> None:
    """Another setting is mended meanwhile."""
    whole.selected.update(
        github_owned_allowed=False, verified_allowed=True, patterns_allowed=["actions/checkout@*", "x/*"]
    )
    assert open_rows(mended(whole)) == set()
    wanted = {"github_owned_allowed": False, "verified_allowed": False, "patterns_allowed": ["actions/checkout@*"]}
    assert whole.selected == wanted


def test_a_merge_queue_serves_instead_of_being_up_to_date(whole: Hub) -> None:
    own(whole)["rules"][3]["parameters"]["strict_required_status_checks_policy"] = False
    other_ruleset(whole, [{"type": "merge_queue", "parameters": {**QUEUE, "merge_method": "MERGE"}}])
    assert open_rows(looked(whole)) == set()


def test_without_an_app_jobs_may_open_pull_requests(new: Repository) -> None:
    hub = new()
    mended(hub)
    assert hub.token == {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": True}
    hub.token["can_approve_pull_request_reviews"] = False
    assert "Allow GitHub Actions" in translate(looked(hub)["token"].after.notes[0])


def test_a_private_repository(new: Repository) -> None:
    """Nothing that costs money is switched on."""
    hub = new(private=True)
    hub.private_forks.update(run_workflows_from_fork_pull_requests=True, send_secrets_and_variables=True)
    found = mended(hub)
    assert open_rows(found) == PEOPLE
    assert hub.private_forks["require_approval_for_fork_pr_workflows"] is True
    assert hub.private_forks["send_secrets_and_variables"] is False
    assert hub.repository["security_and_analysis"] is None
    assert found["scanning"].after.notes


def test_a_variable_is_given_by_the_caller(whole: Hub) -> None:
    asked = OfficeFacts(
        **{**{name: getattr(FACTS, name) for name in FACTS.__struct_fields__}, "values": {"EDITOR": "off"}}
    )
    mended(whole, asked)
    assert whole.variables["EDITOR"] == "off"
    asked.values["EDITOR"] = "on"
    asked.values["EDITOR_AUTH"] = "https://masuk.contoh.go.id"
    assert open_rows(mended(whole, asked)) == set()
    assert whole.variables["EDITOR"] == "on"


def test_more_variables_than_one_page_holds(whole: Hub) -> None:
    whole.variables = {**{f"LAIN_{number}": "x" for number in range(65)}, **whole.variables}
    assert open_rows(looked(whole)) == set()
