"""What is to be said of an event, and where the letter stands after it."""

from msgspec import Struct

from workflow.chatops.event.no_action import NO_ACTION_REPLIES
from workflow.chatops.event.result import ActionResult
from workflow.chatops.event.target_branch import TargetBranch
from workflow.config.office import Office
from workflow.forge.event import IgnoreReason
from workflow.i18n.message import Message
from workflow.rules.context import RequestView


class Reply(Struct, frozen=True, kw_only=True):
    """What is to be said, and where the letter stands after it."""

    outcome: ActionResult
    office: Office
    place: TargetBranch | None = None
    view: RequestView | None = None
    """The request as it is now, on the branch."""
    issue: int | None = None
    """The issue by which the letter came in."""
    troubles: tuple[Message, ...] = ()
    """What could not be found out after it was done."""


def no_action_reply(office: Office, reason: IgnoreReason, point: Message | None = None, line: str = "") -> Reply:
    """What the table has to say, with what could be written instead."""
    points, lines = (point,) if point else (), (line,) if line else ()
    return Reply(
        outcome=ActionResult(message=NO_ACTION_REPLIES[reason].message, points=points, lines=lines), office=office
    )
