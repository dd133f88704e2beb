"""The editor in a real browser against a real clone: create, edit, save, reopen, and the difference that Git sees."""

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image

from tests.support.editor_driver import CAMERA, TEXT, Writer, begin, brought, photograph, replaced, writing
from tests.support.offices import ROOT

pytestmark = pytest.mark.xdist_group("writing")  # one browser, whose scripts are compiled
DOCUMENT = ROOT / "content/news/2026/standar-waktu-layanan.pdf"
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


def test_a_refused_text_is_explained_at_its_fields_and_not_kept(writer: Writer) -> None:
    name = draft_of(writer)
    writer.go(f"collections/berita/entries/{name}")
    before = writer.git("rev-parse", "--all")
    writer.fill("summary", "Hubungi 0812-3456-7890 untuk keterangan lebih lanjut.")
    writer.fill("alt", "")
    said = writer.save()
    assert "Naskah tidak disimpan: Perbaiki isian yang bertanda merah, lalu simpan lagi: Ringkasan, Uraian" in said
    writer.tab.wait("document.querySelector('p.r-refusal') ? 1 : 0")
    at_fields = writer.refusals()
    assert at_fields.keys() == {"summary", "alt"}
    assert "telepon" in at_fields["summary"]
    assert "`" not in at_fields["alt"]
    writer.fill("summary", "Hubungi dinas untuk keterangan lebih lanjut tentang pelatihan ini.")
    assert writer.refusals().keys() == {"alt"}
    assert writer.git("rev-parse", "--all") == before


def test_an_event_is_written_in_its_fields_and_refused_at_them(writer: Writer) -> None:
    name = draft_of(writer)
    event = {"starts": "2026-12-05T08:00+07:00", "ends": "2026-12-05T11:30+07:00", "place": "Aula Contoh"}
    writer.tab.call("Emulation.setTimezoneOverride", timezoneId="Europe/Amsterdam")  # somebody writes on a journey
    writer.go(f"collections/berita/entries/{name}")
    for field in ("starts", "ends"):
        writer.choose_time(field, event[field][:16])
    writer.fill("place", event["place"])
    assert writer.tab.run("document.querySelector('.r-when:has([id^=starts-field-]) output').innerText").endswith(
        "Sabtu, 5 Desember 2026 pukul 08.00 WIB"
    )
    writer.tab.run("document.querySelector('[id^=day-field-]').focus()")
    writer.tab.press("1")
    writer.click("Simpan")
    assert "belum lengkap" in writer.tab.wait("document.getElementById('r-told')?.innerText")
    writer.choose_time("day", "")
    assert "Naskah disimpan" in writer.save()
    after = writer.git("show", f"cms/berita/{name}:content/news/{name}.md")
    assert "\nevent:\n" + "".join(f"  {field}: {text}\n" for field, text in event.items()) in after
    writer.go(f"collections/berita/entries/{name}")
    assert writer.value("place") == "Aula Contoh"
    writer.choose_time("ends", "2026-12-05T07:00")
    assert "Naskah tidak disimpan" in writer.save()
    writer.tab.wait("document.querySelector('p.r-refusal') ? 1 : 0")
    assert "sesudah mulai" in writer.refusals()["ends"]
    writer.tab.call("Emulation.setTimezoneOverride", timezoneId="")


def not_taken() -> dict[str, tuple[bytes, str]]:
    """Files by their names, and a word of why each is refused."""
    return {
        "IMG_1.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "HEIC"),
        "logo.svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        "foto.jpg": (b"%PDF-1.4 bukan foto", "PDF"),
        "rusak.jpg": (photograph()[:3000], "rusak"),
        "panjang.png": (photograph((4000, 200), form="PNG"), "terlalu panjang"),
        "catatan.txt": (b"Bukan gambar sama sekali.", "bukan foto"),
    }


def test_a_file_that_is_no_photograph_is_refused_at_its_field(writer: Writer, tmp_path: Path) -> None:
    writer.go(f"collections/berita/entries/{draft_of(writer)}")
    shown = writer.shown_picture()
    for name, (data, word) in not_taken().items():
        (tmp_path / name).write_bytes(data)
        writer.upload(tmp_path / name)
        words = writer.tab.wait("document.querySelector('.r-upload .r-refusal')?.innerText")
        assert word in words, (name, words)
    assert writer.shown_picture() == shown


