"""Corners of Git, names, numbers and written times: what would make main wrong is refused, look-alikes pass."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.honest_changes import new_letter
from tests.support.repository import CLOSED, OPEN, STORY, Office

DRAFT = "content/news/2026/pelatihan-guru.md"
NEWS = "content/news/2026"
FOURTH = "  - step: 4\n    by: rina\n    finished: 2026-11-20T09:50+07:00\n"
Work = Callable[[Office], None]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def on_main(office: Office, work: Work, person: str = "rina") -> None:
    """Have something on main already."""
    office.git("switch", "--quiet", "main")
    work(office)
    office.commit(person)
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")


def named(*paths: str, text: str = "x", mode: str = "100644") -> Work:
    """Files that no computer here needs to be able to hold: they are put into Git's index by name."""

    def work(office: Office) -> None:
        blob = office.git("hash-object", "-w", "--stdin", data=text)
        for path in paths:
            office.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
        office.git("commit", "--quiet", "--message=nama", person="kadis")

    return work


def article(name: str, request: str = "2026-0003") -> Work:
    """A new draft of this name, for a letter that comes with it."""

    def work(office: Office) -> None:
        new_letter(office)
        text = (office.root / DRAFT).read_text().replace("2026-0002", request)
        (office.root / f"{NEWS}/{name}.md").write_text(text)
        office.commit("rina")

    return work


def letter(number: str) -> Work:
    """A new letter under this number."""

    def work(office: Office) -> None:
        new_letter(office)
        office.git("reset", "--quiet", "--soft", "main")
        text = (office.root / "content/requests/2026/0003.md").read_text().replace("2026-0003", number)
        (office.root / "content/requests/2026/0003.md").unlink()
        path = office.root / f"content/requests/{number.replace('-', '/')}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        office.commit("rina")

    return work


def replaced(path: str, old: str, new: str, person: str = "rina") -> Work:
    """A file with one text in the place of another."""

    def work(office: Office) -> None:
        office.edit(path, old, new)
        office.commit(person)

    return work


def in_another_offset(office: Office) -> None:
    replaced(OPEN, "finished: 2026-11-20T09:50+07:00", "finished: 2026-11-20T10:50+08:00")(office)


def step_in(offset: str) -> Work:
    def work(office: Office) -> None:
        office.advance()
        office.edit(OPEN, "2026-11-20T10:15+07:00", offset)
        office.commit("sari")

    return work


def draft_due(when: str) -> Work:
    return replaced(DRAFT, "status: draft\n", f"status: draft\npublish_at: {when}\n")


def number_that_was_given(number: str) -> Work:
    """A letter that stood on main and vanished there; a new one comes under `number`."""

    def work(office: Office) -> None:
        on_main(office, new_letter)
        on_main(office, lambda office: (office.root / "content/requests/2026/0003.md").unlink())
        letter(number)(office)

    return work


def a_stack_of_letters(office: Office) -> None:
    for number in range(3, 60):
        letter(f"2026-{number:04}")(office)
        text = (office.root / f"content/requests/2026/{number:04}.md").read_text()
        (office.root / f"content/requests/2026/{number:04}.md").write_text(text.replace("421/2/", f"421/{number}/"))
        office.git("add", "--all")
    office.commit("rina")


def file(path: str, text: str = "x\n", person: str = "rina") -> Work:
    def work(office: Office) -> None:
        (office.root / path).parent.mkdir(parents=True, exist_ok=True)
        (office.root / path).write_text(text)
        office.commit(person)

    return work


def picture_removed(office: Office) -> None:
    (office.root / f"{NEWS}/pekan-imunisasi.jpg").unlink()
    office.commit("rina")


def picture_of_a_draft(office: Office) -> None:
    data = (office.root / f"{NEWS}/pekan-imunisasi.jpg").read_bytes()
    (office.root / f"{NEWS}/pelatihan-guru.jpg").write_bytes(data)
    block = "image:\n  src: pelatihan-guru.jpg\n  alt: Guru berlatih di kelas.\n  caption: Pelatihan guru.\n  credit: Foto contoh\n"
    office.edit(DRAFT, "author: rina\n", f"author: rina\n{block}")
    office.commit("rina")


