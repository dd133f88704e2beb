"""What an attacker, or a careless former site, puts into an export: refused or cleaned, each story by itself."""

import os
from pathlib import Path

import pytest

from tests.importing.export import HEAD, HEALTH, SITE, item, write_export
from tests.importing.imported_office import NOW, errors_of, imported, news
from tests.support.image_samples import picture, saved
from workflow.config.load import load_office
from workflow.importing import markdown_folder
from workflow.importing.changes import ChangeKind
from workflow.importing.former_story import UnreadableExportError
from workflow.importing.markdown_folder import MarkdownFolder
from workflow.importing.outcome import ImportOutcome
from workflow.importing.personal_data import REMOVED, without_personal_data
from workflow.importing.run import ImportOptions, run_import
from workflow.importing.wordpress import Wordpress
from workflow.reporters.former_site import import_report
from workflow.rules.privacy._personal_data import PublicContacts

BROKEN = "https://[::1/x/"
NUMBER, IDENTITY = "081234567890", "5310014505900001"


def brought(root: Path, folder: Path) -> ImportOutcome:
    office, _ = load_office(root)
    assert office
    return run_import(
        root, office, MarkdownFolder(folder, office.zone), ImportOptions(default_category="kesehatan"), NOW
    )


def told(outcome: ImportOutcome) -> dict[str, str]:
    return {one.source.rpartition("=")[2]: one.reason.text for one in outcome.refused}


def test_a_broken_address_anywhere_stops_nothing(root: Path, tmp_path: Path) -> None:
    link = f"<link>{SITE}/2019/03/berita-1/</link>"
    shown = f'<p>Isi <a href="{BROKEN}">kata</a>.</p><img src="{BROKEN}a.jpg"><iframe src="{BROKEN}"></iframe>'
    attached = item(7, "", post_type="attachment", status="inherit", attachment_url=f"{BROKEN}a.jpg")
    export = write_export(
        tmp_path / "e.xml",
        item(1, "Isi.", more=HEALTH).replace(link, f"<link>{BROKEN}</link>"),
        item(2, shown, more=HEALTH),
        item(3, "Isi.", more=HEALTH, post_id="").replace("</item>", f"<guid>{BROKEN}</guid></item>"),
        attached,
        head=HEAD.replace("</language>", f"</language><link>{BROKEN}</link>"),
    )
    outcome = imported(root, export, uploads=tmp_path)
    assert [one.key for one in outcome.added] == ["2019/berita-1", "2019/berita-2"]
    assert [one.source for one in outcome.refused] == [BROKEN]
    assert BROKEN in {one.old for one in outcome.moved.unmoved}
    assert errors_of(root) == []


def test_pipes_are_not_waited_for(root: Path, tmp_path: Path) -> None:
    (folder := tmp_path / "posts").mkdir()
    os.mkfifo(folder / "pipa.md")
    (folder / "baik.md").write_text("---\ntitle: Baik\ndate: 2019-03-04\n---\nIsi.\n")
    outcome = brought(root, folder)
    assert [one.key for one in outcome.added] == ["2019/baik"]
    assert [name for name, _ in outcome.survey.unreadable] == ["pipa.md"]
    with pytest.raises(UnreadableExportError, match="no plain file"):
        Wordpress(folder / "pipa.md", "Asia/Jakarta").survey()


def test_two_stories_with_one_number(root: Path, tmp_path: Path) -> None:
    twin = item(102, "Isi lain.", more=HEALTH, title="Judul lain").replace(
        "post_id><![CDATA[102", "post_id><![CDATA[101"
    )
    export = write_export(tmp_path / "e.xml", item(101, "Isi.", more=HEALTH), twin, item(101, "Isi.", more=HEALTH))
    for _ in range(2):
        outcome = imported(root, export)
        assert told(outcome) == {"101": "Another story of the export has the same number or name, and was taken."}
        office, _ = load_office(root)
        assert office
        assert "/2019/03/berita-102/" not in office.moved
        assert office.moved["/2019/03/berita-101/"] == "/berita/2019/berita-101/"


def test_nothing_of_a_person_stays_in_names_addresses_and_the_report(root: Path, tmp_path: Path) -> None:
    slug, title = f"bantuan-{NUMBER}-{IDENTITY}", f"Bantuan Siti {NUMBER} NIK {IDENTITY}"
    one = item(1, "Isi.", more=HEALTH, title=title, post_name=slug).replace("berita-1/", f"{slug}/")
    none = item(2, "", title=title)
    outcome = imported(root, write_export(tmp_path / "e.xml", one, none))
    assert [story.key for story in outcome.added] == ["2019/bantuan-siti-nik"]
    moved = root / "site_config/moved.yml"
    everything = import_report(outcome) + "".join([*news(root), *news(root).values()])
    everything += moved.read_text() if moved.exists() else ""
    assert NUMBER not in everything
    assert IDENTITY not in everything
    assert len(outcome.moved.unmoved) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hubungi 0812<br>34567890 ya",
        "Hubungi 8123456789 ya",
        "Surel s<b>iti</b>2@gmail.com ya",
        "Hubungi 0812<i>3456</i>7890 ya",
    ],
)
def test_hidden_contacts(text: str, root: Path, tmp_path: Path) -> None:
    imported(root, write_export(tmp_path / "e.xml", item(1, f"<p>{text}</p>", more=HEALTH)))
    body = news(root)["content/news/2019/berita-1.md"].rpartition("---\n")[2]
    assert body == f"{text.split(maxsplit=1)[0]} {REMOVED} ya\n"


