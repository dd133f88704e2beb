"""What is said, and where, of an event that is not acted upon. No event that a person made ends without an answer.

One table for all reasons. Where nobody asked for anything, nothing is said in the thread; why, the job's log says.
"""

from enum import StrEnum

from msgspec import Struct

from workflow.forge.event import IgnoreReason
from workflow.i18n.message import Message, say


class ReplyPlace(StrEnum):
    """Where it is said."""

    THREAD = "thread"
    """In a comment below what was written."""
    CHECK = "check"
    """In nothing but the check's own comment, once it has judged again."""
    LOG = "log"
    """In the job's log; the job is green."""
    FAILURE = "failure"
    """In the job's log; the job is red, which GitHub tells whoever began it."""


class NoActionReply(Struct, frozen=True):
    """What is said of one reason."""

    where: ReplyPlace
    message: Message


NO_ACTION_REPLIES: dict[IgnoreReason, NoActionReply] = {
    IgnoreReason.NAME: NoActionReply(ReplyPlace.LOG, say("This kind of event asks for nothing.")),
    IgnoreReason.SIZE: NoActionReply(
        ReplyPlace.FAILURE, say("The event is larger than GitHub makes any. It was not read.")
    ),
    IgnoreReason.FORM: NoActionReply(
        ReplyPlace.THREAD,
        say("What GitHub told of this cannot be read. Nothing was entered; write it once more, as a new comment."),
    ),
    IgnoreReason.ACTION: NoActionReply(
        ReplyPlace.LOG, say("What is edited, deleted or closed later asks for nothing.")
    ),
    IgnoreReason.PROGRAM: NoActionReply(
        ReplyPlace.LOG,
        say("A program wrote this. Programs do no steps of the office, and their answers are not answered."),
    ),
    IgnoreReason.RUN: NoActionReply(ReplyPlace.LOG, say("This is a run of another workflow than the one for reviews.")),
    IgnoreReason.REPOSITORY: NoActionReply(
        ReplyPlace.FAILURE, say("It happened in another repository, where nothing can be said from here.")
    ),
    IgnoreReason.ACCOUNT: NoActionReply(
        ReplyPlace.THREAD,
        say("Steps are done by a person's own account only. Nothing was entered; write it yourself."),
    ),
    IgnoreReason.APP: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "This was written by another program in your name. Nothing was entered; write it yourself on GitHub, as a "
            "new comment."
        ),
    ),
    IgnoreReason.SENDER: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "GitHub names another account as the one that wrote this. Nothing was entered; write it yourself, as a new "
            "comment."
        ),
    ),
    IgnoreReason.EDITED: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "This was changed before it was read, so nobody can say what was written first. Nothing was entered; write "
            "it as a new comment."
        ),
    ),
    IgnoreReason.DELETED: NoActionReply(
        ReplyPlace.THREAD,
        say("What asked for this was deleted before it was done. Nothing was entered; write it once more."),
    ),
    IgnoreReason.CLOCK: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "By GitHub's clock this was written later than it is now here. Nothing was entered; write it once more in "
            "some minutes."
        ),
    ),
    IgnoreReason.TALK: NoActionReply(ReplyPlace.LOG, say("No command of the writer's stands in it.")),
    IgnoreReason.LETTER: NoActionReply(
        ReplyPlace.LOG, say("The issue was not made by the form for letters, and no command stands in it.")
    ),
    IgnoreReason.REVIEW: NoActionReply(ReplyPlace.CHECK, say("The review is no step.")),
    IgnoreReason.OBJECTION: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "This review requests changes, but no text waits for your judgement. Nothing was entered, though GitHub "
            "may hold back the merge until you approve or the review is dismissed."
        ),
    ),
    IgnoreReason.ROLE: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "This approval counts on GitHub only: the step that waits for one is not yours by site_config/people.yml. "
            "Nothing was entered."
        ),
    ),
    IgnoreReason.WITHIN: NoActionReply(
        ReplyPlace.THREAD,
        say(
            "Nothing was entered: a command begins its own line, with nothing before it. If one was meant, write it as "
            "a new comment:"
        ),
    ),
    IgnoreReason.SLASH: NoActionReply(
        ReplyPlace.THREAD,
        say("Nothing was entered: a command begins with a slash. If this was meant as one, write it as a new comment:"),
    ),
}
