"""The audit says of every entry what Git witnesses, and names every rewrite: compared with a plain walk by GitPython."""

import csv
import io
import json
import random
import re
from pathlib import Path
from typing import Any

import git
import pytest
import yaml

from tests.rules.authority.world import ARCHIVE_STORY, ARCHIVED
from tests.support.command_line import redaksi
from tests.support.forgeries import dropped_entry, evil_merge, rewritten_time, silent_edit, swapped_entries, unpublished
from tests.support.honest_changes import honest_step, published_text_corrected_openly, story_withdrawn
from tests.support.repository import CLOSED, NOW, OPEN, STORY, Office
from tests.support.ssh_keys import key_of
from tests.support.strict_office import Strict
from workflow.audit.replay import audit_history
from workflow.audit.report import Audit, RewriteKind
from workflow.config.load import load_office_files
from workflow.config.policy import Level
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.reporters.audit import audit_json, audit_text


def audited(office: Office, head: str = "change") -> Audit:
    with Repository(office.root) as repository:
        commit = repository.resolve(head)
        loaded, _ = load_office_files(CommitFiles(repository, commit))
        assert loaded
        return audit_history(repository, loaded, commit, NOW)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def test_an_honest_history_has_every_entry_once_and_no_rewrite(office: Office) -> None:
    honest_step(office)
    found = audited(office)
    assert found.rewrites == ()
    assert [(one.path, one.position) for one in found.entries if one.by == "sari" and one.path == OPEN] == [(OPEN, 5)]
    last = found.entries[-1]
    assert (last.level, last.commit, last.lag) == (Level.COMMITTED, office.git("rev-parse", "change"), 5 * 60)
    assert {one.level for one in found.entries if one.by == "kadis"} == {Level.CLAIMED}  # rina registered the base


@pytest.mark.parametrize(("person", "by", "fault"), [("kadis", "kadis", 0), ("rina", "rina", 1), ("mallory", "", 1)])
def test_who_brought_stories_of_the_former_site(person: str, by: str, fault: int, office: Office) -> None:
    (office.root / ARCHIVED).parent.mkdir()
    (office.root / ARCHIVED).write_text(ARCHIVE_STORY)
    office.commit(person)
    found = audited(office)
    [one] = found.imports
    assert (one.path, one.by, one.is_of_head) == (ARCHIVED, by, not fault)
    assert [(one.path, one.kind) for one in found.rewrites] == [(ARCHIVED, RewriteKind.IMPORTED)] * fault
    shown = "".join(audit_json(found)) + "\n".join(audit_text(found, "Asia/Jakarta"))
    assert shown.count(ARCHIVED) == 2 + 2 * fault


def same_instant_other_offset(office: Office) -> None:
    office.edit(OPEN, "finished: 2026-11-20T09:50+07:00", "finished: 2026-11-20T10:50+08:00")
    office.commit("rina")


FORGERIES = {
    same_instant_other_offset: (OPEN, RewriteKind.CHANGED, 4),
    rewritten_time: (OPEN, RewriteKind.CHANGED, 4),
    dropped_entry: (OPEN, RewriteKind.DELETED, 4),
    swapped_entries: (OPEN, RewriteKind.MOVED, 3),
}


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_rewrite_is_named(office: Office, forge: Any) -> None:
    forge(office)
    first = audited(office).rewrites[0]
    assert (first.path, first.kind, first.position) == FORGERIES[forge]
    assert first.commit == office.git("rev-parse", "change")


def test_a_rewrite_that_was_put_back_is_two_rewrites(office: Office) -> None:
    rewritten_time(office)
    office.edit(OPEN, "finished: 2026-11-20T09:40+07:00", "finished: 2026-11-20T09:50+07:00")
    office.commit("rina")
    assert [one.kind for one in audited(office).rewrites] == [RewriteKind.CHANGED] * 2


def test_an_evil_merge_is_seen(office: Office) -> None:
    evil_merge(office)
    last = audited(office).entries[-1]
    assert last.commit == office.git("rev-parse", "change")  # the merge itself made the entry what it is
    assert last.level is Level.CLAIMED


