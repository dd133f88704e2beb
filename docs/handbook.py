"""The handbook's pictures: the real editor and a real preview, photographed.

They come with the program for every office, so the clone of the sample office that they show is given neutral names.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.support.clone import git, sample_clone
from tests.support.editor_driver import Writer, writing
from workflow.preview.screenshots import find_browser, take_screenshots

PREVIEW_HEIGHT = 1400
"""Pixels of the preview that the handbook shows, from the top."""
DRAFT = "2026/pelatihan-guru-paud"
PHONE, DESK = (390, 780), (1180, 760)
NEUTRAL = {
    "Kecamatan Tumbang Titi": "Kecamatan Satu",
    "Tumbang Titi, Pemahan, Sungai Melayu Rayak, Jelai Hulu, dan Marau": "Kecamatan Satu sampai Kecamatan Lima",
    "dari Manis Mata, Air Upas, dan Singkup": "dari tiga kecamatan lain",
    "di Delta Pawan": "di Kecamatan Satu",
    "TPS3R Benua Kayong": "TPS3R Kecamatan Dua",
    "Pelayanan Terpadu Sandai": "Pelayanan Terpadu Kecamatan Tiga",
    "Ketapang": "Contoh",
    "Kalimantan Barat": "Provinsi Contoh",
}
"""What stands in the pictures for the names of the sample office."""


def photograph(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Each picture by its name. `folder`: an empty one to work in."""
    with writing(folder, root=neutral_office(folder / "clone")) as writer:
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


def neutral_office(root: Path) -> Path:
    """The sample office under names that are nobody's."""
    sample_clone(root)
    for file in [*root.glob("content/**/*.md"), *root.glob("site_config/**/*.yml"), root / "mkdocs.yml"]:
        text = file.read_text(encoding="utf-8")
        for name, other in NEUTRAL.items():
            text = text.replace(name, other)
        file.write_text(text, encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message=nama")
    return root


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
    whole = Image.open(taken[f"berita/{DRAFT}/"]["phone"])
    return whole.crop((0, 0, whole.width, min(whole.height, PREVIEW_HEIGHT)))
