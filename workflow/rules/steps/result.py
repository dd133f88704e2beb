"""steps/result: every entry has a result that its step knows."""

from collections.abc import Iterator

from workflow.i18n.message import WordList, mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.suggest import closest_word


def check(view: RequestView) -> Iterator[Hit]:
    """A result is written where there is a choice, and it is one of the step's."""
    record = view.record
    for turn in view.walk.turns:
        if turn.step is None:
            continue
        entry, decides = record.steps[turn.index], turn.step.decides
        written = record.result_of(turn.index, decides=decides)
        place = ("steps", turn.index, "result")
        known = WordList(tuple(turn.step.results))
        if turn.result is None and not written and decides and record.disposition is None:
            continue  # steps/output asks for the disposition
        if turn.result is None and not written:
            message = say("Step {number} has no result.", number=turn.number)
            yield Hit(place, message, say("Add a line `result:` with {known}.", known=known))
        elif turn.result is None:
            if not entry.result:
                place = ("disposition", "decision")  # type: ignore[assignment]
            close = closest_word(written, turn.step.results)
            help_ = say("Did you mean `{name}`?", name=close) if close else say("Write {known}.", known=known)
            message = say("Step {number} knows no result `{result}`.", number=turn.number, result=written)
            yield Hit(place, message, help_)
        elif decides and _contradicts(view, turn.index):
            message = say(
                "The entry says `{result}`, but the disposition decides `{decision}`.",
                result=entry.result or "",
                decision=record.disposition.decision if record.disposition else "",
            )
            yield Hit(place, message, say("Make the two agree."))


def _contradicts(view: RequestView, index: int) -> bool:
    """Whether the latest deciding entry names another result than the disposition."""
    record = view.record
    entry = record.steps[index]
    if not entry.result or record.disposition is None:
        return False
    latest = all(later <= index or other.step != entry.step for later, other in view.standing)
    return latest and entry.result != record.disposition.decision


RULE = Rule(
    slug="steps/result",
    subject=Subject.REQUEST,
    purpose=mark(
        "Where a step can end in more than one way, its entry says which; the result decides what comes next."
    ),
    source=mark("SOP 418/2024, steps 2 and 5; results in site_config/sop"),
    bad="  - step: 5\n    result: ok",
    good="  - step: 5\n    result: approved",
    reads=("sop", "steps", "disposition"),
    after=("steps/edition",),
    check=check,
)