def test_a_deleted_file_and_one_that_became_unreadable(office: Office) -> None:
    office.git("rm", "--quiet", CLOSED)
    office.edit(OPEN, "status: drafted", "status: [")
    office.commit("rina")
    assert {(one.path, one.kind) for one in audited(office).rewrites} == {
        (CLOSED, RewriteKind.FILE_DELETED),
        (OPEN, RewriteKind.UNREADABLE),
    }


def test_what_came_by_a_merge_is_witnessed_by_its_own_commit_and_received_with_the_merge(office: Office) -> None:
    honest_step(office)
    brought = office.git("rev-parse", "change")
    office.git("switch", "--quiet", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="kadis", date="2026-11-20T11:00:00+07:00")
    last = audited(office, "main").entries[-1]
    assert (last.commit, last.level) == (brought, Level.COMMITTED)
    assert last.received - last.committed == 40 * 60


def test_signed_entries_are_signed_whatever_became_of_the_commit(tmp_path: Path) -> None:
    office = Strict(tmp_path / "office")
    office.advance()
    office.sign_entry()
    office.commit("budi", "squashed")
    assert audited(office).entries[-1].level is Level.SIGNED
    office.git("reset", "--quiet", "--hard", "main")
    office.advance()
    office.signed_commit("sari")
    assert audited(office).entries[-1].level is Level.SIGNED


def test_a_key_that_had_expired_when_main_took_the_entry_in_counts_for_nothing(tmp_path: Path) -> None:
    office = Strict(tmp_path / "office", terms="from: 2026-01-02\n      until: 2026-11-20")
    office.advance()
    office.signed_commit("sari")
    assert audited(office).entries[-1].level is Level.SIGNED
    office.git("switch", "--quiet", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="kadis", date="2026-11-23T08:00:00+07:00")
    assert audited(office, "main").entries[-1].level is Level.COMMITTED
    assert key_of("sari").exists()


def test_the_forms(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "change")
    data = json.loads(redaksi("audit", "--root", office.root, "--format", "json").out)
    assert data["version"] == 1
    rows = list(csv.DictReader(io.StringIO(redaksi("audit", "--root", office.root, "--format", "csv").out)))
    assert len(rows) == len(data["entries"]) == 13
    assert data["entries"][-1]["finished"] == rows[-1]["finished"] == "2026-11-20T03:15:00+00:00"
    assert redaksi("audit", "--root", office.root).code == 0
    rewritten_time(office)
    assert redaksi("audit", "--root", office.root).code == 1
    assert redaksi("audit", "--root", office.root, "--head", "nowhere").code == 2
    assert redaksi("audit", "--root", office.root, "--format", "xes").out.count("<event>") == 14


def walked(root: Path, head: str) -> tuple[list[Any], int]:
    """The oracle: GitPython along the own line, PyYAML for the files: entries as they came, and the rewrites."""
    states: dict[str, list[Any]] = {}
    came: list[Any] = []
    rewrites = 0
    for commit in reversed(list(git.Repo(root).iter_commits(head, first_parent=True))):
        files = {
            str(blob.path): yaml.load(blob.data_stream.read().split(b"---\n")[1], yaml.BaseLoader)["steps"]
            for blob in commit.tree.traverse()
            if isinstance(blob, git.Blob) and str(blob.path).startswith("content/requests/")
        }
        for path, steps in sorted(files.items()):
            old = states.get(path, [])
            came += [(path, at + 1, entry) for at, entry in enumerate(steps) if old[at : at + 1] != [entry]]
            rewrites += sum(steps[at : at + 1] != [entry] for at, entry in enumerate(old))
        rewrites += len(states.keys() - files.keys())
        states = files
    return came, rewrites


def scramble(office: Office, dice: random.Random) -> None:
    """A history such as no office has: entries come, change, move and vanish, on branches that merge."""
    for number in range(12):
        if dice.random() < 0.3:
            office.git("switch", "--quiet", "--create", f"side{number}")
            office.commit("rina", "away")
            edit_somehow(office, dice)
            office.commit("sari", f"side {number}")
            office.git("switch", "--quiet", "change")
            office.git("merge", "--quiet", "--no-ff", "--no-edit", f"side{number}", person="kadis")
        else:
            edit_somehow(office, dice)
            office.commit(dice.choice(["rina", "sari", "budi"]), f"work {number}")


