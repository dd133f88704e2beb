"""Rules of rulesets taken together as GitHub adds them up: the strictest of each (GitHub Docs, "About rulesets")."""

from collections.abc import Iterable, Iterator
from typing import Any

Rule = dict[str, Any]
Parameters = dict[str, Any]


def combine_rules(rules: Iterable[Rule]) -> dict[str, Parameters]:
    """The strictest parameters of every type of rule; rules without parameters have none."""
    found: dict[str, Parameters] = {}
    for rule in rules:
        parameters = rule.get("parameters") or {}
        found[str(rule["type"])] = combine_parameters(found.get(str(rule["type"]), {}), parameters)
    return found


def combine_parameters(one: Parameters, other: Parameters) -> Parameters:
    """Two parameters of one type, joined."""
    return {**one, **other, **{name: _stricter(name, one[name], other[name]) for name in one.keys() & other.keys()}}


def _stricter(name: str, one: Any, other: Any) -> Any:
    if one is None or other is None:
        return other if one is None else one
    if name == "do_not_enforce_on_create":
        return one and other
    if isinstance(one, list):
        return _lists(name, one, other)
    return max(one, other) if isinstance(one, int) else one


def _lists(name: str, one: list[Any], other: list[Any]) -> list[Any]:
    if name == "allowed_merge_methods":
        return [method for method in one if method in other]
    both = [*one, *(item for item in other if item not in one)]
    return [*_checks(both)] if name == "required_status_checks" else both


def _checks(checks: list[Parameters]) -> Iterator[Parameters]:
    """A required check that must come from a certain App stands for the same without one."""
    bound = {str(check["context"]) for check in checks if check.get("integration_id")}
    yield from (check for check in checks if check.get("integration_id") or check["context"] not in bound)
