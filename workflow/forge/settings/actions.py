"""GitHub Actions: whose programs may run, and with what rights (GitHub Docs, "Managing GitHub Actions settings")."""

from typing import Any

from workflow.forge.settings.row import ApiRequest, Observation, SettingRow
from workflow.forge.settings.snapshot import SettingsSnapshot
from workflow.i18n.message import Message, Phrase, say

ADMINISTRATION = "administration=write"
UNKNOWN = "unknown"
"""Beside GitHub's own words for a workflow's state."""
GITHUB_OWNERS = ("actions/", "github/")
"""How the names of GitHub's own actions begin."""
FORK_APPROVAL_POLICY = "all_external_contributors"


def observe_allowed_actions(seen: SettingsSnapshot) -> Observation:
    """Only GitHub's own actions and those of this repository, each at one commit.

    What is shut altogether is opened by a person, never by a program.
    """
    found = seen.get("actions/permissions")
    if not found["enabled"]:
        return Observation((say("GitHub Actions is switched off"),))
    if found.get("allowed_actions") == "local_only":
        return Observation((say("not even GitHub's own actions may run, so that no workflow does"),))
    wanted: dict[str, Any] = {"enabled": True, "allowed_actions": "selected", "sha_pinning_required": True}
    words = {
        "allowed_actions": say("actions of other people may run"),
        "sha_pinning_required": say("actions need not be pinned to a commit"),
    }
    gaps = tuple(word for name, word in words.items() if found.get(name) != wanted[name])
    return Observation(gaps, (ApiRequest("PUT", "actions/permissions", wanted),) if gaps else ())


def observe_selected_actions(seen: SettingsSnapshot) -> Observation:
    """Of the actions that are not ours only those of GitHub, all of them or some."""
    if seen.get("actions/permissions").get("allowed_actions") != "selected":
        return Observation((say("this cannot be chosen before the row above is mended"),))
    found = seen.get("actions/permissions/selected-actions")
    patterns = found.get("patterns_allowed") or []
    theirs = [one for one in patterns if one.startswith(GITHUB_OWNERS)]
    others = ", ".join(one for one in patterns if one not in theirs)
    gaps: list[Message] = []
    if not found.get("github_owned_allowed") and not theirs:
        gaps.append(say("GitHub's own actions may not run"))
    if found.get("verified_allowed"):
        gaps.append(say("actions of all verified makers may run"))
    if others:
        gaps.append(say("further actions may run: {names}", names=others))
    data = {
        "github_owned_allowed": found.get("github_owned_allowed") or not theirs,
        "verified_allowed": False,
        "patterns_allowed": theirs,
    }
    return Observation(tuple(gaps), (ApiRequest("PUT", "actions/permissions/selected-actions", data),) if gaps else ())


def observe_token_rights(seen: SettingsSnapshot) -> Observation:
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
    return Observation(
        tuple(gaps),
        (ApiRequest("PUT", "actions/permissions/workflow", data),) if gaps else (),
        () if has_app or opens else (note,),
    )


def observe_forks(seen: SettingsSnapshot) -> Observation:
    """What strangers send does not run before somebody of the office agreed."""
    private = seen.repository["private"]
    found = seen.find(f"actions/permissions/fork-pr-{'workflows-private-repos' if private else 'contributor-approval'}")
    if found is None:
        return Observation(notes=(say("this GitHub server does not have it"),))
    if private:
        return _private_forks(found)
    if found["approval_policy"] == FORK_APPROVAL_POLICY:
        return Observation()
    request = ApiRequest(
        "PUT", "actions/permissions/fork-pr-contributor-approval", {"approval_policy": FORK_APPROVAL_POLICY}
    )
    return Observation((say("workflows of strangers run without being agreed to"),), (request,))


def _private_forks(found: dict[str, bool]) -> Observation:
    runs = found["run_workflows_from_fork_pull_requests"]
    wanted = {
        "run_workflows_from_fork_pull_requests": runs,
        "send_write_tokens_to_workflows": False,
        "send_secrets_and_variables": False,
        "require_approval_for_fork_pr_workflows": runs or found["require_approval_for_fork_pr_workflows"],
    }
    if found == wanted:
        return Observation()
    request = ApiRequest("PUT", "actions/permissions/fork-pr-workflows-private-repos", wanted)
    return Observation(
        (say("workflows of forks get a token that writes, secrets, or run without being agreed to"),), (request,)
    )


def observe_workflows(seen: SettingsSnapshot) -> Observation:
    """Every workflow of the office is known to GitHub and awake: after 60 quiet days GitHub puts schedules to sleep."""
    found = {str(one["path"]): one for one in seen.items("actions/workflows", "workflows")}
    state = {path: str(found[path]["state"]) if path in found else UNKNOWN for path in seen.facts.workflows}
    unknown, off = _in(state, UNKNOWN, "deleted"), _in(state, "disabled_manually")
    asleep = _in(state, "disabled_inactivity", "disabled_fork")
    gaps = []
    if unknown:
        gaps.append(
            say("GitHub does not know {names}; send them (git push) to the default branch", names=_names(unknown))
        )
    if asleep:
        gaps.append(say("GitHub put {names} to sleep", names=_names(asleep)))
    note = say("somebody switched off {names}; on again: Actions > (its name) > Enable workflow", names=_names(off))
    requests = (ApiRequest("PUT", f"actions/workflows/{found[path]['id']}/enable") for path in asleep)
    return Observation(tuple(gaps), tuple(requests), (note,) if off else ())


def _in(state: dict[str, str], *wanted: str) -> list[str]:
    return [path for path, found in state.items() if found in wanted]


def _names(paths: list[str]) -> Phrase:
    """All of them, however many."""
    return Phrase(", ".join(path.rpartition("/")[2] for path in paths))


ROWS = (
    SettingRow(
        "actions",
        say("GitHub Actions: whose actions may run"),
        say("a stranger's program must not run with the office's rights"),
        say(
            "Settings > Actions > General > Actions permissions: Allow …, and select non-… actions; "
            "Require actions to be pinned to a full-length commit SHA"
        ),
        ADMINISTRATION,
        observe_allowed_actions,
    ),
    SettingRow(
        "selected-actions",
        say("GitHub Actions: only those made by GitHub"),
        say("the workflows use no others"),
        say("Settings > Actions > General > Actions permissions: Allow actions created by GitHub, and nothing else"),
        ADMINISTRATION,
        observe_selected_actions,
    ),
    SettingRow(
        "token",
        say("GitHub Actions: rights of a job's own token"),
        say("every workflow names what it needs; nothing gets more by default"),
        say(
            "Settings > Actions > General > Workflow permissions: Read repository contents and packages permissions; "
            "with an App also: no tick at Allow GitHub Actions to create and approve pull requests"
        ),
        ADMINISTRATION,
        observe_token_rights,
    ),
    SettingRow(
        "forks",
        say("GitHub Actions: pull requests from outside"),
        say("what strangers send is looked at by somebody before it runs"),
        say(
            "Settings > Actions > General > Approval for running fork pull request workflows: "
            "Require approval for all external contributors; private repository: "
            "no Send write tokens, no Send secrets, and Require approval"
        ),
        ADMINISTRATION,
        observe_forks,
    ),
    SettingRow(
        "workflows",
        say("GitHub Actions: the workflows"),
        say("a workflow that sleeps does nothing, and nobody hears of it"),
        say("Actions > (the workflow's name) > Enable workflow"),
        "actions=write",
        observe_workflows,
    ),
)
