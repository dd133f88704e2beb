"""Folders of Markdown as Hugo, Jekyll, MkDocs' blog and Pelican keep them."""

from pathlib import Path

import pytest

from tests.importing.export import FORMER
from tests.support.offices import base_office
from workflow.config.load import load_office
from workflow.importing.changes import ChangeKind
from workflow.importing.former_story import FormerPicture, Omitted, UnreadableExportError
from workflow.importing.markdown_folder import MarkdownFolder
from workflow.importing.outcome import ImportOutcome
from workflow.importing.pictures import _distinct
from workflow.importing.run import ImportOptions, run_import
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))
FILES = {
    "content/hugo/index.md": '+++\ntitle = "Hugo"\ndate = 2019-05-01T08:00:00+07:00\ncategories = ["Kesehatan"]\n'
    'url = "/lama/hugo/"\n+++\nIsi {{< youtube abcdefghijk >}}\n\n{{< figure src="a.jpg" caption="Foto" >}}\n',
    "_posts/2018-3-4-dari-jekyll.markdown": "---\nlayout: post\ncategory: kesehatan\ntags: air bersih, desa\n"
    "permalink: /:year/:title\n---\nDari **Jekyll** {% include a.html %} dan <u>HTML</u>.\n",
    "blog/mkdocs.md": "---\ntitle: Dari MkDocs\ndate:\n  created: 2020-01-02\ncategories: [Kesehatan]\nauthors: [humas]\n---\n"
    "Awal.\n\n<!-- more -->\n\nLanjutan ~~lama~~.\n",
    "pelican.md": "Title: Dari Pelican\nDate: 2017-06-07 10:20\nCategory: kesehatan\nAuthors: Ani Contoh\n\nIsi *Pelican*.\n",
    "posts/kode/index.md": "---\ntitle: Kode\ndate: 2019-02-03\ncategory: kesehatan\ncover: {image: foto.jpg, alt: Bidan}\n"
    "---\nIsi {{< youtube abc123 >}} {{< vimeo 12345 >}} {{< tweet user=a id=99 >}} {{< tweet user=a id=998 >}}\n"
    '{{< instagram BWNjj >}} {{< peta "x" >}} {% include galeri.html %}\n',
    "draf.md": "---\ntitle: Draf\ndate: 2019-01-01\ndraft: true\n---\nBelum.\n",
    "tentang.md": "---\ntitle: Tentang\nlayout: page\n---\nHalaman.\n",
    "README.md": "# Catatan\n",
    "rusak.md": "---\ntitle: [a\n---\nIsi\n",
    "jangkar.md": "---\ntitle: &a x\nb: *a\n---\nIsi\n",
    "tanpa-tanggal.md": "---\ntitle: Kapan\ncategory: kesehatan\n---\nIsi\n",
}


@pytest.fixture
def outcome(tmp_path: Path) -> ImportOutcome:
    root, folder = base_office(tmp_path / "office"), tmp_path / "situs"
    with (root / "site_config/policy.yml").open("a") as policy:
        policy.write(FORMER)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "luar.md").symlink_to(folder / "pelican.md")
    office, _ = load_office(root)
    assert office
    return run_import(root, office, MarkdownFolder(folder, office.zone), ImportOptions(), NOW)


def body(outcome: ImportOutcome, key: str, tmp_path: Path) -> str:
    assert key in {one.key for one in outcome.added}
    return (tmp_path / f"office/content/news/{key}.md").read_text().split("---\n", 2)[2]


def test_each_way_to_write_a_header(outcome: ImportOutcome, tmp_path: Path) -> None:
    assert {one.key for one in outcome.added} == {
        "2019/hugo",
        "2018/dari-jekyll",
        "2020/mkdocs",
        "2017/pelican",
        "2019/kode",
    }
    assert "[https://www.youtube.com" in body(
        outcome, "2019/hugo", tmp_path
    ) or "<https://www.youtube.com/watch?v=abcdefghijk>" in body(outcome, "2019/hugo", tmp_path)
    assert body(outcome, "2018/dari-jekyll", tmp_path) == "Dari **Jekyll** dan HTML.\n"
    assert body(outcome, "2020/mkdocs", tmp_path) == "Awal.\n\nLanjutan lama.\n"
    assert body(outcome, "2017/pelican", tmp_path) == "Isi *Pelican*.\n"
    header = (tmp_path / "office/content/news/2017/pelican.md").read_text()
    assert "publish_at: 2017-06-07T10:20+07:00" in header
    assert "byline: Ani Contoh" in header
    assert "source: situs/pelican.md" in header
    assert "tags: [air bersih, desa]" in (tmp_path / "office/content/news/2018/dari-jekyll.md").read_text()


