"""The forge's record of pushes: read from hostile files, laid over commits, and what it says of lateness."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.evidence.test_borrowed_names import (
    APP,
    author_and_committer,
    pushed_first_by_its_author_and_then_by_a_colleague,
)
from tests.support.command_line import redaksi
from tests.support.repository import NOW, OPEN, PEOPLE
from tests.support.shared_office import LOGINS, NOTHING, POLICY, SCHEMA, Shared, actor, example
from workflow.config.load import load_office_files
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.evidence.pushers import pushers_by_forge
from workflow.forge.push_activity import oldest_first, read_activity
from workflow.git.commit_files import CommitFiles
from workflow.git.log import commit_history
from workflow.git.push_record import UNKNOWN_PUSH, Push, PushAccount, first_pushes
from workflow.git.repository import Repository
from workflow.git.ssh_signature import SignatureVerifier
from workflow.text.field_types import parse_instant


@pytest.fixture
def office(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "office")


BACKDATED = "2026-11-20T10:16:00+07:00"
AFTERNOON = int(parse_instant("2026-11-20T15:00+07:00"))


@pytest.mark.parametrize(
    ("at", "is_late"),
    [("2026-11-20T03:20:00Z", False), ("2026-11-20T04:15:00Z", False), ("2026-11-20T07:00:00Z", True)],
)
def test_lateness_is_measured_by_when_the_server_got_it(office: Shared, at: str, is_late: bool) -> None:
    office.advance()
    office.commit("sari", date=BACKDATED)
    assert "history/late" not in office.told(now=AFTERNOON)  # nobody says when it came
    office.push("sari", timestamp=at)
    assert ("history/late" in office.told(now=AFTERNOON)) is is_late


def test_a_late_step_that_says_so_passes(office: Shared) -> None:
    office.advance(note="note: Lengkapi kutipan.\n    late: Jaringan kantor putus.")
    office.commit("sari", date=BACKDATED)
    office.push("sari", timestamp="2026-11-20T07:00:00Z")
    assert office.told(now=AFTERNOON) == {}


def test_clocks_may_differ_a_little(tmp_path: Path) -> None:
    office = Shared(tmp_path / "office")
    office.git("switch", "--quiet", "main")
    office.edit(POLICY, "late_after: 60", "late_after: 1")
    office.commit("kadis")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    office.advance()
    office.commit("sari", date=BACKDATED)
    office.push("sari", timestamp="2026-11-20T03:25:59Z")
    assert "history/late" not in office.told()
    office.record[-1]["timestamp"] = "2026-11-20T03:26:01Z"
    assert "history/late" in office.told()


def test_all_who_had_a_commit_in_hand_are_known(office: Shared) -> None:
    """So that nobody reviews what they committed or pushed in another's name."""
    office.advance()
    office.committed_by("sari", "budi")
    office.push("rina")
    record = oldest_first(read_activity(json.dumps(office.record).encode()))
    with Repository(office.root) as repository, SignatureVerifier("") as verifier:
        loaded, _ = load_office_files(CommitFiles(repository, "main"))
        assert loaded
        pushers = pushers_by_forge(repository, repository.resolve("main"), record)
        [step] = commit_history(repository, "change", "^main")
        witness = EvidenceAssessor(repository, loaded, verifier, NOW, pushers)
        assert witness.hands_of(step.commit) == {"sari", "budi", "rina"}


def file_of(office: Shared, tmp_path: Path, data: Any) -> Path:
    path = tmp_path / "pushes.json"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return path


@pytest.mark.parametrize("command", ["check", "comment"])
@pytest.mark.parametrize("paged", [False, True])
def test_the_record_in_a_file(office: Shared, tmp_path: Path, command: str, paged: bool) -> None:
    author_and_committer(office)
    listed = office.record[::-1]
    file = file_of(office, tmp_path, [listed, []] if paged else listed)
    arguments = (command, "--root", office.root, "--base", "main", "--pushes", file)
    assert "history/author" in redaksi(*arguments).out or "mallory" in redaksi(*arguments).out
    office.record[0]["actor"] = actor(LOGINS["sari"], 1003)
    file_of(office, tmp_path, [office.record] if paged else office.record)
    assert "mallory" not in redaksi(*arguments).out
    assert redaksi(*arguments).code == 0


def test_two_files_are_one_record(office: Shared, tmp_path: Path) -> None:
    pushed_first_by_its_author_and_then_by_a_colleague(office)
    base = ("check", "--root", office.root, "--base", "main")
    files = []
    for number, one in enumerate(office.record):
        (tmp_path / str(number)).mkdir()
        files.append(file_of(office, tmp_path / str(number), [one]))
    assert redaksi(*base, "--pushes", files[1]).code == 1
    assert redaksi(*base, "--pushes", files[1], "--pushes", files[0]).code == 0


VALIDATOR = Draft202012Validator(SCHEMA)
NULLABLE = [name for name, part in SCHEMA["properties"]["actor"]["properties"].items() if "null" in part["type"]]


