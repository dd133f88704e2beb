"""What a runner has when `redaksi validate` begins: an event, and a clone made as `actions/checkout` makes it."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.support.command_line import Result, redaksi
from tests.support.github_rest import NAME, TOKEN, Hub
from tests.support.shared_office import Shared

HEADS = "+refs/heads/*:refs/remotes/origin/*"


class Runner:
    """One office on the hub, and what is to be judged of it."""

    def __init__(self, office: Shared, hub: Hub, folder: Path) -> None:
        self.office, self.hub, self.folder = office, hub, folder
        self.event_name, self.event = "pull_request", dict[str, Any]()
        self.clone, self.summary = folder / "office", folder / "summary.md"
        for name in ("allowFilter", "allowAnySHA1InWant"):
            office.git("config", f"uploadpack.{name}", "true")

    @property
    def environment(self) -> dict[str, str]:
        """As GitHub sets it on a runner."""
        return {
            "GITHUB_API_URL": f"{self.hub.url}/api",
            "GITHUB_SERVER_URL": self.hub.url,
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_TOKEN": TOKEN,
            "GITHUB_STEP_SUMMARY": str(self.summary),
        }

    def propose(self, branch: str = "change", number: int = 7, base: str = "main") -> None:
        """A pull request, its merge as GitHub tries it, and everything that GitHub tells of it."""
        head = self.office.git("rev-parse", branch)
        self.office.git("switch", "--quiet", "--detach", base)
        self.office.git("merge", "--quiet", "--no-ff", "--no-edit", branch, person="kadis")
        self.office.git("update-ref", f"refs/pull/{number}/merge", "HEAD")
        self.event = {
            "action": "synchronize",
            "number": number,
            "pull_request": {
                "number": number,
                "head": {"ref": branch, "sha": head, "repo": {"full_name": NAME}, "user": None},
                "base": {"ref": base, "sha": self.office.git("rev-parse", base)},
                "body": None,
            },
            "repository": {"full_name": NAME, "default_branch": "main"},
        }
        self.hub.lists |= {
            f"pulls/{number}/reviews": [],
            f"activity?ref=refs/heads/{branch}": [one for one in self.office.record if one["ref"].endswith(branch)],
            "activity?time_period=month": [],
        }
        self._check_out(f"refs/pull/{number}/merge")

    def queue(self, *branches: str) -> None:
        """A group of a merge queue."""
        self.office.git("switch", "--quiet", "--detach", "main")
        self.hub.lists["activity?time_period=month"] = []
        for number, branch in enumerate(branches, 7):
            head = self.office.git("rev-parse", branch)
            self.office.git("merge", "--quiet", "--no-ff", "--no-edit", branch, committer="noreply@github.com")
            side = {"ref": branch, "sha": head, "repo": {"full_name": NAME}}
            base = {"ref": "main", "sha": self.office.git("rev-parse", "main"), "repo": {"full_name": NAME}}
            pull = {"number": number, "state": "open", "head": side, "base": base, "html_url": "x"}
            record = [one for one in self.office.record if one["ref"].endswith(branch)]
            self.hub.lists |= {f"commits/{head}/pulls": [pull], f"activity?ref=refs/heads/{branch}": record}
            self.hub.lists.setdefault(f"pulls/{number}/reviews", [])
        head, base_sha = self.office.git("rev-parse", "HEAD"), self.office.git("rev-parse", "main")
        ref = f"refs/heads/gh-readonly-queue/main/pr-{number}-{base_sha}"
        self.office.git("update-ref", ref, head)
        self.event_name = "merge_group"
        group = {"head_sha": head, "head_ref": ref, "base_sha": base_sha, "base_ref": "refs/heads/main"}
        repository = {"full_name": NAME, "default_branch": "main"}
        self.event = {"action": "checks_requested", "merge_group": group, "repository": repository}
        self._check_out(ref)

    def _check_out(self, ref: str) -> None:
        """As the workflow has it: all branches, no large files, one commit, nothing in the folder."""
        self.clone.mkdir()
        self._git("init", "--quiet", "--initial-branch=none")
        self._git("remote", "add", "origin", self.office.root.as_uri())
        self._git("fetch", "--quiet", "--filter=blob:limit=2k", "origin", HEADS, f"+{ref}:refs/judged")
        self._git("update-ref", "--no-deref", "HEAD", "refs/judged")

    def update(self) -> None:
        """Main went on after GitHub tried the merge, and before all branches were fetched."""
        self._git("fetch", "--quiet", "origin", HEADS)

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.clone, check=True, capture_output=True)

    def has(self, name: str) -> bool:
        """Whether the clone has an object by now."""
        identity = self.office.git("rev-parse", name)
        command = ["git", "-c", "protocol.allow=never", "cat-file", "-e", identity]  # Git itself would fetch it
        return subprocess.run(command, cwd=self.clone, capture_output=True, check=False).returncode == 0

    def validate(self) -> Result:
        """Run the command."""
        file = self.folder / "event.json"
        file.write_text(json.dumps(self.event))
        named = ("--event", file, "--event-name", self.event_name)
        return redaksi("validate", "--root", self.clone, *named, "--now", "2026-11-20T10:30+07:00")
