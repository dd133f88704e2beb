"""What a few kilobytes unfold to is counted before Git walks it; what is only large passes."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.git.hostile_objects import WHO, Forge, Maker, by_the_head, entry
from tests.support.command_line import redaksi
from tests.support.repository import OPEN, Office
from workflow.git import commit_files as tree_module
from workflow.git.commit_files import MOST_PATHS, CommitFiles
from workflow.git.errors import GitError
from workflow.git.export import export_commit
from workflow.git.repository import LARGEST_OBJECT_BYTES, Repository
from workflow.git.size_limits import LARGEST_COMMIT_BYTES, MOST_PARENTS, ObjectCounter, require_small_history


def nested(forge: Forge, width: int, depth: int, mode: str = "40000", tail: bytes = b"") -> str:
    """A tree of trees: `width` names in each of `depth` levels."""
    tree = forge.tree(("100644", b"x", forge.blob))
    for _ in range(depth):
        names = (entry(mode, f"d{number:02}".encode(), tree) for number in range(width))
        tree = forge.make("tree", b"".join(names) + tail)
    return tree


def bomb(forge: Forge) -> str:
    """Ten trees of ten trees ...: a thousand million files."""
    return forge.top(("40000", b"zz", nested(forge, 10, 9)))


def bomb_in_an_odd_mode(forge: Forge) -> str:
    return forge.top(("40755", b"zz", nested(forge, 10, 9, "40755")))


def bomb_in_a_mode_that_overflows(forge: Forge) -> str:
    return forge.top(("40000", b"zz", nested(forge, 10, 9, "4000000040000")))


def bomb_of_one_name(forge: Forge) -> str:
    """Each level names the one below ten times by the same name."""
    tree = forge.tree(("100644", b"x", forge.blob))
    for _ in range(9):
        tree = forge.make("tree", entry("40000", b"d", tree) * 10)
    return forge.top(("40000", b"zz", tree))


def bomb_that_ends_in_rubbish(forge: Forge) -> str:
    return forge.top(("40000", b"zz", nested(forge, 10, 9, tail=b"\xff")))


def bomb_among_the_records(forge: Forge) -> str:
    tree = nested(forge, 10, 9)
    return forge.within("content/news", lambda data: data + entry("40000", b"2027", tree))


def bomb_that_is_gone_again(forge: Forge) -> str:
    there = bomb(forge)
    return forge.commit(forge.office.git("rev-parse", "main^{tree}"), there)


def bomb_in_a_merged_line(forge: Forge) -> str:
    tree = forge.office.git("rev-parse", "main^{tree}")
    return forge.commit(tree, forge.commit(tree), bomb(forge))


def bomb_over_many_commits(forge: Forge) -> str:
    """Each commit moves some thousand files; only all together are too many."""
    tree = forge.tree(*(("100644", f"{number:05}".encode(), forge.blob) for number in range(20_000)))
    other = forge.tree(*(("100644", f"{number:05}x".encode(), forge.blob) for number in range(20_000)))
    head = forge.main
    for number in range(10):
        base = forge.raw(forge.office.git("rev-parse", "main^{tree}"))
        head = forge.commit(forge.make("tree", base + entry("40000", b"zz", (tree, other)[number % 2])), head)
    return head


def many_parents(forge: Forge) -> str:
    tree = forge.office.git("rev-parse", "main^{tree}")
    return forge.commit(tree, forge.main, *(forge.commit(tree, author=WHO + b" ") for _ in range(MOST_PARENTS)))


def endless_message(forge: Forge) -> str:
    return forge.commit(forge.office.git("rev-parse", "main^{tree}"), more=b"\n" + b"x" * LARGEST_COMMIT_BYTES)


def endless_record(forge: Forge) -> str:
    """300 MB of one letter pack to 300 KB."""
    blob = forge.office.root / "blob"
    with blob.open("wb") as file:
        file.truncate(300_000_000)
    name = forge.office.git("hash-object", "-w", "--no-filters", "blob")
    blob.unlink()
    return forge.within("content/requests/2026", lambda tree: tree + entry("100644", b"0003.md", name))


def deep(forge: Forge) -> str:
    return forge.top(("40000", b"zz", nested(forge, 1, 60)))


REFUSED: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        bomb, bomb_in_an_odd_mode, bomb_in_a_mode_that_overflows, bomb_of_one_name, bomb_that_ends_in_rubbish,
        bomb_among_the_records, bomb_that_is_gone_again, bomb_in_a_merged_line, bomb_over_many_commits, many_parents,
        endless_message, endless_record, deep,
    )
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def received(bare: Path, line: str, objects: Path) -> int:
    """The exit code of the server's hook, which finds what is pushed in another folder of objects."""
    env = {"PATH": os.environ["PATH"], "HOME": str(bare), "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(objects)}
    done = subprocess.run(
        [bare / "hooks/pre-receive"], input=line, cwd=bare, env=env, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode


@pytest.mark.parametrize("maker", REFUSED.values(), ids=REFUSED)
def test_what_unfolds_is_refused_by_the_check_and_the_server(office: Office, tmp_path: Path, maker: Maker) -> None:
    head = maker(Forge(office))
    result = redaksi("check", "--root", office.root, "--base", "main", "--head", head)
    assert result.code in (1, 2)
    assert "Traceback" not in result.err
    bare = tmp_path / "kantor.git"
    office.git("clone", "--quiet", "--bare", "--single-branch", "--branch", "main", str(office.root), str(bare))
    assert redaksi("hooks", "--server", "--root", bare).code == 0
    for ref in (
        "refs/heads/main",
        "refs/heads/konsep",
        "refs/tags/v1",
    ):  # the objects are there: no pack is made of them
        old = office.git("rev-parse", "main") if ref.endswith("main") else "0" * 40
        assert received(bare, f"{old} {head} {ref}\n", office.root / ".git/objects") == 1


def forest(forge: Forge) -> str:
    """Three trees of three trees of three: 27 files that are honest."""
    return by_the_head(forge, nested(forge, 3, 3))


def a_few_parents(forge: Forge) -> str:
    tree = forge.office.git("rev-parse", "main^{tree}")
    return forge.commit(tree, forge.main, *(forge.commit(tree) for _ in range(8)))


def long_message(forge: Forge) -> str:
    return forge.commit(forge.office.git("rev-parse", "main^{tree}"), more=b"\n" + b"x" * 100_000)


def shallow_folders(forge: Forge) -> str:
    return by_the_head(forge, nested(forge, 1, 20))


PASSES: dict[str, Maker] = {maker.__name__: maker for maker in (forest, a_few_parents, long_message, shallow_folders)}


@pytest.mark.parametrize("maker", PASSES.values(), ids=PASSES)
def test_what_is_only_large_passes(office: Office, maker: Maker) -> None:
    result = redaksi("check", "--root", office.root, "--base", "main", "--head", maker(Forge(office)))
    assert result.code == 0, result.out


def test_counting_reads_each_tree_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cost of counting is that of what was pushed: eleven trees, not 10^9."""
    forge = Forge(office)
    head = bomb(forge)
    asked: list[str] = []
    read = Repository.read
    monkeypatch.setattr(Repository, "read", lambda self, name: asked.append(name) or read(self, name))  # type: ignore[func-returns-value]
    with Repository(office.root) as repository, pytest.raises(GitError, match="more than"):
        require_small_history(repository, head, f"^{forge.main}")
    assert len(asked) < 20


def test_the_count_is_the_number_of_files(office: Office) -> None:
    forge = Forge(office)
    tree = nested(forge, 4, 4)
    counted = len(office.git("ls-tree", "-r", tree).splitlines())
    with Repository(office.root) as repository:
        assert ObjectCounter(repository).difference(b"", bytes.fromhex(tree)) == counted == 4**4
    assert counted < MOST_PATHS


def test_an_endless_object_is_not_read(office: Office) -> None:
    forge = Forge(office)
    head = endless_record(forge)
    path = "content/requests/2026/0003.md"
    with Repository(office.root) as repository:
        tree = CommitFiles(repository, head)
        assert tree.read(path) is None
        assert (tree.size(path) or 0) > LARGEST_OBJECT_BYTES
        assert tree.read(OPEN)


def test_a_walk_of_a_bomb_ends_also_where_it_holds_no_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_module, "MOST_PATHS", 20_000)  # the whole number takes a minute
    forge = Forge(office)
    tree = forge.tree()
    for _ in range(9):
        tree = forge.tree(*(("40000", f"d{number}".encode(), tree) for number in range(10)))
    head = forge.top(("40000", b"zz", tree))
    with Repository(office.root) as repository, pytest.raises(GitError, match="holds more than"):
        assert [*CommitFiles(repository, head).walk("zz")]


def test_publishing_lays_out_no_bomb(office: Office, tmp_path: Path) -> None:
    head = bomb(Forge(office))
    with Repository(office.root) as repository, pytest.raises(GitError):
        export_commit(repository, head, tmp_path / "laid")


ATTRIBUTES = "* export-ignore text eol=crlf ident filter=evil diff=evil merge=union working-tree-encoding=UTF-16\n"


def test_attributes_of_a_commit_change_nothing_that_is_laid_out(office: Office, tmp_path: Path) -> None:
    (office.root / "content/news/2026/pelatihan-guru.md").write_text("---\n$Id$\n---\nA\r\nB\n")
    office.commit("rina")
    blob = office.git("hash-object", "-w", "--stdin", data=ATTRIBUTES)
    for folder in ("", "content/", "content/news/2026/"):
        office.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{folder}.gitattributes")
    office.git("commit", "--quiet", "--message=x")
    office.git("config", "filter.evil.smudge", f"touch {tmp_path}/SPRUNG; cat")
    laid = tmp_path / "laid"
    with Repository(office.root) as repository:
        head = repository.resolve("change")
        export_commit(repository, head, laid)
        (laid / OPEN).write_text("edited by hand")
        (laid / "stray").write_text("x")
        export_commit(repository, head, laid)
    names = office.git("ls-tree", "-r", "--name-only", "change").splitlines()
    assert sorted(path.relative_to(laid).as_posix() for path in laid.rglob("*") if path.is_file()) == sorted(names)
    for name in names:
        shown = subprocess.run(
            ["git", "cat-file", "blob", f"{head}:{name}"], cwd=office.root, capture_output=True, check=True
        )
        assert (laid / name).read_bytes() == shown.stdout, name
    assert not (tmp_path / "SPRUNG").exists()


def test_a_tag_does_not_say_what_main_is(office: Office) -> None:
    office.advance(by="sari")
    office.commit("rina", "forged")
    office.git("tag", "main", "change")
    result = redaksi("check", "--root", office.root, "--base", "main", "--head", "change")
    assert result.code == 1
    assert "history/author" in result.out
    assert "`main`" in result.err
    assert "refs/heads/main" in result.err
    assert "refs/tags/main" in result.err


def test_a_branch_beats_a_tag_also_on_the_way_from_it_and_what_is_clear_is_not_spoken_of(office: Office) -> None:
    office.commit("rina", "one")
    office.git("tag", "v1", "change")
    office.git("tag", "change", "main")
    with Repository(office.root) as repository:
        assert repository.resolve("change~1") == office.git("rev-parse", "refs/heads/change~1")
        assert repository.resolve("v1") == office.git("rev-parse", "refs/heads/change")
    assert "v1" not in redaksi("check", "--root", office.root, "--base", "main", "--head", "v1").err


def test_a_remote_branch_is_found_by_its_short_name(office: Office) -> None:
    office.git("update-ref", "refs/remotes/origin/utama", "main")
    office.git("update-ref", "refs/heads/origin/utama", "change")
    office.git("update-ref", "refs/tags/utama", "change")
    with Repository(office.root) as repository:
        assert [*repository.named("origin/utama")] == ["refs/remotes/origin/utama", "refs/heads/origin/utama"]
        assert repository.resolve("utama") == office.git("rev-parse", "main")
