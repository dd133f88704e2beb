"""The engine's promises: severity follows the record's state, what cannot be judged is skipped, reads are declared."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.offices import (
    ARTICLE,
    BASE,
    FINISHED,
    OPEN,
    case_folders,
    check,
    edited,
    lay_out,
    moment_of,
    sample_now,
    shorts,
)
from workflow.config.load import load_office
from workflow.engine import run_rules
from workflow.rules.context import ArticleView, RequestView
from workflow.rules.rule import Hit, Rule

OFFICE = load_office(BASE)[0]
NOW = sample_now(OFFICE)


def found(path: str, *changes: tuple[str, str]) -> list[str]:
    """What is said of a base record with some changes, as "line severity rule"."""
    text = (BASE / path).read_text()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    verdict = run_rules.judge(path, text.encode(), OFFICE, NOW)
    return [f"{finding.line} {finding.severity} {finding.rule}" for finding in verdict.findings]


def test_deadlines_drift_in_a_finished_request() -> None:
    """A norm that was kept may be overrun by a calendar corrected later: there it warns, in an open request it stops."""
    assert found(FINISHED, ("T08:40", "T08:44")) == ["27 warning deadlines/norm"]
    assert found(OPEN, ("T08:40", "T08:44")) == ["25 error deadlines/norm"]


def test_order_does_not_drift() -> None:
    """A broken order is an error whatever the state."""
    assert "25 error steps/order" in found(FINISHED, ("  - step: 3", "  - step: 4"))
    assert "27 error steps/time" in found(FINISHED, ("T08:40", "T08:20"))


def test_a_withdrawn_request_is_settled() -> None:
    """Nobody can mend the deadlines of a letter that was taken back."""
    taken_back = "withdrawn: {at: 2026-11-20T09:55+07:00, by: Disdik, after: 4, reason: Batal.}"
    changes = (("T08:40", "T08:44"), ("status: drafted", "status: withdrawn"), ("holds: []", taken_back))
    assert found(OPEN, *changes) == ["25 warning deadlines/norm"]


def test_broken_steps_make_no_cascade() -> None:
    """One wrong time is one finding: what would read the steps is not asked."""
    assert found(FINISHED, ("2026-11-02T08:40+07:00", "kemarin")) == ["27 error fields/value"]


def test_a_broken_letter_makes_no_cascade() -> None:
    """Nor does a wrong letter, though six rules read it."""
    assert found(FINISHED, ("nature: biasa", "nature: biasaa")) == ["11 error fields/value"]


def test_an_unknown_edition_makes_no_cascade() -> None:
    """Without the edition nobody asks for order, roles or norms."""
    assert found(FINISHED, ("sop: 418-2024", "sop: 418-2042"), ("by: kadis", "by: rina")) == ["3 error steps/edition"]


def test_time_running_back_makes_no_overrun() -> None:
    """Where the times are wrong, the clock is not asked."""
    assert found(OPEN, ("T08:40", "T08:20")) == ["25 error steps/time"]


def test_independent_mistakes_are_all_found() -> None:
    """What does not depend on a mistake is judged all the same."""
    lines = found(OPEN, ("from: disdik", "from: x"), ("by: kadis", "by: rina"), ("status: drafted", "status: accepted"))
    assert lines == ["4 error steps/status", "21 error people/role", "9 error links/agency"]


def test_a_broken_partner_is_no_second_mistake(office_root: Path) -> None:
    """Where one of two files cannot be read, nothing is said of the other."""
    edited(office_root, FINISHED, "status: reported", "status: [")
    edited(office_root, ARTICLE, "Pekan imunisasi dimulai pada hari Senin.", "Lain.")
    assert shorts(check(office_root).findings) == [f"{FINISHED}:4:9 error fields/unreadable"]


def test_a_broken_file_hides_nothing(office_root: Path) -> None:
    """The rest of the office is judged as if the broken file were not there."""
    (office_root / "content/requests/2026/0003.md").write_text("x")
    edited(office_root, OPEN, "from: disdik", "from: x")
    assert shorts(check(office_root).findings) == [
        f"{OPEN}:9:3 error links/agency",
        "content/requests/2026/0003.md:1:1 error fields/unreadable",
    ]


class Watched:
    """Stands for a record and notes which of its fields are looked at."""

    def __init__(self, record: Any, seen: set[str]) -> None:
        self._record = record
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        kind = type(self._record)
        if name in kind.__struct_fields__:
            self._seen.add(name)
            return getattr(self._record, name)
        attribute: Any = getattr(kind, name)
        if isinstance(attribute, property):
            return attribute.fget(self) if attribute.fget else None
        return attribute.__get__(self) if callable(attribute) else attribute

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """So that a rule can ask which kind of story it is."""
        return type(self._record)


def watch(rule: Rule, seen: dict[str, set[str]]) -> Rule:
    """The same rule, which notes what it reads, also by way of its view."""
    look: Callable[[Any], Iterator[Hit]] = rule.check or (lambda _: iter(()))

    def looked(view: Any) -> Iterator[Hit]:
        if isinstance(view, RequestView | ArticleView):
            fields = seen.setdefault(rule.slug, set())
            fresh: Any = Watched(view.record, fields)
            view = type(view)(fresh, view.document, view.office, view.now)
        return look(view)

    return replace(rule, check=looked)


@pytest.mark.thorough
def test_rules_read_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all cases no rule looks at a field that it does not declare, and each declared field is looked at."""
    seen: dict[str, set[str]] = {}
    for name in ("REQUEST_RULES", "ARTICLE_RULES"):
        rules = getattr(run_rules, name)
        monkeypatch.setattr(run_rules, name, tuple(watch(rule, seen) for rule in rules))
    for number, case in enumerate(case_folders()):
        check(lay_out(case, tmp_path / str(number)), moment_of(case))
    declared = {rule.slug: set(rule.reads) for rule in (*run_rules.REQUEST_RULES, *run_rules.ARTICLE_RULES)}
    assert {slug: fields - declared[slug] for slug, fields in seen.items() if fields - declared[slug]} == {}
    assert {slug: declared[slug] - fields for slug, fields in seen.items() if declared[slug] - fields} == {}
    assert seen.keys() == declared.keys()


def test_prerequisites_are_asked_first() -> None:
    """A rule's prerequisites stand before it, so that they are known to have failed."""
    for rules in (run_rules.FILE_RULES, run_rules.REQUEST_RULES, run_rules.ARTICLE_RULES, run_rules.PAIR_RULES):
        slugs = [rule.slug for rule in rules]
        for rule in rules:
            assert all(slugs.index(other) < slugs.index(rule.slug) for other in rule.after if other in slugs)
            assert all(other in slugs or other.startswith("fields/") for other in rule.after)
