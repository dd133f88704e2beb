"""Runs an event: retry loop and push. From an event to one commit on the right branch, exactly once.

Everything in an event may be forged. What counts is who wrote (by the forge's word), what the base's rules let them do,
and what the branch holds now. Where somebody else pushed first, all of it is done again on what they left.
"""

from pathlib import Path

from msgspec.structs import replace

from workflow.chatops.event.commit_stamp import stamped
from workflow.chatops.event.context import EventContext
from workflow.chatops.event.reply import Reply
from workflow.chatops.event.result import ActionResult
from workflow.chatops.event.target_branch import TargetBranch
from workflow.chatops.event.trailers import event_line, issue_line
from workflow.chatops.handle_event import handle_event
from workflow.forge.event import Event, IgnoreReason
from workflow.git.commit_files import CommitFiles
from workflow.git.commit_writer import DraftCommit, WriteError
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.git.worktree import GitIdentity
from workflow.i18n.catalog import translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import Message, say
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError
from workflow.services.identity import identity_of

MAX_ATTEMPTS = 8
TOKEN_REJECTIONS = ("error: 401", "error: 403", "Authentication failed", "could not read Username", "Permission to ")
"""Words by which Git says that the server does not take a token."""
MAX_CLOCK_SKEW_SECONDS = 300
"""Seconds by which the forge's clock may be ahead of ours."""


def process_event(root: Path, context: EventContext, event: Event) -> Reply | IgnoreReason:
    """The reply to an event that was acted upon, its change pushed; or why nothing was done.

    Each attempt fetches, decides anew on what the branches hold (`handle_event`, which writes nothing) and pushes with
    compare-and-swap: where somebody else pushed first, the next attempt sees their commit. An event that was done
    already, by its trailer, is not done again; so the whole job may be re-run.

    Raises RefusedError, and GitError, WriteError and ForgeError when Git or the forge cannot be asked: then nothing was
    pushed.
    """
    if event.at.timestamp() > context.now + MAX_CLOCK_SKEW_SECONDS:
        event = replace(event, doubt=IgnoreReason.CLOCK)
    for _ in range(MAX_ATTEMPTS):
        context.branches.fetch()
        with Repository(root) as repository:
            reply = handle_event(repository, context, event)
            if isinstance(reply, IgnoreReason) or reply.outcome.change is None or reply.place is None:
                return reply
            author = identity_of(reply.office, reply.person)
            commit = _commit_and_push(context, event, author, reply.place, reply.outcome)
        if commit:
            return _with_new_state(root, context, reply, reply.place.number, commit)
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
    context: EventContext, event: Event, author: GitIdentity, place: TargetBranch, outcome: ActionResult
) -> str:
    """Commit and push a change; the commit, "" where somebody else pushed first.

    It is committed twice: the stamp is made of the tree and the message that Git stored, then stands in the message.
    """
    if outcome.change is None:
        return ""
    if context.push_obstacle:
        raise RefusedError(context.push_obstacle)
    blocking = context.branches.conflicting_branch(place.branch)
    if blocking:
        message = say("{branch} cannot be made: the branch {name} is in its way.", branch=place.branch, name=blocking)
        raise RefusedError(message)
    lines = [event_line(event, context.server), *outcome.trailers]
    if place.is_new_letter:
        lines.append(issue_line(event, context.server))
    with in_language(DEFAULT_LANGUAGE):
        title = translate(outcome.change.title)
    draft = DraftCommit(
        files={**outcome.change.texts, **outcome.change.pictures},
        message="\n".join([title, "", *lines, ""]),
        at=context.now,
        parents=(place.head,),
        author=author,
        authored=int(event.at.timestamp()),
    )
    unstamped = context.branches.read_commit(context.branches.commit(draft))
    commit = context.branches.commit(replace(draft, message=stamped(context.key, unstamped)))
    return commit if context.branches.push(commit, place.branch, place.expected) else ""


def _with_new_state(root: Path, context: EventContext, reply: Reply, number: str, commit: str) -> Reply:
    """The reply with the request as it stands after the change, and the issue that brought it."""
    try:
        with Repository(root) as repository:  # one that sees the new commit
            files = CommitFiles(repository, commit)
            view = find_request(files, reply.office.with_files(files), number, context.now)
        reply = replace(reply, view=view)
        return replace(reply, issue=context.trailers.issue_of(number, commit, int(view.record.letter.received)))
    except (RefusedError, GitError) as error:
        return replace(reply, troubles=(error.message,))
    except WriteError as error:
        return replace(reply, troubles=(explain_write_error(error),))