def edit_somehow(office: Office, dice: random.Random) -> None:
    path = office.root / dice.choice([OPEN, CLOSED])
    head, _, rest = path.read_text().partition("steps:\n")
    steps, _, tail = rest.partition("holds:")
    entries = [f"  - step:{part}" for part in steps.split("  - step:")[1:]]
    what = dice.randrange(4)
    if what == 0 or len(entries) < 2:
        entries.append(f"  - step: 4\n    by: rina\n    finished: 2026-11-20T10:{dice.randrange(10, 60)}+07:00\n")
    elif what == 1:
        entries.pop(dice.randrange(len(entries)))
    elif what == 2:
        dice.shuffle(entries)
    else:
        entries[dice.randrange(len(entries))] = "  - step: 3\n    by: budi\n    finished: 2026-11-20T08:41+07:00\n"
    path.write_text(f"{head}steps:\n{''.join(entries)}holds:{tail}")


@pytest.mark.parametrize("seed", range(4))
def test_the_same_as_a_plain_walk(office: Office, seed: int) -> None:
    scramble(office, random.Random(seed))
    found = audited(office)
    came, rewrites = walked(office.root, "change")
    assert [(one.path, one.position, str(one.step), one.by) for one in found.entries] == [
        (path, position, entry["step"], entry["by"]) for path, position, entry in came
    ]
    assert len(found.rewrites) == rewrites > 0


def reason_deleted(office: Office) -> None:
    story_withdrawn(office)
    text = (office.root / STORY).read_text()
    (office.root / STORY).write_text(re.sub(r"acts:\n(?:  .*\n)+", "", text).replace("withdrawn", "published"))
    office.commit("rina")


def text_replaced(office: Office) -> None:
    silent_edit(office)


def made_a_draft_again(office: Office) -> None:
    unpublished(office)


def picture_replaced(office: Office) -> None:
    picture = office.root / STORY.replace(".md", ".jpg")
    picture.write_bytes(picture.read_bytes() + b"\0")
    office.commit("rina")


def picture_replaced_beside_a_report(office: Office) -> None:
    report = "{received: 2026-11-20T10:10+07:00, by: rina, summary: Jam keliru.}"
    office.edit(STORY, "corrections: []\n", f"corrections: []\nreports:\n  - {report}\n")
    picture_replaced(office)


STORY_REWRITES = {
    reason_deleted: [(RewriteKind.DELETED, 1)],
    text_replaced: [(RewriteKind.TEXT_CHANGED, None)],
    made_a_draft_again: [(RewriteKind.UNPUBLISHED, None)],
    picture_replaced: [(RewriteKind.TEXT_CHANGED, None)],
    picture_replaced_beside_a_report: [(RewriteKind.TEXT_CHANGED, None)],
}


@pytest.mark.parametrize("forge", STORY_REWRITES, ids=lambda forge: forge.__name__)
def test_what_was_done_to_a_story_without_saying_so_is_named(office: Office, forge: Any) -> None:
    forge(office)
    found = [(one.kind, one.position) for one in audited(office).rewrites if one.path == STORY]
    assert found == STORY_REWRITES[forge]


@pytest.mark.parametrize("work", [published_text_corrected_openly, story_withdrawn])
def test_an_act_is_told_and_is_no_rewrite(office: Office, work: Any) -> None:
    work(office)
    made = office.git("rev-parse", "change")
    office.git("switch", "--quiet", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="kadis")
    found = audited(office, "main")
    [act] = found.acts
    assert (act.path, act.by, act.level, act.commit) == (STORY, "sari", Level.COMMITTED, made)
    assert found.rewrites == ()
    told = redaksi("audit", "--root", office.root, "--head", "main")
    assert f"{act.act.value.capitalize()}"[:5] in told.out
    assert json.loads(redaksi("audit", "--root", office.root, "--head", "main", "--format", "json").out)["acts"]
