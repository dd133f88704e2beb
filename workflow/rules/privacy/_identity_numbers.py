"""Identity numbers (NIK) and family cards' (KK): 16 digits with a province, a day and a month in them."""

import re
from collections.abc import Iterator

from workflow.rules.privacy._digit_groups import IDENTITY, NAMED, DigitRun, PersonalMatch, digit_runs

IDENTITY_DIGITS = 16
_PART = re.compile(r"(?:\d[ .-]?){13}\d", re.ASCII)
_GROUPINGS = frozenset(
    {(16,), (4, 4, 4, 4), (6, 6, 4), (2, 2, 2, 6, 4), (8, 8), (12, 4), (6, 10), (2, 2, 2, 2, 2, 2, 4)}
)
"""How people group them."""
_PROVINCES = frozenset(
    (*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 98))
)
"""Codes of the Ministry of Home Affairs."""
_CENTURIES = {"19", "20"}
"""How years begin, of which a row is no number."""
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days."""
_WOMEN = 40
"""Added to a woman's day of birth."""


def identity_numbers(text: str) -> Iterator[PersonalMatch]:
    """Identity numbers of a text, and what may be one."""
    if _PART.search(text):
        for run in digit_runs(text, IDENTITY_DIGITS):
            yield from numbers_in_run(run)


def numbers_in_run(run: DigitRun) -> Iterator[PersonalMatch]:
    """The identity numbers of one run."""
    index = 0
    while index < len(run.groups):
        last, total = index, len(run.groups[index][1])
        while total < IDENTITY_DIGITS and last + 1 < len(run.groups):
            last += 1
            total += len(run.groups[last][1])
        sure = _sure(run, index, last) if total == IDENTITY_DIGITS else None
        if sure is not None:
            yield PersonalMatch(run.groups[index][0], (), sure)
            index = last
        index += 1


def _sure(run: DigitRun, first: int, last: int) -> bool | None:
    """Whether 16 digits are an identity number; None where they are something else."""
    begin, (place, digits) = run.groups[first][0], run.groups[last]
    end = place + len(digits)
    named = first == 0 and bool(IDENTITY.search(run.before))
    if (run.is_word(begin - 1) and not named) or run.is_word(end):
        return None
    if (first and run.gap(first) in (".", "-")) or (last + 1 < len(run.groups) and run.gap(last + 1) in (".", "-")):
        return None
    grouped = [digits for _, digits in run.groups[first : last + 1]]
    possible = is_possible("".join(grouped))
    if named:
        return possible
    if tuple(map(len, grouped)) not in _GROUPINGS or {one[:2] for one in grouped} <= _CENTURIES:
        return None
    if first == 0 and NAMED.search(run.before):
        return False if possible and first == last else None
    return possible


def is_possible(digits: str) -> bool:
    """Whether 16 digits can be a NIK: a province's code, then a day (women's plus 40) and a month that has it."""
    day, month = int(digits[6:8]), int(digits[8:10])
    day -= _WOMEN if day > _WOMEN else 0
    return int(digits[:2]) in _PROVINCES and month in range(1, 13) and day in range(1, _LONGEST_MONTHS[month - 1] + 1)
