"""The first few warnings, for where there is no room for all: one of each kind before the second of any."""

from collections import Counter
from collections.abc import Iterable

from workflow.rules.registry import RULES
from workflow.text.finding import Finding, Severity

MOST_WARNINGS = 5
"""Warnings that are shown."""
_ORDER = {rule.slug: at for at, rule in enumerate(RULES)}


def errors_and_top_warnings(findings: Iterable[Finding]) -> tuple[list[Finding], int]:
    """All errors and a few warnings, in the order of the rules, and how many warnings are left out."""
    shown = [one for one in findings if one.severity is Severity.ERROR]
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, Finding]] = []
    for one in findings:
        if one.severity is Severity.WARNING:
            ranked.append((seen[one.rule], _ORDER.get(one.rule, len(_ORDER)), one))
            seen[one.rule] += 1
    ranked.sort(key=lambda one: one[:2])
    return [*shown, *(one for _, _, one in ranked[:MOST_WARNINGS])], len(ranked[MOST_WARNINGS:])