NO_DOCUMENT = {
    "surat.pdf": (b"PK\x03\x04 dokumen Word yang diberi nama lain", "bukan PDF"),
    "kosong.pdf": (b"", "bukan PDF"),
    "besar.pdf": (b"%PDF-1.7\n" + bytes(8 * 1024 * 1024), "lebih dari 8 MB"),
}


def test_a_document_is_refused_at_its_field_or_kept_with_the_story(writer: Writer, tmp_path: Path) -> None:
    """On a telephone, with the name that a scanner's program gives."""
    writer.tab.size(360, 740)
    name = draft_of(writer)
    writer.go(f"collections/berita/entries/{name}")
    writer.click("Tambah lampiran")
    writer.field("file")
    for file, (data, word) in NO_DOCUMENT.items():
        (tmp_path / file).write_bytes(data)
        writer.upload(tmp_path / file, "file")
        assert word in writer.tab.wait("document.querySelector('.r-upload .r-refusal')?.innerText")
    scan = tmp_path / "Scan 2026-11-20 SK Bupati (final).pdf"
    scan.write_bytes(DOCUMENT.read_bytes())
    writer.upload(scan, "file")
    shown = (
        "[...document.querySelectorAll('.r-upload p')].map((one) => one.innerText).find((one) => one.endsWith('.pdf'))"
    )
    kept = writer.tab.wait(shown)
    assert re.fullmatch(r"scan-2026-11-20-sk-bupati-final-[0-9a-f]{6}\.pdf", kept)
    writer.fill("number", "Nomor 188/12/HUKUM")
    writer.tab.run("document.querySelector('[id^=number-field-]').closest('[class*=ListItem]')"
                   ".querySelector('[id^=title-field-]').focus()")  # fmt: skip
    writer.tab.call("Input.insertText", text="Keputusan Bupati tentang Standar Waktu")
    assert "Naskah disimpan" in writer.save()
    branch = f"cms/berita/{name}"
    assert f"content/news/2026/{kept}" in brought(writer, branch)
    assert (
        writer.git("rev-parse", f"{branch}:content/news/2026/{kept}").strip()
        == writer.git("hash-object", "--no-filters", str(DOCUMENT)).strip()
    )
    lines = f"  - file: {kept}\n    title: Keputusan Bupati tentang Standar Waktu\n    number: Nomor 188/12/HUKUM\n"
    assert f"\nattachments:\n{lines}" in writer.git("show", f"{branch}:content/news/{name}.md")
    assert "memuat siapa pembuatnya" in writer.told()  # the sample's document names an office that is none of its list
    writer.tab.size(1280)


def test_a_new_story_with_a_photograph_reaches_main(writer: Writer, tmp_path: Path) -> None:
    notes = Image.Exif()
    notes[0x010F] = "Kamera Rahasia"
    notes.get_ifd(0x8825)[1] = "S"
    picture = tmp_path / CAMERA
    picture.write_bytes(photograph((3000, 2000), exif=notes))
    writer.go("collections/berita/new")
    writer.field("title")
    assert "sudah disimpan" not in str(writer.tab.run("document.body.innerText")).lower()
    branch = begin(writer, "Survei Prioritas Pembangunan Dibuka untuk Warga", picture)
    assert "huruf kecil: survei, pembangunan" in writer.told()
    path = branch.replace("cms/berita", "content/news")
    photo, text = brought(writer, branch)
    assert (photo[: len(path)], text) == (path, f"{path}.md")
    assert "halaman menulis" in writer.git("log", "-1", "--format=%s", branch)
    writer.go(f"collections/berita/entries/{branch.removeprefix('cms/berita/')}")
    assert writer.shown_picture() == [1600, 1067]
    blobs = writer.git("rev-parse", f"{branch}:{photo}", f"{branch}:{text}")
    assert "Naskah digabungkan" in writer.publish()
    assert sorted(writer.git("diff", "--name-only", "main~", "main").split()) == [photo, text]
    assert writer.git("rev-parse", f"main:{photo}", f"main:{text}") == blobs
    assert writer.git("status", "--porcelain") == ""
    kept = (writer.root / photo).read_bytes()
    assert b"Rahasia" not in kept
    assert len(kept) < 1_000_000
    record = (writer.root / text).read_text()
    assert f"src: {photo.rpartition('/')[2]}" in record
    assert "tags: [survei, pembangunan]" in record
    assert record.endswith(f"---\n{TEXT}\n")


