"""Publishing to a real SSH server: what lies there, who is kept out, what is refused."""

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.deploy.sites import live_files, publish_site, write_site
from tests.deploy.sshd import Sshd
from workflow.deploy.local_releases import LocalReleases
from workflow.deploy.lock import BusyError
from workflow.deploy.releases import NoReleaseError, previous_release
from workflow.deploy.target import releases_at


def test_it_lies_there_as_a_folder_here_does(server: Sshd, tmp_path: Path, umask: None) -> None:
    made, www = tmp_path / "made", tmp_path / "w $(w)'w\\"
    names = [publish_site(server.target(www), write_site(made, letter), keep=2) for letter in "abc"]
    assert live_files(www) == "c"
    assert LocalReleases(www).names() == names[1:], "the first was thrown away"
    assert LocalReleases(www).live() == names[2]
    assert sorted(entry.name for entry in www.iterdir()) == [".lock", "current", "releases"]
    old, new = (www / "releases" / name for name in names[1:])
    assert (old / "sub/same.txt").stat().st_ino == (new / "sub/same.txt").stat().st_ino
    for path in (new, *new.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), "the web server reads it"
    with LocalReleases(www).hold(), releases_at(server.target(www)) as releases:
        mark = releases.mark(names[2])
        assert mark
        assert mark.commit == "c" * 40
        assert releases.mark("000009-" + "0" * 12) is None
        with pytest.raises(BusyError), releases.hold():
            pass


def test_the_server_of_the_settings_and_going_back(server: Sshd, tmp_path: Path) -> None:
    www, target = tmp_path / "www", f"kantor:{tmp_path}/www/"
    first, second = (
        publish_site(target, write_site(tmp_path / "made", "a")),
        publish_site(target, write_site(tmp_path / "made", "b")),
    )
    with releases_at(target) as releases, releases.hold():
        assert (releases.names(), releases.live()) == ([first, second], second)
        for name in ("../../etc", "$(touch pwned)", "000001-aaaaaaaaaaaa; touch pwned", "", "000007-aaaaaaaaaaaa"):
            with pytest.raises(NoReleaseError):
                releases.switch(name)
        releases.switch(previous_release(releases))
        assert live_files(www) == "a"
        with pytest.raises(NoReleaseError):
            previous_release(releases)
        releases.switch(second)
    assert live_files(www) == "b"
    assert not list(tmp_path.rglob("pwned"))


def test_what_somebody_changed_there_is_not_carried_on(server: Sshd, tmp_path: Path) -> None:
    www, made = tmp_path / "www", write_site(tmp_path / "made", "a")
    changed = www / "releases" / publish_site(server.target(www), made) / "sub/same.txt"
    times = changed.stat()
    changed.write_text("the same in ALL")
    os.utime(changed, ns=(times.st_atime_ns, times.st_mtime_ns))
    publish_site(server.target(www), made)
    assert live_files(www) == "a"


def test_two_at_once_and_a_line_that_is_cut(server: Sshd, tmp_path: Path) -> None:
    www, made = tmp_path / "www", write_site(tmp_path / "made", "a")
    with releases_at(server.target(www)) as one, one.hold():
        with pytest.raises(BusyError):
            publish_site(server.target(www), made)
        with pytest.raises(BusyError):
            publish_site(www, made)
        with releases_at(server.target(www)) as reader:
            assert reader.names() == []
    publish_site(server.target(www), made)
    publish_site(www, write_site(made, "b"))
    assert live_files(www) == "b"


def test_options_of_ones_own_may_hold_spaces_and_quotes(
    server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / 'it\'s "mine"/the config'
    config.parent.mkdir()
    config.write_text((server.folder / "config").read_text())
    monkeypatch.setenv("REDAKSI_SSH", shlex.join(["ssh", "-F", str(config)]))
    publish_site(server.target(tmp_path / "www"), write_site(tmp_path / "made", "a"))
    assert live_files(tmp_path / "www") == "a"


def test_a_server_with_busybox_and_a_talkative_shell(server: Sshd, tmp_path: Path) -> None:
    # Debian's BusyBox has no flock; others' is called like the one here
    for applet in ("sh", "cat", "ln", "mkdir", "mv", "readlink", "rm", "sync"):
        greeting = "echo Selamat datang; echo di server >&2\n" if applet == "sh" else ""
        server.put(applet, f'#!/bin/sh\n{greeting}exec /bin/busybox {applet} "$@"\n')
    made, www = tmp_path / "made", tmp_path / "w'w"
    names = [publish_site(server.target(www), write_site(made, letter), keep=2) for letter in "abc"]
    assert live_files(www) == "c"
    with releases_at(server.target(www)) as releases:
        assert releases.names() == names[1:]
        with releases.hold():
            releases.switch(names[1])
            with pytest.raises(BusyError), LocalReleases(www).hold():
                pass
    assert live_files(www) == "b"


def left(www: Path, kind: str) -> None:
    """What a former run, or somebody, left in the folder."""
    www.mkdir()
    outside = www.with_name("outside")
    outside.mkdir()
    (outside / "dear.txt").write_text("dear")
    match kind:
        case "a file":
            (www / "staging").write_text("?")
        case "a link to elsewhere":
            (www / "staging").symlink_to(outside)
        case "a folder in the link's place":
            (www / "staging/current/x").mkdir(parents=True)
        case "unfinished work":
            (www / "staging/0123/site/sub").mkdir(parents=True)
            (www / "staging/000001-aaaaaaaaaaaa").mkdir()
        case "current leads to itself":
            (www / "current").symlink_to("current")
        case "current leads elsewhere":
            (www / "current").symlink_to(outside)
        case "files among the releases":
            (www / "releases").mkdir()
            (www / "releases/000007-aaaaaaaaaaaa").write_text("no release")
            (www / "releases/000008-aaaaaaaaaaaa").symlink_to(outside)
            (www / "releases/x\n000009-aaaaaaaaaaaa").write_text("?")
            (www / "releases/-rf").mkdir()


LEFT = (
    "a file",
    "a link to elsewhere",
    "a folder in the link's place",
    "unfinished work",
    "current leads to itself",
    "current leads elsewhere",
    "files among the releases",
)


@pytest.mark.parametrize("kind", LEFT)
@pytest.mark.parametrize("where", ["here", "there"])
def test_what_was_left_behind_does_no_harm(server: Sshd, tmp_path: Path, kind: str, where: str) -> None:
    www = tmp_path / "www"
    left(www, kind)
    target = server.target(www) if where == "there" else str(www)
    publish_site(target, write_site(tmp_path / "made", "a"), keep=1)
    assert live_files(www) == "a"
    assert (tmp_path / "outside/dear.txt").read_text() == "dear"
    assert not (www / "staging").exists()


def test_the_script_that_installs_what_these_tests_need_is_quick_when_all_is_there() -> None:
    done = subprocess.run(["tests/sshd.sh"], cwd=Path(__file__).parents[2], capture_output=True, check=True, timeout=10)
    assert done.stdout + done.stderr == b""
