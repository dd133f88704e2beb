"""Which tests a mutant of a rule meets: the cases of that rule first, and of other families none (`make mutation`).

A change of one rule is met by every case, since every case is a whole office that is checked; mutmut would run them
all. This plugin, which only mutmut loads, leaves out those that are about something else.
"""

import os

import pytest

CASE = "tests/test_cases.py::"


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is collected: the tests named to pytest, without those of other rules."""
    package, room, *names = os.environ.get("MUTANT_UNDER_TEST", "").split(".")[:-1] or ("", "")
    if package == "workflow" and room in {"rules", "engine"} and config.args[1:]:
        config.args = concerned(config.args, [name.replace("_", "-") for name in names])


def concerned(tests: list[str], names: list[str]) -> list[str]:
    """The tests of a module: `names` are its folders from the family on and the rule, or just a module of the engine.

    A rule answers to its own cases, then to those of its family; the engine to one good and one bad case of each rule.
    All tests that are not cases stay.
    """
    cases = [test for test in tests if test.startswith(CASE)]
    others = [test for test in tests if not test.startswith(CASE)]
    if len(names) == 1:
        first = {(test.rpartition("/")[0], "/good" in test): test for test in reversed(cases)}
        return [*first.values(), *others]
    family, rule = names[0], names[-1]
    related = [test for test in cases if f"[{family}/" in test]
    return [*sorted(related, key=lambda test: f"[{family}/{rule}/" not in test), *others]
