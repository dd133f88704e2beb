"""Mobile numbers, which are also what WhatsApp goes by: what is one, what may be one, and what only looks like it.

Google's phone number data (`phonenumbers`) was measured on the same table: at its leniency VALID it takes 14 dates,
sums and codes for mobile numbers and misses 10 of 83 ways to write one, at STRICT_GROUPING 2 and 22, and it knows none
of the disguises. So only its facts are used here: which numbers are mobile ones.
"""

import re
from collections.abc import Iterator

from workflow.rules.privacy._digit_groups import CONTACT, MONEY, NAMED, NEARLY, DigitRun, PersonalMatch, digit_runs

_PART = re.compile(r"8(?:[])(]?[ ,/_~*.()-]{0,3}\d){6}", re.ASCII)
"""Nearly no text holds this, and where it does not, there is no mobile number: it is found twenty times as fast."""
_ABROAD = re.compile(r"\+ ?[1-9]", re.ASCII)
SHORTEST_NUMBER, LONGEST_NUMBER, MOST_DIGITS = 9, 12, 17
"""Digits of a mobile number behind the zero or the country's code; its second one is never 0, 4 or 6. And with both."""
_NATIONAL = re.compile(rf"8[1-35-9]\d{{{SHORTEST_NUMBER - 2},{LONGEST_NUMBER - 2}}}", re.ASCII)
_PLUS = re.compile(r"\+[ (]{0,2}$")
_FOREIGN = re.compile(r"(?!62)[1-9]\d{7,14}", re.ASCII)
"""A number with another country's code, as ITU-T E.164 has it."""
_PREFIX = re.compile(r"0|0?0?620?|08", re.ASCII)
_BY_THREES = re.compile(r"\d{3,}(?:-\d{3,})*-\d{2,}", re.ASCII)
_BY_PAIRS = re.compile(r"08\d\d(?:-\d\d){4,5}", re.ASCII)
"""How mobile numbers are grouped, the prefix being left out; a hyphen stands between the groups."""
_DAY = r"(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d"
_SHORT_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d(?: [0-2]\d[0-5]\d)?"
_HOUR = r"(?:[01]?\d|2[0-4])\.[0-5]\d"
_ONE = rf"(?:{_DAY}|{_SHORT_DAY}|{_HOUR})"
_WHEN = re.compile(rf"{_ONE}(?:(?: ?- ?| ){_ONE})*", re.ASCII)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)


def mobile_numbers(text: str) -> Iterator[PersonalMatch]:
    """Mobile numbers of a text, and what may be one."""
    if _PART.search(text) or _ABROAD.search(text):
        for run in digit_runs(text, SHORTEST_NUMBER):
            yield from numbers_in_run(run)


def numbers_in_run(run: DigitRun) -> Iterator[PersonalMatch]:
    """The mobile numbers of one run."""
    index = 0
    while index < len(run.groups):
        sight, index = _at(run, index)
        if sight:
            yield sight


def _at(run: DigitRun, first: int) -> tuple[PersonalMatch | None, int]:
    """The number that begins with a group, if one does; and the group to go on with."""
    place = run.groups[first][0]
    plus = _PLUS.search(run.text[max(0, place - 4) : place])
    near = first == 0 and bool(NEARLY.search(run.before))
    if not plus and not near and not _may_begin(run, first):
        return None, first + 1
    ends = [*_ends(run, first, plus=bool(plus), near=near)]
    sure = _sure(run, first, ends[-1], plus=bool(plus), near=near) if ends else None
    if sure is None:
        return None, first + 1
    held = tuple(_written(run, first, last) for last in ends)
    return PersonalMatch(place - len(plus.group() if plus else ""), held, sure), ends[-1] + 1


def _may_begin(run: DigitRun, first: int) -> bool:
    """Whether a number can begin here: with 0 or 62, and not in the middle of a code or a word."""
    place, digits = run.groups[first]
    if not digits.startswith(("0", "62")) or (digits == "0" and run.text[place + 1 : place + 2] in (".", ",")):
        return False
    if first:
        gap = run.gap(first)
        return gap.startswith((" ", ")", "]")) or gap.endswith((" ", "("))
    return not run.is_word(place - 1) and not re.search(r"\d[.,/-]$", run.text[max(0, place - 2) : place])


def _ends(run: DigitRun, first: int, *, plus: bool, near: bool) -> Iterator[int]:
    """The groups with which a whole number can end."""
    whole = ""
    for last in range(first, len(run.groups)):
        place, digits = run.groups[last]
        whole += digits
        if len(whole) > MOST_DIGITS:
            return
        if len(whole) >= SHORTEST_NUMBER and not _goes_on(run, last, place + len(digits)):
            national = _national(whole) or (whole if near else "")
            if _NATIONAL.fullmatch(national) or (plus and _FOREIGN.fullmatch(whole)):
                yield last


def _goes_on(run: DigitRun, last: int, end: int) -> bool:
    """Whether a group is only a part of a word or a code."""
    if last + 1 == len(run.groups):
        return run.is_word(end)
    return run.gap(last + 1) in {".", ",", "-", "/", "_"}


def _national(digits: str) -> str:
    """What follows the zero or the country's code; "" where there is neither."""
    for code in ("00620", "0062", "620", "62", "0"):
        if digits.startswith(code):
            return digits.removeprefix(code)
    return ""


def _written(run: DigitRun, first: int, last: int) -> str:
    place, digits = run.groups[last]
    return run.text[run.groups[first][0] : place + len(digits)]


def _sure(run: DigitRun, first: int, last: int, *, plus: bool, near: bool) -> bool | None:
    """Whether it is a number of somebody; None where it is something else."""
    written = _written(run, first, last)
    if near or (first == 0 and CONTACT.search(run.before)):
        return True
    named = bool(first == 0 and NAMED.search(run.before))
    home = written.startswith("62")
    if plus:
        return True if home else None if _THOUSANDS.fullmatch(written) or named else False
    if _THOUSANDS.fullmatch(written) or _WHEN.fullmatch(written) or (first == 0 and MONEY.search(run.before)):
        return None
    if first == last:
        return not named
    groups = [digits for _, digits in run.groups[first : last + 1]]
    place = run.groups[first][0]
    if run.text[max(0, place - 1) : place] in ("(", "[") or _is_usual(groups, {run.gap(first + 1)}):
        return None if named else not (home and {*map(len, groups[1:])} == {3})
    return None if named or home or not {".", ",", "/"}.isdisjoint(written) else False


def _is_usual(groups: list[str], gaps: set[str]) -> bool:
    """Whether a number is grouped as mobile numbers are: by threes and more, or by pairs behind its first four."""
    if _BY_PAIRS.fullmatch("-".join(groups)):
        return gaps <= {" ", "-"}
    return (
        bool(_BY_THREES.fullmatch("-".join(groups[1:] if _PREFIX.fullmatch(groups[0]) else groups)))
        and groups[0] != "08"
    )