def test_our_pushes_are_as_github_describes_them(office: Shared) -> None:
    office.push("sari")
    office.push(APP, actor=None)
    assert len(office.record) == 2
    assert [list(VALIDATOR.iter_errors(one)) for one in office.record] == [[], []]


def test_what_may_be_null_may_be_null(office: Shared) -> None:
    assert NULLABLE
    office.push("sari")
    for name in NULLABLE:
        office.record[0]["actor"][name] = None
    VALIDATOR.validate(office.record[0])
    found = read_activity(json.dumps(office.record).encode())
    assert [one.actor and one.actor.login for one in found] == ["contoh-sari"]
    office.record[0]["actor"] = None
    VALIDATOR.validate(office.record[0])
    assert read_activity(json.dumps(office.record).encode())[0].actor is None


READ = ("id", "before", "after", "ref", "timestamp", "activity_type")
BROKEN: dict[str, Any] = (
    {
        "no JSON": b"[",
        "no list": {},
        "no UTF-8": b'["\xff"]',
        "deep": b"[" * 100_000,
        "too large": b" " * (16 << 20) + b"[]",
        "a page within a page": [[[]]],
        "numbers": [1],
        "an actor that is a name": [example(SCHEMA) | {"actor": "octocat"}],
        "an actor without an id": [example(SCHEMA) | {"actor": {"login": "octocat"}}],
        "a time without its offset": [example(SCHEMA) | {"timestamp": "2026-11-20T03:20:00"}],
        "a time that is none": [example(SCHEMA) | {"timestamp": "yesterday"}],
        "an option for a commit": [example(SCHEMA) | {"after": "--all"}],
        "a name for a commit": [example(SCHEMA) | {"after": "main"}],
        "an id that is none": [example(SCHEMA) | {"id": -1}],
    }
    | {f"null {name}": [example(SCHEMA) | {name: None}] for name in READ}
    | {f"without {name}": [{key: value for key, value in example(SCHEMA).items() if key != name}] for name in READ}
)


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_record_is_refused_clearly(office: Shared, tmp_path: Path, data: Any) -> None:
    file = file_of(office, tmp_path, data)
    done = redaksi("check", "--root", office.root, "--base", "main", "--pushes", file)
    assert done.code == 2
    assert str(file) in done.err


def test_the_record_belongs_to_a_change(office: Shared, tmp_path: Path) -> None:
    file = file_of(office, tmp_path, [])
    assert redaksi("check", "--root", office.root, "--pushes", file).code == 2
    assert redaksi("check", "--root", office.root, "--pusher", "sari").code == 2


@pytest.mark.parametrize(
    "who", ["sari", "contoh-sari", "Contoh-Sari", PEOPLE["sari"], f"1003+{PEOPLE['sari']}".upper()]
)
def test_a_desk_sees_what_the_forge_will_say(office: Shared, who: str) -> None:
    office.advance()
    office.commit("sari")
    assert office.told(who) == {}
    assert "history/author" in office.told("rina")


@pytest.mark.parametrize("who", ["", "mallory", "kadis\n", "sar", "sari "])
def test_whoever_is_nobody_pushes_for_nobody(office: Shared, who: str) -> None:
    office.advance()
    office.commit("sari")
    assert "history/author" in office.told(who)


def test_a_desk_takes_what_a_remote_has_for_its_author_s(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.git("update-ref", "refs/remotes/origin/change", "HEAD")
    entry = "  - step: 4\n    by: rina\n    finished: 2026-11-20T10:18+07:00\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: returned", "status: drafted")
    office.commit("rina")
    assert office.told("rina") == {}
    assert "history/author" in office.told("sari")


def test_first_pushes_against_a_plain_walk(office: Shared) -> None:
    """Merges, branches and pushes by turns: the same as asking Git commit by commit."""
    tips: list[Push] = []
    for number in range(12):
        person = ("sari", "rina", "budi")[number % 3]
        branch = ("one", "two", "three")[number * 7 % 3]
        known = office.git("branch", "--list", branch)
        office.git("switch", "--quiet", *(() if known else ("--create",)), branch, *(() if known else ("main",)))
        before = next((push.after for push in reversed(tips) if push.ref == branch), NOTHING)
        if number % 4 == 3:
            office.git("merge", "--quiet", "--no-ff", "--no-edit", "-s", "ours", tips[-1].after, person=person)
        for index in range(number % 3):
            office.commit(person, f"{number} {index}")
        after = office.git("rev-parse", "HEAD")
        tips.append(Push(branch, before, after, number, PushAccount(person, number)))
    base = office.git("rev-parse", "main")
    with Repository(office.root) as repository:
        found = first_pushes(repository, tips, base)
    expected = {}
    for commit in office.git("rev-list", "--branches", f"^{base}").split():
        holding = office.git("branch", "--contains", commit, "--format=%(objectname)").split()
        assert holding
        for push in tips:
            reached = office.git("rev-list", push.after).split()
            if commit in reached:
                expected[commit] = push.pusher
                break
    assert {commit: next(iter(one.pushers)) for commit, one in found.items()} == expected
    assert UNKNOWN_PUSH not in found.values()
