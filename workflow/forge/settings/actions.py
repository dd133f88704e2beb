"""GitHub Actions: whose programs may run, and with what rights (GitHub Docs, "Managing GitHub Actions settings")."""

from typing import Any

from workflow.forge.settings.row import Look, Request, Row
from workflow.forge.settings.seen import Seen
from workflow.language.message import Message, say

ADMINISTRATION = "administration=write"
FORKS = "all_external_contributors"


def allowed(seen: Seen) -> Look:
    """Only GitHub's own actions and those of this repository, each at one commit."""
    found = seen.get("actions/permissions")
    wanted: dict[str, Any] = {"enabled": True, "allowed_actions": "selected", "sha_pinning_required": True}
    words = {
        "enabled": say("GitHub Actions is switched off"),
        "allowed_actions": say("actions of other people may run, or not even those of GitHub"),
        "sha_pinning_required": say("actions need not be pinned to a commit"),
    }
    gaps = tuple(words[name] for name, value in wanted.items() if found.get(name) != value)
    return Look(gaps, (Request("PUT", "actions/permissions", wanted),) if gaps else ())


def selected(seen: Seen) -> Look:
    """Of the actions that are not ours only those of GitHub."""
    if seen.get("actions/permissions").get("allowed_actions") != "selected":
        return Look((say("this cannot be chosen before the row above is mended"),))
    found = seen.get("actions/permissions/selected-actions")
    wanted: dict[str, Any] = {"github_owned_allowed": True, "verified_allowed": False, "patterns_allowed": []}
    words = {
        "github_owned_allowed": say("GitHub's own actions may not run"),
        "verified_allowed": say("actions of all verified makers may run"),
        "patterns_allowed": say(
            "further actions may run: {names}", names=", ".join(found.get("patterns_allowed") or [])
        ),
    }
    gaps = tuple(words[name] for name, value in wanted.items() if (found.get(name) or type(value)()) != value)
    return Look(gaps, (Request("PUT", "actions/permissions/selected-actions", wanted),) if gaps else ())


def token(seen: Seen) -> Look:
    """A job's own token reads unless its workflow says more; it opens pull requests only where there is no App."""
    found, has_app = seen.get("actions/permissions/workflow"), "APP_CLIENT_ID" in seen.variables()
    opens = bool(found["can_approve_pull_request_reviews"])
    gaps: list[Message] = []
    if found["default_workflow_permissions"] != "read":
        gaps.append(say("jobs may write by default"))
    if opens and has_app:
        gaps.append(say("jobs may create and approve pull requests, which only the App needs to"))
    data = {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": opens and not has_app}
    note = say(
        "without an App, letters that come by the form need “Allow GitHub Actions to create and approve pull requests”"
    )
    return Look(
        tuple(gaps),
        (Request("PUT", "actions/permissions/workflow", data),) if gaps else (),
        () if has_app or opens else (note,),
    )


def forks(seen: Seen) -> Look:
    """What strangers send does not run before somebody of the office agreed."""
    private = seen.repository["private"]
    found = seen.find(f"actions/permissions/fork-pr-{'workflows-private-repos' if private else 'contributor-approval'}")
    if found is None:
        return Look(notes=(say("this GitHub server does not have it"),))
    if private:
        return _private_forks(found)
    if found["approval_policy"] == FORKS:
        return Look()
    request = Request("PUT", "actions/permissions/fork-pr-contributor-approval", {"approval_policy": FORKS})
    return Look((say("workflows of strangers run without being agreed to"),), (request,))


def _private_forks(found: dict[str, bool]) -> Look:
    runs = found["run_workflows_from_fork_pull_requests"]
    wanted = {
        "run_workflows_from_fork_pull_requests": runs,
        "send_write_tokens_to_workflows": False,
        "send_secrets_and_variables": False,
        "require_approval_for_fork_pr_workflows": runs or found["require_approval_for_fork_pr_workflows"],
    }
    if found == wanted:
        return Look()
    request = Request("PUT", "actions/permissions/fork-pr-workflows-private-repos", wanted)
    return Look(
        (say("workflows of forks get a token that writes, secrets, or run without being agreed to"),), (request,)
    )


def workflows(seen: Seen) -> Look:
    """Every workflow of the office is known to GitHub and awake: after 60 quiet days GitHub puts schedules to sleep."""
    states = {str(one["path"]): one for one in seen.items("actions/workflows", "workflows")}
    gaps: list[Message] = []
    requests: list[Request] = []
    notes: list[Message] = []
    for path in seen.facts.workflows:
        found = states.get(path)
        name = path.rpartition("/")[2]
        if found is None:
            gaps.append(say("{name}: GitHub does not know it; send it (git push) to the default branch", name=name))
        elif found["state"] == "disabled_manually":
            notes.append(say("{name}: somebody switched it off (Actions > {name} > Enable workflow)", name=name))
        elif found["state"] != "active":
            gaps.append(say("{name}: GitHub put it to sleep", name=name))
            requests.append(Request("PUT", f"actions/workflows/{found['id']}/enable"))
    return Look(tuple(gaps), tuple(requests), tuple(notes))


ROWS = (
    Row(
        "actions",
        say("GitHub Actions: whose actions may run"),
        say("a stranger's program must not run with the office's rights"),
        say(
            "Settings > Actions > General > Actions permissions: Allow …, and select non-… actions; "
            "Require actions to be pinned to a full-length commit SHA"
        ),
        ADMINISTRATION,
        allowed,
    ),
    Row(
        "selected-actions",
        say("GitHub Actions: only those made by GitHub"),
        say("the workflows use no others"),
        say("Settings > Actions > General > Actions permissions: Allow actions created by GitHub, and nothing else"),
        ADMINISTRATION,
        selected,
    ),
    Row(
        "token",
        say("GitHub Actions: rights of a job's own token"),
        say("every workflow names what it needs; nothing gets more by default"),
        say(
            "Settings > Actions > General > Workflow permissions: Read repository contents and packages permissions; "
            "with an App also: no tick at Allow GitHub Actions to create and approve pull requests"
        ),
        ADMINISTRATION,
        token,
    ),
    Row(
        "forks",
        say("GitHub Actions: pull requests from outside"),
        say("what strangers send is looked at by somebody before it runs"),
        say(
            "Settings > Actions > General > Approval for running fork pull request workflows: Require approval for all"
        ),
        ADMINISTRATION,
        forks,
    ),
    Row(
        "workflows",
        say("workflows are switched on"),
        say("a workflow that sleeps does nothing, and nobody hears of it"),
        say("Actions > (the workflow's name) > Enable workflow"),
        "actions=write",
        workflows,
    ),
)
