"""The editor in a real browser against a real clone: create, edit, save, reopen, and the difference that Git sees."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.editor.driver import Writer, writing
from tests.support import ROOT

DECAP = "d4649a3072bc38acd78b2455bf0bbd9f0047a0fc0091ff77cac5395866ffdf60"
"""Of dist/decap-cms.js in the npm package decap-cms 3.16.3, without its last line."""


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with writing(tmp_path_factory.mktemp("editor")) as made:
        yield made


def draft_of(writer: Writer) -> str:
    """The name of an article that is still a draft."""
    found = writer.git("grep", "-l", "status: draft", "--", "content/news").split()
    return found[0].removeprefix("content/news/").removesuffix(".md")


def test_an_edit_changes_one_line_on_a_branch_of_its_own(writer: Writer) -> None:
    name = draft_of(writer)
    before = writer.git("show", f"main:content/news/{name}.md")
    writer.go(f"collections/berita/entries/{name}")
    title = writer.value("title")
    writer.fill("title", "Judul Baru yang Cukup Panjang untuk Uji Coba")
    assert "Naskah disimpan" in writer.save()
    branch = f"cms/berita/{name}"
    after = writer.git("show", f"{branch}:content/news/{name}.md")
    assert after == before.replace(f"title: {title}", "title: Judul Baru yang Cukup Panjang untuk Uji Coba")
    assert writer.git("log", "-1", "--format=%an", branch).strip() == "Rina Contoh"
    assert writer.git("status", "--porcelain") == ""
    writer.go(f"collections/berita/entries/{name}")
    assert writer.value("title") == "Judul Baru yang Cukup Panjang untuk Uji Coba"
    assert writer.git("show", f"main:content/news/{name}.md") == before


def test_what_the_check_says_of_a_saved_text_is_shown(writer: Writer) -> None:
    writer.go(f"collections/berita/entries/{draft_of(writer)}")
    writer.fill("summary", "[Ringkasan satu kalimat: <b>menyusul</b>]")
    assert "Naskah disimpan" in writer.save()
    told = str(writer.tab.wait("document.querySelector('#r-told') && document.querySelector('#r-told').innerText"))
    assert "Ringkasan satu kalimat" in told
    writer.click("Tutup")
    assert writer.tab.run("document.querySelector('#r-told') === null")


def test_a_letter_with_steps_keeps_them(writer: Writer) -> None:
    path = "content/requests/2026/0170.md"
    before = writer.git("show", f"main:{path}")
    writer.go("collections/surat/entries/2026/0170")
    writer.fill("subject", "Permintaan publikasi survei pembangunan: tahap dua")
    assert "Naskah disimpan" in writer.save()
    after = writer.git("show", f"cms/surat/2026/0170:{path}")
    old = "subject: Permintaan publikasi survei prioritas pembangunan"
    assert after == before.replace(old, 'subject: "Permintaan publikasi survei pembangunan: tahap dua"')


def test_a_refused_text_is_explained_and_not_kept(writer: Writer) -> None:
    name = draft_of(writer)
    writer.go(f"collections/berita/entries/{name}")
    before = writer.git("rev-parse", "--all")
    writer.fill("summary", "Hubungi 0812-3456-7890 untuk keterangan lebih lanjut.")
    said = writer.save()
    assert "Naskah tidak disimpan" in said
    assert "telepon" in said
    assert writer.git("rev-parse", "--all") == before


def test_a_new_article_with_a_picture_reaches_main(writer: Writer, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "Foto Survei.jpg"
    Image.new("RGB", (1200, 800), (30, 90, 60)).save(picture)
    writer.go("collections/berita/new")
    writer.fill("title", "Survei Prioritas Pembangunan Dibuka untuk Warga")
    writer.fill("request", "2026-0170")
    writer.choose("category", "Pemerintahan")
    writer.fill("tags", "survei, pembangunan")
    writer.fill("summary", "Bappeda membuka survei prioritas pembangunan sampai 31 Desember.")
    writer.choose("author", "Rina Contoh")
    writer.upload(picture.rename(tmp_path / "foto-survei.jpg"))
    writer.fill("alt", "Warga mengisi survei di balai desa.")
    writer.fill("caption", "Warga mengisi survei.")
    writer.fill("credit", "Foto: Contoh")
    writer.write("Bappeda Ketapang membuka survei prioritas pembangunan bagi warga mulai Selasa.")
    assert "Naskah disimpan" in writer.save()
    branch = "cms/berita/2026/survei-prioritas-pembangunan-dibuka-untuk-warga"
    path = branch.replace("cms/berita", "content/news") + ".md"
    text = writer.git("show", f"{branch}:{path}")
    assert "status: draft" in text
    assert "src: foto-survei.jpg" in text
    assert "tags: [survei, pembangunan]" in text
    assert text.endswith("---\nBappeda Ketapang membuka survei prioritas pembangunan bagi warga mulai Selasa.\n")
    assert "content/news/2026/foto-survei.jpg" in writer.git("ls-tree", "-r", "--name-only", branch)
    writer.go(f"collections/berita/entries/{branch.removeprefix('cms/berita/')}")
    assert writer.value("caption") == "Warga mengisi survei."


def test_the_page_is_in_indonesian_and_asks_nobody_else(writer: Writer) -> None:
    writer.go("collections/berita")
    writer.tab.wait("document.body.innerText.includes('Semua tahun') ? 1 : 0")
    asked = {
        event["params"]["request"]["url"]
        for event in writer.tab.events
        if event.get("method") == "Network.requestWillBeSent"
    }
    others = [
        url for url in asked if not url.startswith((writer.address.removesuffix("admin/"), "data:", "blob:", "about:"))
    ]
    assert others == []
    assert [one for one in writer.tab.complaints() if "Content Security Policy" in one] == []


def test_a_phone_is_wide_enough(writer: Writer) -> None:
    writer.tab.size(360, 740)
    writer.go(f"collections/berita/entries/{draft_of(writer)}")
    writer.field("title")
    assert writer.tab.run("document.querySelector('[id^=title-field-]').getBoundingClientRect().right") <= 360
    writer.tab.size(1280)


AXE = (files("axe_core_python") / "axe.min.js").read_text("utf-8")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((one) =>
  `${one.id}: ${one.nodes.map((node) => `${node.html.slice(0, 300)} ${JSON.stringify(node.any[0] && node.any[0].data)}`).join(" | ")}`)"""
