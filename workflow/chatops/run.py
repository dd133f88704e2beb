"""From an event to a commit on the right branch: once, by the right person, judged by the base's rules.

Everything in an event may be forged. What counts is who wrote (by the forge's word), what the base says they may do,
and what the branch holds now. Where somebody was quicker, all of it is done again on what they left.
"""

from pathlib import Path

from msgspec.structs import replace

from workflow.chatops.event.commit_stamp import stamped
from workflow.chatops.event.context import EventContext
from workflow.chatops.event.reply import Reply
from workflow.chatops.event.result import ActionResult
from workflow.chatops.event.target_branch import TargetBranch
from workflow.chatops.event.trailers import event_line, issue_line
from workflow.chatops.handle_event import EventHandler
from workflow.forge.event import Event, IgnoreReason
from workflow.git.commit_files import CommitFiles
from workflow.git.commit_writer import DraftCommit, WriteError
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.git.worktree import GitIdentity
from workflow.i18n.catalog import DEFAULT_LANGUAGE, in_language, translate
from workflow.i18n.message import Message, say
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError
from workflow.services.identity import identity_of

MAX_ATTEMPTS = 8
TOKEN_REJECTIONS = ("error: 401", "error: 403", "Authentication failed", "could not read Username", "Permission to ")
"""Words by which Git says that the server does not take a token."""
MAX_CLOCK_SKEW_SECONDS = 300
"""Seconds by which the forge's clock may be ahead of ours."""


def process_event(root: Path, setting: EventContext, event: Event) -> Reply | IgnoreReason:
    """What comes of an event, done already; or why nothing comes of it.

    Raises RefusedError, and GitError, WriteError and ForgeError when Git or the forge cannot be asked: then nothing was
    pushed.
    """
    if event.at.timestamp() > setting.now + MAX_CLOCK_SKEW_SECONDS:
        event = replace(event, doubt=IgnoreReason.CLOCK)
    for _ in range(MAX_ATTEMPTS):
        setting.branches.fetch()
        with Repository(root) as repository:
            attempt = EventHandler(repository, setting, event)
            reply = attempt.reply()
            if isinstance(reply, IgnoreReason) or reply.outcome.change is None or reply.place is None:
                return reply
            author = identity_of(reply.office, attempt.person)
            made = _commit_and_push(setting, event, author, reply.place, reply.outcome)
        if made:
            return _with_new_state(root, setting, reply, reply.place.number, made)
    raise RefusedError(say("Others were always quicker. Nothing was entered; write the command again."))


def explain_write_error(error: WriteError) -> Message:
    """Why Git did not fetch or push, in words for people."""
    words = str(error)
    if any(sign in words for sign in TOKEN_REJECTIONS):
        return say(
            "GitHub refuses Git's token: it has expired, is wrong or may not write here ({reason}).", reason=words
        )
    return say("Git refuses: {reason}", reason=words)


def _commit_and_push(
    setting: EventContext, event: Event, author: GitIdentity, place: TargetBranch, outcome: ActionResult
) -> str:
    """Commit and push a change; the commit, "" where somebody was quicker."""
    if outcome.change is None:
        return ""
    if setting.barred:
        raise RefusedError(setting.barred)
    other = setting.branches.in_the_way(place.branch)
    if other:
        message = say("{branch} cannot be made: the branch {name} is in its way.", branch=place.branch, name=other)
        raise RefusedError(message)
    lines = [event_line(event, setting.server), *outcome.trailers]
    if place.is_new_letter:
        lines.append(issue_line(event, setting.server))
    with in_language(DEFAULT_LANGUAGE):
        title = translate(outcome.change.title)
    draft = DraftCommit(
        files={**outcome.change.texts, **outcome.change.pictures},
        message="\n".join([title, "", *lines, ""]),
        at=setting.now,
        parents=(place.head,),
        author=author,
        authored=int(event.at.timestamp()),
    )
    plain = setting.branches.stored(setting.branches.commit(draft))
    commit = setting.branches.commit(replace(draft, message=stamped(setting.key, plain)))
    return commit if setting.branches.push(commit, place.branch, place.expected) else ""


def _with_new_state(root: Path, setting: EventContext, reply: Reply, number: str, commit: str) -> Reply:
    """The reply with the request as it stands after the change, and the issue that brought it."""
    try:
        with Repository(root) as repository:  # one that sees the new commit
            files = CommitFiles(repository, commit)
            view = find_request(files, replace(reply.office, files=files), number, setting.now)
        reply = replace(reply, view=view)
        return replace(reply, issue=setting.traces.issue_of(number, commit, int(view.record.letter.received)))
    except (RefusedError, GitError) as error:
        return replace(reply, troubles=(error.message,))
    except WriteError as error:
        return replace(reply, troubles=(explain_write_error(error),))
