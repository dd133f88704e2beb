"""What a command says becomes a wish: words are read as at every other door, or refused with the choice."""

from typing import TypeVar

from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import Argument
from workflow.config.office import Office
from workflow.input import vocabularies
from workflow.input.words import UnknownWord, Vocabulary, news_key
from workflow.records.request import Channel
from workflow.services.errors import RefusedError
from workflow.services.inputs import StepInput
from workflow.sop.edition import Edition

Key = TypeVar("Key", str, tuple[str, ...])


def bind_arguments(said: ParsedCommand, office: Office, edition: Edition) -> StepInput:
    """The wish that a command of a step expresses. Raises RefusedError for a word that nobody knows."""
    values = {**said.command.defaults, **said.values}
    steps = [edition.by_number[number] for number in said.command.steps if number in edition.by_number]
    channel = _key_of(values.get(Argument.CHANNEL), vocabularies.channels(office))
    return StepInput(
        result=_key_of(values.get(Argument.RESULT), vocabularies.results(office, steps)),
        to=_key_of(values.get(Argument.TO), vocabularies.roles(office, edition)),
        instruction=values.get(Argument.INSTRUCTION),
        public_reason=values.get(Argument.PUBLIC_REASON),
        news=news_key(values.get(Argument.NEWS, "")) or None,
        note=values.get(Argument.NOTE),
        outlets=_must_be_known(vocabularies.outlets(office).several(values.get(Argument.OUTLETS, ""))),
        channel=Channel(channel) if channel else None,
        report=values.get(Argument.REPORT),
        delay=_key_of(values.get(Argument.DELAY), vocabularies.named_items(office.delays)),
        acknowledged_by=_key_of(values.get(Argument.ACKNOWLEDGED), vocabularies.people(office)),
        late=values.get(Argument.LATE),
    )


def _key_of(value: str | None, vocabulary: Vocabulary) -> str | None:
    """The key that a word means; None for no word. Raises RefusedError."""
    return _must_be_known(vocabulary.find(value)) if value else None


def _must_be_known(found: Key | UnknownWord) -> Key:
    if isinstance(found, UnknownWord):
        raise RefusedError(found.question())
    return found
