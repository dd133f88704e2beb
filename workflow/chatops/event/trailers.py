"""What a commit says of where it comes from: the comment that it does, and the issue that brought the letter.

A message is its author's word. It counts in a commit that bears this program's stamp, and in the main branch's own
history, where every commit was judged and where those made before there were stamps lie.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from workflow.chatops.event.commit_stamp import is_stamped
from workflow.forge.event import Event, EventKind
from workflow.git.program_commits import EVENT_TRAILER, trailer_lines
from workflow.git.remote_branches import RawCommit, RemoteBranches
from workflow.i18n.message import say
from workflow.records.paths import request_path
from workflow.services.errors import RefusedError
from workflow.text.field_types import SECONDS_PER_DAY

ISSUE_TRAILER, EDITED_TRAILER = "Redaksi-Issue", "Redaksi-Edited"
"""Trailers of a commit beside EVENT. An address stands between angle brackets, so that none begins another."""
MAX_CLAIMING_COMMITS = 200
"""Commits that may claim to be of one event before somebody has to look at them."""
_ANCHORS = {EventKind.COMMENT: "#issuecomment-{id}", EventKind.ISSUE: "", EventKind.REVIEW: "#pullrequestreview-{id}"}
_ISSUE = re.compile(rf"{ISSUE_TRAILER}: <\S+/issues/(\d{{1,15}})>", re.ASCII)
_NUMBER = re.compile(r"(20\d\d-\d{4}): ", re.ASCII)


def event_line(event: Event, server: str) -> str:
    """The line that names an event, by the address at which anybody can read it."""
    kind = "pull" if event.on_pull else "issues"
    anchor = _ANCHORS[event.kind].format(id=event.id)
    return f"{EVENT_TRAILER}: <{server}/{event.repository}/{kind}/{event.number}{anchor}>"


def issue_line(event: Event, server: str) -> str:
    """The line that names the issue by which a letter came in."""
    return f"{ISSUE_TRAILER}: <{server}/{event.repository}/issues/{event.number}>"


class TrailerIndex(Struct, frozen=True):
    """What this program did before, found in Git."""

    branches: RemoteBranches
    main: str
    """The branch in whose history a message counts without a stamp."""
    key: bytes

    def is_done(self, line: str, commits: Sequence[str], at: int) -> bool:
        """Whether an event was acted upon. `at`: when it happened. Raises RefusedError."""
        return any(True for _ in self._made([line], commits, at - SECONDS_PER_DAY))

    def number_of(self, line: str, commits: Sequence[str], opened: int) -> str:
        """The letter that came in by an issue; "" for none. Raises RefusedError."""
        return next((number for number, _ in self._entered([line], commits, opened - SECONDS_PER_DAY)), "")

    def issue_of(self, number: str, commit: str, received: int) -> int | None:
        """The issue by which a letter came in; None where it came otherwise. Raises RefusedError."""
        for entered, made in self._entered(
            [f"{number}: ", f"{ISSUE_TRAILER}: <"], [commit], received - SECONDS_PER_DAY
        ):
            issues = [found for line in trailer_lines(made.message) if (found := _ISSUE.fullmatch(line))]
            if entered == number and issues:
                return int(issues[0][1])
        return None

    def _entered(self, words: Sequence[str], commits: Sequence[str], since: int) -> Iterator[tuple[str, RawCommit]]:
        """Letters that commits brought, which truly brought them."""
        for made in self._made(words, commits, since):
            found = _NUMBER.match(made.message)
            path = request_path(found[1]) if found else ""
            if found and self.branches.read(made.commit, path) and not self.branches.read(f"{made.commit}^", path):
                yield found[1], made

    def _made(self, words: Sequence[str], commits: Sequence[str], since: int) -> Iterator[RawCommit]:
        """Commits that have some words and count, the newest first. Raises RefusedError where too many have them."""
        found = self.branches.saying(words, commits, since, MAX_CLAIMING_COMMITS)
        line = words[-1]
        for commit in found:
            made = self.branches.stored(commit)
            counts = is_stamped(self.key, made) or self.branches.contains(self.main, commit)
            if counts and any(one.startswith(line) for one in trailer_lines(made.message)):
                yield made
        if len(found) == MAX_CLAIMING_COMMITS:
            message = say(
                "{count} commits claim to be this program's and are not. "
                "Nothing was entered; have the branches looked at.",
                count=MAX_CLAIMING_COMMITS,
            )
            raise RefusedError(message)
