"""What has an error is shown as it was when it was last in order; what was taken back never is."""

import subprocess
from pathlib import Path

import pytest

from tests.support.offices import ARTICLE, DRAFT, FINISHED, base_office, edited
from workflow.config.load import load_office
from workflow.deploy.last_good import LastGoodVersions
from workflow.deploy.manifest import Manifest
from workflow.engine.withheld import WithheldRecord
from workflow.git.repository import Repository
from workflow.i18n.message import say
from workflow.text.field_types import Instant, parse_instant

NOW = parse_instant("2026-11-20T10:00+07:00")
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

    def restore(
        self, held: dict[str, str] | None = None, live: str | None = None
    ) -> tuple[list[WithheldRecord], dict[str, str]]:
        office, _ = load_office(self.root)
        assert office
        mark = Manifest(1, self.live if live is None else live, 0, Instant(NOW), held or {})
        with Repository(self.root) as repository:
            former = LastGoodVersions(repository, self.root, office, mark if live != "" else None, NOW)
            former.restore()
            return former.held, former.restored

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
    assert laid == dict.fromkeys([ARTICLE, picture], site.live)
    assert "category: kesehatan" in site.text(ARTICLE)
    assert "koran-contoh" not in site.text(FINISHED), "what is in order stays as it is"
    site.git("checkout", "-q", "--", ".")
    [again], laid = site.restore(laid, broken)
    assert again.former == site.live, "what was held already comes from where it was in order"
    assert laid[ARTICLE] == site.live


def test_a_letter_with_an_error_holds_its_story(site: Site) -> None:
    edited(site.root, FINISHED, "from: dinkes", "from: tidak-ada")
    site.commit()
    [held], laid = site.restore()
    assert (held.path, held.finding.path, held.former) == (ARTICLE, FINISHED, site.live)
    assert set(laid) == {FINISHED}
    assert "from: dinkes" in site.text(FINISHED)


def test_a_file_that_nobody_can_read_is_shown_as_it_was(site: Site) -> None:
    (site.root / ARTICLE).write_bytes(b"---\n\xff\xfe\n")
    site.commit()
    [held], _ = site.restore()
    assert (held.path, held.former) == (ARTICLE, site.live)
    assert "Pekan imunisasi" in site.text(ARTICLE)


TAKEN = {
    "withdrawn": (ARTICLE, "status: published", "status: withdrawn"),
    "withdrawn, spelled otherwise": (ARTICLE, "status: published", '"status" :\n  withdrawn'),
    "a status that is none": (ARTICLE, "status: published", "status: Withdrawn"),
    "an act in one line": (
        ARTICLE,
        "corrections: []",
        "acts:\n- {by: kadis, act: withdrawal, at: 2026-11-19T09:00+07:00, note: Keliru.}",
    ),
    "in the former way": (
        ARTICLE,
        "corrections: []",
        "withdrawn: {at: 2026-11-19T09:00+07:00, by: kadis, reason: Keliru.}",
    ),
    "a draft again": (ARTICLE, "status: published", "status: draft"),
    "put off": (ARTICLE, "publish_at: 2026-11-02T11:30+07:00", "publish_at: 2026-12-02T11:30+07:00"),
    "put off in a file that nobody can read": (
        ARTICLE,
        "publish_at: 2026-11-02T11:30+07:00",
        "publish_at: 2026-12-02T11:30+07:00\ntitle: x",
    ),
    "confidential": (FINISHED, "nature: biasa", "nature: rahasia"),
    "confidential, quoted": (FINISHED, "  nature: biasa", '  "nature": rahasia'),
    "confidential, capitalized": (FINISHED, "nature: biasa", "nature: Rahasia"),
}


@pytest.mark.parametrize(("path", "old", "new"), TAKEN.values(), ids=TAKEN)
@pytest.mark.parametrize(
    "wrong", [(ARTICLE, *BAD), (FINISHED, "from: dinkes", "from: tidak-ada")], ids=["story", "letter"]
)
def test_what_was_closed_is_not_shown_again(
    site: Site, path: str, old: str, new: str, wrong: tuple[str, str, str]
) -> None:
    """Whatever else is wrong with the story or its letter."""
    edited(site.root, path, old, new)
    edited(site.root, *wrong)
    site.commit()
    _, laid = site.restore()
    closed = ARTICLE if path == ARTICLE else FINISHED
    assert closed not in laid
    assert new in site.text(path)


def test_a_story_s_old_picture_is_not_laid_under_another_one(site: Site) -> None:
    picture = ARTICLE.replace(".md", ".jpg")
    edited(site.root, DRAFT, "author: rina\n", "author: rina\nimage:\n  src: pekan-imunisasi.jpg\n")
    site.live = site.commit()
    (site.root / picture).write_bytes((site.root / picture).read_bytes() + b"new")
    edited(site.root, ARTICLE, *BAD)
    (site.root / DRAFT).write_text(site.text(DRAFT).replace("category: pendidikan", "category: tidak-ada"))
    site.commit()
    _, laid = site.restore()
    assert picture not in laid


def test_a_folder_in_the_place_of_a_picture_stops_nothing(site: Site) -> None:
    picture = site.root / ARTICLE.replace(".md", ".jpg")
    picture.unlink()
    picture.mkdir()
    (picture / "x.txt").write_text("x")
    site.commit()
    [held], laid = site.restore()
    assert held.former == site.live
    assert str(picture.relative_to(site.root)) in laid
    assert picture.is_file()


def test_a_withdrawal_with_an_error_stays_as_it_was(site: Site) -> None:
    """What is shown is the page that says so."""
    act = "acts:\n  - act: withdrawal\n    by: kadis\n    at: 2026-11-19T09:00+07:00\n    note: Keliru."
    edited(site.root, ARTICLE, "corrections: []", act)
    edited(site.root, ARTICLE, "status: published", "status: withdrawn")
    site.live = site.commit()
    edited(site.root, ARTICLE, *BAD)
    site.commit()
    _, laid = site.restore()
    assert set(laid) <= {ARTICLE}


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


def test_a_page_at_fault_is_left_out_where_it_was_never_live(site: Site) -> None:
    office, _ = load_office(site.root)
    assert office
    with Repository(site.root) as repository:
        former = LastGoodVersions(repository, site.root, office, None, NOW)
        former.restore()
        former.hold({ARTICLE: say("The page is too large.")})
    assert former.withheld == former.lost == {ARTICLE}
    assert former.restored == {}