def test_two_stories_keep_their_own_photograph_of_one_name(writer: Writer, tmp_path: Path) -> None:
    """On a telephone: a photograph is replaced, and let go of; the other story's stays as it is."""
    writer.tab.size(360, 740)
    paths = [tmp_path / str(number) / CAMERA for number in range(3)]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        path.write_bytes(photograph(colour=(number * 80, 90, 60)))
    one = f"cms/berita/{draft_of(writer)}"
    writer.go(f"collections/berita/entries/{draft_of(writer)}")
    assert "Naskah disimpan" in replaced(writer, paths[0])
    two = begin(writer, "Pendataan Warga Berakhir di Kantor Desa", paths[1])
    first, second = brought(writer, one), brought(writer, two)
    assert {*first}.isdisjoint(second)
    assert "Naskah disimpan" in replaced(writer, paths[2])
    assert brought(writer, two)[1] == second[1]
    assert brought(writer, two)[0] not in (first[0], second[0])
    writer.go(f"collections/berita/entries/{two.removeprefix('cms/berita/')}")
    writer.shown_picture()
    writer.click("Lepas gambar")
    for name in ("alt", "caption", "credit"):
        writer.fill(name, "")
    assert "Naskah disimpan" in writer.save()
    assert brought(writer, two) == second[1:]
    assert brought(writer, one) == first
    writer.tab.size(1280)


def test_what_somebody_else_saved_is_not_written_over(writer: Writer) -> None:
    name = draft_of(writer)
    writer.go(f"collections/berita/entries/{name}")
    writer.fill("caption", "Keterangan dari satu orang.")
    writer.git("branch", "--force", f"cms/berita/{name}", others_commit(writer, f"content/news/{name}.md"))
    before = writer.git("rev-parse", f"cms/berita/{name}")
    assert "sudah diubah orang lain" in writer.save()
    assert writer.value("caption") == "Keterangan dari satu orang."
    assert writer.git("rev-parse", f"cms/berita/{name}") == before
    writer.git("branch", "--delete", "--force", f"cms/berita/{name}")


def others_commit(writer: Writer, path: str) -> str:
    """A commit in which somebody else changed a story, on no branch."""
    text = writer.git("show", f"main:{path}").replace("title: ", "title: Tentang ")
    change = "commit refs/lain\ncommitter Lain <lain@kantor.example> 1795143600 +0000\ndata 4\nlain\nfrom main\n"
    writer.git(
        "fast-import",
        "--quiet",
        "--force",
        given=f"{change}M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n",
    )
    return writer.git("rev-parse", "refs/lain").strip()


def test_without_a_connection_nothing_is_lost(writer: Writer) -> None:
    name = draft_of(writer)
    writer.go(f"collections/berita/entries/{name}")
    writer.fill("caption", "Ditulis saat sambungan terputus.")
    offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    writer.tab.call("Network.emulateNetworkConditions", offline=True, **offline)
    said = writer.save()
    writer.tab.call("Network.emulateNetworkConditions", offline=False, **offline)
    assert "Tidak tersambung. Tulisan Anda masih ada di halaman ini." in said
    assert writer.value("caption") == "Ditulis saat sambungan terputus."
    assert "Naskah disimpan" in writer.save()
    assert "Ditulis saat sambungan terputus." in writer.git("show", f"cms/berita/{name}:content/news/{name}.md")


