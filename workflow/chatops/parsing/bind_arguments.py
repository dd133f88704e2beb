"""What a command says becomes a wish: words are read as at every other door, or refused with the choice."""

from typing import TypeVar

from workflow.chatops.parsing.command import Said
from workflow.config.commands import Slot
from workflow.config.office import Office
from workflow.input import vocabularies
from workflow.input.words import Unknown, Vocabulary, news_key
from workflow.records.request import Channel
from workflow.services.errors import RefusedError
from workflow.services.inputs import Wish
from workflow.sop.edition import Edition

Key = TypeVar("Key", str, tuple[str, ...])


def wish_of(said: Said, office: Office, edition: Edition) -> Wish:
    """The wish that a command of a step expresses. Raises RefusedError for a word that nobody knows."""
    values = {**said.command.defaults, **said.values}
    steps = [edition.by_number[number] for number in said.command.steps if number in edition.by_number]
    channel = _one(values.get(Slot.CHANNEL), vocabularies.channels(office))
    return Wish(
        result=_one(values.get(Slot.RESULT), vocabularies.results(office, steps)),
        to=_one(values.get(Slot.TO), vocabularies.roles(office, edition)),
        instruction=values.get(Slot.INSTRUCTION),
        public_reason=values.get(Slot.PUBLIC_REASON),
        news=news_key(values.get(Slot.NEWS, "")) or None,
        note=values.get(Slot.NOTE),
        outlets=_known(vocabularies.outlets(office).several(values.get(Slot.OUTLETS, ""))),
        channel=Channel(channel) if channel else None,
        report=values.get(Slot.REPORT),
        delay=_one(values.get(Slot.DELAY), vocabularies.named(office.delays)),
        acknowledged_by=_one(values.get(Slot.ACKNOWLEDGED), vocabularies.people(office)),
        late=values.get(Slot.LATE),
    )


def _one(value: str | None, vocabulary: Vocabulary) -> str | None:
    """The key that a word means; None for no word. Raises RefusedError."""
    return _known(vocabulary.find(value)) if value else None


def _known(found: Key | Unknown) -> Key:
    if isinstance(found, Unknown):
        raise RefusedError(found.question())
    return found
