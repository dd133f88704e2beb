"""A whole import into a small office: what comes in, what stays out, and that nothing is done twice."""

import re
from pathlib import Path

import pytest

from tests.importing.export import BLOCKS, HEAD, HEALTH, ITEMS, SITE, item, write_export
from tests.importing.imported_office import errors_of, imported, news
from tests.support.image_samples import picture, saved
from tests.support.offices import base_office
from workflow.config.load import load_office
from workflow.importing.changes import ChangeKind
from workflow.importing.former_story import Omitted, UnreadableExportError
from workflow.records.article import ImportedArticle
from workflow.records.file_source import Folder
from workflow.records.read import read_article
from workflow.text.field_types import parse_instant

FIRST, SECOND = "content/news/2019/berita-1.md", "content/news/2018/berita-2.md"


def test_what_comes_in_is_what_the_check_takes(root: Path, tmp_path: Path) -> None:
    before = set(news(root))
    outcome = imported(root, write_export(tmp_path / "e.xml"))
    assert [one.key for one in outcome.added] == ["2019/berita-1", "2018/berita-2"]
    assert set(news(root)) - before == {FIRST, SECOND}
    assert errors_of(root) == []
    story = read_article(Folder(root), FIRST)
    assert story
    assert isinstance(story.record, ImportedArticle)
    assert story.record.source == f"{SITE}/?p=1"
    assert story.record.byline == "Melati Contoh"
    assert story.record.tags == ("imunisasi anak",)
    assert story.record.publish_at == parse_instant("2019-03-04T09:00+07:00")
    assert story.document.body == (
        "Imunisasi **gratis** untuk anak. Baca [berita lama](/berita/2018/berita-2/).\n\n"
        "<https://www.youtube.com/watch?v=abcdefghijk>\n\n"
        "|  |  |\n| --- | --- |\n| Desa | Jumlah \\| sasaran |"
    )


def test_the_classic_editor_and_personal_data(root: Path, tmp_path: Path) -> None:
    outcome = imported(root, write_export(tmp_path / "e.xml"))
    text = news(root)[SECOND]
    assert "Paragraf pertama & kedua  baris.\\\nBaris kedua." in text
    assert "0812" not in text
    assert "surel.example" not in "".join(news(root)[path] for path in (FIRST, SECOND))
    assert "- satu\n  - dua" in text
    assert "Di dalam baris." in text
    assert "vc_row" not in text
    assert "1\\. bukan daftar \\* bukan tebal # bukan judul" in text
    [second] = [one for one in outcome.added if one.key.endswith("-2")]
    assert {one.kind for one in second.changes} >= {ChangeKind.PERSONAL, ChangeKind.SHORTCODE, ChangeKind.LINK}


def test_what_is_refused_says_why_and_stops_nothing(root: Path, tmp_path: Path) -> None:
    outcome = imported(root, write_export(tmp_path / "e.xml"))
    refused = {one.source.rpartition("=")[2]: one.reason.text for one in outcome.refused}
    assert set(refused) == {"3", "11", "12"}
    assert refused["3"].startswith("None of its categories")
    assert refused["11"] == "It has no text."
    assert refused["12"].startswith("The former site was in use until")
    assert outcome.survey.omitted == {
        Omitted.DRAFT: 1,
        Omitted.PRIVATE: 1,
        Omitted.PASSWORD: 1,
        Omitted.PAGE: 1,
        Omitted.REVISION: 1,
        Omitted.ATTACHMENT: 1,
    }