def test_a_copy_of_what_was_not_saved_can_be_taken_up(writer: Writer) -> None:
    """Also where the text itself comes later than the copy, as it does from GitHub; and then it is saved."""
    name = draft_of(writer)
    writer.go(f"collections/berita/entries/{name}")
    writer.fill("credit", "Foto: dari cadangan")
    writer.tab.wait(COPIED)
    made = writer.tab.call("Page.addScriptToEvaluateOnNewDocument", source="window.confirm = () => window.taken = true")
    writer.go(f"collections/berita/entries/{name}")
    writer.tab.wait("window.taken")
    writer.tab.wait("document.querySelector('[id^=credit-field-]')?.value === 'Foto: dari cadangan'")
    assert "Naskah disimpan" in writer.save()
    writer.tab.call("Page.removeScriptToEvaluateOnNewDocument", identifier=made["identifier"])
    assert "dari cadangan" in writer.git("show", f"cms/berita/{name}:content/news/{name}.md")


COPIED = """new Promise((done) => {
  const opening = indexedDB.open("localforage");
  opening.onsuccess = () => {
    const asked = opening.result.transaction("keyvaluepairs").objectStore("keyvaluepairs").getAll();
    asked.onsuccess = () => {
      opening.result.close();
      done(asked.result.some((one) => String(one?.raw).includes("dari cadangan")));
    };
  };
})"""


def test_a_field_that_is_not_as_it_should_be_is_brought_into_view(writer: Writer) -> None:
    writer.tab.size(360, 740)
    writer.go(f"collections/berita/entries/{draft_of(writer)}")
    writer.fill("request", "abc")
    writer.tab.wait("document.body.innerText.toLowerCase().includes('belum disimpan') ? 1 : 0")
    writer.tab.run("document.querySelector('[data-slate-editor]').scrollIntoView()")
    writer.click("Simpan")
    writer.tab.wait("!!document.getElementById('r-told')")
    assert "Nomor agenda surat belum sesuai" in writer.told()
    top = writer.tab.run("document.querySelector('[id^=request-field-]').getBoundingClientRect().top")
    assert 0 < top < 740
    writer.tab.size(1280)


def test_all_fields_that_are_not_as_they_should_be_are_named_at_once(writer: Writer) -> None:
    """One that was left already says so beforehand; those that are empty say it when the text is saved.

    Not the author: a story of the former site has none in this office, so the check asks for it behind the form.
    """
    writer.go("collections/berita/new")
    writer.fill("request", "9")
    writer.fill("title", "Judul")
    writer.tab.wait("document.body.innerText.toLowerCase().includes('agenda surat belum sesuai') ? 1 : 0")
    writer.click("Simpan")
    writer.tab.wait("document.getElementById('r-told') ? 1 : 0")
    for name in ("Nomor agenda surat", "Kategori", "Naskah wajib"):
        assert name in writer.told()


ERRORS = [
    ({"name": "TypeError", "message": "Failed to fetch"}, "Tidak tersambung"),
    ({"name": "TypeError", "message": "NetworkError when attempting to fetch resource."}, "Tidak tersambung"),
    ({"message": "Request timed out"}, "tidak menjawab"),
    ({"message": "Bad credentials", "status": 401}, "Masa masuk Anda sudah habis"),
    ({"message": "API rate limit exceeded for user ID 1", "status": 403}, "membatasi banyaknya permintaan"),
    ({"message": "Resource not accessible by integration", "status": 403}, "tidak mengizinkan"),
    ({"message": "Your GitHub user account does not have access to this repo."}, "belum diberi akses"),
    ({"message": "Update is not a fast forward", "status": 422}, "sudah diubah orang lain"),
    (
        {"message": "Head branch was modified. Review and try the merge again.", "status": 409},
        "sudah diubah orang lain",
    ),
    ({"message": "Pull Request is not mergeable", "status": 405}, "pemeriksaan atau persetujuan belum lengkap"),
    ({"message": "Not Found", "status": 404}, "tidak ditemukan lagi"),
    ({"message": "Server Error", "status": 502}, "sedang terganggu"),
    ({"message": "Ditolak pemeriksaan.", "status": 422, "api": "Proxy"}, "Ditolak pemeriksaan."),
    ({"message": "Something nobody foresaw"}, "Ada gangguan yang tidak dikenal"),
]
"""What Decap and GitHub may say, and how it is said."""


def test_every_error_of_decap_is_a_sentence(writer: Writer) -> None:
    writer.go("collections/berita")
    for error, words in ERRORS:
        said = str(writer.tab.run(f"String(redaksiTold.spoken({json.dumps(error)}))"))
        assert words in said, error
        assert "API_ERROR" not in said


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
