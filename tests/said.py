"""Whether what is found can be said to people: every sentence in the catalogue, with all its values."""

from collections.abc import Iterable, Iterator
from string import Formatter

import msgspec

from workflow.language import build
from workflow.language.message import Message, Phrase, Value, Words
from workflow.text.finding import Finding

CATALOGUE = {str(entry.id) for entry in build.read("id") if entry.id}
"""The texts that have an Indonesian translation."""


def assert_sayable(findings: Iterable[Finding]) -> None:
    """Each sentence is one of the catalogue's, has the values of its braces, and survives the cache as it is."""
    findings = [*findings]
    for finding in findings:
        for message in sentences(finding):
            assert message.text in CATALOGUE
            assert {name for _, name, _, _ in Formatter().parse(message.text) if name} == set(message.values)
            for value in message.values.values():
                assert phrases(value) <= CATALOGUE
    written = msgspec.json.encode(findings, enc_hook=int)  # instants are a kind of int
    assert msgspec.json.decode(written, type=list[Finding]) == findings


def sentences(finding: Finding) -> Iterator[Message]:
    """All that is said of a finding."""
    yield finding.message
    if finding.help is not None:
        yield finding.help
    yield from (other.message for other in finding.related)


def phrases(value: Value) -> set[str]:
    """The texts of the catalogue that stand in a value."""
    if isinstance(value, Words):
        return {text for item in value.items for text in phrases(item)}
    return {value.text} if isinstance(value, Phrase) else set()
