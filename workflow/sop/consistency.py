"""Is an edition of the SOP consistent in itself? Asked whenever one is loaded."""

from collections.abc import Iterator

from msgspec.structs import replace

from workflow.i18n.message import Message, say
from workflow.sop.edition import Edition, Need, Step
from workflow.text.finding import Place

Flaw = tuple[Place, Message]


def edition_flaws(edition: Edition) -> Iterator[Flaw]:
    """Every place where the edition contradicts itself."""
    if not edition.steps:
        yield ("steps",), say("The SOP has no steps.")
        return
    yield from _numbering(edition)
    yield from _performers(edition)
    yield from _results(edition)
    yield from _reachable(edition)
    yield from _norms(edition)


def _numbering(edition: Edition) -> Iterator[Flaw]:
    for index, step in enumerate(edition.steps):
        if step.number != index + 1:
            message = say("Step {number} stands where step {wanted} belongs.", number=step.number, wanted=index + 1)
            yield ("steps", index, "number"), message


def _performers(edition: Edition) -> Iterator[Flaw]:
    for index, step in enumerate(edition.steps):
        for field, roles in (("performer", (step.performer,)), ("alternates", step.alternates)):
            for role in roles:
                if role not in edition.performers:
                    yield ("steps", index, field), say("The performer `{role}` is not in `performers`.", role=role)
        for number in step.not_by:
            if number not in edition.by_number:
                yield ("steps", index, "not_by"), say("There is no step {number}.", number=number)
    if edition.head not in edition.performers:
        yield ("head",), say("The performer `{role}` is not in `performers`.", role=edition.head)


def _results(edition: Edition) -> Iterator[Flaw]:
    if edition.withdrawn not in edition.statuses:
        yield ("withdrawn",), say("The status `{status}` is not in `statuses`.", status=edition.withdrawn)
    for index, step in enumerate(edition.steps):
        if not step.results:
            yield ("steps", index, "results"), say("Step {number} has no result.", number=step.number)
        for key, result in step.results.items():
            place = ("steps", index, "results", key)
            if result.next is not None and result.next not in edition.by_number:
                yield (
                    (*place, "next"),
                    say("The result leads to step {number}, which does not exist.", number=result.next),
                )
            if result.status not in edition.statuses:
                yield (*place, "status"), say("The status `{status}` is not in `statuses`.", status=result.status)
        if step.decides and any(Need.DISPOSITION not in result.needs for result in step.results.values()):
            message = say("Where one result of a step needs the disposition, every result of it must.")
            yield ("steps", index, "results"), message


def _reachable(edition: Edition) -> Iterator[Flaw]:
    waiting = [edition.first]
    reached: set[int] = set()
    ends = False
    while waiting:
        step = waiting.pop()
        if step.number in reached:
            continue
        reached.add(step.number)
        ends = ends or any(result.next is None for result in step.results.values())
        waiting += _followers(edition, step)
    for index, step in enumerate(edition.steps):
        if step.number not in reached:
            yield ("steps", index), say("No way through the procedure leads to step {number}.", number=step.number)
    if not ends:
        yield ("steps",), say("The procedure never ends: no result is without `next`.")


def _followers(edition: Edition, step: Step) -> list[Step]:
    numbers = (result.next for result in step.results.values())
    return [edition.by_number[number] for number in numbers if number in edition.by_number]


def _norms(edition: Edition) -> Iterator[Flaw]:
    for index, step in enumerate(edition.steps):
        if step.norm.min > step.norm.max:
            yield ("steps", index, "norm"), say("The norm's lower bound is above its upper bound.")
    total = sum(step.norm.max for step in edition.steps)
    if total != edition.total:
        message = say(
            "The upper norms add up to {sum} minutes, but the document states {total}.",
            sum=total,
            total=edition.total,
        )
        yield ("total",), message


def only_confirms_performers(old: Edition, new: Edition) -> bool:
    """Whether an edition differs from an older form only in performers that were marked as assumed.

    The flow-chart symbols of a document may not be legible; the office may settle them in an edition that is in use.
    """
    return _without_assumptions(old, old) == _without_assumptions(new, old)


def _without_assumptions(edition: Edition, old: Edition) -> Edition:
    assumed = {step.number for step in old.steps if step.assumed}
    steps = tuple(
        replace(step, performer="", alternates=(), assumed=False) if step.number in assumed else step
        for step in edition.steps
    )
    return replace(edition, steps=steps, assumption=None)
