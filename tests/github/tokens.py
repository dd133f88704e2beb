"""Whose a token is and what it may do. A token of the stand-in says so itself: `KIND:LOGIN:contents=write:OWNER/NAME`."""

import base64
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

HOME = "kantor/berita"
"""The office's repository."""
ACTIONS_BOT = "github-actions[bot]"
APP_BOT = "redaksi-contoh[bot]"
"""The App that the sample office's policy.yml names."""
LEVELS = {"none": 0, "read": 1, "write": 2}


class Kind(StrEnum):
    """Who holds it."""

    JOB = "job"
    """A job's `GITHUB_TOKEN`. What it does starts no workflow (GitHub Docs, "Triggering a workflow from a workflow")."""
    APP = "app"
    """An App's installation token."""
    PERSON = "person"


class Token(NamedTuple):
    """A token that GitHub would know."""

    kind: Kind
    login: str
    grants: Mapping[str, str]
    repositories: frozenset[str]
    text: str

    def may(self, *needs: str) -> bool:
        """Whether one of these is granted, as `issues:write`; with none, whether anything is."""
        pairs = (need.split(":") for need in needs)
        return any(LEVELS[self.grants.get(name, "none")] >= LEVELS[level] for name, level in pairs) or not needs

    @property
    def starts_workflows(self) -> bool:
        """Whether what it does begins runs."""
        return self.kind is not Kind.JOB


def job_token(grants: Mapping[str, str]) -> str:
    """The token of a job with some permissions."""
    return _spelled(Kind.JOB, ACTIONS_BOT, grants, [HOME])


def app_token(grants: Mapping[str, str], repositories: Iterable[str] = (HOME,)) -> str:
    """The token of the office's App, for some of the repositories where it is installed."""
    return _spelled(Kind.APP, APP_BOT, grants, repositories)


def person_token(login: str) -> str:
    """The token of somebody who may write."""
    grants = dict.fromkeys(("contents", "issues", "pull-requests", "actions"), "write")
    return _spelled(Kind.PERSON, login, grants, [HOME])


def _spelled(kind: Kind, login: str, grants: Mapping[str, str], repositories: Iterable[str]) -> str:
    spelled = ",".join(f"{name}={level}" for name, level in sorted(grants.items()))
    return f"{kind}:{login}:{spelled}:{','.join(repositories)}"


def read_token(header: str) -> Token | None:
    """The token of an `Authorization` header, as REST clients and Git send it; None for what is no token."""
    kind, _, rest = header.partition(" ")
    text = base64.b64decode(rest).decode().partition(":")[2] if kind.casefold() == "basic" else rest
    parts = text.split(":")
    if len(parts) != len(("kind", "login", "grants", "repositories")) or parts[0] not in set(Kind):
        return None
    grants = dict(one.split("=") for one in parts[2].split(",") if one)
    return Token(Kind(parts[0]), parts[1], {"metadata": "read", **grants}, frozenset(parts[3].split(",")), text)
