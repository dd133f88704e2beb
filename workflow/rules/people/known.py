"""people/known: everyone named is in the office's list."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Place
from workflow.text.suggest import closest_word


def check(view: RequestView) -> Iterator[Hit]:
    """`by` and `acknowledged_by` are keys of people.yml."""
    people = view.office.people
    for index, entry in view.standing:
        named: list[tuple[Place, str]] = [(("steps", index, "by"), entry.by)]
        if entry.delay:
            named.append((("steps", index, "delay", "acknowledged_by"), entry.delay.acknowledged_by))
        for place, person in named:
            if person not in people:
                close = closest_word(person, people)
                help_ = say("Did you mean `{name}`?", name=close) if close else PEOPLE_HELP
                yield Hit(place, say("There is nobody called `{name}` in site_config/people.yml.", name=person), help_)


PEOPLE_HELP = say("Have the person entered in site_config/people.yml first.")

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
