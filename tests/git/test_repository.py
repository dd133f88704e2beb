"""Git is asked safely, and says clearly what it does not know."""

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.repository import OPEN, Office
from workflow.cli.main import group
from workflow.git.commit_files import Tree
from workflow.git.errors import GitError
from workflow.git.repository import Repository


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(group(), ["check", *arguments])
    return result.exit_code, result.output


def test_the_command_judges_a_change(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.advance()
    office.commit("mallory")
    code, output = run(
        "--root", str(office.root), "--base", "main", "--head", "change", "--now", "2026-11-20T10:30+07:00"
    )
    assert code == 1
    assert "history/author" in output


@pytest.mark.parametrize("revision", ["nope", "--help", "-x", "main:content", "main..change", "", "a\nb", "\u202e"])
def test_an_unknown_revision_is_a_clear_refusal(tmp_path: Path, revision: str) -> None:
    office = Office(tmp_path / "office")
    code, output = run("--root", str(office.root), "--base", "main", "--head", revision or "x")
    assert code == 2
    assert "Traceback" not in output


def test_no_repository_no_commit_no_common_history(tmp_path: Path) -> None:
    assert run("--root", str(tmp_path), "--base", "main")[0] == 2
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    code, output = run("--root", str(tmp_path), "--base", "main")
    assert (code, "no commit yet" in output) == (2, True)
    office = Office(tmp_path / "office")
    office.git("switch", "--quiet", "--orphan", "orphan")
    office.commit("rina")
    code, output = run("--root", str(office.root), "--base", "main", "--head", "orphan")
    assert (code, "no common history" in output) == (2, True)


def test_a_shallow_clone_is_told_what_is_missing(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.commit("rina", "two")
    url = f"file://{office.root}"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", "--branch=change", url, str(tmp_path / "s")], check=True)
    code, output = run("--root", str(tmp_path / "s"), "--base", "main")
    assert (code, "shallow" in output) == (2, True)


def test_the_environment_and_the_configuration_of_others_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = Office(tmp_path / "office")
    witness = tmp_path / "witness"
    office.advance()
    office.commit("sari")
    office.git("config", "core.fsmonitor", f"touch {witness}")
    office.git("config", "diff.external", f"touch {witness}")
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", f"touch {witness}")
    assert office.check() == []
    assert not witness.exists()


def test_a_tree_shows_regular_files_only(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    (office.root / "content/link.md").symlink_to("requests/2026/0001.md")
    office.commit("rina")
    with Repository(office.root) as repository:
        tree = Tree(repository, repository.resolve("change"))
        assert tree.read(OPEN) == (office.root / OPEN).read_bytes()
        assert tree.read("content/link.md") is None
        assert tree.read("content") is None
        assert tree.read("content/requests/../requests/2026/0002.md") is None
        assert tree.names("content/requests/2026") == ["0001.md", "0002.md"]
        assert tree.names("nowhere") == []


def test_replace_refs_are_not_followed(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    blob = office.git("rev-parse", f"main:{OPEN}")
    other = office.git("hash-object", "-w", "--stdin", data="replaced")
    office.git("replace", blob, other)
    with Repository(office.root) as repository:
        tree = Tree(repository, repository.resolve("main"))
        assert (tree.read(OPEN) or b"").startswith(b"---")


def test_a_failing_command_is_an_error_with_words(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    with Repository(office.root) as repository, pytest.raises(GitError):
        repository.run("no-such-command")


def test_a_detached_head_is_judged_like_a_branch(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.advance()
    office.commit("sari")
    office.git("switch", "--quiet", "--detach", "change")
    code, output = run("--root", str(office.root), "--base", "main", "--now", "2026-11-20T10:30+07:00")
    assert code == 0, output
    office.git("branch", "--force", "main", "HEAD~1")
    assert office.check(head="HEAD") == []


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "UTF-16", "Shift_JIS", "x-unknown"])
def test_a_patch_in_any_encoding_says_who_made_it(tmp_path: Path, encoding: str) -> None:
    """Made elsewhere, sent as a file, applied by its author: names and messages may be in any letters.

    Applied by somebody else it is their word only: whoever writes a patch writes its `From:` as they like.
    """
    office = Office(tmp_path / "office")
    office.advance()
    office.git("add", "--all")
    config = ("-c", f"i18n.commitEncoding={encoding}", "-c", "user.name=Sár\u00efe")
    office.git(*config, "commit", "--quiet", "--message=Perubahan \u00e9\u00e8 \u2014", person="sari")
    patch = office.git("format-patch", "--stdout", "main..change")
    office.git("switch", "--quiet", "--create", "applied", "main")
    office.git("am", "--quiet", "--committer-date-is-author-date", person="sari", data=patch + "\n")
    assert office.check(head="applied") == []
    office.git("switch", "--quiet", "--create", "applied-by-another", "main")
    office.git("am", "--quiet", person="budi", data=patch + "\n")
    assert "history/author" in [finding.rule for finding in office.check(head="applied-by-another")]
    office.git("switch", "--quiet", "--create", "spoofed", "main")
    office.git("am", "--quiet", person="budi", data=patch.replace("contoh-sari@", "contoh-rina@") + "\n")
    found = [finding.rule for finding in office.check(head="spoofed")]
    assert "history/author" in found


def test_an_unborn_branch_has_nothing_to_judge(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.git("switch", "--quiet", "--orphan", "unborn")
    code, output = run("--root", str(office.root), "--base", "main")
    assert code == 2
    assert "HEAD" in output
