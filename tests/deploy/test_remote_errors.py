"""What cannot be done over SSH is said in words: which program, which host, whose key, which folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.sites import live_files, publish_site, write_site
from tests.deploy.sshd import Sshd
from tests.support.command_line import redaksi
from tests.support.sample_site import sample_office
from workflow.deploy.errors import ReleaseTargetError
from workflow.deploy.local_releases import LocalReleases
from workflow.deploy.ssh_target import SshTarget, is_remote, parse_target
from workflow.deploy.target import releases_at
from workflow.i18n.catalog import translate

GOOD = {
    "kantor:/srv/www": SshTarget("", "kantor", 0, "/srv/www"),
    "situs@kantor.example.org:/srv/www/": SshTarget("situs", "kantor.example.org", 0, "/srv/www"),
    "situs@[fe80::1]:/srv/w w": SshTarget("situs", "[fe80::1]", 0, "/srv/w w"),
    "ssh://kantor/srv": SshTarget("", "kantor", 0, "/srv"),
    "ssh://situs@10.0.0.7:2222/srv": SshTarget("situs", "10.0.0.7", 2222, "/srv"),
    "ssh://situs@[::1]:22/srv/a:b": SshTarget("situs", "[::1]", 22, "/srv/a:b"),
}
BAD = (
    *("-oProxyCommand=touch pwned:/srv", "x@-oProxyCommand=id:/srv", "-x@kantor:/srv", "ssh://-oProxyCommand=id/srv"),
    *(
        "kan tor:/srv",
        "kantor\n:/srv",
        "$(id):/srv",
        "`id`:/srv",
        "a;b:/srv",
        "a|b@c:/srv",
        "kántor:/srv",
        "a@b@c:/srv",
    ),
    *(
        "kantor:",
        "kantor:srv",
        "kantor:~/srv",
        "kantor::modul",
        "ssh://kantor",
        "ssh://kantor:22",
        ":/srv",
        "@kantor:/srv",
    ),
    *("kantor:/srv\nid", "kantor:/srv\x1b[2J", "kantor:/srv\u202e", "kantor:/srv\udcff", "kantor:/srv\0"),
    *(
        "ssh://kantor:0x16/srv",
        "ssh://kantor:99999/srv",
        "ssh://kantor:-1/srv",
        "https://kantor/srv",
        "rsync://kantor/srv",
    ),
    *("[::1:/srv", "[kantor]:/srv", "C:\\www", "file:///srv"),
)


@pytest.mark.parametrize("target", GOOD)
def test_a_server_is_named_as_rsync_and_git_name_it(target: str) -> None:
    assert is_remote(target)
    assert parse_target(target) == GOOD[target]


@pytest.mark.parametrize("target", BAD, ids=ascii)
def test_a_name_that_is_odd_is_refused(target: str) -> None:
    assert is_remote(target)
    with pytest.raises(ReleaseTargetError):
        parse_target(target)


@pytest.mark.parametrize("target", ["./a:b", "/srv/a:b", "www", "../x@y:z", "-rf"])
def test_a_folder_here_stays_one(target: str) -> None:
    assert not is_remote(target)


def refusal(target: str | Path, made: Path) -> str:
    with pytest.raises(ReleaseTargetError) as error:
        publish_site(target, made)
    return translate(error.value.message)


def test_who_is_not_reached_or_does_not_let_in(server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    www, made = tmp_path / "www", write_site(tmp_path / "made", "a")
    assert "is not known here" in refusal(server.target(www, "localhost"), made)
    assert "cannot be reached" in refusal(f"ssh://127.0.0.1:1{www}", made)
    assert "cannot be reached" in refusal(f"nowhere.invalid:{www}", made)
    monkeypatch.setenv("REDAKSI_SSH", f"{server.command} -o PubkeyAuthentication=no")
    assert "lets nobody in with your SSH key" in refusal(server.target(www), made)
    (tmp_path / "known").write_text((server.folder / "known").read_text().replace(*_another_key(server, tmp_path)))
    monkeypatch.setenv("REDAKSI_SSH", f"{server.command} -o UserKnownHostsFile={tmp_path}/known")
    assert "has another key than the one noted here" in refusal(server.target(www), made)
    monkeypatch.setenv("REDAKSI_SSH", "/no/such/ssh")
    assert "`/no/such/ssh` is not installed here" in refusal(server.target(www), made)
    monkeypatch.setenv("REDAKSI_SSH", "ssh 'x")
    assert "REDAKSI_SSH is no command" in refusal(server.target(www), made)
    assert not www.exists()


def _another_key(server: Sshd, folder: Path) -> tuple[str, str]:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "other"], check=True)
    return (server.folder / "host.pub").read_text().split()[1], (folder / "other.pub").read_text().split()[1]


def test_what_is_not_installed(server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    www, made = tmp_path / "www", write_site(tmp_path / "made", "a")
    server.put("flock", None)
    server.put("rsync", None)
    assert "127.0.0.1 lacks: flock, rsync" in refusal(server.target(www), made)
    server.put("sh", "#!/bin/sh\necho This account is currently not available. >&2\nexit 1\n")
    assert "This account is currently not available." in refusal(server.target(www), made)
    assert not www.exists()


def test_rsync_is_not_installed_here(server: Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ssh = shutil.which("ssh")
    assert ssh
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/ssh").symlink_to(ssh)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "`rsync` is not installed here" in refusal(
        server.target(tmp_path / "www"), write_site(tmp_path / "made", "a")
    )


def test_a_folder_that_cannot_be_written(server: Sshd, tmp_path: Path) -> None:
    made, www = write_site(tmp_path / "made", "a"), tmp_path / "www"
    for closed in ("/proc/1/www", server.target(Path("/proc/1/www"))):
        assert "/proc/1/www" in refusal(closed, made)
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", server.target(tmp_path / "file"), server.target(tmp_path / "file/www")):
        assert "no folder" in refusal(place, made)
    publish_site(www, made)
    (www / "current").unlink()
    (www / "current").mkdir()
    for target in (www, server.target(www)):
        assert "move it away" in refusal(target, made)
    (www / "current").rmdir()
    (www / "releases").rename(tmp_path / "elsewhere")
    (www / "releases").symlink_to(tmp_path / "elsewhere")
    for target in (www, server.target(www)):
        assert "move it away" in refusal(target, made)


TOLD = {
    "No space left on device (28)": "disk is full",
    "Permission denied (13)": "may not write",
    "Read-only file system (30)": "may not write",
}


@pytest.mark.parametrize("told", TOLD)
def test_what_the_disk_of_the_server_says(server: Sshd, tmp_path: Path, told: str) -> None:
    made, www = write_site(tmp_path / "made", "a"), tmp_path / "www"
    publish_site(server.target(www), made)
    server.put("rsync", f"#!/bin/sh\necho 'rsync: [receiver] write failed on \"x\": {told}' >&2\nexit 11\n")
    assert TOLD[told] in refusal(server.target(www), write_site(made, "b"))
    server.put("rsync", None)
    server.put("mv", f"#!/bin/sh\necho \"mv: cannot move 'x' to 'y': {told}\" >&2\nexit 1\n")
    with releases_at(server.target(www)) as releases, pytest.raises(ReleaseTargetError) as error:
        releases.switch(releases.live())
    assert TOLD[told] in translate(error.value.message)
    assert live_files(www) == "a"


def test_the_command_publishes_lists_and_goes_back(server: Sshd, tmp_path: Path) -> None:
    root, www = sample_office(tmp_path / "office"), tmp_path / "www"
    for folder in ("news", "requests"):  # pictures take their time
        shutil.rmtree(root / "content" / folder)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        identity = ("-c", "user.name=Rina", "-c", "user.email=rina@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, "-C", root, *words], check=True)
    call = ("publish", "--root", root, "--to", server.target(www))
    assert redaksi(*call).code == 0
    first = LocalReleases(www).live()
    early = redaksi(*call, "--now", "2026-11-19T10:00+07:00")
    assert (early.code, "an embargo could close again" in early.err) == (1, True)
    second = publish_site(server.target(www), write_site(tmp_path / "made", "a"))
    assert redaksi(*call, "--rollback").code == 0
    assert LocalReleases(www).live() == first
    for name in ("$(touch pwned)", "../../x", "'; touch pwned #"):
        assert redaksi(*call, "--rollback", name).code == 2
    listed = redaksi(*call, "--list").out
    assert f"* {first}  20" in listed
    assert f"  {second}  1970" in listed
    odd = redaksi("publish", "--root", root, "--to", "-oProxyCommand=touch pwned:/srv")
    assert (odd.code, "user@host:/path" in odd.err) == (2, True)
    assert redaksi("publish", "--root", root, "--to", "").code == 2
    (www / "current/.well-known/redaksi.json").write_text("damaged")
    damaged = redaksi(*call)
    assert (damaged.code, "redaksi.json" in damaged.err) == (2, True)
    assert not list(tmp_path.rglob("pwned"))
