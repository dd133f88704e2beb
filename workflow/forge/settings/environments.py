"""Environments keep secrets for the default branch: a workflow file of any other branch cannot read them.

GitHub Docs, "Managing environments for deployment": a job whose branch is not allowed fails before it starts.
"""

from functools import partial
from typing import Any
from urllib.parse import quote

from workflow.forge.settings.row import ApiRequest, GitHubPlan, Observation, SettingRow
from workflow.forge.settings.snapshot import SettingsSnapshot
from workflow.i18n.message import Message, say

ENVIRONMENTS = {
    "act": (say("it holds the keys of the office's App, which writes steps for people"), ("act.yml",)),
    "site": (say("it holds the key that signs the site"), ("deploy.yml",)),
    "mail": (say("it holds the office's mail account and its contacts"), ("clock.yml",)),
    "github-pages": (say("only what stands on the default branch becomes the public site"), ("deploy.yml",)),
}
"""What each is for, and whose jobs run in it."""


def environment_path(name: str) -> str:
    """An environment's path below the repository."""
    return f"environments/{quote(name, safe='')}"


def observe_environment(seen: SettingsSnapshot, name: str) -> Observation:
    """Whether it is there, and open for the default branch alone."""
    path, branch = environment_path(name), seen.branch
    found = seen.find(path)
    if found is None:
        return Observation((say("it is not there"),), (_closed(path, {}),))
    if not (found.get("deployment_branch_policy") or {}).get("custom_branch_policies"):
        return Observation((say("it is not kept to “{branch}” alone", branch=branch),), (_closed(path, found),))
    policies = seen.items(f"{path}/deployment-branch-policies", "branch_policies")
    others = [one for one in policies if (one["name"], one.get("type", "branch")) != (branch, "branch")]
    gaps = [say("“{name}” may use it too", name=str(one["name"])) for one in others]
    requests = [ApiRequest("DELETE", f"{path}/deployment-branch-policies/{one['id']}") for one in others]
    if len(others) == len(policies):
        gaps.append(say("“{branch}” may not use it", branch=branch))
        requests.append(
            ApiRequest("POST", f"{path}/deployment-branch-policies", {"name": branch, "type": "branch"}),
        )
    return Observation(tuple(gaps), tuple(requests))


def _closed(path: str, found: dict[str, Any]) -> ApiRequest:
    """Open it for named branches only.

    What GitHub is not told again is lost, so what protects it already is sent along; what does not is left out, since
    GitHub refuses even the mention of rules that the plan does not have.
    """
    data: dict[str, Any] = {"deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True}}
    for rule in found.get("protection_rules") or []:
        if rule["type"] == "wait_timer" and rule.get("wait_timer"):
            data["wait_timer"] = rule["wait_timer"]
        if rule["type"] == "required_reviewers" and rule.get("reviewers"):
            data["prevent_self_review"] = bool(rule.get("prevent_self_review"))
            data["reviewers"] = [{"type": one["type"], "id": one["reviewer"]["id"]} for one in rule["reviewers"]]
    return ApiRequest("PUT", path, data)


def _row(name: str, why: Message, used_by: tuple[str, ...]) -> SettingRow:
    return SettingRow(
        key=f"environment:{name}",
        what=say("environment “{name}”", name=name),
        why=why,
        by_hand=say(
            "Settings > Environments > New environment: {name}; Deployment branches and tags: "
            "Selected branches and tags, and there only the default branch",
            name=name,
        ),
        needs="administration=write,actions=read",
        look=partial(observe_environment, name=name),
        used_by=used_by,
        plan=GitHubPlan.PAID,
    )


ROWS = tuple(_row(name, *what) for name, what in ENVIRONMENTS.items())