def test_what_a_command_showed_is_a_link_or_told(outcome: ImportOutcome, tmp_path: Path) -> None:
    text = body(outcome, "2019/kode", tmp_path)
    for place in ("youtube.com/watch?v=abc123", "vimeo.com/12345", "/status/998", "instagram.com/p/BWNjj/"):
        assert place in text
    [story] = [one for one in outcome.added if one.key == "2019/kode"]
    told = {one.detail for one in story.changes if one.kind is ChangeKind.SHORTCODE}
    assert told == {"tweet", "peta", "galeri.html"}


@pytest.mark.parametrize(
    "header",
    [
        "cover: {image: foto.jpg, alt: Bidan}",
        "featured_image: foto.jpg",
        "images: [foto.jpg]",
        "header: {image: foto.jpg}",
        "feature: foto.jpg",
    ],
)
def test_the_picture_that_a_header_names(header: str, tmp_path: Path) -> None:
    (tmp_path / "posts/a").mkdir(parents=True)
    (tmp_path / "posts/a/index.md").write_text(f"---\ntitle: A\ndate: 2019-01-01\n{header}\n---\nIsi\n")
    [story] = MarkdownFolder(tmp_path, "Asia/Jakarta").stories()
    assert story.picture
    assert story.picture.address == "posts/a/foto.jpg"


def test_what_jekyll_and_others_write_otherwise(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2019-01-01-a.md").write_text(
        "---\ntags: jalan jembatan\n---\nIsi[^1].\n\n- [ ] belum\n- [x] sudah\n\n`[^2]`\n\n[^1]: Catatan.\n"
    )
    [story] = MarkdownFolder(tmp_path, "Asia/Jakarta").stories()
    assert story.tags == ("jalan", "jembatan")
    for words in ("Isi (1).", "☐ belum", "☑ sudah", "<code>[^2]</code>", "(1) Catatan."):
        assert words in story.html


def test_a_picture_keeps_what_was_said_of_it_in_the_text() -> None:
    [one] = _distinct([FormerPicture("a/foto.jpg"), FormerPicture("/x/foto-300x200.jpg", "Bidan", "Di posyandu")])
    assert one == FormerPicture("a/foto.jpg", "Bidan", "Di posyandu")


def test_what_stays_out_is_counted_or_refused(outcome: ImportOutcome) -> None:
    assert outcome.survey.omitted == {Omitted.DRAFT: 1, Omitted.PAGE: 2}
    assert [name for name, _ in outcome.survey.unreadable] == ["jangkar.md", "rusak.md"]
    assert [one.source for one in outcome.refused] == ["situs/tanpa-tanggal.md"]


def test_old_addresses_lead_on(outcome: ImportOutcome, tmp_path: Path) -> None:
    assert "/lama/hugo/: /berita/2019/hugo/" in (tmp_path / "office/site_config/moved.yml").read_text()


def test_a_folder_without_stories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableExportError):
        MarkdownFolder(tmp_path, "Asia/Jakarta").survey()


@pytest.mark.parametrize(
    ("config", "text", "file", "header", "expected"),
    [
        ("_config.yml", "title: x", "_posts/2018-03-04-a.md", "categories: [Desa]", "/desa/2018/03/04/a.html"),
        ("_config.yml", "permalink: pretty\nbaseurl: /b", "_posts/2018-03-04-a.md", "x: y", "/b/2018/03/04/a/"),
        ("_config.yml", "permalink: /:year/:lain/", "_posts/2018-03-04-a.md", "x: y", ""),
        ("hugo.toml", "", "content/posts/A.md", "x: y", "/posts/a/"),
        ("hugo.toml", "", "content/posts/b/index.md", "slug: c", "/posts/c/"),
        ("hugo.toml", '[permalinks]\nposts = "/:year/:slug/"', "content/posts/b.md", "slug: c", "/2018/c/"),
        ("hugo.toml", '[permalinks]\nposts = "/:year/:title/"', "content/posts/b.md", "slug: c", ""),
        ("lain.yml", "", "content/posts/A.md", "x: y", ""),
    ],
)
def test_an_old_address_by_the_tools_own_configuration(
    config: str, text: str, file: str, header: str, expected: str, tmp_path: Path
) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / config).write_text(text)
    (tmp_path / file).write_text(f"---\ntitle: A\ndate: 2018-03-04\n{header}\n---\nIsi\n")
    for folder in (tmp_path, tmp_path / file.partition("/")[0]):
        [place] = MarkdownFolder(folder, "Asia/Jakarta").survey().places
        assert place.address == expected
