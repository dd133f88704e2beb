"""What once kept every story from the site goes out, and what cannot go out holds nothing else."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.browser import serving
from tests.support.command_line import Result, redaksi
from tests.support.offices import edited
from tests.support.sample_site import SAMPLE_ARTICLE, SAMPLE_REQUEST, sample_office, seal, share_pictures
from workflow.deploy.manifest import MANIFEST_PATH

GIT = ("git", "-c", "user.name=Rina", "-c", "user.email=rina@example.org", "-c", "commit.gpgsign=false")
PAGE = "current/berita/2026/poliklinik-anak-rsud/index.html"
OTHER = "content/news/2026/mangrove-kendawangan.md"


class Desk:
    """The sample office in a repository, and where it is published."""

    def __init__(self, root: Path) -> None:
        self.root, self.www = sample_office(root), root.parent / "www"
        self.git("init", "-q", "-b", "main")
        self.first = self.commit()

    def git(self, *arguments: str) -> str:
        done = subprocess.run([*GIT, "-C", self.root, *arguments], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def publish(self, *arguments: str) -> Result:
        return redaksi("publish", "--root", self.root, "--to", self.www, *arguments)

    def live(self, path: str = PAGE) -> str:
        return (self.www / path).read_text()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    share_pictures(tmp_path / "cache/redaksi")
    return Desk(tmp_path / "office")


def test_values_that_are_public_somewhere_are_no_secrets(desk: Desk) -> None:
    """A report's number, a withdrawal's reason, and a sentence of a letter whose story's embargo is over."""
    edited(desk.root, "content/requests/2026/0121.md", "report: LAP/2026/0121", "report: 2026/0163")
    reason = "Menunggu rincian jumlah pedagang setiap pasar dari Diskop."
    taken = desk.root / "content/news/2026/bus-sekolah-uji-coba.md"
    [line] = [line for line in taken.read_text().splitlines() if line.strip().startswith(("reason: ", "note: "))]
    edited(desk.root, str(taken.relative_to(desk.root)), line, f"{line.partition(':')[0]}: {reason}")
    desk.commit()
    assert redaksi("check", "--root", desk.root).code == 0
    done = desk.publish("--now", "2026-11-24T10:00+07:00")
    assert (done.code, done.err) == (0, "")
    assert "loket-terpadu-sandai" in desk.live("current/index.html")
    assert reason.rstrip(".") in desk.live("current/berita/2026/bus-sekolah-uji-coba/index.html")


def test_a_story_that_fails_is_held_back_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    """Its former version stays live until it is mended; a new one is not shown; the rest goes out."""
    assert desk.publish().code == 0
    before, summary = desk.live(), tmp_path / "summary.md"
    with (desk.root / SAMPLE_ARTICLE).open("a") as file:
        file.write("\nSyarat ada di [laman dinas](www.dinkes.example/syarat).\n")
    seal(desk.root, SAMPLE_ARTICLE)
    edited(desk.root, "site_config/office.yml", "tagline: ", "tagline: Terbaru. ")
    broken = desk.commit()
    tried = desk.publish("--dry-run")
    assert tried.code == 4
    assert f"HELD BACK: {SAMPLE_ARTICLE}\n  {SAMPLE_ARTICLE}:44:" in tried.out
    assert f"as it was in commit {desk.first[:12]}" in tried.out
    assert "Terbaru. " not in desk.live("current/index.html"), "a dry run changes nothing"
    done = desk.publish("--summary", str(summary))
    assert done.code == 4
    assert "Terbaru. " in desk.live("current/index.html")
    assert _text(desk.live()) == _text(before)
    assert "HELD BACK" in summary.read_text()
    mark = json.loads(desk.live(f"current/{MANIFEST_PATH}"))
    assert mark["commit"] == broken
    assert {SAMPLE_ARTICLE, SAMPLE_REQUEST} <= set(mark["held"])
    assert set(mark["held"].values()) == {desk.first}
    with serving(desk.www / "current") as address:
        told = redaksi("verify", "--root", desk.root, address)
    assert (told.code, f"it shows {SAMPLE_ARTICLE} as it was in {desk.first[:12]}" in told.out) == (0, True)
    (desk.root / OTHER).write_text("rusak")
    desk.commit()
    assert desk.publish().code == 4
    assert _text(desk.live()) == _text(before), "what is held already stays as it was"
    assert (desk.www / "current/berita/2026/mangrove-kendawangan/index.html").is_file()
    listed = redaksi("status", "--root", desk.root).out
    assert f"HELD BACK from the site: {SAMPLE_ARTICLE}:44" in listed
    assert f"HELD BACK from the site: {OTHER}:1" in listed
    desk.git("revert", "--no-edit", "HEAD~1..HEAD")
    desk.git("checkout", desk.first, "--", SAMPLE_ARTICLE, SAMPLE_REQUEST)
    desk.commit()
    assert desk.publish().code == 0
    assert json.loads(desk.live(f"current/{MANIFEST_PATH}"))["held"] == {}


def _text(page: str) -> str:
    """A page's own article, without what stands around it."""
    return page.partition('<article class="md-content__inner')[2].partition("</article>")[0]


def test_an_emptied_site_is_not_published(desk: Desk, tmp_path: Path) -> None:
    for file in desk.root.glob("content/news/*/*.md"):
        file.write_text("rusak")
    desk.commit()
    done = redaksi("publish", "--root", desk.root, "--artifact", tmp_path / "site")
    assert (done.code, "More than half of all stories would vanish" in done.err) == (1, True)
    assert not (tmp_path / "site").exists()