def two_drafts(office: Office) -> None:
    """Two texts in the making for a letter that names none yet."""
    office.edit(OPEN, "news: 2026/pelatihan-guru\n", "")
    office.edit(OPEN, FOURTH, "")
    office.edit(OPEN, "status: drafted", "status: accepted")
    text = (office.root / DRAFT).read_text()
    (office.root / f"{NEWS}/guru-lain.md").write_text(text)


def handed_over(office: Office) -> None:
    """The step that writes the article, which makes the letter name it."""
    office.edit(OPEN, "steps:\n", "news: 2026/pelatihan-guru\nsteps:\n")
    office.edit(OPEN, "holds: []\n", FOURTH + "holds: []\n")
    office.edit(OPEN, "status: accepted", "status: drafted")
    office.commit("rina")


def letter_that_takes_one_of_two_drafts(office: Office) -> None:
    on_main(office, two_drafts)
    handed_over(office)


def letter_that_takes_the_only_draft(office: Office) -> None:
    on_main(office, two_drafts)
    on_main(office, lambda office: (office.root / f"{NEWS}/guru-lain.md").unlink())
    handed_over(office)


def moved_address_of_a_story_that_goes(office: Office) -> None:
    moved = "addresses:\n  /lama.html: /berita/2026/pelatihan-guru/\n"
    on_main(office, file("site_config/moved.yml", moved))
    (office.root / DRAFT).unlink()
    office.commit("rina")


def category_struck_out_beside_a_touched_story(office: Office) -> None:
    categories = office.root / "site_config/categories.yml"
    categories.write_text(categories.read_text().replace("pendidikan:", "sekolah:"))
    office.edit(DRAFT, "Pelatihan guru digelar", "Pelatihan para guru digelar")
    office.commit("kadis")


def record_that_is_a_link(office: Office) -> None:
    (office.root / OPEN).unlink()
    (office.root / OPEN).symlink_to("0001.md")
    office.commit("rina")


