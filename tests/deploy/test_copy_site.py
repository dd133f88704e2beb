"""A release is a copy: what did not change is linked, nothing is ever written into what readers see."""

import os
import shutil
from pathlib import Path

import pytest

from tests.deploy.sites import finished_site, live_files, publish_site, write_site
from workflow.deploy import copy_site, copy_state
from workflow.deploy.copy_site import write_copy
from workflow.deploy.errors import ReleaseTargetError
from workflow.deploy.local_releases import LocalReleases
from workflow.deploy.manifest import MANIFEST_PATH
from workflow.deploy.target import releases_at
from workflow.i18n.catalog import translate

SAME = "sub/same.txt"


def inode(path: Path) -> int:
    return path.stat().st_ino


def texts(release: Path) -> dict[str, bytes]:
    return {str(file.relative_to(release)): file.read_bytes() for file in release.rglob("*") if file.is_file()}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read while something is laid out."""
    found: list[str] = []
    whole = copy_site._read

    def noted(file: str) -> bytes:
        found.append(file)
        return whole(file)

    monkeypatch.setattr(copy_site, "_read", noted)
    return found


def test_what_is_the_same_is_linked_and_the_rest_is_new(tmp_path: Path, umask: None) -> None:
    made, www = tmp_path / "made", tmp_path / "www"
    first, second = publish_site(www, write_site(made, "a")), publish_site(www, write_site(made, "b"))
    one, two = www / "releases" / first, www / "releases" / second
    assert inode(one / SAME) == inode(two / SAME) != inode(made / SAME)
    assert inode(one / "0.txt") != inode(two / "0.txt")
    with (made / SAME).open("w") as file:  # as a builder does that keeps its folder
        file.write("the next build")
    assert (live_files(www), (one / "0.txt").read_text()) == ("b", "a")
    for path in (two, *two.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), "the web server reads it"


def test_a_release_that_is_not_needed_becomes_the_new_one(tmp_path: Path, read: list[str], umask: None) -> None:
    made, www = tmp_path / "made", tmp_path / "www"
    names = [publish_site(www, write_site(made, letter), keep=3) for letter in "abc"]
    first, *others = (www / "releases" / name for name in names)
    before, kept = [texts(other) for other in others], inode(first / SAME)
    read.clear()
    (made / "1.txt").unlink()
    (made / "deep/er").mkdir(parents=True)
    (made / "deep/er/1.txt").write_text("d")
    for number in (0, 2, 3, 4):
        (made / f"{number}.txt").write_text("d")
    newest = www / "releases" / publish_site(www, made, keep=3)
    assert newest.name == "000004-" + "d" * 12
    assert LocalReleases(www).names() == [*names[1:], newest.name]
    assert texts(newest) == texts(made)
    assert inode(newest / SAME) == kept
    assert not [file for file in read if file.endswith("same.txt")], "what was laid out is known"
    assert [texts(other) for other in others] == before, "they share files with the one that was made anew"
    for path in (newest, *newest.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    assert sorted(entry.name for entry in www.iterdir()) == [".lock", "current", "releases"]


def test_an_older_release_that_is_live_and_other_numbers_to_keep(tmp_path: Path) -> None:
    made, www = tmp_path / "made", tmp_path / "www"

    def letters(keep: int, letter: str) -> str:
        publish_site(www, write_site(made, letter), keep)
        assert live_files(www) == letter
        return "".join(name[7] for name in LocalReleases(www).names())

    def switch(number: int) -> None:
        with releases_at(str(www)) as releases, releases.hold():
            releases.switch(releases.names()[number])

    assert [letters(3, letter) for letter in "abc"] == ["a", "ab", "abc"]
    switch(0)
    assert letters(3, "d") == "bcd", "the live one was kept until it was not live any more"
    switch(0)
    assert letters(4, "e") == "bcde", "there is room for all"
    assert letters(2, "f") == "ef"
    switch(0)
    assert letters(1, "a") == "a"
    assert letters(1, "b") == "b"
    assert [int(name[:6]) for name in LocalReleases(www).names()] == [8]


@pytest.mark.parametrize("keep", [1, 2], ids=["of the live one", "of the one that becomes the new one"])
@pytest.mark.parametrize("known", [True, False])
def test_what_somebody_changed_is_not_carried_on(tmp_path: Path, keep: int, known: bool) -> None:
    made, www = tmp_path / "made", tmp_path / "www"
    for letter in "ab"[-keep:]:
        name = publish_site(www, write_site(made, letter), keep)
    if not known:
        copy_state.write_copy_states(www, {})
    changed = www / "releases" / name / SAME
    times = changed.stat()
    changed.write_text("the same in ALL")
    os.utime(changed, ns=(times.st_atime_ns, times.st_mtime_ns))
    publish_site(www, write_site(made, "c"), keep)
    assert live_files(www) == "c"
    assert texts(www / "current") == texts(made)


def test_other_kinds_and_rights_are_made_anew(tmp_path: Path) -> None:
    made, www = write_site(tmp_path / "made", "a"), tmp_path / "www"
    (made / "empty/er").mkdir(parents=True)
    (made / "empty/er/x.txt").write_text("x")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/dear.txt").write_text("dear")
    for keep in (1, 2):  # an older one that will be used, and a live one
        one = www / "releases" / publish_site(www, made, keep=2)
        (one / "0.txt").chmod(0o600)
        (one / "1.txt").unlink()
        (one / "1.txt").symlink_to(made / "1.txt")
        (one / "2.txt").unlink()
        (one / "2.txt/below").mkdir(parents=True)
        shutil.rmtree(one / "sub")
        (one / "sub").write_text("a file") if keep == 1 else (one / "sub").symlink_to(tmp_path / "outside")
        (one / "empty").chmod(0o700)
        os.mkfifo(one / "pipe")
        (one / os.fsdecode(b"\xff")).write_text("?")
    name = publish_site(www, made, keep=2)
    assert texts(www / "releases" / name) == texts(made)
    for path in (www / "releases" / name).rglob("*"):
        assert not path.is_symlink()
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    assert (tmp_path / "outside/dear.txt").read_text() == "dear"


def test_a_disk_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, www = write_site(tmp_path / "made", "a"), tmp_path / "www"
    publish_site(www, made)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    publish_site(www, write_site(made, "b"))
    assert live_files(www) == "b"


@pytest.mark.parametrize("how", ["other words", "cut off", "gone", "no file"])
def test_a_file_that_is_not_what_was_inspected_goes_nowhere(tmp_path: Path, how: str) -> None:
    made, www = tmp_path / "made", tmp_path / "www"
    publish_site(www, write_site(made, "a"))
    inspected = finished_site(write_site(made, "b"))
    match how:
        case "other words":
            (made / "0.txt").write_text("B")
        case "cut off":
            (made / "0.txt").write_text("")
        case "gone":
            (made / "0.txt").unlink()
        case "no file":
            (made / "0.txt").unlink()
            (made / "0.txt").mkdir()
    with releases_at(str(www)) as releases, releases.hold(), pytest.raises(ReleaseTargetError) as error:
        releases.admit(inspected, 5)
    assert f"0.txt in {made}/ is no longer what was inspected" in translate(error.value.message)
    assert (live_files(www), len(LocalReleases(www).names())) == ("a", 1)


@pytest.mark.parametrize("loop", ["loop", "."], ids=["a link to itself", "a link to its folder"])
def test_what_was_not_inspected_is_not_laid_out(tmp_path: Path, loop: str) -> None:
    inspected = finished_site(write_site(tmp_path / "made", "a"))
    (tmp_path / "made/loop").symlink_to(loop)
    (tmp_path / "made/late.html").write_text("?")
    write_copy(inspected, tmp_path / "1", None, {})
    assert sorted(texts(tmp_path / "1")) == sorted({*inspected.digests, MANIFEST_PATH})


@pytest.mark.parametrize("many", [1, 1000], ids=["all disks at once", "each by itself"])
def test_all_that_is_new_is_on_the_disk_before_it_has_a_name(
    tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe: set[Path] = set()
    monkeypatch.setattr(copy_site, "SYNC_ALL_FROM", many)
    monkeypatch.setattr(os, "fsync", lambda handle: safe.add(Path(f"/proc/self/fd/{handle}").readlink()))
    monkeypatch.setattr(os, "sync", lambda: safe.update((tmp_path / "2").rglob("*"), [tmp_path / "2"]))
    made = tmp_path / "made"
    known = write_copy(finished_site(write_site(made, "a")), tmp_path / "1", None, {})
    shutil.copytree(tmp_path / "1", tmp_path / "2")
    (tmp_path / "2/sub/old").mkdir()
    safe.clear()
    (made / "new/er").mkdir(parents=True)
    (made / "new/er/x.txt").write_text("x")
    write_copy(finished_site(write_site(made, "b")), tmp_path / "2", tmp_path / "1", known)
    new = {
        "",
        "sub",
        "new",
        "new/er",
        "new/er/x.txt",
        ".well-known",
        MANIFEST_PATH,
        *(f"{number}.txt" for number in range(5)),
    }
    assert {tmp_path / "2" / path for path in new} <= safe
