"""What is said, and where, of an event that is not acted upon. No event that a person made ends without an answer.

One table for all reasons. Where nobody asked for anything, nothing is said in the thread; why, the job's log says.
"""

from enum import StrEnum

from msgspec import Struct

from workflow.forge.event import Reason
from workflow.i18n.message import Message, say


class Where(StrEnum):
    """Where it is said."""

    THREAD = "thread"
    """In a comment below what was written."""
    CHECK = "check"
    """In nothing but the check's own comment, once it has judged again."""
    LOG = "log"
    """In the job's log; the job is green."""
    FAILURE = "failure"
    """In the job's log; the job is red, which GitHub tells whoever began it."""


class Told(Struct, frozen=True):
    """What is said of one reason."""

    where: Where
    message: Message


TOLD: dict[Reason, Told] = {
    Reason.NAME: Told(Where.LOG, say("This kind of event asks for nothing.")),
    Reason.SIZE: Told(Where.FAILURE, say("The event is larger than GitHub makes any. It was not read.")),
    Reason.FORM: Told(
        Where.THREAD,
        say("What GitHub told of this cannot be read. Nothing was entered; write it once more, as a new comment."),
    ),
    Reason.ACTION: Told(Where.LOG, say("What is edited, deleted or closed later asks for nothing.")),
    Reason.PROGRAM: Told(
        Where.LOG,
        say("A program wrote this. Programs do no steps of the office, and their answers are not answered."),
    ),
    Reason.RUN: Told(Where.LOG, say("This is a run of another workflow than the one for reviews.")),
    Reason.REPOSITORY: Told(
        Where.FAILURE, say("It happened in another repository, where nothing can be said from here.")
    ),
    Reason.ACCOUNT: Told(
        Where.THREAD,
        say("Steps are done by a person's own account only. Nothing was entered; write it yourself."),
    ),
    Reason.APP: Told(
        Where.THREAD,
        say(
            "This was written by another program in your name. Nothing was entered; write it yourself on GitHub, as a "
            "new comment."
        ),
    ),
    Reason.SENDER: Told(
        Where.THREAD,
        say(
            "GitHub names another account as the one that wrote this. Nothing was entered; write it yourself, as a new "
            "comment."
        ),
    ),
    Reason.EDITED: Told(
        Where.THREAD,
        say(
            "This was changed before it was read, so nobody can say what was written first. Nothing was entered; write "
            "it as a new comment."
        ),
    ),
    Reason.DELETED: Told(
        Where.THREAD,
        say("What asked for this was deleted before it was done. Nothing was entered; write it once more."),
    ),
    Reason.CLOCK: Told(
        Where.THREAD,
        say(
            "By GitHub's clock this was written later than it is now here. Nothing was entered; write it once more in "
            "some minutes."
        ),
    ),
    Reason.TALK: Told(Where.LOG, say("No command of the writer's stands in it.")),
    Reason.LETTER: Told(Where.LOG, say("The issue was not made by the form for letters, and no command stands in it.")),
    Reason.REVIEW: Told(Where.CHECK, say("The review is no step.")),
    Reason.OBJECTION: Told(
        Where.THREAD,
        say(
            "This review requests changes, but no text waits for your judgement. Nothing was entered, though GitHub "
            "may hold back the merge until you approve or the review is dismissed."
        ),
    ),
    Reason.ROLE: Told(
        Where.THREAD,
        say(
            "This approval counts on GitHub only: the step that waits for one is not yours by site_config/people.yml. "
            "Nothing was entered."
        ),
    ),
    Reason.WITHIN: Told(
        Where.THREAD,
        say(
            "Nothing was entered: a command begins its own line, with nothing before it. If one was meant, write it as "
            "a new comment:"
        ),
    ),
    Reason.SLASH: Told(
        Where.THREAD,
        say("Nothing was entered: a command begins with a slash. If this was meant as one, write it as a new comment:"),
    ),
}
