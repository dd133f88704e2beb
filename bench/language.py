"""How often the rules on language are wrong, and what they miss, over press texts that were marked by hand."""

from collections.abc import Iterator

from bench.setting import Setting
from bench.table import Row
from tests.support.marked_texts import FILES, Score, scores

WRONG = 0.1
"""The most of what a rule says that may be no mistake; a rule that is wrong more often goes."""


def run(_: Setting) -> list[Row]:
    """Two rows a file and rule: one less its precision, one less its recall."""
    return [
        row for file in FILES for rule, score in scores(file).items() for row in _rows(f"{file.stem}, {rule}", score)
    ]


def _rows(what: str, score: Score) -> Iterator[Row]:
    said, marked = score.right + len(score.wrong), score.right + len(score.missed)
    yield Row(f"{what}: wrong, of {said} things said", 1 - score.precision, WRONG, unit="")
    yield Row(f"{what}: missed, of {marked} mistakes", 1 - score.recall, 1, unit="")
