"""people/role: whoever did a step held a role that may do it, on that day."""

from collections.abc import Iterator

from workflow.language.message import Words, mark, say
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import RequestView


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
            help_ = (
                say("That day the person was {roles}.", roles=Words(tuple(held)))
                if held
                else say("That day the person held no role at all.")
            )
            yield Hit(("steps", turn.index, "by"), message, help_)


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
