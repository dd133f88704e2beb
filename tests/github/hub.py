"""One repository on a GitHub that is not GitHub: real Git, and beside it what people and programs do there.

What GitHub does by itself is done as its documentation says; rules.py names the pages.
"""

import datetime as dt
import itertools
import shutil
import tarfile
import time
from pathlib import Path
from typing import Any

from tests.github import events, rules
from tests.github.bare import Bare
from tests.github.things import ZERO, Comment, Event, Fault, Json, Pull, Review, Run, Thread
from tests.github.tokens import ACTIONS_BOT, APP_BOT, HOME, LEVELS, Kind, Token, app_token, person_token, read_token
from tests.support.attachment_server import Attachments
from tests.support.chatops_office import ACCOUNTS, DAY, LOGINS

NUMBERS = {LOGINS[key]: number for key, number in ACCOUNTS.items()} | {ACTIONS_BOT: 41898282, APP_BOT: 198000001}


class Hub:
    """The state of the repository; `url` once it is served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self.private = True
        self.attachments = Attachments()
        """What people dropped into comments."""
        self.offset = 0.0
        """Seconds between the computer's clock and GitHub's."""
        self.repositories: dict[str, Bare] = {}
        self.threads: dict[int, Thread] = {}
        self.activity: list[Json] = []
        self.runs: list[Run] = []
        self.waiting: list[Event] = []
        """Events for which no run was begun yet."""
        self.faults: list[Fault] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []
        """What was asked or answered otherwise than GitHub describes it."""
        self.bots_open_pulls = True
        """The setting "Allow GitHub Actions to create and approve pull requests"."""
        self.queue: dict[str, list[int]] = {}
        """The merge queue: a group's commit and its pull requests."""
        self.revoked: set[Kind] = set()
        """Kinds of tokens that have expired."""
        self.app = ("Iv23liContoh", "kunci-app-contoh")
        """The App's client id and private key."""
        self.app_grants = {"contents": "write", "issues": "write", "pull-requests": "write", "metadata": "read"}
        """What the office granted the App."""
        self._ids = itertools.count(7001)
        self.at("08:00")

    # The clock

    def at(self, time_of_day: str) -> None:
        """It is this time, on the sample office's day; from now on the clock goes on."""
        self.offset = dt.datetime.fromisoformat(f"{DAY}T{time_of_day}+07:00").timestamp() - time.time()

    def now(self) -> dt.datetime:
        """GitHub's time, in whole seconds."""
        return dt.datetime.fromtimestamp(int(time.time() + self.offset), dt.UTC)

    def next_id(self) -> int:
        """The number of the next thing."""
        return next(self._ids)

    # What people do; a token says who

    @property
    def bare(self) -> Bare:
        """The repository's Git."""
        return self.repositories[HOME]

    def person(self, who: str) -> Token:
        """Somebody of the sample office, or a stranger, who is signed in."""
        token = read_token(f"Bearer {person_token(LOGINS.get(who, who))}")
        assert token
        return token

    def letter(self, who: str, body: str, title: str = "Surat") -> int:
        """Somebody opens an issue."""
        token = self.person(who)
        thread = Thread(self._next_number(), token.login, title, body, self.now())
        self.threads[thread.number] = thread
        self.emit(events.issue_opened(self, thread), token)
        return thread.number

    def comment(self, number: int, token: Token, body: str) -> Comment:
        """A comment, and an edit of nothing."""
        made = Comment(self.next_id(), token.login, body, self.now(), self.now())
        thread = self.threads[number]
        thread.comments.append(made)
        self.emit(events.commented(self, thread, made), token)
        return made

    def review(self, number: int, who: str, state: str, body: str = "", commit: str = "") -> Review:
        """Somebody reviews what the pull request holds now, or what it held. Raises AssertionError for an own approval."""
        token, pull = self.person(who), self.pull(number)
        assert (state, token.login) != ("approved", self.threads[number].author), (
            "Can not approve your own pull request"
        )
        made = Review(self.next_id(), token.login, state.upper(), body, commit or pull.sha, self.now())
        pull.reviews.append(made)
        self.emit(events.reviewed(self, self.threads[number], made, token.login), token)
        return made

    def dismiss(self, number: int, review: Review, who: str) -> None:
        """Somebody takes another's review back."""
        review.state = "DISMISSED"
        token = self.person(who)
        self.emit(events.reviewed(self, self.threads[number], review, token.login), token)

    def open_pull(
        self, token: Token, head: str, title: str, *, base: str = "main", body: str = "", fork: str = HOME
    ) -> int:
        """A pull request of a branch."""
        number = self._next_number()
        pull = Pull(fork, head, base)
        self.threads[number] = Thread(number, token.login, title, body, self.now(), pull=pull)
        self.refresh(number)
        self.emit(events.pulled(self, self.threads[number], "opened", token.login), token)
        return number

    def retarget(self, number: int, who: str, base: str) -> None:
        """Somebody changes where a pull request leads."""
        pull, token = self.pull(number), self.person(who)
        former, pull.base = pull.base, base
        self.refresh(number)
        changes = {"base": {"ref": {"from": former}, "sha": {"from": self.bare.tip(former)}}}
        self.emit(events.pulled(self, self.threads[number], "edited", token.login, changes=changes), token)

    def commit(
        self, who: str, branch: str, files: dict[str, str | bytes | None], *, start: str = "main", fork: str = HOME
    ) -> str:
        """Somebody commits on a branch in the browser; a new branch begins at `start`."""
        token, bare = self.person(who), self.repositories[fork]
        before = bare.refs()
        mail = f"{NUMBERS.get(token.login, 0)}+{token.login}@users.noreply.github.com"
        parent = before.get(f"refs/heads/{branch}") or before[f"refs/heads/{start}"]
        made = bare.commit(parent, files, f"{who.capitalize()} Contoh <{mail}>", self.now())
        bare.move(f"refs/heads/{branch}", made)
        self.pushed(fork, before, token)
        return made

    def app_token(self, asked: dict[str, str], repositories: list[str]) -> Json:
        """A token of the App with what was asked for, all of it granted; with nothing asked for, with all that it has."""
        if any(LEVELS[self.app_grants.get(key, "none")] < LEVELS[level] for key, level in asked.items()):
            return {"error": "The permissions requested are not granted to this installation."}
        if set(repositories) - set(self.repositories):
            return {"error": "There is at least one repository that does not exist or is not accessible."}
        made = app_token(asked or self.app_grants, repositories)
        return {"token": made, "slug": APP_BOT.removesuffix("[bot]"), "installation": "1"}

    def deploy(self, artifact: Path) -> None:
        """The archive of a site is live."""
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        with tarfile.open(artifact) as archive:
            archive.extractall(self.folder / "site", filter="data")

    # What follows

    def pushed(self, name: str, before: dict[str, str], token: Token, kind: str = "push") -> None:
        """Note what a push has changed."""
        after = self.repositories[name].refs()
        for ref in sorted({*before, *after}):
            old, new = before.get(ref, ZERO), after.get(ref, ZERO)
            if old == new or ref.startswith("refs/pull/"):
                continue
            made = "branch_creation" if old == ZERO else "branch_deletion" if new == ZERO else kind
            self.activity.append(self._activity(name, ref, old, new, made, token.login))
            if ref.startswith("refs/heads/") and name == HOME and new != ZERO:
                self.emit(events.pushed(self, ref, old, new, token.login), token)
            self._synchronize(name, ref, old, new, token)

    def _synchronize(self, name: str, ref: str, before: str, after: str, token: Token) -> None:
        for number, thread in self.threads.items():
            pull = thread.pull
            if pull and thread.state == "open" and (pull.head_repo, f"refs/heads/{pull.head}") == (name, ref):
                self.refresh(number)
                for review in pull.reviews:
                    review.state = "DISMISSED" if review.state == "APPROVED" else review.state
                self.emit(events.pulled(self, thread, "synchronize", token.login, before=before, after=after), token)

    def refresh(self, number: int) -> None:
        """Lay refs/pull/N/head and /merge anew."""
        pull = self.pull(number)
        if pull.head_repo != HOME:
            self.bare.fetch(self.repositories[pull.head_repo], pull.head)
        pull.sha = self.repositories[pull.head_repo].tip(pull.head)
        self.bare.move(f"refs/pull/{number}/head", pull.sha)
        pull.merge = self.bare.merge(self.bare.tip(pull.base), pull.sha, self.now(), f"Merge {pull.sha}")
        if pull.merge:
            self.bare.move(f"refs/pull/{number}/merge", pull.merge)

    def emit(self, event: Event | None, token: Token) -> None:
        """Let workflows hear of it, unless a job's own token did it."""
        if event and token.starts_workflows:
            self.waiting.append(event)

    def check(self, commit: str) -> str | None:
        """The required check's latest conclusion at a commit; None where there is none, or not yet."""
        runs = [run for run in self.runs if run.event.head == commit and rules.CHECK in run.jobs]
        return runs[-1].jobs[rules.CHECK] if runs and runs[-1].status == "completed" else None

    def pull(self, number: int) -> Pull:
        """The pull request of a number."""
        found = self.threads[number].pull
        assert found
        return found

    def close(self, number: int, *, merged: bool = False) -> None:
        """An issue or pull request is done."""
        thread = self.threads[number]
        thread.state = "closed"
        if thread.pull:
            thread.pull.merged = merged

    def number_of(self, login: str) -> int:
        """An account's number; of strangers a made one."""
        return NUMBERS.get(login, 7000 + sum(map(ord, login)))

    def _next_number(self) -> int:
        return max(self.threads, default=0) + 1

    def _activity(self, name: str, ref: str, before: str, after: str, kind: str, login: str) -> dict[str, Any]:
        at = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        made = {"repository": name, "id": self.next_id(), "ref": ref, "before": before, "after": after}
        return made | {"timestamp": at, "activity_type": kind, "login": login}
