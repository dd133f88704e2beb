"""From an event to a commit on the right branch: once, by the right person, judged by the base's rules.

Everything in an event may be forged. What counts is who wrote (by the forge's word), what the base says they may do,
and what the branch holds now. Where somebody was quicker, all of it is done again on what they left.
"""

from pathlib import Path

from msgspec.structs import replace

from workflow.counter.attempt import Attempt, Reply
from workflow.counter.outcome import Outcome
from workflow.counter.place import Place
from workflow.counter.setting import Setting
from workflow.counter.stamp import stamped
from workflow.counter.traces import event_line, issue_line
from workflow.desk.persons import identity_of
from workflow.desk.refusal import RefusedError
from workflow.desk.task import find_request
from workflow.forge.event import Event
from workflow.history.desk import Identity
from workflow.history.git import Repository
from workflow.history.tree import Tree
from workflow.history.writer import Draft
from workflow.language.catalog import DEFAULT, fill, speaking
from workflow.language.message import say

TRIES = 8
AHEAD = 300
"""Seconds by which the forge's clock may be ahead of ours."""


def receive(root: Path, setting: Setting, event: Event) -> Reply | None:
    """What comes of an event, done already; None where nothing is to be said.

    Raises RefusedError, and GitError, WriteError and ForgeError when Git or the forge cannot be asked.
    """
    if event.at.timestamp() > setting.now + AHEAD:
        return None
    for _ in range(TRIES):
        setting.branches.fetch()
        with Repository(root) as repository:
            attempt = Attempt(repository, setting, event)
            reply = attempt.reply()
            if reply is None or reply.outcome.change is None or reply.place is None:
                return reply
            author = identity_of(reply.office, attempt.person)
            made = _push(setting, event, author, reply.place, reply.outcome)
        if made:
            return _after(root, setting, reply, reply.place.number, made)
    raise RefusedError(say("Others were always quicker. Nothing was entered; write the command again."))


def _push(setting: Setting, event: Event, author: Identity, place: Place, outcome: Outcome) -> str:
    """Commit and push a change; the commit, "" where somebody was quicker."""
    if outcome.change is None:
        return ""
    lines = [event_line(event, setting.server), *outcome.trailers]
    if place.is_new_letter:
        lines.append(issue_line(event, setting.server))
    with speaking(DEFAULT):
        title = fill(outcome.change.title)
    draft = Draft(
        files=outcome.change.texts,
        message="\n".join([title, "", *lines, ""]),
        at=setting.now,
        parents=(place.head,),
        author=author,
        authored=int(event.at.timestamp()),
    )
    plain = setting.branches.stored(setting.branches.commit(draft))
    commit = setting.branches.commit(replace(draft, message=stamped(setting.key, plain)))
    return commit if setting.branches.push(commit, place.branch, place.expected) else ""


def _after(root: Path, setting: Setting, reply: Reply, number: str, commit: str) -> Reply:
    """The reply with the request as it stands after the change, and the issue that brought it."""
    with Repository(root) as repository:  # one that sees the new commit
        files = Tree(repository, commit)
        view = find_request(files, replace(reply.office, files=files), number, setting.now)
    issue = setting.traces.issue_of(number, commit, int(view.record.letter.received))
    return replace(reply, view=view, issue=issue)
