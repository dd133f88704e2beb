"""What the two rules on overruns share: is a delay explained and acknowledged as the SOP's head must?"""

from workflow.i18n.message import Message, say
from workflow.records.request import Delay
from workflow.rules.context import RequestView

HELP = say(
    "Add `delay:` with a `reason` from site_config/delays.yml and `acknowledged_by`, the head who took note of it."
)

EXCUSED = say("Nothing is to be done: the delay is explained and acknowledged.")


def delay_objection(view: RequestView, delay: Delay | None, at: int) -> Message | None:
    """Why a delay does not excuse an overrun; None when it does."""
    if delay is None:
        return HELP
    if delay.reason not in view.office.delays:
        return say("`{reason}` is not in site_config/delays.yml.", reason=delay.reason)
    if view.edition.head not in view.office.roles_of(delay.acknowledged_by, at):
        return say(
            "`{person}` did not hold the role `{role}` then.", person=delay.acknowledged_by, role=view.edition.head
        )
    return None
