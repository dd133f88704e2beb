"""people/role: whoever did a step held a role that may do it, on that day."""

from collections.abc import Collection, Iterator

from workflow.config.office import Office
from workflow.i18n.message import Message, Words, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RequestView) -> Iterator[Hit]:
    """The performer held one of the step's roles when it ended, acting roles included."""
    office = view.office
    for turn in view.walk.turns:
        entry = view.record.steps[turn.index]
        if turn.step is None or entry.by not in office.people:
            continue
        held = office.roles_of(entry.by, entry.finished)
        # a correction may also come from the head, who answers for all steps
        allowed = (*turn.step.roles, view.edition.head) if entry.corrects else turn.step.roles
        if not any(role in allowed for role in held):
            message = say(
                "`{name}` may not do step {number}: it is for {roles}.",
                name=entry.by,
                number=entry.step,
                roles=Words(allowed),
            )
            yield Hit(("steps", turn.index, "by"), message, _remedy(office, allowed, entry.finished))


def _remedy(office: Office, allowed: Collection[str], at: int) -> Message:
    """Who may do it: somebody to turn to says more than what the person was."""
    holding = [one.name for key, one in office.people.items() if not set(office.roles_of(key, at)).isdisjoint(allowed)]
    if not holding:
        return say("Nobody holds such a role that day; have it entered in site_config/people.yml first.")
    return say("Ask one of those who may: {people}.", people=Words(tuple(holding)))


RULE = Rule(
    slug="people/role",
    subject=Subject.REQUEST,
    purpose=mark(
        "Each step is done by the function that the SOP names, held on the day it was done; acting deputies "
        "(Plh, Plt) count."
    ),
    source=mark("SOP 418/2024, column Pelaksana"),
    bad="  - {step: 2, by: rina}   # petugas",
    good="  - {step: 2, by: kadis}",
    reads=("sop", "steps", "disposition"),
    after=("steps/edition",),
    check=check,
)
