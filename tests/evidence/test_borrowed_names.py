"""Borrowed names: author, committer, pusher and signature are compared. Each attack has an honest look-alike."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.repository import NOW, OPEN, PEOPLE
from tests.support.shared_office import LOGINS, STAFF, Shared, actor
from tests.support.ssh_keys import key_of, public
from workflow.config.allowed_signers import allowed_signers
from workflow.config.load import load_office_files
from workflow.config.policy import Level
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.evidence.pushers import pushers_by_forge
from workflow.forge.push_activity import oldest_first, read_activity
from workflow.git.commit_files import CommitFiles
from workflow.git.log import commit_history
from workflow.git.program_commits import FORGE_EMAIL, PROGRAM_EMAIL
from workflow.git.repository import Repository
from workflow.git.ssh_signature import SignatureVerifier

Work = Callable[[Shared], None]
APP = "redaksi-contoh[bot]"


@pytest.fixture
def office(tmp_path: Path) -> Shared:
    return Shared(tmp_path / "office")


def signing(key: str) -> tuple[str, ...]:
    return "-c", "gpg.format=ssh", "-c", f"user.signingKey={key_of(key)}", "-c", "commit.gpgSign=true"


def with_key(office: Shared, *people: str) -> None:
    """Give people keys, on main."""
    office.git("switch", "--quiet", "main")
    for person in people:
        last = f"+{PEOPLE[person]}\n"
        office.edit(STAFF, last, f"{last}  keys:\n    - key: {public(person)}\n      from: 2026-01-02\n")
    office.commit("kadis", "keys")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")


def author_only(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", "mallory")
    office.push("mallory")


def author_only_and_nobody_saw_the_push(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", "mallory")


def author_and_committer(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("mallory")


def committer_only(office: Shared) -> None:
    office.advance()
    office.committed_by("mallory", "sari")
    office.push("sari")


def pushed_by_a_colleague(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("rina")


def web_editor_forged(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", FORGE_EMAIL)
    office.push("mallory")


def program_forged(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push("mallory")


def rewritten_by_a_force_push(office: Shared) -> None:
    office.advance(result="approved", note="note: Baik.\n    content: sha256:" + "0" * 64)
    office.commit("sari")
    office.push("sari")
    office.git("reset", "--quiet", "--hard", "main")
    office.advance()
    office.commit("sari")
    office.push("mallory", activity_type="force_push")


def hidden_behind_another_s_push(office: Shared) -> None:
    """Mallory pushes the forged step first; Sari pushes something honest after it."""
    office.advance()
    office.commit("sari")
    office.push("mallory")
    office.commit("sari", "something else")
    office.push("sari")


def hidden_behind_a_new_branch(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("mallory", to="refs/heads/elsewhere")
    office.push("sari")


def in_the_name_of_another_account(office: Shared) -> None:
    """Whoever took the login after Sari left it has another id."""
    office.advance()
    office.commit("sari")
    office.push("sari", actor=actor(LOGINS["sari"], 999))


def by_an_account_named_like_a_key(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari", actor=actor("sari", 9003))


def by_a_program_of_others(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push("redaksi-contoh-2[bot]")


def by_a_person_named_like_the_program(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push("redaksi-contoh")


def by_the_account_of_all_workflows(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push("github-actions[bot]")


def signed_by_another(office: Shared) -> None:
    with_key(office, "sari", "budi")
    office.advance()
    office.git("add", "--all")
    office.git(*signing("budi"), "commit", "--quiet", "--message=x", person="sari")
    office.push("sari")


def in_another_place_of_the_story(office: Shared) -> None:
    """An honest step, then a forged one on top of it."""
    office.advance()
    office.commit("sari")
    office.push("sari")
    entry = "  - step: 4\n    by: rina\n    finished: 2026-11-20T10:18+07:00\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: returned", "status: drafted")
    office.commit("rina")
    office.push("sari")


ATTACKS: list[tuple[Work, str]] = [
    (author_only, "mallory"),
    (author_only_and_nobody_saw_the_push, "mallory@example.org"),
    (author_and_committer, "mallory"),
    (committer_only, "Mallory"),
    (pushed_by_a_colleague, "contoh-rina"),
    (web_editor_forged, "mallory"),
    (program_forged, "mallory"),
    (rewritten_by_a_force_push, "mallory"),
    (hidden_behind_another_s_push, "mallory"),
    (hidden_behind_a_new_branch, "mallory"),
    (in_the_name_of_another_account, "contoh-sari"),
    (by_an_account_named_like_a_key, "sari"),
    (by_a_program_of_others, "redaksi-contoh-2[bot]"),
    (by_a_person_named_like_the_program, "redaksi-contoh"),
    (by_the_account_of_all_workflows, "github-actions[bot]"),
    (signed_by_another, ""),
    (in_another_place_of_the_story, "contoh-sari"),
]


@pytest.mark.parametrize(("attack", "named"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_a_borrowed_name_is_refused(office: Shared, attack: Work, named: str) -> None:
    attack(office)
    found = office.told()
    assert "history/author" in found
    assert named in found["history/author"]


def made_and_pushed_by_its_author(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari")


def in_the_web_editor(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", FORGE_EMAIL)
    office.push("sari")


def saved_in_the_browser(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push("sari")


def asked_for_in_a_comment(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push(APP)


def by_the_program_in_another_case(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", PROGRAM_EMAIL)
    office.push("Redaksi-Contoh[bot]")


def by_the_login_in_another_case(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari", actor=actor("Contoh-Sari", 1003))


def amended_and_forced_by_its_author(office: Shared) -> None:
    office.advance(note="note: Lengkapi.")
    office.commit("sari")
    office.push("sari")
    office.git("reset", "--quiet", "--hard", "main")
    office.advance()
    office.commit("sari")
    office.push("sari", activity_type="force_push")


def on_top_of_a_colleague_s_push(office: Shared) -> None:
    office.commit("rina", "something else")
    office.push("rina")
    office.advance()
    office.commit("sari")
    office.push("sari")


def pushed_first_by_its_author_and_then_by_a_colleague(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari", to="refs/heads/elsewhere")
    office.commit("rina", "something else")
    office.push("rina")


def merged_by_a_colleague_s_button(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari", to="refs/heads/elsewhere")
    office.git("switch", "--quiet", "--detach", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="rina", committer=FORGE_EMAIL)
    office.git("branch", "--force", "change", "HEAD")
    office.git("switch", "--quiet", "change")
    office.push("rina", activity_type="pr_merge")


def by_the_other_of_two_addresses(office: Shared) -> None:
    office.advance()
    office.committed_by("sari", f"1003+{PEOPLE['sari']}")
    office.push("sari")


def signed_and_pushed_by_a_colleague(office: Shared) -> None:
    with_key(office, "sari")
    office.advance()
    office.git("add", "--all")
    office.git(*signing("sari"), "commit", "--quiet", "--message=x", person="sari")
    office.push("rina")


def signed_and_nobody_saw_the_push(office: Shared) -> None:
    with_key(office, "sari")
    office.advance()
    office.git("add", "--all")
    office.git(*signing("sari"), "commit", "--quiet", "--message=x", person="sari")


def entry_signed_and_squashed_by_a_colleague(office: Shared) -> None:
    with_key(office, "sari")
    office.advance()
    assert redaksi("sign", "--root", office.root, "--key", key_of("sari"), office.root / OPEN).code == 0
    office.commit("budi")
    office.push("budi")


HONEST = [
    made_and_pushed_by_its_author,
    in_the_web_editor,
    saved_in_the_browser,
    asked_for_in_a_comment,
    by_the_program_in_another_case,
    by_the_login_in_another_case,
    amended_and_forced_by_its_author,
    on_top_of_a_colleague_s_push,
    pushed_first_by_its_author_and_then_by_a_colleague,
    merged_by_a_colleague_s_button,
    by_the_other_of_two_addresses,
    signed_and_pushed_by_a_colleague,
    signed_and_nobody_saw_the_push,
    entry_signed_and_squashed_by_a_colleague,
]


@pytest.mark.parametrize("work", HONEST)
def test_an_honest_push_counts(office: Shared, work: Work) -> None:
    work(office)
    assert office.told() == {}


def deleted_account(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari", actor=None)


def no_record(office: Shared) -> None:
    office.advance()
    office.commit("sari")


def record_that_begins_too_late(office: Shared) -> None:
    """What stood before the first push that is known may be anybody's, also when another branch brings it again."""
    office.advance()
    office.commit("sari")
    before = office.git("rev-parse", "HEAD")
    office.commit("sari", "something else")
    office.push("sari", before=before, activity_type="push")
    office.push("sari", to="refs/heads/again")


