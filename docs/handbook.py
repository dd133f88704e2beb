"""The handbook's pictures: the real editor and a real preview of a clone of the sample office, photographed."""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.support.editor_driver import Writer, writing
from workflow.preview.screenshots import find_browser, take_screenshots

DRAFT = "2026/pelatihan-guru-paud"
PHONE, DESK = (390, 780), (1180, 760)


def photograph(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each picture by its name. `folder`: an empty one to work in."""
    with writing(folder) as writer:
        writer.tab.size(*DESK)
        writer.go("collections/berita")
        writer.tab.wait("document.body.innerText.includes('Pekan Imunisasi') ? 1 : 0")
        yield "panduan-daftar", _picture(writer)
        writer.go(f"collections/berita/entries/{DRAFT}")
        writer.field("title")
        yield "panduan-naskah", _picture(writer)
        writer.fill("title", "Guru PAUD dari Lima Kecamatan Belajar Mengajar dengan Permainan")
        writer.save()
        yield "panduan-simpan", _picture(writer)
        writer.tab.size(*PHONE)
        writer.go(f"collections/berita/entries/{DRAFT}")
        writer.field("title")
        yield "panduan-ponsel", _picture(writer)
        yield "panduan-pratinjau", _preview(writer, folder)


def _picture(writer: Writer) -> Image.Image:
    return Image.open(io.BytesIO(writer.photograph()))


def _preview(writer: Writer, folder: Path) -> Image.Image:
    from tests.support.command_line import redaksi

    target = folder / "preview"
    done = redaksi("preview", f"cms/berita/{DRAFT}", f"--root={writer.root}", f"--to={target}", "--no-pictures")
    assert done.code == 0, done.err
    chromium = find_browser()
    assert chromium
    taken = take_screenshots(target / "site", [f"berita/{DRAFT}/"], target / "pictures", chromium)
    return Image.open(taken[f"berita/{DRAFT}/"]["phone"])
