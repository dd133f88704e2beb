"""What is said of a finding: that it can be said to people at all, and what they read in each case.

`python -m tests.support.case_sentences` writes tests/cases/said.txt anew; its changes are read before they are committed.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory

import msgspec

from tests.support.offices import CASES, case_folders, check, expectation, lay_out, moment_of
from workflow.i18n import extract
from workflow.i18n.catalog import translate
from workflow.i18n.language import in_language
from workflow.i18n.message import Message, Phrase, Value, WordList
from workflow.text.finding import Finding

SAID = CASES / "said.txt"
CATALOGUE = {str(entry.id) for entry in extract.read_catalog("id") if entry.id}
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
    if isinstance(value, WordList):
        return {text for item in value.items for text in phrases(item)}
    return {value.text} if isinstance(value, Phrase) else set()


def told(findings: Iterable[Finding]) -> list[str]:
    """Findings as people read them: the sentence, what to do (`>`), and the other places it speaks of (`@`)."""
    lines = []
    for finding in findings:
        lines.append(translate(finding.message))
        lines += [f"  > {translate(finding.help)}"] if finding.help else []
        lines += [f"  @ {one.path}:{one.line}:{one.column} {translate(one.message)}" for one in finding.related]
    return [line.replace("\n", "\\n") for line in lines]


def written() -> dict[str, list[str]]:
    """What said.txt holds, by case."""
    blocks = (block.splitlines() for block in SAID.read_text().split("\n\n"))
    return {block[0]: block[1:] for block in blocks if block}


def write() -> None:
    """Write said.txt anew."""
    blocks = []
    for case in case_folders():
        if expectation(case):
            with TemporaryDirectory() as folder, in_language("en"):
                lines = told(check(lay_out(case, Path(folder, "office")), moment_of(case)).findings)
            blocks.append("\n".join([case.relative_to(CASES).as_posix(), *lines]))
    SAID.write_text("\n\n".join(blocks) + "\n")


if __name__ == "__main__":
    write()
