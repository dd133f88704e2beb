"""The office's vocabularies: keys and all that people call them, out of `site_config/`, the SOP and its commands."""

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from workflow.config.commands import Argument, Command
from workflow.config.office import NamedItem, Office
from workflow.input.words import Vocabulary
from workflow.records.request import Channel, Nature
from workflow.sop.edition import Edition, Step

_BRACKETS = re.compile(r"[^()]+")
FORMS_OF_ADDRESS = frozenset({"bapak", "bpk", "pak", "ibu", "bu", "sdr", "saudara", "saudari", "kepada", "ke", "oleh"})
"""What stands before a name."""


def results(office: Office, steps: Iterable[Step]) -> Vocabulary:
    """How some steps can end: the SOP's keys and names, and the office's words for them."""
    by_number = {step.number: step for step in steps}
    names: dict[str, list[str]] = {key: [] for step in by_number.values() for key in step.results}
    for command in office.commands.commands.values():
        for word, key in command.results.items():
            if key in names and by_number.keys() & set(command.steps):
                names[key].append(word)
    for step in by_number.values():
        for key, result in step.results.items():
            names[key].append(result.name)
    return Vocabulary({key: tuple(dict.fromkeys(known)) for key, known in names.items()})


def channels(office: Office) -> Vocabulary:
    """How a sender can be told."""
    return _filled(office, Argument.CHANNEL, {one.value: () for one in Channel})


def outlets(office: Office) -> Vocabulary:
    """Where news can be published or sent."""
    known = _filled(office, Argument.OUTLETS, {key: (one.name,) for key, one in office.partners.items()})
    return replace(known, file="site_config/partners.yml")


def roles(office: Office, edition: Edition, but: Collection[str] = ()) -> Vocabulary:
    """The functions of the SOP, by their titles and the parts of them, but some."""
    titles = {key: (one.title, *_parts(one.title)) for key, one in edition.performers.items() if key not in but}
    return _filled(office, Argument.TO, titles, FORMS_OF_ADDRESS)


def people(office: Office, at: int | None = None, role: str | None = None) -> Vocabulary:
    """Who is of the office, by name with and without titles and by account; with `role` only who holds it then."""
    names = {}
    for key, one in office.people.items():
        if role is None or at is None or role in office.roles_of(key, at):
            names[key] = (one.name, one.name.partition(",")[0], *((one.github,) if one.github else ()))
    return Vocabulary(names, FORMS_OF_ADDRESS, "site_config/people.yml")


def agencies(office: Office) -> Vocabulary:
    """Who sends letters."""
    names = {key: (one.name, one.short) for key, one in office.agencies.items()}
    return Vocabulary(names, FORMS_OF_ADDRESS | {"dari"}, "site_config/agencies.yml")


def natures(but: Collection[str] = ()) -> Vocabulary:
    """What stands on a letter as its nature (sifat surat), but some."""
    return Vocabulary({one.value: (one.value,) for one in Nature if one not in but})


def named_items(known: dict[str, NamedItem]) -> Vocabulary:
    """Categories of news, or coded reasons for a delay."""
    return Vocabulary({key: (one.name,) for key, one in known.items()})


def _filled(office: Office, slot: Argument, called: dict[str, tuple[str, ...]], skip: Iterable[str] = ()) -> Vocabulary:
    """Keys with the words that the commands filling a slot have for them."""
    commands = [one for one in office.commands.commands.values() if slot in (one.rest, *one.marks.values())]
    known = {key: [*names] for key, names in called.items()}
    for command in commands:
        for word, key in command.values.items():
            if key in known:
                known[key].append(word)
    idle = {word for command in commands for word in _idle(command, slot)}
    names = {key: tuple(called) or (key,) for key, called in known.items()}
    return Vocabulary(names, frozenset({*idle, *skip}))


def _idle(command: Command, slot: Argument) -> Iterator[str]:
    yield from command.skip if command.rest is slot else ()
    yield from (word for word, marked in command.marks.items() if marked is slot)


def _parts(title: str) -> list[str]:
    """ "Kabid Komunikasi Publik (Redaktur)" is also called by either part of it."""
    parts = [part.strip().removeprefix("sebagai ") for part in _BRACKETS.findall(title)]
    return [part for part in parts if part and part != title]