def lost_with_another_s_force_push(office: Shared) -> None:
    """Mallory pushed something that is gone; the forged commit may have been in it, or not."""
    office.advance()
    office.commit("sari")
    office.push("mallory")
    office.record[-1]["after"] = "1" * 40
    office.push("sari", activity_type="force_push")


def button_over_what_nobody_saw(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.git("switch", "--quiet", "--detach", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="sari", committer=FORGE_EMAIL)
    office.git("branch", "--force", "change", "HEAD")
    office.git("switch", "--quiet", "change")
    office.push("sari", activity_type="pr_merge")


def kind_that_came_later(office: Shared) -> None:
    office.advance()
    office.commit("sari")
    office.push("sari", activity_type="quantum_push")


UNSEEN = [
    deleted_account,
    no_record,
    record_that_begins_too_late,
    lost_with_another_s_force_push,
    button_over_what_nobody_saw,
    kind_that_came_later,
]


@pytest.mark.parametrize("work", UNSEEN)
@pytest.mark.parametrize("policy", ["committed", "pushed"])
def test_a_push_that_nobody_saw_makes_it_committed_at_most(tmp_path: Path, work: Work, policy: str) -> None:
    office = Shared(tmp_path / "office", policy)
    work(office)
    found = office.told()
    assert bool(found) is (policy == "pushed")
    assert ("history/evidence" in found) is (policy == "pushed")
    assert "history/author" not in found


LEFT = (
    ("10:12", "sari", "--result=returned", "--note=Lengkapi kutipan."),
    ("10:14", "rina"),
    ("10:16", "sari", "--result=approved"),
    ("10:18", "rina", "--outlets=website"),
    ("10:20", "rina", "--channel=email"),
    ("10:22", "rina", "--report=LAP/2026/0002"),
)


@pytest.mark.parametrize("is_honest", [False, True])
def test_six_commits_that_publish_a_story(office: Shared, monkeypatch: pytest.MonkeyPatch, is_honest: bool) -> None:
    for at, person, *flags in LEFT:
        maker = person if is_honest else "mallory"
        when = f"2026-11-20T{at}:30+07:00"
        for name, value in {"NAME": maker, "EMAIL": PEOPLE[maker], "DATE": when}.items():
            monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
        monkeypatch.setenv("GIT_AUTHOR_DATE", when)
        arguments = ("step", "2026-0002", "--root", office.root, f"--as={person}", *flags)
        done = redaksi(*arguments, f"--now=2026-11-20T{at}+07:00")
        assert done.code == 0, (done.out, done.err)
        office.push(maker)
    assert len(office.git("rev-list", "main..change").split()) == len(LEFT)
    found = office.told()
    assert ("history/author" in found) is not is_honest
    assert bool(found) is not is_honest


def worth_of(office: Shared) -> tuple[str | None, Level]:
    """Whose work the head is, and what that is worth."""
    record = oldest_first(read_activity(json.dumps(office.record).encode()))
    with Repository(office.root) as repository:
        loaded, _ = load_office_files(CommitFiles(repository, "main"))
        assert loaded
        pushers = pushers_by_forge(repository, repository.resolve("main"), record)
        with SignatureVerifier(allowed_signers(loaded)) as verifier:
            [*_, step] = commit_history(repository, "change", "^main")
            worth = EvidenceAssessor(repository, loaded, verifier, NOW, pushers).worth(step.commit)
    return worth.person, worth.level


@pytest.mark.parametrize(
    ("author", "committer", "pusher", "expected"),
    [
        ("sari", "sari", "sari", ("sari", Level.PUSHED)),
        ("sari", "sari", None, ("sari", Level.COMMITTED)),
        ("sari", "sari", "budi", (None, Level.CLAIMED)),
        ("sari", "budi", "budi", ("budi", Level.PUSHED)),
        ("sari", "budi", None, ("budi", Level.COMMITTED)),
        ("sari", "budi", "sari", (None, Level.CLAIMED)),
        ("mallory", "budi", "budi", ("budi", Level.PUSHED)),
        ("mallory", "budi", "mallory", (None, Level.CLAIMED)),
        ("mallory", "mallory", "sari", (None, Level.CLAIMED)),
        ("sari", PROGRAM_EMAIL, APP, ("sari", Level.PUSHED)),
        ("mallory", PROGRAM_EMAIL, APP, (None, Level.CLAIMED)),
        ("sari", FORGE_EMAIL, None, ("sari", Level.COMMITTED)),
    ],
)
def test_whose_work_a_commit_is(
    office: Shared, author: str, committer: str, pusher: str | None, expected: tuple[str | None, Level]
) -> None:
    """Author's first; whoever rebased or applied it, where that is only claimed; nobody's where the pusher is another."""
    office.committed_by(author, committer)
    if pusher:
        office.push(pusher)
    assert worth_of(office) == expected


@pytest.mark.parametrize(("key", "expected"), [("sari", ("sari", Level.SIGNED)), ("budi", ("budi", Level.SIGNED))])
def test_a_signature_says_whose_work_a_rebased_commit_is(
    office: Shared, key: str, expected: tuple[str | None, Level]
) -> None:
    with_key(office, "sari", "budi")
    office.git(
        *signing(key), "commit", "--quiet", "--allow-empty", "--message=x", person="sari", committer=PEOPLE["budi"]
    )
    office.push("rina")
    assert worth_of(office) == expected
