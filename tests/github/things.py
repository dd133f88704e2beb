"""What a repository on GitHub holds beside Git."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tests.github.tokens import HOME

Json = dict[str, Any]
ZERO = "0" * 40


@dataclass
class Comment:
    """One comment of an issue or pull request."""

    id: int
    author: str
    body: str
    created: dt.datetime
    updated: dt.datetime


@dataclass
class Review:
    """One review; `state` as REST writes it."""

    id: int
    author: str
    state: str
    body: str
    commit: str
    at: dt.datetime


@dataclass
class Pull:
    """What a pull request is more than an issue."""

    head_repo: str
    head: str
    base: str
    sha: str = ""
    merge: str | None = None
    """The commit of refs/pull/N/merge; None where it cannot be merged."""
    merged: bool = False
    reviews: list[Review] = field(default_factory=list)


@dataclass
class Thread:
    """An issue or a pull request."""

    number: int
    author: str
    title: str
    body: str
    opened: dt.datetime
    state: str = "open"
    comments: list[Comment] = field(default_factory=list)
    edits: list[tuple[dt.datetime, str]] = field(default_factory=list)
    """Changes of its text: when, and by whom."""
    pull: Pull | None = None


@dataclass
class Event:
    """Something that workflows may listen to; `ref` and `sha` are the run's `GITHUB_REF` and `GITHUB_SHA`."""

    name: str
    payload: Json
    ref: str
    sha: str
    actor: str
    head: str
    """The commit that checks of this run are shown at."""
    branch: str
    source: str = HOME
    """The repository of that commit's branch."""

    @property
    def is_fork(self) -> bool:
        """Whether it comes from another repository: then the token only reads and there are no secrets."""
        return self.source != HOME


@dataclass
class Run:
    """One run of a workflow."""

    id: int
    file: str
    name: str
    event: Event
    created: dt.datetime
    status: str = "queued"
    conclusion: str | None = None
    attempt: int = 1
    jobs: dict[str, str] = field(default_factory=dict)
    """Each job's name and conclusion."""
    output: str = ""
    summary: str = ""
    outputs: dict[str, Json] = field(default_factory=dict)


@dataclass
class Fault:
    """What GitHub does wrong some times, for requests that begin so, as `POST /repos/kantor/berita/pulls`."""

    begins: str
    status: int
    body: Json = field(default_factory=lambda: {"message": "Server Error"})
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
