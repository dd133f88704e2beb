"""Whether somebody can do each step of the SOP: today, and in the weeks to come."""

import datetime as dt
from collections.abc import Iterator

from workflow.config.office import Office
from workflow.i18n.message import Message, Value, WordList, say
from workflow.rules.office._readiness import PEOPLE_FILE, ReadinessView, days_of_change, holders
from workflow.rules.rule import Hit
from workflow.sop.edition import Edition
from workflow.text.finding import Place, Severity

AHEAD = dt.timedelta(30)
"""How long before a role ends its end is told of: time for a decree."""
NAME_SOMEBODY = say(
    "Enter under `roles:` of a person in people.yml who holds the role, and from which day; whoever acts for the "
    "holder gets `acting` (plh, plt) and `decree`."
)

NAME_HEAD = say(
    "Enter the successor, or who acts for the head (`acting`, `decree`), before the last day: afterwards nobody may "
    "change people.yml any more."
)


def people_lacking(view: ReadinessView) -> Iterator[Hit]:
    """Nobody is in the list at all."""
    if not view.office.people:
        message = say("Nobody of the office stands in this file, so nobody can enter or approve anything.")
        yield Hit(0, message, NAME_SOMEBODY, severity=Severity.ERROR, path=PEOPLE_FILE)  # it would lock the office


def roles_lacking(view: ReadinessView) -> Iterator[Hit]:
    """A role that steps need is held by nobody, today or from a day soon. Each is told of once."""
    office, told = view.office, set[tuple[str, ...]]()
    for day in days_of_change(office, view.today, view.today + AHEAD):
        edition = office.edition_on(day)
        if edition is None:
            continue
        held = holders(office, day)
        for roles, numbers in _needed(edition):
            if roles not in told and held.keys().isdisjoint(roles):
                told.add(roles)
                place = 0 if day == view.today else _ending(office, roles, day)
                help_ = NAME_HEAD if roles == (edition.head,) else NAME_SOMEBODY
                yield Hit(place, _vacant(office, roles, numbers, view.since(day)), help_, path=PEOPLE_FILE)


def _needed(edition: Edition) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Which roles do which steps, and the head, who also answers for what is no step's."""
    numbers: dict[tuple[str, ...], tuple[int, ...]] = {(edition.head,): ()}
    for step in edition.steps:
        numbers[step.roles] = (*numbers.get(step.roles, ()), step.number)
    yield from numbers.items()


def _vacant(office: Office, roles: tuple[str, ...], numbers: tuple[int, ...], when: Value) -> Message:
    titles = WordList(tuple(map(office.role_title, roles)))
    if not numbers:
        return say(
            "From {when} on nobody is {roles}: nobody acknowledges delays or answers for the settings.",
            when=when,
            roles=titles,
        )
    return say(
        "From {when} on nobody is {roles}, and the SOP needs one for step {steps}.",
        when=when,
        roles=titles,
        steps=", ".join(map(str, numbers)),
    )


def _ending(office: Office, roles: tuple[str, ...], day: dt.date) -> Place:
    """The end of the term after which nobody is left; the file where it is a new edition that asks for a role."""
    for key, person in office.people.items():
        for index, role in enumerate(person.roles):
            if role.role in roles and role.until == day - dt.timedelta(1):
                return key, "roles", index, "until"
    return 0
