"""What has an error is shown as it was when it was last in order; what was taken back never is."""

import subprocess
from pathlib import Path

import pytest

from tests.support import ARTICLE, DRAFT, FINISHED, base_office, edited
from workflow.history.git import Repository
from workflow.records.live import Live
from workflow.records.load import load_office
from workflow.release.former import Former
from workflow.rules.held import Held
from workflow.text.leaves import Instant, instant

NOW = instant("2026-11-20T10:00+07:00")
GIT = ("git", "-c", "user.name=Rina", "-c", "user.email=rina@example.org", "-c", "commit.gpgsign=false")
BAD = ("category: kesehatan", "category: tidak-ada")


class Site:
    """An office in a repository, laid out as `redaksi publish` does; `live` is the commit that readers see."""

    def __init__(self, root: Path) -> None:
        self.root = base_office(root)
        self.git("init", "-q", "-b", "main")
        self.live = self.commit()

    def git(self, *arguments: str) -> str:
        done = subprocess.run([*GIT, "-C", self.root, *arguments], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def restore(self, held: dict[str, str] | None = None, live: str | None = None) -> tuple[list[Held], dict[str, str]]:
        office, _ = load_office(self.root)
        assert office
        mark = Live(1, self.live if live is None else live, 0, Instant(NOW), held or {})
        with Repository(self.root) as repository:
            former = Former(repository, self.root, office, mark if live != "" else None, NOW)
            former.restore()
            return former.held, former.laid

    def text(self, path: str) -> str:
        return (self.root / path).read_text()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "office")


def test_a_story_with_an_error_is_shown_as_it_was(site: Site) -> None:
    edited(site.root, ARTICLE, *BAD)
    edited(site.root, FINISHED, "outlets: [website, koran-contoh]", "outlets: [website]")
    picture = ARTICLE.replace(".md", ".jpg")
    (site.root / picture).write_bytes(b"another")
    broken = site.commit()
    [held], laid = site.restore()
    assert (held.path, held.finding.rule, held.former) == (ARTICLE, "links/category", site.live)
    assert laid == dict.fromkeys([ARTICLE, FINISHED, picture], site.live)
    assert "category: kesehatan" in site.text(ARTICLE)
    assert "koran-contoh" in site.text(FINISHED)
    site.git("checkout", "-q", "--", ".")
    [again], laid = site.restore(laid, broken)
    assert again.former == site.live, "what was held already comes from where it was in order"
    assert laid[ARTICLE] == site.live


def test_a_letter_with_an_error_holds_its_story(site: Site) -> None:
    edited(site.root, FINISHED, "from: dinkes", "from: tidak-ada")
    site.commit()
    [held], laid = site.restore()
    assert (held.path, held.finding.path, held.former) == (ARTICLE, FINISHED, site.live)
    assert {ARTICLE, FINISHED} <= set(laid)
    assert "from: dinkes" in site.text(FINISHED)


def test_a_file_that_nobody_can_read_is_shown_as_it_was(site: Site) -> None:
    (site.root / ARTICLE).write_bytes(b"---\n\xff\xfe\n")
    site.commit()
    [held], _ = site.restore()
    assert (held.path, held.former) == (ARTICLE, site.live)
    assert "Pekan imunisasi" in site.text(ARTICLE)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (ARTICLE, "status: published", "status: withdrawn"),
        (FINISHED, "nature: biasa", "nature: rahasia"),
        (
            ARTICLE,
            "corrections: []",
            "acts:\n  - act: withdrawal\n    by: kadis\n    at: 2026-11-19T09:00+07:00\n    note: Keliru.",
        ),
    ],
)
def test_what_was_taken_back_is_not_shown_again(site: Site, path: str, old: str, new: str) -> None:
    edited(site.root, path, old, new)
    edited(site.root, ARTICLE, *BAD)
    site.commit()
    held, laid = site.restore()
    assert laid == {}
    assert [one.former for one in held] == [""] * len(held)
    assert new.partition("\n")[0] in site.text(path)


def test_what_was_never_public_has_no_former_version(site: Site) -> None:
    edited(site.root, ARTICLE, *BAD)
    site.commit()
    for live in ("", "0" * 40):
        [held], laid = site.restore(live=live)
        assert (held.former, laid) == ("", {}), live
    edited(site.root, DRAFT, "category: pendidikan", "category: tidak-ada")
    site.commit()
    found, _ = site.restore()
    assert DRAFT not in [one.path for one in found], "a draft is no story that the public misses"


def test_a_former_version_that_is_wrong_by_now_is_not_laid_out(site: Site) -> None:
    edited(site.root, "site_config/categories.yml", "kesehatan:", "sehat:")
    site.commit()
    before = site.text(ARTICLE)
    [held], laid = site.restore()
    assert (held.path, held.former, laid) == (ARTICLE, "", {})
    assert site.text(ARTICLE) == before
