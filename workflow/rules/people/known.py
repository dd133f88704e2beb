"""people/known: everyone named is in the office's list."""

from collections.abc import Iterator

from workflow.i18n.message import mark
from workflow.rules.context import RequestView
from workflow.rules.people._unknown_person import unknown_person
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place


def check(view: RequestView) -> Iterator[Hit]:
    """`by` and `acknowledged_by` are keys of people.yml."""
    people = view.office.people
    for index, entry in view.standing:
        named: list[tuple[Place, str]] = [(("steps", index, "by"), entry.by)]
        if entry.delay:
            named.append((("steps", index, "delay", "acknowledged_by"), entry.delay.acknowledged_by))
        for place, person in named:
            if person not in people:
                yield unknown_person(place, person, people)


RULE = Rule(
    slug="people/known",
    subject=Subject.REQUEST,
    purpose=mark("Only people of the office's list perform steps."),
    source=mark("SOP 418/2024, column Pelaksana"),
    bad="  - {step: 1, by: rinna}",
    good="  - {step: 1, by: rina}",
    reads=("steps",),
    check=check,
)
