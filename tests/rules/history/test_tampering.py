"""Deleting, reordering or back-dating any entry of any sample request is an error on the right line."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offices import BASE, FINISHED, OPEN, ROOT, requests, sample_now
from workflow.config.load import load_office
from workflow.engine.run_rules import judge
from workflow.text.finding import Finding, Severity

OFFICE = load_office(ROOT)[0]
NOW = sample_now(OFFICE)
BASE_OFFICE = load_office(BASE)[0]
ENTRY = re.compile(r"^  - step: .*\n(?:    .*\n)*", re.MULTILINE)
FINISH = re.compile(r"^(    finished: )(\S+)$", re.MULTILINE)
STEPS = "steps:\n"


class Sample:
    """A request's text, taken apart into what stands before the entries, the entries, and the rest."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path.relative_to(root).as_posix()
        self.office = OFFICE if root == ROOT else BASE_OFFICE
        text = path.read_text()
        start = text.index(STEPS) + len(STEPS)
        self.entries = ENTRY.findall(text)
        self.before, self.after = text[:start], text[start + sum(map(len, self.entries)) :]
        assert self.text(self.entries) == text

    def text(self, entries: list[str]) -> str:
        """The request with other entries; an empty list is written as one."""
        if not entries:
            return self.before.replace(STEPS, "steps: []\n") + self.after
        return self.before + "".join(entries) + self.after

    def errors(self, entries: list[str]) -> list[Finding]:
        """The errors of order and time that the request has with other entries."""
        verdict = judge(self.path, self.text(entries).encode(), self.office, NOW)
        return [
            finding
            for finding in verdict.findings
            if finding.severity is Severity.ERROR and finding.rule.startswith(("steps/", "deadlines/"))
        ]

    def hit(self, entries: list[str], *indexes: int) -> bool:
        """Whether an error lies in one of the entries with these indexes."""
        first = self.before.count("\n") + 1
        starts = [first + sum(entry.count("\n") for entry in entries[:index]) for index in range(len(entries) + 1)]
        lines = {line for index in indexes for line in range(starts[index], starts[index + 1])}
        named = [(finding.line, *(other.line for other in finding.related)) for finding in self.errors(entries)]
        return any(lines.intersection(places) for places in named)

    def line(self, name: str) -> int:
        """The line of a field of the header."""
        return self.before[: self.before.index(f"\n{name}:") + 1].count("\n") + 1


SAMPLES = [Sample(path, ROOT) for path in requests(ROOT)] + [Sample(BASE / path, BASE) for path in (FINISHED, OPEN)]
by_path = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.path)


def test_there_are_samples_of_every_kind() -> None:
    """The promise is tried on many requests, and none of them is in error to begin with."""
    assert len(SAMPLES) >= 14
    assert [(sample.path, sample.errors(sample.entries)) for sample in SAMPLES if sample.errors(sample.entries)] == []


@by_path
def test_a_deleted_entry(sample: Sample) -> None:
    """Without an entry, the next one is wrong; without the last, the status; without all, the list of steps."""
    for index in range(len(sample.entries)):
        rest = sample.entries[:index] + sample.entries[index + 1 :]
        if index < len(rest):
            seen = sample.hit(rest, index)
        else:
            field = ("withdrawn", "after") if "\nwithdrawn:" in sample.after else ("status",) if rest else ("steps",)
            seen = field in {finding.place for finding in sample.errors(rest)}
        assert seen, f"entry {index + 1} deleted"


@by_path
def test_swapped_entries(sample: Sample) -> None:
    """Two neighbours in each other's place: one of the two is wrong."""
    for index in range(len(sample.entries) - 1):
        swapped = [*sample.entries]
        swapped[index : index + 2] = [swapped[index + 1], swapped[index]]
        assert sample.hit(swapped, index, index + 1), f"entries {index + 1} and {index + 2} swapped"


def finished(entry: str) -> str:
    """When an entry ended, as it is written."""
    found = FINISH.search(entry)
    assert found
    return found[2]


def handed_over(sample: Sample) -> Iterator[str]:
    """For each entry, when its work was handed over."""
    received = re.search(r"^  received: (\S+)$", sample.before, re.MULTILINE)
    assert received
    yield received[1]
    yield from map(finished, sample.entries)


@pytest.mark.parametrize("minutes", [1, 60, 60 * 24 * 30])
@by_path
def test_a_back_dated_entry(sample: Sample, minutes: int) -> None:
    """An entry that ends before the hand-over is wrong, by however much."""
    for index, (entry, before) in enumerate(zip(sample.entries, handed_over(sample), strict=False)):
        earlier = dt.datetime.fromisoformat(before) - dt.timedelta(minutes=minutes)
        dated = FINISH.sub(rf"\g<1>{earlier.isoformat(timespec='minutes')}", entry)
        assert dated != entry
        tampered = [*sample.entries[:index], dated, *sample.entries[index + 1 :]]
        assert sample.hit(tampered, index), f"entry {index + 1} back-dated"


@by_path
def test_a_doubled_entry(sample: Sample) -> None:
    """One of two equal entries is wrong, or what follows, or the status."""
    for index, entry in enumerate(sample.entries):
        if "result: defer" in entry:
            continue  # a letter may be put off twice
        doubled = [*sample.entries[: index + 1], *sample.entries[index:]]
        status = sample.line("status") in {finding.line for finding in sample.errors(doubled)}
        assert sample.hit(doubled, *range(index, len(doubled))) or status, f"entry {index + 1} doubled"
