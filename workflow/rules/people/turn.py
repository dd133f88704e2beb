"""people/turn: somebody can do the step whose turn it is."""

from collections.abc import Collection, Iterator

from workflow.i18n.message import WordList, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.edition import Step
from workflow.text.finding import Severity


def check(view: RequestView) -> Iterator[Hit]:
    """Of those who hold one of the next step's roles now, one is not barred from it by the four eyes."""
    step, steps = view.walk.next, view.record.steps
    if step is None or view.record.withdrawn or not steps or not view.office.people:
        return
    holding = [key for key in view.office.people if _holds_now(view, key, step.roles)]
    barred = _barred(view, step)
    if not barred.issuperset(holding):
        return
    titles = WordList(tuple(map(view.office.role_title, step.roles)))
    message = say("Nobody can do step {number} now: nobody is {roles}.", number=step.number, roles=titles)
    if holding:
        message = say(
            "Nobody can do step {number} now: only {names} could, who did what it is to look at.",
            number=step.number,
            names=", ".join(view.office.people[key].name for key in holding),
        )
    help_ = say(
        "Have somebody entered in people.yml who is this, also for a few days (plh, with the decree): {roles}.",
        roles=titles,
    )
    yield Hit(("steps", len(steps) - 1), message, help_)


def _holds_now(view: RequestView, person: str, roles: Collection[str]) -> bool:
    """Whether somebody holds one of some roles now."""
    terms = [
        view.office.term(role.start, role.until) for role in view.office.people[person].roles if role.role in roles
    ]
    return any(view.now.reached(start) and not view.now.reached(end) for start, end in terms)


def _barred(view: RequestView, step: Step) -> set[str]:
    """Who did last what the step must be kept apart from."""
    latest = {entry.step: entry.by for _, entry in view.standing}
    return {latest[number] for number in step.not_by if number in latest}


RULE = Rule(
    slug="people/turn",
    subject=Subject.REQUEST,
    purpose=mark(
        "A letter whose next step nobody can do waits unseen: the head is away without a deputy, or the only editor "
        "wrote the story."
    ),
    source=mark("SOP 418/2024, column Pelaksana; `not_by` in site_config/sop"),
    bad=mark("# step 2 is next, and the head's role ended yesterday"),
    good=mark("# step 2 is next, and somebody is acting head (plh)"),
    reads=("sop", "steps", "disposition", "withdrawn"),
    after=("steps/edition", "steps/order", "steps/result"),
    severity=Severity.WARNING,
    check=check,
)
