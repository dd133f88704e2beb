"""What a command says becomes a wish: words are found among those that the office knows, or refused with the choice."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from workflow.counter.commands import Said, folded
from workflow.desk.refusal import RefusedError
from workflow.desk.wish import Wish
from workflow.language.message import Words, say
from workflow.records.command import Slot
from workflow.records.office import Office
from workflow.records.request import Channel
from workflow.sop.edition import Edition

MOST_WORDS = 60
Known = Mapping[str, Iterable[str]]
"""Keys, and the names by which people call them."""


def wish_of(said: Said, office: Office, edition: Edition) -> Wish:
    """The wish that a command of a step expresses. Raises RefusedError for a word that nobody knows."""
    values = {**said.command.defaults, **said.values}
    spoken = said.command.spoken()
    channel = _one(said, values.get(Slot.CHANNEL), {one.value: () for one in Channel}, spoken)
    return Wish(
        result=_one(said, values.get(Slot.RESULT), dict.fromkeys(_results(said, edition), ()), spoken),
        to=_one(said, values.get(Slot.TO), {key: (one.title,) for key, one in edition.performers.items()}),
        instruction=values.get(Slot.INSTRUCTION),
        public_reason=values.get(Slot.PUBLIC_REASON),
        news=values.get(Slot.NEWS, "").removeprefix("content/news/").removesuffix(".md") or None,
        note=values.get(Slot.NOTE),
        outlets=_several(
            said, values.get(Slot.OUTLETS, ""), {key: (one.name,) for key, one in office.partners.items()}
        ),
        channel=Channel(channel) if channel else None,
        report=values.get(Slot.REPORT),
        delay=_one(said, values.get(Slot.DELAY), {key: (one.name,) for key, one in office.delays.items()}),
        acknowledged_by=_one(
            said,
            values.get(Slot.ACKNOWLEDGED),
            {key: (one.name, one.github or "") for key, one in office.people.items()},
        ),
        late=values.get(Slot.LATE),
    )


def _results(said: Said, edition: Edition) -> Iterable[str]:
    for number in said.command.steps:
        step = edition.by_number.get(number)
        yield from step.results if step else ()


def _one(said: Said, value: str | None, known: Known, spoken: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The key that a word means; None for no word. `spoken`: the office's words for keys. Raises RefusedError."""
    if not value:
        return None
    found = _meant(said, value, known)
    if found is None:
        names = Words(tuple(spoken.get(key, key) for key in known))
        raise RefusedError(say("“{word}” is not known here. There are {names}.", word=value, names=names))
    return found


def _meant(said: Said, value: str, known: Known) -> str | None:
    word = folded(value).strip(" .,;`@").casefold()
    word = {one.casefold(): key for one, key in said.command.values.items()}.get(word, word)
    results = {one.casefold(): key for one, key in said.command.results.items()}
    for key, names in known.items():
        if word == key or results.get(word) == key or word in (name.casefold() for name in names if name):
            return key
    return None


def _several(said: Said, value: str, known: Known) -> tuple[str, ...]:
    """The keys that some words mean, with commas or spaces between them. Raises RefusedError."""
    found: list[str] = []
    for part in re.split(r"[,;\n]", value):
        words = part.split()[:MOST_WORDS]
        while words:
            key, words = _first(said, words, known)
            found.append(key)
    return tuple(dict.fromkeys(found))


def _first(said: Said, words: list[str], known: Known) -> tuple[str, list[str]]:
    """The key that the longest run of words at the beginning means, and the words behind it. Raises RefusedError."""
    for size in range(len(words), 0, -1):
        key = _meant(said, " ".join(words[:size]), known)
        if key:
            return key, words[size:]
    return _one(said, words[0], known) or "", words[1:]
