"""Whether the people of an office can take a letter through the SOP without anybody looking at their own work."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import count

from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.i18n.message import Message, Value, say
from workflow.rules.office._readiness import PEOPLE_FILE, ReadinessView, days_of_change, holders
from workflow.rules.office._vacancies import AHEAD
from workflow.rules.rule import Hit
from workflow.sop.edition import Edition

Task = tuple[int, bool]
"""A step by its number, and whether it is its review that is meant and not the step itself."""
Candidates = Mapping[Task, frozenset[str]]
MOST_TASKS, MOST_TRIES = 100, 10_000
"""Tasks that hang together, and attempts to give them out; an SOP that needs more is none that people follow."""
ANOTHER = say(
    "Give one of these roles to another person in people.yml. Two people suffice where one writes and the other, who "
    "may also be the head, corrects."
)


def four_eyes_lacking(view: ReadinessView) -> Iterator[Hit]:
    """Steps that must be done by different people can only be done by the same one, today or from a day soon."""
    for day in days_of_change(view.office, view.today, view.today + AHEAD):
        edition = view.office.edition_on(day)
        message = _conflict(view.office, edition, day, view.since(day)) if edition else None
        if message:
            yield Hit(0, message, ANOTHER, path=PEOPLE_FILE)
            return


def _conflict(office: Office, edition: Edition, day: dt.date, when: Value) -> Message | None:
    """What cannot be done on a day; None where everything can, or where a role is vacant, which is told elsewhere."""
    candidates, apart = _tasks(office, edition, day)
    for (step, review), people in candidates.items():
        if review and not people:
            return say("From {when} on nobody may review step {step}, as policy.yml asks.", when=when, step=step)
    apart = {pair for pair in apart if candidates[pair[0]] and candidates[pair[1]]}
    for one, two in sorted(apart):
        if candidates[one] == candidates[two] and len(candidates[one]) == 1:
            [key] = candidates[one]
            return _alone(office.people[key].name, one, two, when)
    if _can_be_given_out(candidates, apart):
        return None
    return say(
        "From {when} on there are too few people for steps {steps}: somebody would look at their own work.",
        when=when,
        steps=", ".join(str(number) for number in sorted({task[0] for pair in apart for task in pair})),
    )


def _alone(name: str, one: Task, two: Task, when: Value) -> Message:
    if two[1]:
        return say(
            "From {when} on only {name} may do step {step}, and nobody else may review it.",
            when=when,
            name=name,
            step=one[0],
        )
    return say(
        "From {when} on only {name} may do step {one} and step {two}, and nobody may do both.",
        when=when,
        name=name,
        one=one[0],
        two=two[0],
    )


def _tasks(office: Office, edition: Edition, day: dt.date) -> tuple[Candidates, set[tuple[Task, Task]]]:
    """The tasks that must be kept apart, and who may do each."""
    held, asked = holders(office, day), office.policy.evidence
    apart = {
        ((min(step.number, other), False), (max(step.number, other), False))
        for step in edition.steps
        for other in step.not_by
        if other != step.number
    }
    apart |= {
        ((step.number, False), (step.number, True))
        for step in edition.steps
        if asked.needed(step.number) is Level.REVIEWED
    }
    roles = {task: asked.reviewers if task[1] else edition.by_number[task[0]].roles for pair in apart for task in pair}
    return {task: frozenset().union(*(held.get(role, ()) for role in named)) for task, named in roles.items()}, apart


def _can_be_given_out(candidates: Candidates, apart: set[tuple[Task, Task]]) -> bool:
    """Whether there is a way to give each task to somebody so that no two that are kept apart meet in one person."""
    near: dict[Task, set[Task]] = {}
    for one, two in apart:
        near.setdefault(one, set()).add(two)
        near.setdefault(two, set()).add(one)
    # a task that more people may do than it has neighbours can be given out last, whatever the others are
    while easy := [task for task, others in near.items() if len(candidates[task]) > len(others)]:
        for task in easy:
            for other in near.pop(task):
                near[other].discard(task)
    return _give_out(sorted(near, key=lambda task: len(candidates[task])), candidates, near)


def _give_out(tasks: list[Task], candidates: Candidates, near: Mapping[Task, set[Task]]) -> bool:
    """Try; where it takes too long to tell, nobody has to be told."""
    given: dict[Task, str] = {}
    tries = count()

    def give(at: int) -> bool:
        if at == len(tasks) or next(tries) > MOST_TRIES:
            return True
        for person in sorted(candidates[tasks[at]]):
            if all(given.get(other) != person for other in near[tasks[at]]):
                given[tasks[at]] = person
                if give(at + 1):
                    return True
        given.pop(tasks[at], None)
        return False

    return len(tasks) > MOST_TASKS or give(0)
