"""Nobody brings a new story as an old one: what an attacker would try with `origin: import`."""

import re
from pathlib import Path

import pytest

from tests.rules.authority.world import ARCHIVE_STORY, ARCHIVED, NEW_ARCHIVED, bring_archive, declare
from tests.support.repository import DRAFT, STORY, Office
from workflow.config.load import load_office
from workflow.editor.form_fields import form_fields
from workflow.editor.validate_save import validate_save
from workflow.records.article import Article
from workflow.records.file_source import Folder

FORMER_SITE = "history/former-site"
AUTHORITY, IMPORTED = "history/authority", "publishing/imported"
POLICY = "site_config/policy.yml"
NEW_TEXT = ARCHIVE_STORY.replace("p=12", "p=13")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """On a branch of an office that has an archive."""
    made = Office(tmp_path / "office")
    made.git("switch", "--quiet", "main")
    bring_archive(made)
    made.git("switch", "--quiet", "--force-create", "change")
    return made


def write(office: Office, path: str, text: str) -> None:
    (office.root / path).parent.mkdir(exist_ok=True)
    (office.root / path).write_text(text)


def test_the_head_brings_stories(office: Office) -> None:
    write(office, NEW_ARCHIVED, NEW_TEXT)
    office.commit("kadis")
    assert office.rules() == set()


@pytest.mark.parametrize("person", ["mallory", "rina", "sari", "budi"])
def test_nobody_else_does(person: str, office: Office) -> None:
    write(office, NEW_ARCHIVED, NEW_TEXT)
    office.commit(person)
    assert [one.rule for one in office.check() if one.path == NEW_ARCHIVED].count(AUTHORITY) == 1


def test_a_new_story_is_none_of_the_former_site_even_of_the_head(office: Office) -> None:
    write(office, NEW_ARCHIVED, NEW_TEXT.replace("2019-03-04", "2026-03-04"))
    office.commit("kadis")
    assert office.rules() == {IMPORTED}


def test_the_declaration_and_what_it_allows_are_two_changes(tmp_path: Path) -> None:
    """A change is judged by what stood before it: whoever moves the limit uses it only once that is merged."""
    made = Office(tmp_path / "office")
    declare(made)
    write(made, ARCHIVED, ARCHIVE_STORY)
    made.commit("kadis")
    assert IMPORTED in made.rules()


@pytest.mark.parametrize("path", [STORY, DRAFT])
def test_a_story_of_the_office_does_not_become_an_old_one(path: str, office: Office) -> None:
    """So that it would need no approval."""
    text = (office.root / path).read_text()
    text = re.sub(r"^(request|author|editor|corrections|publish_at|status): .*\n", "", text, flags=re.MULTILINE)
    more = "status: published\npublish_at: 2019-03-04T09:00+07:00\norigin: import\nsource: x\ncategory:"
    write(office, path, text.replace("category:", more, 1))
    office.commit("kadis")
    assert AUTHORITY in office.rules()


def test_an_old_story_does_not_become_one_of_the_office(office: Office) -> None:
    text = re.sub(r"^(origin|source): .*\n", "", ARCHIVE_STORY, flags=re.MULTILINE)
    write(office, ARCHIVED, text.replace("category:", "request: 2026-0001\nauthor: rina\neditor: sari\ncategory:"))
    office.commit("kadis")
    assert AUTHORITY in office.rules()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Pekan imunisasi dimulai.", "Bupati mengundurkan diri."),
        ("title: Pekan Imunisasi 2019", "title: Lain"),
        ("2019-03-04", "2019-03-05"),
        ("p=12", "p=99"),
    ],
)
def test_its_text_does_not_change_silently(old: str, new: str, office: Office) -> None:
    office.edit(ARCHIVED, old, new)
    office.commit("kadis")
    assert AUTHORITY in office.rules()


def test_it_is_not_deleted(office: Office) -> None:
    (office.root / ARCHIVED).unlink()
    office.commit("kadis")
    assert "history/removed" in office.rules()


@pytest.mark.parametrize(("person", "allowed"), [("sari", True), ("rina", False)])
def test_it_is_withdrawn_like_any_story(person: str, allowed: bool, office: Office) -> None:
    office.edit(ARCHIVED, "status: published", "status: withdrawn")
    act = f"{{act: withdrawal, by: {person}, at: 2026-11-20T10:15+07:00, note: Keliru., content: {office.seal(ARCHIVED)}}}"
    office.edit(ARCHIVED, "origin:", f"acts:\n  - {act}\norigin:")
    office.commit(person)
    assert (office.rules() == set()) is allowed


@pytest.mark.parametrize(
    ("path", "source", "rule"),
    [
        (NEW_ARCHIVED, "https://lama.contoh.example/?p=12", FORMER_SITE),
        ("content/news/2018/lain.md", "https://lama.contoh.example/?p=12", FORMER_SITE),
        (NEW_ARCHIVED, "https://lain.example/?p=13", IMPORTED),
        (NEW_ARCHIVED, "http://www.lama.contoh.example/?p=13", ""),
        (NEW_ARCHIVED, "posts/donor-darah.md", ""),
    ],
)
def test_a_source_is_the_former_sites_and_no_other_storys(path: str, source: str, rule: str, office: Office) -> None:
    write(office, path, NEW_TEXT.replace("https://lama.contoh.example/?p=13", source))
    office.commit("kadis")
    assert office.rules() == ({rule} if rule else set())


def test_two_new_stories_of_one_source(office: Office) -> None:
    for path in (NEW_ARCHIVED, "content/news/2019/lain.md"):
        write(office, path, NEW_TEXT)
    office.commit("kadis")
    assert office.rules() == {FORMER_SITE}


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ("2025-12-31", "2026-01-01", True),
        ("2025-12-31", "2027-01-01", True),
        ("lama.contoh", "lain.contoh", True),
        ("2025-12-31", "2025-01-31", False),
    ],
)
def test_what_was_declared_stands(old: str, new: str, *, breaks: bool, office: Office) -> None:
    office.edit(POLICY, old, new)
    office.commit("kadis")
    assert (FORMER_SITE in office.rules()) is breaks


@pytest.mark.parametrize(("day", "breaks"), [("2026-11-20", False), ("2026-11-21", True)])
def test_the_last_day_has_been(day: str, *, breaks: bool, tmp_path: Path) -> None:
    made = Office(tmp_path / "office")
    declare(made)
    made.edit(POLICY, "until: 2025-12-31", f"until: {day}")
    made.commit("kadis")
    assert (FORMER_SITE in made.rules()) is breaks


def test_the_writing_page_takes_a_correction_without_letter_and_author(office: Office) -> None:
    found, _ = load_office(office.root)
    assert found
    mended = ARCHIVE_STORY.replace("dimulai", "telah dimulai").encode()
    saved = validate_save(Folder(office.root), found, {ARCHIVED: mended}, "sari", office.now)
    assert b"telah dimulai" in saved.files[ARCHIVED]
    needed = {one["name"] for one in form_fields(Article, found) if one["required"]}
    assert needed == {"title", "category", "summary", "body"}
