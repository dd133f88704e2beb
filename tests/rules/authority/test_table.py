"""The table is walked: every field of the types, in every state, by every kind of person, at every door.

What is expected is the table's own word; that the table says what the SOP wants is asked in test_table.py.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rules.authority.world import PERSONS, STANDS, Attempt, World, named
from tests.support.repository import PEOPLE
from workflow.config.office import Office
from workflow.editor.validate_save import validate_save
from workflow.engine.pre_receive import PushCheck, RefUpdate
from workflow.forge.reviews import Review
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.rules.authority.fields import fields_of
from workflow.rules.authority.party import roles_in
from workflow.rules.authority.state import State
from workflow.rules.authority.table import cell
from workflow.rules.publishing import changed
from workflow.services.errors import RefusedError
from workflow.services.precheck import unauthorized_changes

LOGINS = {"kadis": "contoh-surya"}


@pytest.fixture(scope="module", params=STANDS, ids=lambda stand: f"{stand[0].__name__}-{stand[1]}")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    kind, state, path, prepare = request.param
    made = World(tmp_path_factory.mktemp("world") / "office", kind, state, path, prepare)
    with made.repository:
        yield made


def office_of(world: World) -> Office:
    office, findings = world.loaded
    assert office, findings
    return office


def expected(world: World, attempt: Attempt, office: Office, *vouching: str) -> bool:
    """Whether the table refuses: nothing comes along, and `vouching` are those who made or approved the change."""
    found = cell(world.kind, attempt.field, world.state)
    allowed = roles_in(found.who, office.editions[-1])
    persons = [person for person in vouching if person in office.people]
    held = {role for person in persons for role in office.roles_of(person, world.office.now)}
    return bool(found.along) or held.isdisjoint(allowed)


def test_every_field_was_tried(world: World) -> None:
    """The attempts are made from the types; a record that is not new has them all."""
    tried = {one.field for one in world.attempts}
    missing = set(fields_of(world.kind)) - tried
    assert missing <= ({"form", "picture", "attached", "answers"} if world.state is State.NEW else set())
    assert len(world.attempts) == len(tried) * len(PERSONS)


def test_the_check_of_a_change(world: World) -> None:
    office = office_of(world)
    wrong = []
    for one in world.attempts:
        refused = one.field in world.refused(one.branch)
        if refused is not expected(world, one, office, one.person):
            wrong.append((one.field, one.person, refused))
    assert wrong == []


def turn_of(world: World) -> int:
    """Which of the states it is: where a door is tried once for a field, its turn differs from state to state."""
    return [stand[:2] for stand in STANDS].index((world.kind, world.state))


def test_an_approval_counts_for_what_was_seen(world: World) -> None:
    """An outsider's change passes with the head's approval of that very commit where it is the head's, never with another."""
    office, wrong = office_of(world), []
    theirs = [one for one in world.attempts if one.person == "mallory"]
    for turn, one in enumerate(theirs, turn_of(world)):
        seen = turn % 2 == 0
        commit = world.office.git("rev-parse", one.branch) if seen else world.base
        review = Review("APPROVED", user(login="contoh-surya"), commit, "2026-11-20T10:25:00Z")
        by = ("mallory", "kadis") if seen else ("mallory",)
        refused = one.field in world.refused(one.branch, review)
        if refused is not expected(world, one, office, *by):
            wrong.append((one.field, by, refused))
    assert wrong == []


def user(login: str) -> Any:
    from workflow.forge.github_user import Account

    return Account(login)


def test_the_gate_for_pushes(world: World) -> None:
    """A server says of a push what the check says of the same change: each field pushed by one person, by turns."""
    office, wrong = office_of(world), []
    with Repository(world.office.root) as repository:
        for index, one in enumerate(world.attempts):
            if one.person != PERSONS[(index // len(PERSONS) + turn_of(world)) % len(PERSONS)]:
                continue
            update = RefUpdate(world.base, repository.resolve(one.branch), "refs/heads/main")
            receiving = PushCheck(repository, lambda _: world.office.now, world.office.now)
            receiving.main = "refs/heads/main"
            found = [finding for said in receiving.judge(update) for finding in said.report.findings]
            names = named(found, world.path)
            if (one.field in names) is not expected(world, one, office, one.person):
                wrong.append((one.field, one.person, names))
    assert wrong == []


def test_the_commands_and_the_writing_page(world: World) -> None:
    """Commands refuse exactly what the table refuses; the writing page, which writes less, takes nothing that it refuses."""
    office = office_of(world)
    wrong: list[tuple[str, ...]] = []
    with Repository(world.office.root) as repository:
        before = CommitFiles(repository, world.base)
        for one in world.attempts:
            if one.person not in office.people:
                continue
            found = unauthorized_changes(before, one.files, office, one.person, world.office.now)
            refused = one.field in named(found, world.path)
            if refused is not expected(world, one, office, one.person):
                wrong.append((one.field, one.person, str(refused)))
            if refused and taken_by_the_editor(before, office, one.files, one.person, world.office.now):
                wrong.append((one.field, one.person, "editor"))
    assert wrong == []


def taken_by_the_editor(before: CommitFiles, office: Office, files: dict[str, bytes], person: str, now: int) -> bool:
    """Whether a save takes it as it stands.

    What it keeps as a proposal is not taken: the page merges that only with somebody else's correction
    (tests/editor/test_article_acts.py).
    """
    try:
        saved = validate_save(before, office, files, person, now)
    except RefusedError:
        return False
    return not any(one.rule == changed.RULE.slug for one in saved.warnings)


def test_people_of_the_walk_are_who_they_are_said_to_be(world: World) -> None:
    office = office_of(world)
    held = {person: office.roles_of(person, world.office.now) for person in PERSONS if person in office.people}
    assert held == {"rina": ["petugas"], "sari": ["editor"], "budi": ["redaktur"], "kadis": ["kepala-dinas"]}
    assert "mallory" not in office.people
    assert set(PERSONS) <= PEOPLE.keys()
