"""What each operation does to the stand-in, as GitHub documents it, with the permission that a token needs for it.

GitHub Docs, "Permissions required for fine-grained personal access tokens"; the sentences of refusals by the plan are those
that users quote in public issues.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.support.github_described import least

if TYPE_CHECKING:
    from tests.support.github_settings_hub import Hub

Json = dict[str, Any]
Do = Callable[["Hub", dict[str, str], dict[str, str], Any], Any]
REPO = "/repos/{owner}/{repo}"
ENVIRONMENT = f"{REPO}/environments/{{environment_name}}"
POLICIES = f"{ENVIRONMENT}/deployment-branch-policies"
PERMISSIONS = f"{REPO}/actions/permissions"
UPGRADE = "Upgrade to GitHub Pro or make this repository public to enable this feature."
TIME = "2026-11-20T01:05:00Z"


RUNNER = 15368
"""The number that GitHub Actions has on github.com."""


class RefusedError(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, message: str, needs: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.needs = status, message, needs


class Route(NamedTuple):
    """One operation."""

    do: Do
    needs: str = ""


def refuse(status: int, message: str) -> Any:
    """Answer with no success."""
    raise RefusedError(status, message)


def part(items: list[Json], query: dict[str, str], most: int = 100) -> list[Json]:
    """The page of a list that is asked for."""
    size, page = min(int(query.get("per_page", 30)), most), int(query.get("page", 1))
    return items[(page - 1) * size : page * size]


def paged(key: str, items: Callable[["Hub", dict[str, str]], list[Json]], most: int = 100) -> Do:
    """A list below a key, with its length."""

    def do(hub: "Hub", parts: dict[str, str], query: dict[str, str], _: Any) -> Json:
        found = items(hub, parts)
        return {"total_count": len(found), key: part(found, query, most)}

    return do


def gated(do: Do) -> Do:
    """What a private repository of the Free plan does not have."""

    def with_plan(hub: "Hub", parts: dict[str, str], query: dict[str, str], body: Any) -> Any:
        return refuse(403, UPGRADE) if hub.private and not hub.paid else do(hub, parts, query, body)

    return with_plan


def kept(name: str, only: Callable[["Hub"], bool] = lambda _: True) -> tuple[Do, Do]:
    """A record of the hub that is read and written whole; what is not told stays."""

    def read(hub: "Hub", *_: Any) -> Any:
        return dict(getattr(hub, name)) if only(hub) else refuse(404, "Not Found")

    def write(hub: "Hub", _: Any, __: Any, body: Json) -> None:
        getattr(hub, name).update(body) if only(hub) else refuse(404, "Not Found")

    return read, write


def change_repository(hub: "Hub", _: Any, __: Any, body: Json) -> Json:
    more = dict(body)
    if analysis := more.pop("security_and_analysis", None):
        if hub.private:
            refuse(422, "Secret scanning is not available for this repository.")
        hub.repository["security_and_analysis"] = {**(hub.repository["security_and_analysis"] or {}), **analysis}
    hub.repository.update(more)
    return hub.repository


def ruleset(hub: "Hub", number: int, body: Json) -> Json:
    """A ruleset as GitHub gives it back: with fields of its own, also within rules."""
    added: dict[str, Json] = {
        "pull_request": {"required_reviewers": []},
        "required_status_checks": {"do_not_enforce_on_create": False},
    }
    rules = [
        {**rule, "parameters": {**added.get(rule["type"], {}), **rule["parameters"]}} if "parameters" in rule else rule
        for rule in body.get("rules", [])
    ]
    return {
        "target": "branch",
        "bypass_actors": [],
        "conditions": None,
        **body,
        "rules": rules,
        "id": number,
        "source": "kantor/berita",
        "source_type": "Repository",
        "current_user_can_bypass": "always" if body.get("bypass_actors") else "never",
        "created_at": TIME,
        "_links": {"self": {"href": f"https://api.github.com/repos/kantor/berita/rulesets/{number}"}, "html": None},
    }


def add_ruleset(hub: "Hub", _: Any, __: Any, body: Json) -> Json:
    if any(one["name"] == body["name"] for one in hub.rulesets.values()):
        refuse(422, "Validation Failed")
    number = 42 + len(hub.rulesets)
    hub.rulesets[number] = ruleset(hub, number, body)
    return hub.rulesets[number]


def put_ruleset(hub: "Hub", parts: dict[str, str], __: Any, body: Json) -> Json:
    number = int(parts["ruleset_id"])
    if number not in hub.rulesets:
        refuse(404, "Not Found")
    hub.rulesets[number] = ruleset(hub, number, {**hub.rulesets[number], **body})
    return hub.rulesets[number]


def get_ruleset(hub: "Hub", parts: dict[str, str], *_: Any) -> Json:
    found = dict(hub.rulesets.get(int(parts["ruleset_id"])) or refuse(404, "Not Found"))
    if "administration" in hub.lacks:  # who may bypass is told only to those who may change it
        del found["bypass_actors"]
    return found


def list_rulesets(hub: "Hub", _: Any, query: dict[str, str], __: Any) -> list[Json]:
    """Without their rules."""
    return part([{k: v for k, v in one.items() if k != "rules"} for one in hub.rulesets.values()], query)


def rules_in_force(hub: "Hub", parts: dict[str, str], query: dict[str, str], _: Any) -> list[Json]:
    found = []
    for number, one in hub.rulesets.items():
        names = (one["conditions"] or {}).get("ref_name", {})
        inside = {"~ALL", "~DEFAULT_BRANCH", f"refs/heads/{parts['branch']}"}
        if one["enforcement"] == "active" and one["target"] == "branch" and inside & set(names.get("include", [])):
            found += [{**rule, "ruleset_id": number, "ruleset_source": "kantor/berita"} for rule in one["rules"]]
    return part(found, query)


def get_environment(hub: "Hub", parts: dict[str, str], *_: Any) -> Json:
    found = hub.environments.get(parts["environment_name"])
    return dict(found) if found else dict(refuse(404, "Not Found"))


def put_environment(hub: "Hub", parts: dict[str, str], __: Any, body: Json | None) -> Json:
    """What is not told is lost."""
    name, told = parts["environment_name"], body or {}
    policy = told.get("deployment_branch_policy")
    if hub.private and not hub.paid:
        refuse(422, "Failed to create the environment protection rule. Please ensure the billing plan supports it.")
    if policy and policy["protected_branches"] == policy["custom_branch_policies"]:
        refuse(422, "Validation Failed")
    rules: list[Json] = []
    if told.get("wait_timer"):
        rules.append({"id": 1, "node_id": "", "type": "wait_timer", "wait_timer": told["wait_timer"]})
    if told.get("reviewers"):
        people = [
            {"type": one["type"], "reviewer": {**least("simple-user"), "id": one["id"]}} for one in told["reviewers"]
        ]
        alone = told.get("prevent_self_review", False)
        rule = {"type": "required_reviewers", "reviewers": people, "prevent_self_review": alone}
        rules.append({"id": 2, "node_id": "", **rule})
    hub.environments[name] = {
        **least("environment"),
        "name": name,
        "protection_rules": rules,
        "deployment_branch_policy": policy,
    }
    hub.secrets.setdefault(name, set())
    return hub.environments[name]


def add_policy(hub: "Hub", parts: dict[str, str], __: Any, body: Json) -> Json:
    found = get_environment(hub, parts)
    if not (found["deployment_branch_policy"] or {}).get("custom_branch_policies"):
        refuse(404, "Not Found")
    known = hub.policies.setdefault(parts["environment_name"], [])
    if any(one["name"] == body["name"] for one in known):
        refuse(303, "See Other")
    known.append({"id": 1 + max([one["id"] for one in known], default=0), "type": "branch", **body})
    return known[-1]


def drop_policy(hub: "Hub", parts: dict[str, str], *_: Any) -> None:
    known = hub.policies[parts["environment_name"]]
    known[:] = [one for one in known if one["id"] != int(parts["branch_policy_id"])]


def named(names: set[str]) -> list[Json]:
    return [{"name": name, "created_at": TIME, "updated_at": TIME} for name in sorted(names)]


def environment_secrets(hub: "Hub", parts: dict[str, str]) -> list[Json]:
    return named(hub.secrets[get_environment(hub, parts)["name"]])


def add_variable(hub: "Hub", _: Any, __: Any, body: Json) -> Json:
    if body["name"] in hub.variables:
        refuse(409, "Already exists - Variable already exists")
    hub.variables[body["name"]] = body["value"]
    return {}


def change_variable(hub: "Hub", parts: dict[str, str], __: Any, body: Json) -> None:
    if parts["name"] not in hub.variables:
        refuse(404, "Not Found")
    hub.variables[parts["name"]] = body["value"]


def variables(hub: "Hub", _: Any) -> list[Json]:
    return [{**named({name})[0], "value": value} for name, value in hub.variables.items()]


def add_label(hub: "Hub", _: Any, __: Any, body: Json) -> Json:
    if body["name"].lower() in map(str.lower, hub.labels):
        refuse(422, "Validation Failed")
    hub.labels.append(body["name"])
    return {**least("label"), **body}


def list_labels(hub: "Hub", _: Any, query: dict[str, str], __: Any) -> list[Json]:
    return part([{**least("label"), "name": name} for name in hub.labels], query)


def add_pages(hub: "Hub", _: Any, __: Any, body: Json) -> Json:
    if hub.pages:
        refuse(409, "GitHub Pages is already enabled.")
    if hub.private and not hub.paid:
        refuse(422, "Your current plan does not support GitHub Pages for this repository.")
    hub.pages = {**least("page"), "html_url": "https://kantor.github.io/berita/", **body}
    return hub.pages


def change_pages(hub: "Hub", _: Any, __: Any, body: Json) -> None:
    hub.pages.update(body) if hub.pages else refuse(404, "Not Found")


def selected(hub: "Hub", *_: Any) -> Json:
    return hub.selected if hub.actions["allowed_actions"] == "selected" else dict(refuse(409, "Conflict"))


def list_workflows(hub: "Hub", _: Any) -> list[Json]:
    least_one = least("workflow")
    return [
        {**least_one, "id": number, "path": path, "state": state, "created_at": TIME, "updated_at": TIME}
        for number, (path, state) in enumerate(hub.workflows.items())
    ]


def enable(hub: "Hub", parts: dict[str, str], *_: Any) -> None:
    hub.workflows[[*hub.workflows][int(parts["workflow_id"])]] = "active"


def owner_errors(hub: "Hub", *_: Any) -> Json:
    return {"errors": hub.owner_errors} if hub.has_owners else dict(refuse(404, "Not Found"))


def app(hub: "Hub", parts: dict[str, str], *_: Any) -> Json:
    """GitHub Actions, and the office's own App."""
    known: dict[str, Json] = {
        "github-actions": {"id": RUNNER},
        "redaksi-kantor": {"id": 7, "client_id": "Iv23contoh"},
        "lain": {"id": 8},
    }
    if parts["app_slug"] not in known:
        refuse(404, "Not Found")
    return {**least("integration"), **known[parts["app_slug"]]}


