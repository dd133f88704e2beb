"""people/four-eyes: nobody corrects their own text."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: RequestView) -> Iterator[Hit]:
    """The performer of a step is not the latest performer of a step that it must be kept apart from."""
    latest: dict[int, int] = {}
    steps = view.record.steps
    for turn in view.walk.turns:
        entry = steps[turn.index]
        for number in turn.step.not_by if turn.step else ():
            if number in latest and steps[latest[number]].by == entry.by:
                message = say(
                    "`{name}` did step {other} and may not also do step {number}.",
                    name=entry.by,
                    other=number,
                    number=entry.step,
                )
                where = Related(view.document.path, ("steps", latest[number], "by"), say("the earlier step"))
                yield Hit(("steps", turn.index, "by"), message, say("Somebody else has to look at it."), (where,))
        latest[turn.number] = turn.index


RULE = Rule(
    slug="people/four-eyes",
    subject=Subject.REQUEST,
    purpose=mark("A text is corrected by somebody who did not write it (four eyes)."),
    source=mark("SOP 418/2024, steps 4 and 5; `not_by` in site_config/sop"),
    bad="  - {step: 4, by: sari}\n  - {step: 5, by: sari}",
    good="  - {step: 4, by: rina}\n  - {step: 5, by: sari}",
    reads=("sop", "steps", "disposition"),
    after=("steps/edition",),
    check=check,
)
