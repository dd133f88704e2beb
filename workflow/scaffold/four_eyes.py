"""Whether an office has the people that its SOP's four eyes need."""

from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.message import Message, WordList, say
from workflow.sop.edition import Step


def four_eyes_gaps(office: Office, now: int) -> Iterator[Message]:
    """For each step that somebody else must do than did another: what nobody could do, and who must leave it be."""
    edition = office.editions[-1]
    for step in edition.steps:
        for number in step.not_by:
            other = edition.by_number[number]
            doing, done = _people(office, step, now), _people(office, other, now)
            alone = [key for key in done if not doing - {key}]
            if not doing or not done or not alone:
                continue  # that nobody is there at all is another finding
            names = WordList(tuple(sorted(office.people[key].name for key in alone)))
            if len(alone) == len(done):
                yield say(
                    "Step {step} must be done by somebody else than step {other}, and there is nobody but {names} for "
                    "both: name a second person.",
                    step=step.number,
                    other=number,
                    names=names,
                )
            else:
                yield say(
                    "{names} should leave step {other} to others: nobody else could then do step {step}.",
                    step=step.number,
                    other=number,
                    names=names,
                )


def _people(office: Office, step: Step, now: int) -> set[str]:
    return {key for key in office.people if not set(step.roles).isdisjoint(office.roles_of(key, now))}
