"""`redaksi publish`: whole or not at all. Killed at every step, by chance, and asked for what it must refuse."""

import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.browser import serving
from tests.support.command_line import Result, redaksi
from tests.support.forked import python
from tests.support.offices import edited, lay_own
from tests.support.sample_site import lend_pictures, sample_office
from workflow.cli.publishing._site_build import checkout_folder
from workflow.deploy.local_releases import LocalReleases
from workflow.deploy.manifest import MANIFEST_PATH
from workflow.infra import disk_cache

GIT = ("git", "-c", "user.name=Rina", "-c", "user.email=rina@example.org", "-c", "commit.gpgsign=false")
TAGLINE = "Kabar resmi Kabupaten Ketapang, cepat dan dapat dipercaya"
FILES = 5
MAIN = (sys.executable, "-c", "from workflow.cli.main import main; main()")

CHILD = """
import os, signal, sys
from pathlib import Path
stop, root, label, keep = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
from workflow.deploy.manifest import file_digests
from workflow.deploy.releases import FinishedSite
from workflow.deploy.local_releases import LocalReleases
count = 0
def stepped(call):
    def step(*arguments, **names):
        global count
        count += 1
        if count == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **names)
    return step
store = LocalReleases(Path(root))
site = Path(root + ".site")
site.mkdir(exist_ok=True)
for number in range(5):
    (site / f"{number}.txt").write_text(label)
(site / "same.txt").write_text("the same in each")
for name in ("rename", "replace", "symlink", "link", "sendfile", "mkdir", "unlink", "rmdir", "sync", "fsync", "open", "scandir"):
    setattr(os, name, stepped(getattr(os, name)))
with store.hold():
    store.switch(store.admit(FinishedSite(site, label * 40, file_digests(site)), keep))
    store.prune(keep)
print(count)
"""
"""A release whose every file holds a letter, ended without mercy at the n-th call that changes a folder."""


def step(root: Path, stop: int, label: str, keep: int = 1) -> subprocess.CompletedProcess[str]:
    return python(CHILD, (str(stop), str(root), label, str(keep)), root.parent, os.environ)


def served(address: str) -> list[str]:
    """All files of the site as a reader gets them."""
    connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=5)
    texts = []
    for number in range(FILES):
        connection.request("GET", f"/{number}.txt")
        answer = connection.getresponse()
        texts.append(answer.read().decode() if answer.status == 200 else str(answer.status))
    return texts


def letters(site: Path) -> list[str]:
    return [(site / f"{number}.txt").read_text() for number in range(FILES)]


@pytest.mark.parametrize("before", ["a", "da"], ids=["laid anew", "made of the one that is not needed any more"])
def test_killed_at_every_step_one_whole_release_is_served(tmp_path: Path, before: str) -> None:
    """`before`: the releases that are there, the last of them live."""
    keep = len(before)
    for letter in before:
        first = step(tmp_path / "clean", 0, letter, keep)
        assert first.returncode == 0, first.stderr
    total = int(step(shutil.copytree(tmp_path / "clean", tmp_path / "count", symlinks=True), 0, "b", keep).stdout)
    assert [name[7:8] for name in LocalReleases(tmp_path / "count").names()] == [*before, "b"][-keep:]
    assert total > 20
    ends = set()

    def kill(stop: int) -> None:
        root = Path(shutil.copytree(tmp_path / "clean", tmp_path / str(stop), symlinks=True))
        assert step(root, stop, "b", keep).returncode == -signal.SIGKILL
        with serving(root / "current") as address:
            texts = served(address)
        assert texts in (["a"] * FILES, ["b"] * FILES), stop
        ends.add(texts[0])
        for name in LocalReleases(root).names():
            assert letters(root / "releases" / name) == [name[7]] * FILES, "half a release is never among them"
        if stop % 4 == 0:
            assert step(root, 0, "c").returncode == 0, "the next run cleans up"
            assert [name[7:8] for name in LocalReleases(root).names()] == ["c"]
            assert letters(root / "current") == ["c"] * FILES
            assert sorted(entry.name for entry in root.iterdir()) == [".lock", "current", "releases"]
        shutil.rmtree(root)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(kill, range(1, total + 1)))
    assert ends == {"a", "b"}


