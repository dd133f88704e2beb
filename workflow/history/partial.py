"""A clone that was made without large files: what is needed of them is fetched, and nothing else.

Git would fetch such files by itself wherever it meets one (git-scm.com, "partial-clone"). Here only this does, from one
address, with a token that goes nowhere else.
"""

import base64
import os
import subprocess
from collections.abc import Collection
from pathlib import Path

from workflow.history.calling import FIXED, environment

SECONDS = 300
"""After which a fetch is given up."""
PASSED = ("http_proxy", "https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY", "GIT_SSL_CAINFO", "SSL_CERT_FILE")
"""How a runner reaches the world, if it says so."""
NAME = "redaksi"
"""Of the remote, which is in no file."""
PROMISES = ("remote.origin.promisor", "remote.origin.partialclonefilter", "extensions.partialclone")
"""Settings by which Git fetches on its own."""


class Remote:
    """One repository at one address, `https://server/owner/name`, and the clone that lacks some of its objects."""

    def __init__(self, git_dir: Path, url: str, token: str) -> None:
        self.git_dir, self.url, self._token = git_dir, url, token
        self.lacking: set[str] = set()
        """What was wanted and could not be had."""

    def settle(self) -> None:
        """Have Git say of a missing object that it is missing, instead of looking for it itself."""
        for setting in PROMISES:
            self._git("config", "--unset-all", setting)

    def bring(self, identities: Collection[str]) -> None:
        """Fetch objects. Where the whole of it fails, each is tried alone when it is looked for."""
        new = set(identities) - self.lacking
        if new and not self._fetch(new, "-c", "fetch.negotiationAlgorithm=noop") and len(new) == 1:
            self.lacking |= new

    def bring_commits(self, commits: Collection[str]) -> None:
        """Fetch commits with what leads to them, without files."""
        if not self._fetch(commits):
            self.lacking.update(one for one in commits if not self._fetch([one]))

    def _fetch(self, names: Collection[str], *settings: str) -> bool:
        """As Git itself asks for the missing objects of a partial clone; a filter as an option would be noted for good."""
        fetch = ("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules")
        asked = "".join(f"{name}\n" for name in sorted(names))
        return self._git(*settings, *fetch, "--stdin", NAME, data=asked)

    def _git(self, *arguments: str, data: str = "") -> bool:
        scheme = self.url.partition("://")[0]
        set_here = {
            f"remote.{NAME}.url": self.url,
            f"remote.{NAME}.promisor": "true",
            f"remote.{NAME}.partialCloneFilter": "blob:none",
            "http.followRedirects": "false",
            f"http.{self.url}.extraHeader": f"Authorization: basic {_basic(self._token)}" if self._token else "",
            f"protocol.{scheme}.allow": "always",
        }
        variables = {"GIT_CONFIG_COUNT": str(len(set_here))}
        for place, (name, value) in enumerate(set_here.items()):
            variables |= {f"GIT_CONFIG_KEY_{place}": name, f"GIT_CONFIG_VALUE_{place}": value}
        fixed = [part for setting in FIXED for part in ("-c", setting)]
        passed = {name: os.environ[name] for name in PASSED if name in os.environ}
        try:
            done = subprocess.run(
                ["git", *fixed, f"--git-dir={self.git_dir}", *arguments],  # noqa: S607  the runner's own Git
                input=data.encode(),
                capture_output=True,
                cwd=self.git_dir,
                env=environment() | passed | variables,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def _basic(token: str) -> str:
    """GitHub Docs, "Authenticating as a GitHub App installation": the token stands as the password."""
    return base64.b64encode(f"x-access-token:{token}".encode()).decode("ascii")
