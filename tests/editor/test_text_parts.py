"""What a text holds beside plain words is kept by the writing page, and offered there as small forms."""

import subprocess
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.support.clone import ENVIRONMENT, sample_clone
from tests.support.editor_driver import Writer, writing
from tests.support.offices import ROOT
from workflow.text.figure import TextPicture
from workflow.text.safe_html import render_story

pytestmark = pytest.mark.xdist_group("writing")
STORY = "content/news/2026/pelatihan-guru-paud.md"
SOURCE = ROOT / "content/news/2026/mangrove-kendawangan.md"


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    """A clone whose draft has the text of the sample's story that shows everything."""
    folder = tmp_path_factory.mktemp("parts")
    root = sample_clone(folder / "clone")
    head = (root / STORY).read_text().partition("\n---\n")[0]
    (root / STORY).write_text(f"{head}\n---\n{SOURCE.read_text().partition(chr(10) + '---' + chr(10))[2]}")
    subprocess.run(["git", "commit", "-qam", "Naskah"], cwd=root, env=ENVIRONMENT, check=True)
    with writing(folder, root=root) as made:
        yield made


def test_a_text_that_is_written_on_keeps_its_parts(writer: Writer) -> None:
    before = writer.git("show", f"main:{STORY}")
    writer.go("collections/berita/entries/2026/pelatihan-guru-paud")
    writer.tab.wait("document.querySelector('[data-slate-editor]') ? 1 : 0")
    writer.tab.wait("""document.querySelector('[title="Tambah bagian"]') ? 1 : 0""")
    writer.tab.run("""document.querySelector('[title="Tambah bagian"]').click()""")
    menu = writer.tab.wait("(document.body.innerText.includes('Kotak fakta') && document.body.innerText)")
    for words in ("Foto", "Galeri", "Video", "Kutipan dengan nama", "Kotak fakta", "Tabel", "Isi catatan kaki"):
        assert words in menu
    writer.tab.press("Escape")
    assert (
        "boleh kosong" not in str(writer.tab.run("document.querySelector('[data-slate-editor]').textContent")).lower()
    )
    writer.tab.run("document.querySelector('[data-slate-editor]').scrollIntoView()")
    writer.tab.run(
        "(() => { const at = [...document.querySelectorAll('[data-slate-editor] p')]"
        ".find((one) => one.innerText.startsWith('Kegiatan yang semula')); document.querySelector('[data-slate-editor]').focus();"
        "getSelection().selectAllChildren(at); getSelection().collapseToEnd(); })()"
    )
    writer.tab.call("Input.insertText", text=" Benar.")
    assert "Naskah disimpan" in writer.save()
    after = writer.git("show", f"cms/berita/2026/pelatihan-guru-paud:{STORY}")
    assert shown(after) == shown(before.replace("pukul 06.00 WIB.\n\n“Kalau", "pukul 06.00 WIB. Benar.\n\n“Kalau"))


def shown(text: str) -> tuple[str, list[TextPicture]]:
    """What readers get of a file: the editor writes lists with another sign, which nobody sees."""
    story = render_story(text.partition("\n---\n")[2])
    return story.html, [replace(one, line=0) for figure in story.figures for one in figure.pictures]