def git(root: Path, *arguments: str) -> str:
    return subprocess.run([*GIT, "-C", root, *arguments], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample office in a repository with two commits."""
    root = sample_office(tmp_path / "office")
    lend_pictures(disk_cache.cache_folder())
    git(root.parent, "init", "-q", "-b", "main", str(root))
    commit(root)
    edited(root, "site_config/office.yml", TAGLINE, "Kabar kedua Kabupaten Ketapang")
    commit(root)
    return root


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def publish(office: Path, *arguments: object) -> Result:
    return redaksi("publish", "--root", office, "--to", office.parent / "www", *arguments)


def test_publish_refuse_force_roll_back_and_keep(office: Path) -> None:
    www = office.parent / "www"
    (office / "content/news/2026/tersesat.md").write_text("not committed\n")
    assert publish(office).code == 0
    page = (www / "current/index.html").read_text()
    assert "Kabar kedua" in page
    mark = json.loads((www / "current" / MANIFEST_PATH).read_bytes())
    assert mark["version"] == 1
    assert mark["commit"] == git(office, "rev-parse", "HEAD")
    assert mark["committed"] == int(git(office, "log", "-1", "--format=%ct"))
    assert mark["now"] == "2026-11-20T10:00:00+07:00"
    refused = publish(office, "--commit", "HEAD~1")
    assert (refused.code, "is older than" in refused.err) == (1, True)
    assert publish(office, "--now", "2026-11-19T10:00+07:00").code == 1, "an embargo could close again"
    assert (www / "current/index.html").read_text() == page
    assert publish(office, "--commit", "HEAD~1", "--force", "--keep", "2").code == 0
    assert TAGLINE in (www / "current/index.html").read_text()
    first, second = LocalReleases(www).names()
    assert publish(office, "--rollback").code == 0
    assert LocalReleases(www).live() == first
    assert publish(office, "--rollback").code == 2, "nothing is older"
    assert publish(office, "--rollback", "../../etc").code == 2
    assert publish(office, "--rollback", second).code == 0
    listed = publish(office, "--list").out
    assert f"* {second}" in listed
    assert f"  {first}" in listed
    assert publish(office, "--keep", "1").code == 0
    assert len(LocalReleases(www).names()) == 1


def test_a_fault_or_a_broken_build_leaves_the_live_site(office: Path) -> None:
    www = office.parent / "www"
    assert publish(office).code == 0
    live = LocalReleases(www).live()
    template = lay_own(office, "site_config/theme/redaksi/article.html")
    clean = template.read_text()
    template.write_text(clean + "<script>alert(1)</script>")
    commit(office)
    refused = publish(office)
    assert refused.code == 1
    assert "inline: berita/2024/pekan-imunisasi/index.html" in refused.err
    template.write_text(clean + "{{ tidak_ada }}")
    commit(office)
    assert publish(office).code == 1
    assert LocalReleases(www).live() == live
    template.write_text(clean)
    commit(office)
    with LocalReleases(www).hold():
        busy = publish(office)
    assert (busy.code, "at work" in busy.err) == (2, True)
    assert publish(office).code == 0


def test_what_mkdocs_would_run_is_refused_before_it_reads_it(office: Path) -> None:
    """Its own reader of YAML makes objects of tags, and it imports what mkdocs.yml names, before any plugin is asked."""
    settings, trace = office / "mkdocs.yml", office.parent / "jahat"
    clean = settings.read_text()
    for line, said in (
        (f"strict: !!python/object/apply:os.mkdir ['{trace}']", "(!)"),
        ("hooks: [jahat.py]", "`hooks`"),
    ):
        settings.write_text(f"{clean}{line}\n")
        (office / "jahat.py").write_text(f"import os\nos.mkdir({str(trace)!r})\n")
        commit(office)
        refused = publish(office)
        assert refused.code == 1
        assert f"mkdocs.yml:{clean.count(chr(10)) + 1}: " in refused.err
        assert said in refused.err
        assert not trace.exists()
    (office / "jahat.py").unlink()
    settings.unlink()
    commit(office)
    refused = publish(office)
    assert (refused.code, "The commit has no mkdocs.yml" in refused.err) == (1, True)
    settings.write_text(clean)
    commit(office)


def test_a_picture_of_the_office_that_cannot_be_shown_is_named(office: Path) -> None:
    """A logo stands on every page, a coat of arms on papers alone."""
    settings = office / "site_config/office.yml"
    clean = settings.read_text()
    settings.write_text(f"{clean}logo: hilang.svg\n")
    commit(office)
    refused = publish(office)
    assert refused.code == 1
    line = clean.count("\n") + 1
    assert f"site_config/office.yml:{line}: `logo`: There is no file site_config/brand/hilang.svg." in refused.err
    assert "dead-link" not in refused.err
    settings.write_text(f"{clean}emblem: hilang.svg\n")
    commit(office)
    done = publish(office)
    assert done.code == 0, done.err
    assert f"\nsite_config/office.yml:{line}: `emblem`: There is no file" in done.out
    settings.write_text(clean)
    commit(office)


def test_the_artifact_and_what_the_live_site_says(office: Path, tmp_path: Path) -> None:
    out, live = tmp_path / "artifact", tmp_path / "live.json"
    call = ("publish", "--root", office, "--artifact", out, "--live", live)
    live.write_text("")
    assert redaksi(*call, "--tidy").code == 0  # what other sites left in this cache is gone
    assert (out / "index.html").is_file()
    live.write_bytes((out / MANIFEST_PATH).read_bytes())
    kept, strays = kept_pictures(), stray_pictures()
    assert redaksi(*call, "--tidy").code == 0
    assert kept_pictures() == kept, f"{strays} would be kept from deployment to deployment"
    older = redaksi(*call, "--commit", "HEAD~1")
    assert (older.code, "is older than" in older.err) == (1, True)
    git(office, "checkout", "-q", "--orphan", "lain")
    commit(office)
    parted = redaksi(*call)
    assert (parted.code, "no common history" in parted.err) == (1, True)
    live.write_text(json.dumps({"version": 1, "commit": "0" * 40, "committed": 1, "now": "2026-11-20T10:00:00+07:00"}))
    unknown = redaksi(*call)
    assert (unknown.code, "There is no commit" in unknown.err) == (1, True)
    for rubbish in ("<html>404</html>", "[]", '{"version": 2}', "\0"):
        live.write_text(rubbish)
        assert redaksi(*call).code == 2, rubbish
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "main", f"file://{office}", str(shallow))
    live.write_text(
        json.dumps(
            {
                "version": 1,
                "commit": git(office, "rev-parse", "main~1"),
                "committed": 1,
                "now": "2026-11-20T10:00:00+07:00",
            }
        )
    )
    found = redaksi("publish", "--root", shallow, "--artifact", out, "--live", live)
    assert (found.code, "shallow" in found.err) == (1, True)


def stray_pictures() -> list[Path]:
    """Pictures in the cache that no story shows any more."""
    [folder] = (Path(os.environ["XDG_CACHE_HOME"]) / "redaksi/pictures").iterdir()
    strays = [folder / kind / "ab" / "abcdef" for kind in ("label", "bytes")]
    for stray in strays:
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(b"of a story that is gone")
    return strays


def kept_pictures() -> set[Path]:
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "redaksi/pictures"
    return {file for file in folder.rglob("*") if file.is_file()}


def test_one_target_is_named(office: Path) -> None:
    assert redaksi("publish", "--root", office).code == 2
    assert publish(office, "--artifact", "x").code == 2


def test_killed_by_chance_while_readers_read(office: Path) -> None:
    """The real command, ended at random moments; whatever a reader gets belongs to one of the two releases."""
    www, chance = office.parent / "www", random.Random(3)
    assert publish(office, "--commit", "HEAD~1").code == 0
    whole = {(www / "current/index.html").read_bytes()}
    assert publish(office).code == 0
    whole.add((www / "current/index.html").read_bytes())
    assert len(whole) == 2
    got: set[bytes] = set()
    ends: list[int] = []
    over = threading.Event()
    command = [*MAIN, "publish", "--root", str(office), "--to", str(www), "--force"]
    with serving(www / "current") as address:

        def read() -> None:
            while not over.is_set():
                connection = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"), timeout=5)
                connection.request("GET", "/")
                answer = connection.getresponse()
                got.add(answer.read() if answer.status == 200 else b"%d" % answer.status)
                connection.close()
                over.wait(0.01)

        reader = threading.Thread(target=read)
        reader.start()
        try:
            for turn in range(4):
                running = subprocess.Popen([*command, "--commit", f"HEAD~{turn % 2}"], start_new_session=True)
                time.sleep(chance.uniform(0.3, 2.6))
                os.killpg(running.pid, signal.SIGKILL)
                ends.append(running.wait())
                assert (www / "current/index.html").read_bytes() in whole
        finally:
            over.set()
            reader.join()
    assert -signal.SIGKILL in ends
    assert got <= whole
    assert got
    assert publish(office, "--force").code == 0


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site but its mark."""
    files = [file for file in site.rglob("*") if file.is_file() and file != site / MANIFEST_PATH]
    return {str(file.relative_to(site)): file.read_bytes() for file in files}


def test_what_others_did_to_the_kept_folder_goes_nowhere(office: Path) -> None:
    """Damage of every kind in the folder that stays, then a builder whose parent is killed: the next release is as ever."""
    www = office.parent / "www"
    assert publish(office).code == 0
    whole = contents(www / "current")
    site = checkout_folder(office).with_suffix(".public")
    assert contents(site) == whole
    (site / "index.html").write_bytes(whole["index.html"].replace(b"Kabar", b"kabar"))
    (site / "robots.txt").unlink()
    (site / "rahasia.html").write_text("x")
    (site / "atom.xml").unlink()
    (site / "atom.xml").symlink_to("/etc/passwd")
    shutil.rmtree(site / "berita/2026")
    (site / "berita/2026").write_text("not a folder")
    assert publish(office).code == 0
    assert contents(www / "current") == whole
    running = subprocess.Popen(
        [*MAIN, "publish", "--root", str(office), "--to", str(www), "--commit", "HEAD~1", "--force"]
    )
    time.sleep(1.5)
    running.kill()
    running.wait()
    deadline = time.monotonic() + 60
    while (again := publish(office, "--force")).code == 2 and time.monotonic() < deadline:
        assert "at work" in again.err, "its builder may live on, and is waited for"
        time.sleep(0.2)
    assert again.code == 0, again.err
    assert contents(www / "current") == whole
