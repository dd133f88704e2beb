"""A rule is a file, and a file a rule: what rules share begins with an underscore and holds none."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.support.offices import ROOT
from workflow.rules.registry import RULES
from workflow.rules.rule import Rule

FOLDER = ROOT / "workflow" / "rules"
MODULES = [
    path
    for path in sorted(FOLDER.rglob("*.py"))
    if path.parent != FOLDER and path.stem != "__init__" and path.parent.name != "authority"
]
"""Those of the families; the table of authority is asked by several rules and is none itself."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_file_holds_one_rule_or_says_that_it_helps(path: Path) -> None:
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    rules = [value for value in vars(module).values() if isinstance(value, Rule)]
    if path.name.startswith("_"):
        assert rules == []
        return
    [rule] = rules
    family = path.relative_to(FOLDER).parts[0]
    assert rule.slug.startswith(f"{family}/")
    assert rule in RULES


def test_no_rule_is_listed_twice() -> None:
    slugs = [rule.slug for rule in RULES]
    assert len(slugs) == len(set(slugs)) == len([path for path in MODULES if not path.name.startswith("_")])
