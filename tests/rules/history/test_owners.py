"""history/owners: what a change of the rules must be worth where nobody said so, and who is told to have made it."""

from pathlib import Path

import pytest

from tests.support.repository import OPEN, Office
from tests.support.shared_office import POLICY, Shared
from workflow.config.policy import EvidencePolicy, Level
from workflow.i18n.catalog import translate

RULE = "history/owners"


@pytest.mark.parametrize(
    ("default", "rules", "needed"),
    [
        (Level.CLAIMED, None, Level.COMMITTED),
        (Level.COMMITTED, None, Level.COMMITTED),
        (Level.PUSHED, None, Level.PUSHED),
        (Level.SIGNED, None, Level.SIGNED),
        (Level.REVIEWED, None, Level.REVIEWED),
        (Level.PUSHED, Level.COMMITTED, Level.COMMITTED),
        (Level.CLAIMED, Level.SIGNED, Level.SIGNED),
    ],
)
def test_where_nobody_said_the_rules_are_guarded_as_well_as_the_steps(
    default: Level, rules: Level | None, needed: Level
) -> None:
    assert EvidencePolicy(default=default, rules=rules).needed_of_rules is needed


def test_nobody_weakens_the_policy_in_the_head_s_name(tmp_path: Path) -> None:
    """The base office asks for `pushed` and says nothing of rules; anyone can write the head's name into a commit."""
    office = Shared(tmp_path / "office")
    office.edit(POLICY, "late_after: 60", "late_after: 6000")
    office.commit("kadis")
    said = office.told()
    assert said[RULE] == (
        "The commit that changed this file names Kadis, who may change it; but it must be pushed by the person named."
    )
    office.push("kadis")
    assert office.told() == {}


def test_an_office_that_says_less_of_its_rules_keeps_that(tmp_path: Path) -> None:
    office = Shared(tmp_path / "office", "pushed\n  rules: committed")
    office.edit(POLICY, "late_after: 60", "late_after: 6000")
    office.commit("kadis")
    assert office.told() == {}


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("rina", "Rina changed this file, for which Kepala Dinas must answer."),
        (
            "mallory",
            (
                "Mallory changed this file, for which Kepala Dinas must answer; it cannot be known who that is, since the "
                "commit's address is nobody's in site_config/people.yml."
            ),
        ),
    ],
)
def test_a_stranger_is_told_from_somebody_of_the_office(tmp_path: Path, person: str, said: str) -> None:
    office = Office(tmp_path / "office")
    office.edit(POLICY, "late_after: 60", "late_after: 6000")
    office.commit(person)
    [found] = [one for one in office.check() if one.rule == RULE]
    assert translate(found.message) == said


def test_what_is_made_on_a_colleague_s_computer_is_told_so(tmp_path: Path) -> None:
    """By `--as`: Rina is named as the author, and the commit is Sari's."""
    office = Shared(tmp_path / "office", "committed")
    office.edit(OPEN, "subject: Permintaan", "subject: Permohonan")
    office.committed_by("rina", "sari")
    [found] = [one for one in office.check() if one.help and "Git address of" in translate(one.help)]
    assert "in the name of Rina" in translate(found.message)
    assert found.help
    assert "made with the Git address of Sari" in translate(found.help)