@pytest.mark.parametrize("text", ["Rp 8123456789", "Anggaran 812.345.678", "lihat /?p=8123456789", "tahun 2019"])
def test_what_is_no_contact_stays(text: str) -> None:
    assert without_personal_data(text, PublicContacts()) == (text, 0)


def test_one_bad_character_or_keyword_costs_no_story(root: Path, tmp_path: Path) -> None:
    tag = '<category domain="post_tag" nicename="x"><![CDATA[%s]]></category>'
    more = HEALTH + tag % NUMBER + tag % "siti@gmail.com" + tag % "imunisasi"
    body = "Kata\u200e sa\u202etu &#8206; &#xFFFE; dua &#8238; akhir."
    outcome = imported(
        root, write_export(tmp_path / "e.xml", item(1, body, more=more, title="Judul\u200e &#8238;satu"))
    )
    assert outcome.refused == ()
    text = news(root)["content/news/2019/berita-1.md"]
    assert "title: Judul satu\n" in text
    assert "tags: [imunisasi]" in text
    assert ChangeKind.TAG in {one.kind for one in outcome.added[0].changes}


def test_texts_that_are_too_deep_and_titles_that_are_none(root: Path, tmp_path: Path) -> None:
    deep = "<div>" * 20_000 + "x" + "</div>" * 20_000
    items = (item(1, deep, more=HEALTH), item(2, "Isi.", more=HEALTH, title="x" * 100_000))
    found = told(imported(root, write_export(tmp_path / "e.xml", *items)))
    assert found["1"] == "This text is too long or too deeply nested for a page."
    assert found["2"] == "Its title has {count} characters; that is no title."


def test_a_listing_that_holds_a_fence(root: Path, tmp_path: Path) -> None:
    body = "<p>Awal.</p><pre>a\n```\n# bukan judul\n````\nb</pre><p>Akhir.</p>"
    imported(root, write_export(tmp_path / "e.xml", item(1, body, more=HEALTH)))
    assert "`````\na\n```\n# bukan judul\n````\nb\n`````" in news(root)["content/news/2019/berita-1.md"]


def test_nothing_is_written_outside_the_office(root: Path, tmp_path: Path) -> None:
    (outside := tmp_path / "luar").mkdir()
    (root / "content/news/2019").symlink_to(outside)
    outcome = imported(root, write_export(tmp_path / "e.xml", item(1, "Isi.", more=HEALTH)))
    assert told(outcome) == {"1": "{path} is a link that leads elsewhere."}
    assert not [*outside.iterdir()]


def test_an_export_of_another_site(root: Path, tmp_path: Path) -> None:
    before = news(root)
    export = write_export(
        tmp_path / "e.xml", item(1, "Isi.", more=HEALTH), head=HEAD.replace(SITE, "https://lain.example")
    )
    with pytest.raises(UnreadableExportError, match="declares"):
        imported(root, export)
    assert news(root) == before


def uploads_of(tmp_path: Path) -> Path:
    (folder := tmp_path / "uploads/2019").mkdir(parents=True)
    (folder / "a.jpg").write_bytes(saved(picture(1200, 800)))
    return tmp_path / "uploads"


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [
        ("/wp-content/uploads/2019/a.jpg", True),
        (f"{SITE.replace('//', '//www.')}/wp-content/uploads/2019/a.jpg", True),
        (f"https://i0.wp.com/{SITE.partition('//')[2]}/wp-content/uploads/2019/a.jpg?w=300", True),
        ("https://lain.example/wp-content/uploads/2019/a.jpg", False),
    ],
)
def test_pictures_are_the_former_sites_own(address: str, *, is_taken: bool, root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml", item(1, f'<p>Isi.</p><img src="{address}">', more=HEALTH))
    imported(root, export, uploads=uploads_of(tmp_path))
    assert (root / "content/news/2019/berita-1.jpg").exists() is is_taken


def test_a_run_that_was_killed_between_picture_and_story(root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml", item(1, '<p>Isi.</p><img src="/uploads/2019/a.jpg">', more=HEALTH))
    imported(root, export, uploads=uploads_of(tmp_path))
    story = root / "content/news/2019/berita-1.md"
    story.unlink()
    umask = os.umask(0)
    os.umask(umask)
    assert [one.key for one in imported(root, export, uploads=tmp_path / "uploads").added] == ["2019/berita-1"]
    assert story.stat().st_mode & 0o777 == 0o666 & ~umask


def test_names_of_files_and_fields(root: Path, tmp_path: Path) -> None:
    (folder := tmp_path / "posts").mkdir()
    (folder / "x\ty\n.md").write_text("---\ntitle: Nama aneh\ndate: 2020-05-04\n---\nIsi.\n")
    (folder / "b.md").write_text("---\ntitle: S\ndate: 2020-05-04\nStatus: hidden\n---\nIsi.\n")
    outcome = brought(root, folder)
    assert outcome.refused == ()
    assert [one.key for one in outcome.added] == ["2020/x-y"]


def test_a_file_that_the_program_fails_on(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder := tmp_path / "posts").mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(f"---\ntitle: Judul {name}\ndate: 2020-05-04\n---\nIsi {name}.\n")
    render = markdown_folder._PARSER.render

    def failing(text: str) -> str:
        assert "Isi a" not in text
        return str(render(text))

    monkeypatch.setattr(markdown_folder._PARSER, "render", failing)
    outcome = brought(root, folder)
    assert [one.key for one in outcome.added] == ["2020/b"]
    assert told(outcome) == {"posts/a.md": "The program failed on it ({error})."}
