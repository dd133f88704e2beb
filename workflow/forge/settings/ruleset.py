"""The default branch's rules: what must hold whoever pushes, and a ruleset of ours that says so.

Rulesets add up, so nothing that others set is touched: what is missing goes into one ruleset named `redaksi`
(GitHub Docs, "Available rules for rulesets"; "About rulesets": the most restrictive rule of all applies).
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from workflow.forge.settings.combined_rules import Parameters, Rule, combine_parameters, combine_rules
from workflow.forge.settings.row import ApiRequest, GitHubPlan, Observation, SettingRow
from workflow.forge.settings.snapshot import SettingsSnapshot
from workflow.i18n.message import Message, say

RULESET_NAME = "redaksi"
REQUIRED_CHECK = "check"
"""The job of validate.yml, and so the name of the check."""
ACTIONS_APP = "github-actions"
"""The App whose word counts for that check."""
Rules = dict[str, Parameters]


def observe_ruleset(seen: SettingsSnapshot) -> Observation:
    """What the rules in force leave open, and the ruleset that closes it."""
    in_force, bypassed, hidden = _in_force(seen)
    app = _actions_app_id(seen)
    gaps = [message for message, is_met in _needs(app) if not is_met(in_force)]
    gaps += [
        say("“{name}” can be bypassed, so that its rules are not counted: empty its bypass list", name=name)
        for name in bypassed
    ]
    gaps += _merge_obstacles(in_force)
    own = _own_ruleset(seen)
    requests = () if not gaps or _is_as_wanted(own, app) else (_request(own, app),)
    note = say("this token does not see who may bypass the rules; one with “Administration: write” does")
    return Observation(tuple(gaps), requests, (note,) if hidden else ())


def _needs(app: int | None) -> Iterator[tuple[Message, Callable[[Rules], bool]]]:
    """What must hold, in words, and whether it does."""
    yield say("deletion of the branch is not blocked"), lambda rules: "deletion" in rules
    yield say("force pushes are not blocked"), lambda rules: "non_fast_forward" in rules
    yield say("pull requests are not required"), lambda rules: "pull_request" in rules
    review = _parameter("pull_request")
    yield (
        say("not even one approval is required"),
        lambda rules: int(review(rules, "required_approving_review_count") or 0) > 0,
    )
    yield (
        say("approvals do not end with a new push"),
        lambda rules: bool(review(rules, "dismiss_stale_reviews_on_push")),
    )
    yield say("code owners need not approve"), lambda rules: bool(review(rules, "require_code_owner_review"))
    yield (
        say("whoever pushed last may approve that themselves"),
        lambda rules: bool(review(rules, "require_last_push_approval")),
    )
    yield (
        say("squash or rebase is allowed, which takes away who made a commit"),
        lambda rules: review(rules, "allowed_merge_methods") == ["merge"],
    )
    yield say("the check “{check}” is not required", check=REQUIRED_CHECK), lambda rules: bool(_checks(rules))
    if app is not None:
        yield (
            say("the check “{check}” may be claimed by any program, not only by GitHub Actions", check=REQUIRED_CHECK),
            lambda rules: all(check.get("integration_id") for check in _checks(rules)),
        )
    strict = _parameter("required_status_checks")
    yield (
        say("a change need not be up to date with the branch when it is merged"),
        lambda rules: "merge_queue" in rules or bool(strict(rules, "strict_required_status_checks_policy")),
    )


def _merge_obstacles(rules: Rules) -> Iterator[Message]:
    """Rules of others under which nothing could be merged, or not as it must be."""
    methods = rules.get("pull_request", {}).get("allowed_merge_methods")
    if methods is not None and "merge" not in methods:
        yield say("rulesets together do not allow a merge commit: add “Merge” to the allowed merge methods")
    if "required_linear_history" in rules:
        yield say("“Require linear history” does not allow a merge commit: switch it off")
    if rules.get("merge_queue", {}).get("merge_method", "MERGE") != "MERGE":
        yield say("the merge queue does not make merge commits: set its method to “Merge commit”")


def _parameter(kind: str) -> Callable[[Rules, str], Any]:
    return lambda rules, name: rules.get(kind, {}).get(name)


def _checks(rules: Rules) -> list[Parameters]:
    """The required checks of our name."""
    found = rules.get("required_status_checks", {}).get("required_status_checks") or []
    return [check for check in found if check.get("context") == REQUIRED_CHECK]


def _in_force(seen: SettingsSnapshot) -> tuple[Rules, list[str], bool]:
    """The rules that hold for the default branch and for everybody; the names of rulesets that some may bypass.

    And whether of some ruleset this token does not see who may.
    """
    rules = seen.items(f"rules/branches/{quote(seen.branch, safe='')}")
    sets = {one: seen.get(f"rulesets/{one}") for one in {rule.get("ruleset_id") for rule in rules} if one}
    bypassed = {one: str(found["name"]) for one, found in sets.items() if _is_bypassed(found)}
    counted = combine_rules(rule for rule in rules if rule.get("ruleset_id") not in bypassed)
    return counted, sorted(bypassed.values()), any("bypass_actors" not in found for found in sets.values())


def _is_bypassed(ruleset: Rule) -> bool:
    """Whether somebody may pass by it. Without the right to change it GitHub tells only whether the asker may."""
    return bool(ruleset.get("bypass_actors")) or ruleset.get("current_user_can_bypass", "never") != "never"


def _actions_app_id(seen: SettingsSnapshot) -> int | None:
    """The number of GitHub Actions on this server; None where it cannot be learned."""
    app = seen.app(ACTIONS_APP)
    return int(app["id"]) if app else None


def _own_ruleset(seen: SettingsSnapshot) -> Rule | None:
    """Our ruleset, with its rules, if there is one."""
    for one in seen.items("rulesets"):
        if one["name"] == RULESET_NAME and one.get("source_type") == "Repository" and one.get("target") == "branch":
            return dict(seen.get(f"rulesets/{one['id']}"))
    return None


def wanted_rules(app: int | None) -> list[Rule]:
    """The rules that our ruleset must have at least."""
    check: Parameters = (
        {"context": REQUIRED_CHECK} if app is None else {"context": REQUIRED_CHECK, "integration_id": app}
    )
    return [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {
            "type": "pull_request",
            "parameters": {
                "required_approving_review_count": 1,
                "dismiss_stale_reviews_on_push": True,
                "require_code_owner_review": True,
                "require_last_push_approval": True,  # nobody is the author of what the App opens
                "required_review_thread_resolution": False,
                "allowed_merge_methods": ["merge"],
            },
        },
        {
            "type": "required_status_checks",
            "parameters": {"required_status_checks": [check], "strict_required_status_checks_policy": True},
        },
    ]


def _wanted_ruleset(own: Rule | None, app: int | None) -> Rule:
    """Our ruleset as it should be: what it has, made stricter where that is needed."""
    present = own or {}
    rules = {str(rule["type"]): rule.get("parameters") or {} for rule in present.get("rules") or []}
    for rule in wanted_rules(app):
        rules[rule["type"]] = combine_parameters(rules.get(rule["type"], {}), rule.get("parameters", {}))
    rules["pull_request"]["allowed_merge_methods"] = ["merge"]  # GitHub takes no empty list
    included = ((present.get("conditions") or {}).get("ref_name") or {}).get("include") or []
    return {
        "name": RULESET_NAME,
        "target": "branch",
        "enforcement": "active",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": [*dict.fromkeys([*included, "~DEFAULT_BRANCH"])], "exclude": []}},
        "rules": [{"type": kind, **({"parameters": found} if found else {})} for kind, found in rules.items()],
    }


def _is_as_wanted(own: Rule | None, app: int | None) -> bool:
    """Whether nothing would change of our ruleset; GitHub may have added fields of its own to it."""
    if own is None:
        return False
    body = _wanted_ruleset(own, app)
    present = {str(rule["type"]): rule.get("parameters") or {} for rule in own.get("rules") or []}
    same = all(own.get(name) == body[name] for name in ("enforcement", "bypass_actors", "conditions"))
    return same and present == {rule["type"]: rule.get("parameters", {}) for rule in body["rules"]}


def _request(own: Rule | None, app: int | None) -> ApiRequest:
    body = _wanted_ruleset(own, app)
    return ApiRequest("PUT", f"rulesets/{own['id']}", body) if own else ApiRequest("POST", "rulesets", body)


ROW = SettingRow(
    key="ruleset",
    what=say("rules of the default branch"),
    why=say("nobody changes what is published but by a pull request that the check and another person agreed to"),
    by_hand=say(
        "Settings > Rules > Rulesets > New ruleset > New branch ruleset; PENGATURAN.md lists what is to be ticked"
    ),
    needs="administration=write",
    look=observe_ruleset,
    used_by=("validate.yml",),
    plan=GitHubPlan.PAID,
)
