"""A release is a copy: what did not change is linked, nothing is ever written into what readers see."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.release.sites import publish, shown, site
from workflow.records.live import ADDRESS
from workflow.release.failure import PlaceError
from workflow.release.laying import lay


def inode(path: Path) -> int:
    return path.stat().st_ino


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_what_is_the_same_is_linked_and_the_rest_is_new(tmp_path: Path, umask: None) -> None:
    made, www = tmp_path / "made", tmp_path / "www"
    first, second = publish(www, site(made, "a")), publish(www, site(made, "b"))
    one, two = www / "releases" / first, www / "releases" / second
    assert inode(one / "sub/same.txt") == inode(two / "sub/same.txt") != inode(made / "sub/same.txt")
    assert inode(one / "0.txt") != inode(two / "0.txt")
    with (made / "sub/same.txt").open("w") as file:  # as a builder does that keeps its folder
        file.write("the next build")
    assert (shown(www), (one / "0.txt").read_text()) == ("b", "a")
    for path in (two, *two.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), "the web server reads it"


@pytest.mark.parametrize("known", [True, False], ids=["the marks agree", "no digests"])
def test_a_changed_file_of_the_live_release_is_not_carried_on(tmp_path: Path, known: bool) -> None:
    made, www = tmp_path / "made", tmp_path / "www"
    digests = {"sub/same.txt": digest("the same in all")} if known else {}
    name = publish(www, site(made, "a", **digests))
    (www / "releases" / name / "sub/same.txt").write_text("the same in ALL")
    publish(www, site(made, "b", **digests))
    assert shown(www) == "b"


def test_digests_spare_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, known = tmp_path / "made", {"sub/same.txt": digest("the same in all")}
    lay(site(made, "a", **known), tmp_path / "1", None)
    read: list[Path] = []
    whole = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    lay(site(made, "b", **known), tmp_path / "2", tmp_path / "1")
    assert not [path for path in read if path.name == "same.txt"]
    assert inode(tmp_path / "1/sub/same.txt") == inode(tmp_path / "2/sub/same.txt")
    assert [path for path in read if path.name == "0.txt"], "of these nothing is known"


def test_other_kinds_and_rights_are_made_anew(tmp_path: Path) -> None:
    made, one = site(tmp_path / "made", "a"), tmp_path / "1"
    lay(made, one, None)
    (one / "0.txt").chmod(0o600)
    (one / "1.txt").unlink()
    (one / "1.txt").symlink_to(made / "1.txt")
    (one / "2.txt").unlink()
    (one / "2.txt").mkdir()
    (one / "sub/same.txt").unlink()
    (one / "sub").rmdir()
    (one / "sub").write_text("a file")
    lay(made, tmp_path / "2", one)
    for path in made.rglob("*"):
        copy = tmp_path / "2" / path.relative_to(made)
        assert not copy.is_symlink()
        assert path.is_dir() or (copy.read_bytes(), copy.stat().st_mode & 0o777) == (path.read_bytes(), 0o644)
    assert (tmp_path / "2" / ADDRESS).is_file()


def test_a_disk_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = site(tmp_path / "made", "a")
    lay(made, tmp_path / "1", None)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    lay(made, tmp_path / "2", tmp_path / "1")
    assert (tmp_path / "2/0.txt").read_text() == "a"


@pytest.mark.parametrize("loop", ["loop", "."], ids=["a link to itself", "a link to its folder"])
def test_a_loop_of_links_is_refused(tmp_path: Path, loop: str) -> None:
    made = site(tmp_path / "made", "a")
    (made / "loop").symlink_to(loop)
    with pytest.raises(PlaceError):
        publish(tmp_path / "www", made)
    assert not (tmp_path / "www/current").is_symlink()
