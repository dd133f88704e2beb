"""A clone that was made without large files: what is needed of them is fetched, and nothing else.

Git would fetch such files by itself wherever it meets one (git-scm.com, "partial-clone"). Here only this does, from one
address, with a token that goes nowhere else.
"""

import os
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

from workflow.git.environment import FIXED_SETTINGS, isolated_environment

FETCH_TIMEOUT_SECONDS = 300
"""After which a fetch is given up."""
PASSED_VARIABLES = (
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "HTTPS_PROXY",
    "NO_PROXY",
    "GIT_SSL_",
    "SSL_CERT_",
    "GIT_CONFIG_KEY_",
    "GIT_CONFIG_VALUE_",
)
"""What the runner's own variables begin with that say how it reaches the world."""
REMOTE_NAME = "redaksi"
"""Of the remote, which is in no file."""
PROMISOR_SETTINGS = ("remote.origin.promisor", "remote.origin.partialclonefilter", "extensions.partialclone")
"""Settings by which Git fetches on its own."""


class PromisorRemote:
    """One repository at one address, `https://server/owner/name`, and the clone that lacks some of its objects."""

    def __init__(self, git_dir: Path, url: str, variables: Mapping[str, str]) -> None:
        """`variables`: of the environment, which give Git the token."""
        self.git_dir, self.url, self._access = git_dir, url, variables
        self.lacking: set[str] = set()
        """What was wanted and could not be had."""

    def settle(self) -> None:
        """Have Git say of a missing object that it is missing, instead of looking for it itself."""
        for setting in PROMISOR_SETTINGS:
            self._git("config", "--unset-all", setting)

    def bring(self, identities: Collection[str]) -> None:
        """Fetch objects. Where the whole of it fails, each is tried alone when it is looked for."""
        new = set(identities) - self.lacking
        if new and not self._fetch(new, "-c", "fetch.negotiationAlgorithm=noop") and len(new) == 1:
            self.lacking |= new

    def bring_commits(self, commits: Collection[str]) -> list[str]:
        """Fetch commits with what leads to them, without files. Those that are there no more."""
        if not commits or self._fetch(commits):
            return []
        return [one for one in sorted(commits) if not self._fetch([one])]

    def _fetch(self, names: Collection[str], *settings: str) -> bool:
        """As Git asks for missing objects of a partial clone; a filter given as an option would be noted for good."""
        fetch = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        asked = "".join(f"{name}\n" for name in sorted(names))
        return self._git(*settings, *fetch, "--stdin", REMOTE_NAME, data=asked)

    def _git(self, *arguments: str, data: str = "") -> bool:
        settings = (
            *FIXED_SETTINGS,
            f"remote.{REMOTE_NAME}.url={self.url}",
            f"remote.{REMOTE_NAME}.promisor=true",
            f"remote.{REMOTE_NAME}.partialCloneFilter=blob:none",
            f"protocol.{self.url.partition('://')[0]}.allow=always",
            "http.followRedirects=false",
        )
        passed = {name: value for name, value in os.environ.items() if name.startswith(PASSED_VARIABLES)}
        fixed = [part for setting in settings for part in ("-c", setting)]
        try:
            done = subprocess.run(
                ["git", *fixed, f"--git-dir={self.git_dir}", *arguments],  # noqa: S607  the runner's own Git
                input=data.encode(),
                capture_output=True,
                cwd=self.git_dir,
                env=isolated_environment() | passed | dict(self._access),
                timeout=FETCH_TIMEOUT_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0
