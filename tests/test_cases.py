"""Every rule finds what it is for, on the right line, and nothing where it should be silent."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.case_sentences import assert_sayable, told, written
from tests.support.offices import (
    BASE,
    CASES,
    case_folders,
    check,
    expectation,
    lay_out,
    moment_of,
    rule_of,
    shorts,
    verdict,
)
from workflow.config import consistency, load
from workflow.engine import check_files, run_rules
from workflow.rules.office import holidays, ready
from workflow.rules.registry import BY_SLUG, RULES
from workflow.rules.rule import Rule, Subject
from workflow.text import decode, validate, yaml_load
from workflow.text.finding import ReadingRule

JUDGED = [rule for rule in RULES if not rule.subject.startswith("change")]
"""The rules on an office as it stands; the ones on changes are tried on repositories, in tests/rules."""
FOLDERS = case_folders()
BAD = [case for case in FOLDERS if any(line.endswith(f" {rule_of(case)}") for line in expectation(case))]
SENTENCES = written()
TUPLES = {Subject.FILE: "FILE_RULES", Subject.REQUEST: "REQUEST_RULES"} | {
    Subject.ARTICLE: "ARTICLE_RULES",
    Subject.PAIR: "PAIR_RULES",
}


def name(case: Path) -> str:
    """A case as the tests' report names it."""
    return case.relative_to(CASES).as_posix()


def test_the_base_office_is_clean() -> None:
    """What cases show is theirs, not the base's."""
    assert shorts(check(BASE).findings) == []


@pytest.mark.parametrize("case", FOLDERS, ids=name)
def test_case(case: Path, tmp_path: Path) -> None:
    """The check finds exactly what the case's author wrote down, and says of it what said.txt has."""
    found = check(lay_out(case, tmp_path / "office"), moment_of(case)).findings
    assert shorts(found) == expectation(case)
    assert_sayable(found)
    assert told(found) == SENTENCES.get(name(case), [])


@pytest.mark.parametrize("rule", JUDGED, ids=lambda rule: rule.slug)
def test_every_rule_has_a_bad_and_a_good_case(rule: Rule) -> None:
    """A rule without a case that it finds and one that it leaves alone is not proved."""
    own = [case for case in FOLDERS if rule_of(case) == rule.slug]
    assert [case for case in own if case in BAD]
    assert [case for case in own if not expectation(case)]


def test_every_case_belongs_to_a_rule() -> None:
    """A mistyped folder would prove nothing."""
    assert {rule_of(case) for case in FOLDERS} == {rule.slug for rule in JUDGED}
    assert [name(case) for case in FOLDERS if case not in BAD and expectation(case)] == []
    assert SENTENCES.keys() == {name(case) for case in BAD}


CALLED = {
    "office/holidays": (holidays, "check"),
    "office/ready": (ready, "check"),
    "links/tag": (check_files, "differing_spellings"),
    "links/page": (check_files, "dead_links"),
}
"""Rules that the engine calls by themselves, and the function that finds for them."""


def silence(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a rule's check out of the program: out of the engine, or out of the place where reading finds it."""
    if rule.subject in TUPLES:
        tuple_name = TUPLES[rule.subject]
        without = tuple(other for other in getattr(run_rules, tuple_name) if other.slug != rule.slug)
        monkeypatch.setattr(run_rules, tuple_name, without)
    elif rule.slug in CALLED:
        monkeypatch.setattr(*CALLED[rule.slug], lambda *_: iter(()))
    elif rule.slug == "office/sop":
        monkeypatch.setattr(load, "edition_flaws", lambda _: iter(()))
        monkeypatch.setattr(load.Loader, "add_edition_flaws", lambda *_: None)
        monkeypatch.setattr(load, "office_flaws", _without(consistency.office_flaws, rule.slug))
    elif rule.subject is Subject.OFFICE:
        monkeypatch.setattr(load, "office_flaws", _without(consistency.office_flaws, rule.slug))
    elif rule.slug == ReadingRule.UNREADABLE:
        for module in (decode, yaml_load):
            monkeypatch.setattr(module, "FORBIDDEN_CHARACTERS", re.compile("(?!)"))
    elif rule.slug == ReadingRule.DUPLICATE:
        build = yaml_load.load_yaml
        monkeypatch.setattr(yaml_load, "load_yaml", lambda text: (build(text)[0], []))
    else:
        monkeypatch.setattr(validate._Validator, "add", _unless(rule.slug))


SILENCED: Any = "fields/silenced"
"""What a reading rule's findings are called when it is taken out; the field stays unusable."""


def _without(flaws: Any, slug: str) -> Any:
    def kept(office: Any) -> Iterator[Any]:
        return (finding for finding in flaws(office) if finding.rule != slug)

    return kept


def _unless(slug: str) -> Any:
    add = validate._Validator.add

    def kept(walk: Any, rule: Any, *rest: Any) -> Any:
        return add(walk, SILENCED if rule == slug else rule, *rest)

    return kept


REMOVABLE = {
    "fields/unreadable": {"hidden-line-break", "escaped-control"},
    "fields/path": {"other-number"},
    "office/calendar": {"overlap", "backwards", "periods-overlap"},
}
"""Where a rule is several refusals, most of which nothing can go on from: the cases that a removal shows."""
BASELESS = {"steps/edition/unknown"}
"""Cases in which, without their rule, those behind it have nothing to judge by."""
SHOWN = [case for case in BAD if case.name in REMOVABLE.get(rule_of(case), {case.name})]


@pytest.mark.parametrize("case", SHOWN, ids=name)
def test_case_fails_without_its_rule(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the rule's check taken out, the bad case is no longer found: no other rule finds it by chance."""
    rule = BY_SLUG[rule_of(case)]
    silence(rule, monkeypatch)
    if name(case) in BASELESS:
        with pytest.raises(LookupError):
            verdict(case, tmp_path / "office")
        return
    found = verdict(case, tmp_path / "office")
    assert not [line for line in found if line.endswith(f" {rule.slug}")]


@pytest.mark.parametrize("case", [one for one in BAD if not rule_of(one).startswith("office/")], ids=name)
def test_what_is_found_in_a_record_says_what_to_do(case: Path, tmp_path: Path) -> None:
    """A clerk is never left with what is wrong alone; for the configuration the terminal names `redaksi explain`."""
    said = check(lay_out(case, tmp_path / "office"), moment_of(case)).findings
    assert [one.message for one in said if one.help is None and not one.path.startswith("site_config/")] == []
