"""A workflow file as GitHub reads it: what it listens to, what each job may do, in what order jobs run.

Source: GitHub Docs, "Workflow syntax for GitHub Actions". What is not known here is refused.
"""

import re
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import yaml

from tests.github.things import Event, Json

FOLDER = ".github/workflows"
TAG = "refs/tags/"
TYPES = {"pull_request": ("opened", "synchronize", "reopened")}
"""The activities that count where a workflow names none; for other events all do."""
FILTERS = {"types", "branches", "tags", "paths", "paths-ignore", "workflows", "inputs"}
DEFAULT_GRANTS = {"contents": "read", "packages": "read"}
"""Of a job whose workflow says nothing: the setting "Read repository contents and packages permissions"."""
SCOPES = frozenset(
    [
        "actions",
        "attestations",
        "checks",
        "contents",
        "deployments",
        "discussions",
        "id-token",
        "issues",
        "models",
        "packages",
        "pages",
        "pull-requests",
        "security-events",
        "statuses",
    ]
)


class _Loader(yaml.SafeLoader):
    """YAML 1.2 as GitHub reads it: `on` is a word."""


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [one for one in ways if one[0] != _BOOL] for first, ways in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))


class Workflow(NamedTuple):
    """One file."""

    file: str
    content: Json

    @property
    def name(self) -> str:
        """What `workflow_run` knows it by."""
        return str(self.content.get("name", f"{FOLDER}/{self.file}"))

    @property
    def triggers(self) -> dict[str, Json]:
        """Each event that it listens to, with its filters."""
        found = self.content["on"]
        if isinstance(found, str):
            return {found: {}}
        if isinstance(found, list):
            return {one: {} for one in found}
        return {name: {"cron": one} if name == "schedule" else one or {} for name, one in found.items()}

    @property
    def jobs(self) -> dict[str, Json]:
        """The jobs, each after those that it needs."""
        whole: dict[str, Json] = dict(self.content["jobs"])
        order: dict[str, Json] = {}
        while len(order) < len(whole):
            ready = {key: job for key, job in whole.items() if key not in order and set(needs(job)) <= set(order)}
            assert ready, f"{self.file}: jobs need each other"
            order |= ready
        return order

    def grants(self, job: Json, *, fork: bool = False) -> dict[str, str]:
        """What a job's token may do: its own permissions, or the workflow's; from a fork it only reads."""
        found: Any = job.get("permissions", self.content.get("permissions", DEFAULT_GRANTS))
        if isinstance(found, str):
            return dict.fromkeys(SCOPES, found.removesuffix("-all"))
        assert set(found) <= SCOPES, f"{self.file}: permissions that GitHub does not know: {set(found) - SCOPES}"
        return {key: "read" if fork and level == "write" else level for key, level in found.items()}

    def hears(self, event: Event, changed: list[str]) -> bool:
        """Whether an event begins a run. `changed`: the files that a push or pull request changes."""
        if event.name not in self.triggers:
            return False
        filters = self.triggers[event.name]
        assert set(filters) <= FILTERS | {"cron"}, f"{self.file}: filters that are not known here: {filters}"
        action = event.payload.get("action")
        if action and action not in _list(filters.get("types", TYPES.get(event.name, action))):
            return False
        if event.name == "workflow_run" and event.payload["workflow_run"]["name"] not in _list(filters["workflows"]):
            return False
        if event.name == "workflow_dispatch" and event.payload["workflow"] != f"{FOLDER}/{self.file}":
            return False
        if event.name == "schedule" and event.payload["schedule"] not in [one["cron"] for one in filters["cron"]]:
            return False
        return self._is_for(filters, event, changed)

    def _is_for(self, filters: Json, event: Event, changed: list[str]) -> bool:
        if event.ref.startswith(TAG) or ("tags" in filters and "branches" not in filters):
            return _is_for_tag(filters, event.ref)
        pull = event.payload.get("pull_request")
        branch = pull["base"]["ref"] if pull else event.branch
        if "branches" in filters and not any(fnmatchcase(branch, one) for one in _list(filters["branches"])):
            return False
        if "paths" in filters and not any(_fits(path, filters["paths"]) for path in changed):
            return False
        ignored = filters.get("paths-ignore", [])
        return not ignored or not all(_fits(path, ignored) for path in changed)


def dump(content: Json) -> str:
    """The text of a file."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True)


def parse(file: str, text: str) -> Workflow:
    """Read a file."""
    return Workflow(file, yaml.load(text, _Loader))


def needs(job: Json) -> list[str]:
    """The jobs that must come before."""
    return _list(job.get("needs", []))


def environment(job: Json) -> str:
    """The environment of a job; "" for none."""
    found = job.get("environment", "")
    return str(found["name"] if isinstance(found, dict) else found)


def cut(workflow: Workflow, event: str, key: str, done: dict[str, Json]) -> Json:
    """The file with one job. The jobs that it needs are empty ones with the results and outputs of those that ran."""
    job = workflow.jobs[key]
    jobs: Json = {name: _stub(**done[name]) for name in needs(job)} | {key: job}
    head: Json = {one: workflow.content[one] for one in ("name", "env", "defaults") if one in workflow.content}
    return {**head, "on": {event: None}, "jobs": jobs}


def _stub(result: str, outputs: Json) -> Json:
    """An empty job; a condition of its own lets the jobs after a failed one decide by theirs."""
    condition: Json = {"if": "${{ false }}" if result == "skipped" else "${{ true }}"}
    step = {"run": "true" if result in ("success", "skipped") else "false"}
    return {"runs-on": "ubuntu-24.04", **condition, "outputs": outputs, "steps": [step]}


def _is_for_tag(filters: Json, ref: str) -> bool:
    """Whether a push of this ref is heard as one of a tag: nobody looks at its paths, and filters for branches hear none."""
    if not ref.startswith(TAG):
        return False
    wanted = _list(filters["tags"]) if "tags" in filters else [] if "branches" in filters else ["*"]
    return any(fnmatchcase(ref.removeprefix(TAG), one) for one in wanted)


def _list(found: object) -> list[str]:
    return [found] if isinstance(found, str) else list(found) if isinstance(found, list | tuple) else []


def _fits(path: str, patterns: list[str]) -> bool:
    """Whether a path fits one of some patterns: `*` stops at a slash, `**` does not; `!` is not known here."""
    assert not any(one.startswith("!") for one in patterns)
    return any(re.fullmatch(_expression(one), path) for one in patterns)


def _expression(pattern: str) -> str:
    parts = re.split(r"(\*\*/?|\*|\?)", pattern)
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]?"}
    return "".join(known.get(part, re.escape(part)) for part in parts)