def test_a_default_category_takes_the_rest(root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml")
    outcome = imported(root, export, default_category="kesehatan")
    assert "2019/berita-3" in {one.key for one in outcome.added}
    assert ("Kegiatan Bupati", "", 1) in outcome.categories


def test_a_second_run_adds_nothing_and_overwrites_nothing(root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml")
    imported(root, export)
    story = root / FIRST
    story.write_text(story.read_text().replace("gratis", "cuma-cuma").replace("title: Berita 1", "title: Diganti"))
    before, moved = news(root), (root / "site_config/moved.yml").read_text()
    outcome = imported(root, export)
    assert (outcome.added, outcome.already) == ((), 2)
    assert news(root) == before
    assert (root / "site_config/moved.yml").read_text() == moved


def test_a_dry_run_writes_nothing(root: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    outcome = imported(root, write_export(tmp_path / "e.xml"), dry_run=True)
    assert len(outcome.added) == 2
    assert outcome.moved.added
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_old_addresses_lead_on_and_the_lines_that_are_there_stay(root: Path, tmp_path: Path) -> None:
    (root / "site_config/moved.yml").write_text("# milik kantor\naddresses:\n    /profil.html: /arsip/  # lama\n")
    imported(root, write_export(tmp_path / "e.xml"))
    text = (root / "site_config/moved.yml").read_text()
    assert text.startswith("# milik kantor\naddresses:\n    /profil.html: /arsip/  # lama\n")
    office, findings = load_office(root)
    assert office
    assert findings == []
    assert office.moved["/2019/03/berita-1/"] == "/berita/2019/berita-1/"
    assert office.moved["/category/kesehatan/"] == "/kategori/kesehatan/"


def test_a_name_that_is_taken_gets_a_number(root: Path, tmp_path: Path) -> None:
    (root / "content/news/2019").mkdir()
    (root / FIRST).write_text("bukan berita impor")
    outcome = imported(root, write_export(tmp_path / "e.xml", ITEMS[0]))
    assert [one.key for one in outcome.added] == ["2019/berita-1-2"]
    assert (root / FIRST).read_text() == "bukan berita impor"


def test_a_link_to_a_refused_story_becomes_words(root: Path, tmp_path: Path) -> None:
    empty = item(2, "", more=HEALTH, post_date_gmt="2018-01-01 00:00:00")
    imported(root, write_export(tmp_path / "e.xml", item(1, BLOCKS, more=HEALTH), empty))
    assert "Baca berita lama." in news(root)[FIRST]
    assert errors_of(root) == []


def test_a_picture_comes_from_the_uploads_made_safe(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "wp-content/uploads/2019/03"
    folder.mkdir(parents=True)
    (folder / "bidan.jpg").write_bytes(saved(picture(1200, 800)))
    outcome = imported(
        root, write_export(tmp_path / "e.xml", ITEMS[0], ITEMS[-1]), uploads=tmp_path / "wp-content/uploads"
    )
    story = read_article(Folder(root), FIRST)
    assert story
    assert story.record.image
    assert (story.record.image.src, story.record.image.alt) == ("berita-1.jpg", "Bidan")
    assert story.record.image.caption == "Bidan di posyandu"
    assert (root / "content/news/2019/berita-1.jpg").read_bytes().startswith(b"\xff\xd8\xff")
    assert [one.kind for one in outcome.added[0].changes if "picture" in one.kind] == [ChangeKind.PICTURES_LEFT]
    assert errors_of(root) == []


@pytest.mark.parametrize("name", ["../../luar.jpg", "/etc/passwd", "2019/03/..%2f..%2f..%2fluar.jpg"])
def test_no_picture_comes_from_outside_the_uploads(name: str, root: Path, tmp_path: Path) -> None:
    (tmp_path / "luar.jpg").write_bytes(saved(picture(1200, 800)))
    uploads = tmp_path / "a/uploads"
    uploads.mkdir(parents=True)
    (uploads / "luar-tautan.jpg").symlink_to(tmp_path / "luar.jpg")
    body = (
        f'<p>Isi.</p><img src="{SITE}/wp-content/uploads/{name}"><img src="{SITE}/wp-content/uploads/luar-tautan.jpg">'
    )
    outcome = imported(root, write_export(tmp_path / "e.xml", item(1, body, more=HEALTH)), uploads=uploads)
    assert {one.kind for one in outcome.added[0].changes} == {ChangeKind.PICTURE_MISSING}
    assert not [*root.glob("content/news/2019/*.jpg")]


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.8, 0.97])
def test_of_a_truncated_file_comes_what_was_whole(cut: float, root: Path, tmp_path: Path) -> None:
    many = [item(number, f"Berita nomor {number} ini utuh.", more=HEALTH) for number in range(100, 140)]
    export = write_export(tmp_path / "e.xml", *many)
    data = export.read_bytes()
    export.write_bytes(data[: int(len(data) * cut)])
    whole = export.read_text().count("</item>")
    outcome = imported(root, export)
    assert len(outcome.added) == whole
    assert outcome.survey.breaks_at == export.read_text().count("\n") + 1
    assert all(re.search(r"nomor \d+ ini utuh", text) for path, text in news(root).items() if "/2019/" in path)


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss', 1),
        HEAD.replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd"><rss', 1),
        "<html><body>Bukan ekspor",
        "",
    ],
)
def test_what_is_no_export_is_refused(head: str, root: Path, tmp_path: Path) -> None:
    before = news(root)
    with pytest.raises(UnreadableExportError):
        imported(root, write_export(tmp_path / "e.xml", "", head=head, tail=""))
    assert news(root) == before


def test_entities_that_nobody_declared_expand_to_nothing(root: Path, tmp_path: Path) -> None:
    """HTML's own in a title are read as HTML; others stay as they are written, and nothing is opened."""
    title = item(1, "Isi.", more=HEALTH).replace(
        "<![CDATA[Berita 1]]>", "Berita &amp;nbsp; Desa &amp;#8212; Kota &xxe;"
    )
    imported(root, write_export(tmp_path / "e.xml", title))
    assert 'title: "Berita Desa — Kota &xxe;"' in news(root)[FIRST]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str, root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml", item(1, "Café di tepi sungai.", more=HEALTH))
    text = export.read_text().replace('encoding="UTF-8"', f'encoding="{encoding}"')
    export.write_bytes(text.encode(encoding))
    imported(root, export)
    assert "Café di tepi sungai." in news(root)[FIRST]