ADMIN, READ_ADMIN = "administration=write", "administration=read"
_workflow_token, _set_workflow_token = kept("token")
_actions, _set_actions = kept("actions")
_forks, _set_forks = kept("forks", lambda hub: not hub.private)
_private_forks, _set_private_forks = kept("private_forks", lambda hub: hub.private)
ROUTES: dict[str, Route] = {
    f"GET {REPO}": Route(lambda hub, *_: hub.repository),
    f"PATCH {REPO}": Route(change_repository, ADMIN),
    f"GET {REPO}/rules/branches/{{branch}}": Route(gated(rules_in_force)),
    f"GET {REPO}/rulesets": Route(gated(list_rulesets)),
    f"POST {REPO}/rulesets": Route(gated(add_ruleset), ADMIN),
    f"GET {REPO}/rulesets/{{ruleset_id}}": Route(gated(get_ruleset)),
    f"PUT {REPO}/rulesets/{{ruleset_id}}": Route(gated(put_ruleset), ADMIN),
    f"GET {ENVIRONMENT}": Route(get_environment, "actions=read"),
    f"PUT {ENVIRONMENT}": Route(put_environment, ADMIN),
    f"GET {POLICIES}": Route(
        paged("branch_policies", lambda hub, parts: hub.policies.get(parts["environment_name"], [])), "actions=read"
    ),
    f"POST {POLICIES}": Route(add_policy, ADMIN),
    f"DELETE {POLICIES}/{{branch_policy_id}}": Route(drop_policy, ADMIN),
    f"GET {ENVIRONMENT}/secrets": Route(paged("secrets", environment_secrets), "environments=read"),
    f"GET {REPO}/actions/variables": Route(paged("variables", variables, 30), "actions_variables=read"),
    f"POST {REPO}/actions/variables": Route(add_variable, "actions_variables=write"),
    f"PATCH {REPO}/actions/variables/{{name}}": Route(change_variable, "actions_variables=write"),
    f"GET {REPO}/actions/secrets": Route(paged("secrets", lambda hub, _: named(hub.secrets[""])), "secrets=read"),
    f"GET {REPO}/labels": Route(list_labels),
    f"POST {REPO}/labels": Route(add_label, "issues=write"),
    f"GET {REPO}/pages": Route(lambda hub, *_: hub.pages or refuse(404, "Not Found"), "pages=read"),
    f"POST {REPO}/pages": Route(add_pages, "pages=write,administration=write"),
    f"PUT {REPO}/pages": Route(change_pages, "pages=write,administration=write"),
    f"GET {PERMISSIONS}": Route(_actions, READ_ADMIN),
    f"PUT {PERMISSIONS}": Route(_set_actions, ADMIN),
    f"GET {PERMISSIONS}/selected-actions": Route(selected, READ_ADMIN),
    f"PUT {PERMISSIONS}/selected-actions": Route(kept("selected")[1], ADMIN),
    f"GET {PERMISSIONS}/workflow": Route(_workflow_token, READ_ADMIN),
    f"PUT {PERMISSIONS}/workflow": Route(_set_workflow_token, ADMIN),
    f"GET {PERMISSIONS}/fork-pr-contributor-approval": Route(_forks, READ_ADMIN),
    f"PUT {PERMISSIONS}/fork-pr-contributor-approval": Route(_set_forks, ADMIN),
    f"GET {PERMISSIONS}/fork-pr-workflows-private-repos": Route(_private_forks, READ_ADMIN),
    f"PUT {PERMISSIONS}/fork-pr-workflows-private-repos": Route(_set_private_forks, ADMIN),
    f"GET {REPO}/actions/workflows": Route(paged("workflows", list_workflows), "actions=read"),
    f"PUT {REPO}/actions/workflows/{{workflow_id}}/enable": Route(enable, "actions=write"),
    f"GET {REPO}/codeowners/errors": Route(owner_errors, "contents=read"),
    "GET /apps/{app_slug}": Route(app),
}
