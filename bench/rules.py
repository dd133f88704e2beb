"""`python -m bench.rules`: how the time of every rule that looks at one file grows with texts made to be slow."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tests.support.offices import BASE, DRAFT, OPEN, ROOT, sample_now
from workflow.config.load import load_office
from workflow.engine.partner_facts import article_facts
from workflow.records.article import Article
from workflow.records.request import Request
from workflow.rules.context import ArticleView, FileView, Moment, RequestView
from workflow.rules.registry import rules_about
from workflow.rules.rule import Rule, Subject
from workflow.text import markdown
from workflow.text.document import Document, read_document
from workflow.text.finding import MOST_FINDINGS
from workflow.text.validate import validate

SIZES = {Subject.FILE: (16 << 10, 64 << 10, 256 << 10), Subject.REQUEST: (16 << 10, 64 << 10, 256 << 10)}
"""Bytes; the last one is the largest file that is read."""
ARTICLES = (3 << 10, 12 << 10, 48 << 10)
"""The same for an article, of whose text no more is taken apart than `markdown.LARGEST`."""
FAINT = 0.02
"""Seconds below which growth is noise."""
MOST = 1.75
"""The exponent above which growth is not linear: 1 is linear, 2 quadratic, and a shared computer is noisy."""

TEXTS: Mapping[str, str] = {
    **{f"one {name}": unit for name, unit in (("word", "a"), ("number", "1"), ("name", "A"), ("gap", " "))},
    "lines": "\n",
    "short lines": "a\n",
    "paragraphs": "a 1.\n\n",
    "zeros": "08",
    "spaced numbers": "0 8 ",
    "numbers": "1.234,",
    "digits in dots": "1.",
    "words": "kata ",
    "acronyms": "AB ",
    "acronyms in brackets": "AB (",
    "brackets": "(",
    "square brackets": "[a",
    "open notes": "[^a",
    "notes without a place": "[^a]: b\n\n",
    "words in square brackets": "[a [b] c\n",
    "outline words": "kutipan & ",
    "links": "[a](https://a.example) ",
    "open links": "[a](",
    "references": "[a]: ",
    "angles": "<a",
    "quotations": "“",
    "closed quotations": '"a b c d" ',
    "nested quotations": "> ",
    "quotation marks": '"',
    "dots": ".",
    "sentences": "A b. ",
    "doubtful sentences": "a! ",
    "marks": "\u0301",
    "marked letters": "e\u0301",
    "items": "- ",
    "item lines": "- a\n",
    "numbered lines": "1. a\n",
    "cells": "a|",
    "emphasis": "*a",
    "addresses": "a@",
    "dotted addresses": "a@a.",
    "chats": "wa.me/",
    "entities": "&#48;",
    "escapes": "%30",
    "backslashes": "\\",
    "hyphens": "a-",
    "hosts": "//a",
    "secret hosts": "https://a@",
    "wide letters": "\uff10\uff18",
    "grouped numbers": "0812 ",
    "bracketed numbers": "(08",
    "digits that are said": "nol delapan ",
    "letters for digits": "o8l",
    "addresses that are said": "a dot a at ",
    "openings of marks": "<8",
}
"""Pieces that are repeated; each was made to be slow for some expression."""
PARTS = {"": "", "“": "x", "A. ": "!", "0": "a"}
"""What may stand before and behind the repetition."""


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Nasty texts of about that many bytes, by name."""
    for name, piece in TEXTS.items():
        for before, behind in PARTS.items():
            yield f"{before}{name}{behind}", before + piece * (size // len(piece.encode())) + behind


class Growth(Struct, frozen=True):
    """How the time of something grows with a text."""

    exponent: float
    seconds: float
    """At the largest size that was tried."""
    text: str


class Subjects:
    """What a rule is given to look at: a record of the base office with a text in its body and its short texts."""

    def __init__(self) -> None:
        office, _ = load_office(BASE)
        sample, _ = load_office(ROOT)
        assert office
        assert sample
        self.office = replace(office, writing=sample.writing, files=sample.files)
        self.now = sample_now(office)
        self.records = {kind: self._read(kind, path) for kind, path in ((Article, DRAFT), (Request, OPEN))}

    def _read(self, kind: type[Any], path: str) -> tuple[Any, Document]:
        document, _ = read_document(path, (BASE / path).read_bytes())
        assert document
        return validate(kind, document.header, path)[0], document

    def view(self, subject: Subject, text: str) -> Any:
        """What a rule of that subject takes."""
        kind: type[Any] = Request if subject is Subject.REQUEST else Article
        record, document = self.records[kind]
        document = replace(document, text=document.text[: document.body_at] + text)
        if subject is Subject.FILE:
            return FileView(document, self.office)
        if kind is Request:
            return RequestView(record, document, self.office, Moment(self.now))
        line = text[:300].replace("\n", " ")
        view = ArticleView(replace(record, title=line, summary=line), document, self.office, Moment(self.now))
        vars(view)["blocks"] = blocks_once(document.body)  # so that a rule's own time is seen
        return view


def seconds(rule: Rule, subjects: Subjects, text: str) -> float:
    """How long a rule takes for as much as the engine asks of it: the quicker of two runs, what it reads being read."""
    assert rule.check
    times = []
    for _ in range(2):
        view = subjects.view(rule.subject, text)
        begun = time.process_time()
        for _ in islice(rule.check(view), MOST_FINDINGS):
            pass
        times.append(time.process_time() - begun)
        if times[0] < FAINT:
            break  # as good as nothing, however noisy the computer is
    return min(times)


def drawing(subjects: Subjects, text: str) -> float:
    """How long it takes to draw what a story's letter needs to know, the text being taken apart; as `seconds`."""
    times = []
    for _ in range(2):
        view = subjects.view(Subject.ARTICLE, text)
        begun = time.process_time()
        article_facts(view, "2026/berita")
        times.append(time.process_time() - begun)
        if times[0] < FAINT:
            break
    return min(times)


def growth(spent: Callable[[str], float], sizes: tuple[int, ...]) -> Growth:
    """The steepest growth over all texts."""
    found = Growth(0, 0, "")
    for variants in zip(*(texts(size) for size in sizes), strict=True):
        name = variants[0][0]
        times = []
        for _, text in variants:
            times.append(spent(text))
            if times[-1] > 1 or (len(times) > 1 and times[-1] < FAINT / 4):
                break  # slow enough to be seen, or a square of it would still be quick at the next size
        exponent = math.log(max(times[-1], FAINT) / max(times[-2], FAINT), 4) if len(times) > 1 else math.inf
        found = max(found, Growth(exponent, times[-1], name), key=lambda one: (one.exponent, one.seconds))
    return found


@lru_cache(1024)
def blocks_once(text: str) -> tuple[markdown.Block, ...]:
    """The blocks of a text, which is taken apart once for all rules."""
    return tuple(markdown.text_blocks(text))


def main() -> None:
    """Print the steepest growth of taking a text apart and of every rule that looks at one file."""
    subjects = Subjects()
    _tell("(text taken apart)", growth(parsing, ARTICLES))
    _tell("(facts drawn)", growth(partial(drawing, subjects), ARTICLES))
    for subject in (Subject.FILE, Subject.REQUEST, Subject.ARTICLE):
        sizes = SIZES.get(subject, ARTICLES)
        for rule in rules_about(subject):
            _tell(rule.slug, growth(partial(seconds, rule, subjects), sizes))


def _tell(name: str, one: Growth) -> None:
    mark = "" if one.exponent <= MOST else "  NOT LINEAR"
    print(f"{name:28}{one.exponent:6.2f}{one.seconds:9.3f} s  {one.text}{mark}", flush=True)


def parsing(text: str) -> float:
    """How long a text takes to be taken apart."""
    begun = time.process_time()
    for _ in markdown.text_blocks(text):
        pass
    return time.process_time() - begun


if __name__ == "__main__":
    main()