def test_bytes_of_another_encoding_and_control_characters(root: Path, tmp_path: Path) -> None:
    export = write_export(tmp_path / "e.xml", item(1, "Kata “itu” X\x08Y &#11; akhir.", more=HEALTH))
    export.write_bytes(export.read_bytes().replace("“itu”".encode(), b"\x93itu\x94"))
    imported(root, export)
    assert "Kata “itu” X Y" in news(root)[FIRST]


def test_a_story_that_nobody_foresaw_stops_none_of_the_others(root: Path, tmp_path: Path) -> None:
    deep = "<div>" * 400 + "<blockquote>" * 200 + "dalam" + "</blockquote>" * 200
    wide = "<table><tr>" + "<td>x</td>" * 40 + "</tr></table>"
    hostile = [
        item(1, deep, more=HEALTH),
        item(2, wide, more=HEALTH),
        item(3, "[" * 5000, more=HEALTH),
        item(4, "x" * 60_000, more=HEALTH),
        item(5, '<a href="javascript:alert(1)">a</a><a href="//[">b</a><script>c</script>', more=HEALTH),
        item(6, "Baik.", more=HEALTH, title="---\nstatus: draft"),
        item(8, "Baik.", more=HEALTH, post_name="../../../etc/passwd"),
    ]
    outcome = imported(root, write_export(tmp_path / "e.xml", *hostile))
    assert len(outcome.added) + len(outcome.refused) == len(hostile)
    assert not [one for one in outcome.refused if one.reason.text.startswith("The program failed")]
    assert {"2019/berita-6", "2019/etc-passwd"} <= {one.key for one in outcome.added}
    assert errors_of(root) == []


def test_without_a_declared_former_site_nothing_passes(tmp_path: Path) -> None:
    root = base_office(tmp_path / "office")
    outcome = imported(root, write_export(tmp_path / "e.xml"), default_category="kesehatan")
    assert outcome.added == ()
    assert len(outcome.refused) == 5


def test_a_name_that_no_record_holds_is_known_again(root: Path, tmp_path: Path) -> None:
    """A long one is kept as a digest; one with a contact is refused, for masked it would come in a second time."""
    long = item(1, "Isi.", more=HEALTH + f"<guid>{SITE}/{'x' * 400}</guid>", post_id="")
    private = item(2, "Isi.", more=HEALTH + "<guid>hubungi 0812-3456-7890</guid>", post_id="")
    export = write_export(tmp_path / "e.xml", long, private)
    first, again = imported(root, export), imported(root, export)
    assert [len(first.added), len(first.refused)] == [1, 1]
    assert [len(again.added), again.already] == [0, 1]


def test_https_and_www_of_the_former_site_make_no_other_story(root: Path, tmp_path: Path) -> None:
    imported(root, write_export(tmp_path / "e.xml", ITEMS[1]))
    other = HEAD.replace("https://lama.", "http://www.lama.")
    assert imported(root, write_export(tmp_path / "f.xml", ITEMS[1], head=other)).already == 1


@pytest.mark.parametrize(("target", "is_told"), [("foto.jpg", False), ("https://lain.example/iklan", True)])
def test_the_link_around_a_picture_to_itself_is_no_loss(target: str, is_told: bool, root: Path, tmp_path: Path) -> None:
    body = f'<p>Isi.</p>[caption id="a"]<a href="{target}"><img src="foto.jpg"></a> Bidan[/caption]'
    [story] = imported(root, write_export(tmp_path / "e.xml", item(1, body, more=HEALTH))).added
    assert (ChangeKind.LINK in {one.kind for one in story.changes}) is is_told


def test_the_summary_is_the_first_paragraph(root: Path, tmp_path: Path) -> None:
    body = "<pre>puts 1\n\nputs 2</pre><table><tr><th>Desa</th></tr></table><p>Foto: Humas</p><h2>Awal</h2><p>Isi berita.</p>"
    imported(root, write_export(tmp_path / "e.xml", item(1, body, more=HEALTH)))
    assert "\nsummary: Isi berita.\n" in news(root)[FIRST]


def test_a_keyword_that_is_spelt_otherwise_is_told(root: Path, tmp_path: Path) -> None:
    tag = '<category domain="post_tag" nicename="x"><![CDATA[Covid-19]]></category>'
    [story] = imported(root, write_export(tmp_path / "e.xml", item(1, "Isi.", more=HEALTH + tag))).added
    assert [one.kind for one in story.changes] == [ChangeKind.TAG_SPELLING]
