"""A server takes in what its table of refs names, judged, and nothing else; one refused part refuses the whole push."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.test_check_change import honest_step
from tests.support.command_line import redaksi
from tests.support.repository import OPEN, Office
from workflow.engine.ref_policy import HEADS, OUTBOX, REF_RULES, TAGS, RefAction, rule_for
from workflow.git.append_only_ref import AppendOnlyRef

OFFICE = "refs/heads/main"
Server = tuple[Office, Path]
NOTE = "2026-0001/001.sent.1795144900.0123abcd"


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """An office on a desk, and a bare server with the hook that holds its main."""
    office, bare = Office(tmp_path / "desk"), tmp_path / "kantor.git"
    office.git("clone", "--quiet", "--bare", "--single-branch", "--branch", "main", str(office.root), str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    for name in ("receive.denyDeletes", "receive.denyNonFastForwards"):  # so that it is the table that refuses
        subprocess.run(["git", "-C", bare, "config", name, "false"], check=True)
    return office, bare


def push(server: Server, *what: str, who: str = "") -> tuple[bool, str]:
    """Push; whether it was taken in, and what the server said."""
    office, bare = server
    env = {"PATH": os.environ["PATH"], "HOME": str(office.root), "REDAKSI_LANG": "en"}
    env |= {"REMOTE_USER": who} if who else {}
    done = subprocess.run(
        ["git", "push", "--quiet", bare.as_uri(), *what],
        cwd=office.root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode == 0, done.stderr


def refs(bare: Path) -> str:
    asked = ["git", "-C", str(bare), "for-each-ref", "--format=%(refname) %(objectname)"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def linked(office: Office) -> None:
    """A link in a commit, and gone again in the next one."""
    (office.root / "content/news/2026/x.jpg").symlink_to("/etc/passwd")
    office.commit("rina")
    (office.root / "content/news/2026/x.jpg").unlink()
    office.commit("rina")


def tagged(office: Office, name: str, what: str) -> None:
    office.git("tag", "--annotate", "--message=x", name, what)


def tag_of_a_tag_of_a_link(office: Office) -> None:
    linked(office)
    tagged(office, "dalam", "change")
    tagged(office, "luar", "dalam")


def outbox(office: Office, files: dict[str, str], base: str = "") -> None:
    """A commit of an outbox with these files beside those of a base."""
    lines = [f"commit {OUTBOX}", "committer Redaksi <redaksi@users.noreply.invalid> 1795144900 +0000", "data 1", "x"]
    lines += [f"from {base}^0"] if base else []
    for name, text in files.items():
        lines += [f"M 100644 inline {name}", f"data {len(text.encode())}", text]
    office.feed("fast-import", "--quiet", "--force", data="\n".join([*lines, ""]).encode())


def with_outbox(server: Server) -> None:
    outbox(server[0], {NOTE: "x"})
    assert push(server, OUTBOX, who="contoh-rina")[0]


def nothing(_: Office) -> None:
    """No work before the push."""


REFUSED: dict[str, tuple[Callable[[Office], object], tuple[str, ...]]] = {
    "replace ref": (honest_step, ("change:refs/replace/" + "12" * 20,)),
    "notes": (honest_step, ("change:refs/notes/commits",)),
    "original": (nothing, ("main:refs/original/refs/heads/main",)),
    "pull request of a forge": (nothing, ("main:refs/pull/1/head",)),
    "remote branch": (nothing, ("main:refs/remotes/origin/main",)),
    "the program's own heads": (nothing, ("main:refs/redaksi/heads/main",)),
    "stash": (nothing, ("main:refs/stash",)),
    "branch HEAD": (nothing, ("change:refs/heads/HEAD",)),
    "branch in capitals": (nothing, ("change:refs/heads/Main",)),
    "branch like a remote one": (nothing, ("change:refs/heads/origin/main",)),
    "branch like a full name": (nothing, ("change:refs/heads/refs/heads/main",)),
    "branch like a hash": (nothing, ("change:refs/heads/" + "ab" * 20,)),
    "branch called like a device": (nothing, ("change:refs/heads/aux",)),
    "branch with an invisible letter": (nothing, ("change:refs/heads/ma\u200bin",)),
    "tag main": (nothing, ("change:refs/tags/main",)),
    "tag HEAD": (nothing, ("change:refs/tags/HEAD",)),
    "tag like a full name": (nothing, ("change:refs/tags/refs/heads/main",)),
    "tag like a hash": (lambda o: None, ("change:refs/tags/" + "0a" * 20,)),
    "tag of a tree": (nothing, ("main^{tree}:refs/tags/pohon",)),
    "tag of a file": (nothing, (f"main:{OPEN}:refs/tags/berkas",)),
    "annotated tag of a tree": (lambda office: tagged(office, "pohon", "main^{tree}"), ("refs/tags/pohon",)),
    "link by a branch": (linked, ("change:refs/heads/konsep",)),
    "link by a tag": (linked, ("change:refs/tags/v1",)),
    "link by a tag of a tag": (tag_of_a_tag_of_a_link, ("refs/tags/luar",)),
    "deleted main": (nothing, (":refs/heads/main",)),
    "outbox by nobody": (lambda office: outbox(office, {NOTE: "x"}), (OUTBOX,)),
}


@pytest.mark.parametrize(("work", "what"), REFUSED.values(), ids=REFUSED)
def test_what_the_table_does_not_name_is_refused(
    server: Server, work: Callable[[Office], object], what: tuple[str, ...]
) -> None:
    before = refs(server[1])
    work(server[0])
    taken, said = push(server, *what)
    assert not taken
    assert "redaksi: refs/" in said or "commit " in said
    assert refs(server[1]) == before


TAKEN: dict[str, tuple[Callable[[Office], object], tuple[str, ...]]] = {
    "a step on main": (honest_step, ("change:refs/heads/main",)),
    "branch": (honest_step, ("change:refs/heads/konsep",)),
    "branch in a folder": (honest_step, ("change:refs/heads/redaksi/2026-0002-17",)),
    "branch of a day": (nothing, ("change:refs/heads/20261120",)),
    "branch that begins like main": (nothing, ("change:refs/heads/main-baru",)),
    "tag": (nothing, ("main:refs/tags/v1",)),
    "annotated tag": (lambda office: tagged(office, "terbit-2026-11", "main"), ("refs/tags/terbit-2026-11",)),
    "tag of a draft": (honest_step, ("change:refs/tags/konsep-1",)),
    "several at once": (honest_step, ("change:refs/heads/konsep", "main:refs/tags/v1", "change:refs/heads/main")),
}


@pytest.mark.parametrize(("work", "what"), TAKEN.values(), ids=TAKEN)
def test_an_honest_push_is_taken_in(server: Server, work: Callable[[Office], object], what: tuple[str, ...]) -> None:
    work(server[0])
    taken, said = push(server, *what)
    assert taken, said


def test_what_is_there_is_neither_moved_nor_deleted(server: Server) -> None:
    office = server[0]
    honest_step(office)
    assert push(server, "change:refs/heads/konsep", "main:refs/tags/v1")[0]
    before = refs(server[1])
    for what in ("+main:refs/heads/konsep", ":refs/heads/konsep", "+change:refs/tags/v1", ":refs/tags/v1"):
        assert not push(server, what)[0]
    assert refs(server[1]) == before
    office.commit("rina", "further")
    assert push(server, "change:refs/heads/konsep")[0]


def test_a_tag_does_not_take_the_name_of_a_branch_nor_a_branch_that_of_a_tag(server: Server) -> None:
    assert push(server, "main:refs/heads/konsep")[0]
    assert not push(server, "main:refs/tags/Konsep")[0]
    assert push(server, "main:refs/tags/v1")[0]
    assert not push(server, "main:refs/heads/v1")[0]


def test_one_refused_part_refuses_the_whole_push(server: Server) -> None:
    honest_step(server[0])
    before = refs(server[1])
    taken, said = push(server, "change:refs/heads/main", "change:refs/notes/commits")
    assert not taken
    assert "nothing of this push was taken in" in said
    assert refs(server[1]) == before


def test_a_push_of_very_many_refs_is_refused_before_any_is_judged(server: Server) -> None:
    before = refs(server[1])
    taken, said = push(server, *(f"main:refs/heads/b{number}" for number in range(201)))
    assert not taken
    assert "at most 200" in said
    assert refs(server[1]) == before


@pytest.mark.parametrize("who", ["", "mallory", "MALLORY@example.org"])
def test_only_people_of_the_office_write_into_its_outbox(server: Server, who: str) -> None:
    outbox(server[0], {NOTE: "x"})
    taken, said = push(server, OUTBOX, who=who)
    assert not taken
    assert "Only people of the office" in said


def test_the_outbox_grows_as_the_ledger_makes_it(server: Server) -> None:
    office, bare = server
    office.git("remote", "add", "origin", bare.as_uri())
    office.git("config", "receive.denyDeletes", "false")
    os.environ["REMOTE_USER"] = "rina"
    try:
        ledger = AppendOnlyRef(office.root, OUTBOX, "origin")
        ledger.append({NOTE: "x\n"}, int(time.time()), "sent")
        ledger.append({NOTE.replace("001", "002"): "y\n"}, int(time.time()), "bounced")
    finally:
        del os.environ["REMOTE_USER"]
    assert OUTBOX in refs(bare)


@pytest.mark.parametrize(
    "files",
    [{NOTE: "other"}, {"2026-0002/" + "x" * 300: "x"}, {"2026-0002/con": "x"}, {"2026-0002/001": "x" * 70_000}],
    ids=["changed", "long name", "device", "large"],
)
def test_the_outbox_only_grows_by_small_files(server: Server, files: dict[str, str]) -> None:
    with_outbox(server)
    before = refs(server[1])
    outbox(server[0], files, OUTBOX)
    assert not push(server, OUTBOX, who="contoh-rina")[0]
    assert refs(server[1]) == before


def test_the_outbox_does_not_lose_a_file(server: Server) -> None:
    with_outbox(server)
    before = refs(server[1])
    outbox(server[0], {NOTE.replace("0001", "0002"): "x"})
    for what in (f"+{OUTBOX}", f":{OUTBOX}"):
        assert not push(server, what, who="contoh-rina")[0]
    assert refs(server[1]) == before


def test_the_first_push_brings_no_page_among_the_records(tmp_path: Path) -> None:
    office, bare = Office(tmp_path / "desk"), tmp_path / "kantor.git"
    office.git("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    (office.root / "content/halaman.html").write_text("<script>")
    office.commit("rina")
    taken, said = push((office, bare), "change:main")
    assert not taken
    assert "fields/path" in said
    assert push((office, bare), "main:main")[0]


def test_the_table_refuses_by_default() -> None:
    """Each row names what may be done; of the names that Git gives a meaning none fits a row by accident."""
    assert {row.pattern for row in REF_RULES} == {HEADS, TAGS, OUTBOX}
    assert all(RefAction.DELETE not in row.deeds and RefAction.REWIND not in row.deeds for row in REF_RULES)
    for name in (
        "HEAD",
        "FETCH_HEAD",
        "main",
        "refs/heads",
        "refs/tags",
        "refs/redaksi/outbox2",
        "refs/redaksi/outbox/x",
        "refs/Heads/x",
    ):
        assert rule_for(name, OFFICE) is None
    found = rule_for(OFFICE, OFFICE)
    assert found
    assert found.judgement == "rules"


def tag_of_a_tag(office: Office) -> None:
    office.git("tag", "--annotate", "--message=satu", "satu", "main")
    office.git("tag", "--annotate", "--message=dua", "v1", "satu")


def tag_with_a_number(office: Office) -> None:
    office.git("tag", "--annotate", "--message=Hubungi 0812-3456-7890 saja.", "v1", "main")


@pytest.mark.parametrize("make", [tag_of_a_tag, tag_with_a_number], ids=lambda make: make.__name__)
def test_a_tag_is_read_too(server: Server, make: Callable[[Office], None]) -> None:
    make(server[0])
    before = refs(server[1])
    taken, said = push(server, "refs/tags/v1")
    assert not taken
    assert "0812" not in said
    assert refs(server[1]) == before


def test_an_honest_annotated_tag_is_taken_in(server: Server) -> None:
    server[0].git("tag", "--annotate", "--message=Laporan tahun 2026", "v1", "main")
    taken, said = push(server, "refs/tags/v1")
    assert taken, said


def test_the_first_push_is_looked_through_too(tmp_path: Path) -> None:
    """A number that stood in a commit message before there was a server."""
    office, bare = Office(tmp_path / "desk"), tmp_path / "kantor.git"
    office.git("switch", "--quiet", "main")
    office.commit("rina", "Hubungi 0812-3456-7890 saja.")
    office.git("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    taken, said = push((office, bare), "main")
    assert not taken
    assert "0812" not in said