KEYS = """(name) => { const keys = []; const walk = (one, at) => Object.entries(one).forEach(([key, value]) =>
  typeof value === "string" ? keys.push(`${at}${key}`) : walk(value, `${at}${key}.`)); walk(CMS.getLocale(name), "");
  return keys.sort().join("\\n"); }"""


def test_every_word_of_the_editor_is_translated(writer: Writer) -> None:
    """Decap's own English is the list of what there is; what our page lacks would be shown in English."""
    writer.go("collections/berita")
    ours = set(writer.tab.run(f"({KEYS})('id')").splitlines())
    theirs = set(writer.tab.run(f"({KEYS})('en')").splitlines())
    assert len(theirs) > 200
    assert ours == theirs


def test_the_vendored_editor_is_the_published_one() -> None:
    """The file is Decap's own release, but for the line that names its source map."""
    data = (ROOT / "workflow/editor/assets/decap-cms.js").read_bytes()
    assert hashlib.sha256(data).hexdigest() == DECAP


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_editor(writer: Writer, width: int) -> None:
    writer.tab.size(width)
    name = draft_of(writer)
    for place in (
        "collections/berita",
        f"collections/berita/entries/{name}",
        "collections/surat/entries/2026/0169",
        "workflow",
    ):
        writer.go(place)
        writer.tab.wait("document.querySelector('#r-list .r-card, [data-slate-editor], [class*=WorkflowTop]') ? 1 : 0")
        writer.tab.run("new Promise((done) => setTimeout(done, 500))")
        writer.tab.wait("[...document.querySelectorAll('canvas')].some((one) => one.checkVisibility()) ? 0 : 1")
        writer.tab.run(AXE + ";1")
        found = writer.tab.run(f"({RUN})()")
        assert found == [], (place, width)
    writer.tab.size(1280)