REFUSED: dict[str, tuple[Work, str, str]] = {
    "entry in another offset": (in_another_offset, "history/entries", OPEN),
    "same, by its zone": (in_another_offset, "history/zone", OPEN),
    "arrival in another offset": (replaced(OPEN, "received: 2026-11-20T08:05+07:00", "received: 2026-11-20T01:05Z"), "history/zone", OPEN),
    "step in the next zone": (step_in("2026-11-20T11:15+08:00"), "history/zone", OPEN),
    "step in no zone on earth": (step_in("2026-11-19T10:15-17:00"), "fields/value", OPEN),
    "embargo that shows yesterday": (draft_due("2026-11-20T22:00-12:00"), "history/zone", DRAFT),
    "confidential letter of a published story": (replaced(CLOSED, "nature: biasa", "nature: rahasia", "kadis"), "publishing/confidential", STORY),
    "number that ends the year": (letter("2026-9999"), "history/number", "content/requests/2026/9999.md"),
    "number too far ahead": (letter("2026-0053"), "history/number", "content/requests/2026/0053.md"),
    "number nought": (letter("2026-0000"), "history/number", "content/requests/2026/0000.md"),
    "number of next year": (letter("2027-0001"), "history/number", "content/requests/2027/0001.md"),
    "number given before": (number_that_was_given("2026-0003"), "history/number", "content/requests/2026/0003.md"),
    "twin of the configuration": (named("Site_config/people.yml"), "history/files", "Site_config/people.yml"),
    "twin of the records": (named("Content/news/2026/a.jpg"), "history/files", "Content/news/2026/a.jpg"),
    "twin of a folder within": (named("content/News/2026/a.jpg"), "history/files", "content/News/2026/a.jpg"),
    "twin of a folder that is not there": (named(".GITHUB/workflows/x.yml"), "history/files", ".GITHUB/workflows/x.yml"),
    "wide letters": (named("site_\uff43onfig/people.yml"), "history/files", "site_\uff43onfig/people.yml"),
    "shortened configuration": (named("SITE_C~1/people.yml"), "history/files", "SITE_C~1/people.yml"),
    "device con": (named(f"{NEWS}/con.md"), "history/files", f"{NEWS}/con.md"),
    "device aux as a folder": (named("docs/AUX/x.txt"), "history/files", "docs/AUX/x.txt"),
    "device lpt9": (named(f"{NEWS}/lpt9.jpg"), "history/files", f"{NEWS}/lpt9.jpg"),
    "device com1": (named("COM1.txt"), "history/files", "COM1.txt"),
    "device nul": (named("nul"), "history/files", "nul"),
    **{f"article called {name}": (article(name), "history/files", f"{NEWS}/{name}.md")
       for name in ("index", "404", "search", "cari", "assets", "tags", "berita", "readme")},
    "name of 101 characters": (named(f"{NEWS}/{'a' * 98}.md"), "history/files", f"{NEWS}/{'a' * 98}.md"),
    "page among the records": (file("content/halaman.html"), "fields/path", "content/halaman.html"),
    "picture of a story removed": (picture_removed, "links/image", STORY),
    "picture of a story that is none": (file(f"{NEWS}/pekan-imunisasi.jpg", "<html>"), "links/image", STORY),
    "draft left behind": (letter_that_takes_one_of_two_drafts, "links/request", f"{NEWS}/guru-lain.md"),
    "letter left behind": (replaced(DRAFT, "request: 2026-0002", "request: 2026-0001"), "links/article", OPEN),
    "moved address that leads nowhere": (moved_address_of_a_story_that_goes, "office/moved", "site_config/moved.yml"),
    "category struck out": (category_struck_out_beside_a_touched_story, "history/consequences", DRAFT),
    "record that is a link": (record_that_is_a_link, "fields/path", OPEN),
}  # fmt: skip


@pytest.mark.parametrize(("work", "rule", "path"), REFUSED.values(), ids=REFUSED)
def test_what_would_make_main_wrong_is_refused(office: Office, work: Work, rule: str, path: str) -> None:
    work(office)
    assert (rule, path) in {(finding.rule, finding.path) for finding in office.check()}


PASSES: dict[str, Work] = {
    "step in the office's zone": step_in("2026-11-20T10:15+07:00"),
    "step with its seconds": step_in("2026-11-20T10:15:30+07:00"),
    "embargo of a draft": draft_due("2026-11-21T08:00+07:00"),
    "confidential letter without news": replaced(OPEN, "nature: segera", "nature: segera  # bukan rahasia"),
    "next number": letter("2026-0003"),
    "number a few ahead": letter("2026-0052"),
    "number after one that was given": number_that_was_given("2026-0004"),
    "stack of letters": a_stack_of_letters,
    "article called konser": article("konser"),
    "article called indeks": article("indeks"),
    "article called 404-tamu": article("404-tamu"),
    "article called auxilia": article("auxilia"),
    "long name": article("a" * 60 + "-" + "b" * 30),
    "keeper of a folder": file("content/news/2027/.gitkeep", ""),
    "picture of a draft": picture_of_a_draft,
    "letter with its only draft": letter_that_takes_the_only_draft,
}


@pytest.mark.parametrize("work", PASSES.values(), ids=PASSES)
def test_an_honest_look_alike_passes(office: Office, work: Work) -> None:
    work(office)
    assert [(finding.rule, finding.path, finding.message) for finding in office.check()] == []


def test_the_right_number_is_said(office: Office) -> None:
    letter("2026-9999")(office)
    [found] = [finding for finding in office.check() if finding.rule == "history/number"]
    assert found.help
    assert found.help.values == {"id": "2026-0003"}
