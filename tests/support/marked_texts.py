"""Reading the marked stories, and holding what the rules find against the marks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from tests.support.offices import ROOT
from workflow.config.load import load_office
from workflow.records.file_source import Folder
from workflow.services.precheck import findings_about

FILES = tuple(ROOT / "tests/rules/publishing/writing" / name for name in ("stories.txt", "unseen.txt"))
"""Texts by which the rules were made, and texts that were marked afterwards."""
RULES = ("preposition", "spacing", "spelling", "acronym", "figure", "quotation", "sentence")
"""The rules that find a mistake at a place in running text."""
HEADER = """---
title: Judul Berita Contoh yang Tidak Dinilai
request: 2026-0166
status: draft
category: kesehatan
summary: Ringkasan contoh.
author: maya
---
"""
PATH = "content/news/2026/marked.md"
NOW = 1_795_000_000
"""November 2026; no rule on language asks."""
_MARK = re.compile(r"\{([a-z]+)\|([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """A mistake: which rule is to find it, and where it stands in the file."""

    rule: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Story:
    """A text as it would be written, and its marks."""

    text: str
    marks: tuple[Mark, ...]


@dataclass
class Score:
    """What a rule did over all stories; `wrong` and `missed` hold the words."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what the rule said, the part that is a mistake."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the mistakes, the part that the rule found."""
        return self.right / (self.right + len(self.missed)) if self.right or self.missed else 1.0


def stories(path: Path) -> Iterator[Story]:
    """All stories of a file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line[:1] != "#"]
    for marked in "".join(lines).split("---\n"):
        text, marks, at = HEADER, [], 0
        for found in _MARK.finditer(marked):
            text += marked[at : found.start()]
            marks.append(Mark(found[1], len(text), len(text) + len(found[2]), found[2]))
            text, at = text + found[2], found.end()
        yield Story(text + marked[at:], tuple(marks))


@lru_cache(2)
def scores(path: Path) -> dict[str, Score]:
    """Every rule's score over a file. A mark counts once; what is said of a marked place by its rule is right."""
    office, _ = load_office(ROOT)
    assert office
    found = {rule: Score() for rule in RULES}
    for story in stories(path):
        told = Counter[Mark]()
        for finding in findings_about(Folder(ROOT), PATH, story.text, office, NOW):
            rule = finding.rule.removeprefix("publishing/")
            if rule not in found or not isinstance(finding.place, int):
                continue
            mark = next((one for one in story.marks if one.rule == rule and one.start <= finding.place < one.end), None)
            if mark:
                told[mark] += 1
            else:
                line = story.text[finding.place : finding.place + 40].replace("\n", " ")
                found[rule].wrong.append(line)
        for mark in story.marks:
            if told[mark]:
                found[mark.rule].right += 1
            else:
                found[mark.rule].missed.append(mark.words)
    return found
