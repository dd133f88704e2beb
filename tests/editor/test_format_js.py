"""The format in the browser: what nobody changed stays byte for byte, and a change touches only its own lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.devtools import Tab, browser_tab
from tests.support.offices import BASE, ROOT, sample_office
from workflow.editor.decap_config import editor_settings
from workflow.records.canonical import canonical_form
from workflow.text.document import read_document

SCRIPT = (ROOT / "workflow/editor/assets/format.js").read_text("utf-8")
FORMATS = editor_settings(sample_office(), {})["formats"]
RECORDS = [path for root in (ROOT, BASE) for path in sorted(root.glob("content/*/2???/*.md"))]


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser_tab(tmp_path_factory.mktemp("format") / "profile") as tab:
        tab.run(SCRIPT + ";1")
        tab.run(
            f"window.kinds = {{}}; for (const [name, one] of Object.entries({json.dumps(FORMATS)}))"
            " window.kinds[name] = window.redaksiFormat(one.order, one.fields); 1"
        )
        yield tab


def kind(path: Path) -> str:
    return "berita" if "/news/" in path.as_posix() else "surat"


def saved(tab: Tab, name: str, text: str, changes: dict[str, Any] | None = None) -> str:
    """A file opened and saved by the editor, with some fields changed."""
    script = f"(() => {{ const one = window.kinds[{json.dumps(name)}]; const data = one.fromFile({json.dumps(text)});"
    script += f"Object.assign(data, {json.dumps(changes or {})}); return one.toFile(data); }})()"
    return str(tab.run(script))


def test_what_nobody_changed_stays_byte_for_byte(tab: Tab) -> None:
    assert len(RECORDS) > 40
    for path in RECORDS:
        text = path.read_text("utf-8")
        assert saved(tab, kind(path), text) == text, path


CHANGES: dict[str, dict[str, Any]] = {
    "berita": {
        "title": "Judul: yang “baru” & #aneh",
        "tags": ["satu", "dua kata", "tiga"],
        "summary": "- bukan daftar",
        "category": "ekonomi",
        "body": "Naskah baru.\n\nAlinea kedua.",
    },
    "surat": {"body": "Data baru."},
}


def test_a_list_within_a_group_is_written_and_read_as_a_list(tab: Tab) -> None:
    claim = {"claim": "Survei ini berbayar.", "verdict": "salah", "sources": ["Bappeda", "https://contoh.example/x"]}
    made = saved(tab, "berita", "---\ntitle: Judul\n---\nIsi.\n", {"fact_check": claim})
    assert "  sources: [Bappeda, https://contoh.example/x]\n" in made
    changed = saved(tab, "berita", made, {"fact_check": {**claim, "verdict": "menyesatkan"}})
    assert changed == made.replace("salah", "menyesatkan")
    assert tab.run(f"window.kinds.berita.fromFile({json.dumps(made)}).fact_check.sources") == claim["sources"]


def test_a_change_touches_its_own_lines_only(tab: Tab) -> None:
    for path in RECORDS:
        text = path.read_text("utf-8")
        for name, value in CHANGES[kind(path)].items():
            made = saved(tab, kind(path), text, {name: value})
            before, _ = read_document("content/x.md", text.encode())
            after, findings = read_document("content/x.md", made.encode())
            assert before
            assert after, (path, name, findings)
            if name == "body":
                assert (after.header, after.body) == (before.header, value)
                continue
            assert after.header == before.header | {name: value}
            assert after.body == before.body
            old, new = text.splitlines(), made.splitlines()
            kept = [line for line in old if line in new]
            assert len(old) - len(kept) <= 1 or name == "tags", (path, name)


def test_a_letters_fields_change_inside_their_group(tab: Tab) -> None:
    for path in [path for path in RECORDS if kind(path) == "surat"]:
        text = path.read_text("utf-8")
        before, _ = read_document("content/x.md", text.encode())
        assert before
        letter = before.header["letter"] | {"subject": 'Perihal "lain": contoh'}
        made = saved(tab, "surat", text, {"letter": letter})
        after, _ = read_document("content/x.md", made.encode())
        assert after
        assert after.header == before.header | {"letter": letter}
        steps = text[text.index("\nsteps:") : text.index("\n---\n", 5)]
        assert steps in made


def test_comments_odd_quoting_and_unknown_names_stay(tab: Tab) -> None:
    text = (
        "---\n# catatan di atas\ntitle: 'Ini ''judul'''  # di samping\nrequest: \"2026-0001\"\nstatus: draft\n"
        "entah: {a: [1, 2]}\ncategory: ekonomi\nsummary: >-\n  dilipat\n  begini\nauthor: rina\n---\nIsi.\n"
    )
    assert saved(tab, "berita", text) == text
    made = saved(tab, "berita", text, {"author": "sari", "title": "Lain"})
    assert made == text.replace("author: rina", "author: sari").replace(
        "title: 'Ini ''judul'''  # di samping", "title: Lain"
    )


def test_a_new_file_is_in_canonical_form(tab: Tab) -> None:
    data = {
        "title": "Judul baru",
        "request": "2026-0170",
        "status": "draft",
        "tags": ["a"],
        "category": "ekonomi",
        "summary": "Ringkas.",
        "author": "rina",
        "image": {"credit": "Foto: x", "src": "x.jpg", "alt": "", "caption": "Satu"},
        "body": "Isi.",
    }
    made = str(tab.run(f"window.kinds.berita.toFile({json.dumps(data)})"))
    document, _ = read_document("content/news/2026/x.md", made.encode())
    assert document
    assert document.body == "Isi."
    assert document.header["image"] == {"credit": "Foto: x", "src": "x.jpg", "caption": "Satu"}
    order = [name for name in FORMATS["berita"]["order"] if name in document.header]
    assert [*document.header] == order
    assert canonical_form("content/news/2026/x.md", made.encode()) is not None


def test_documents_are_a_list_of_groups(tab: Tab) -> None:
    """What the writing page writes of attachments is read again, and one of them changes alone."""
    one = {"file": "perbup-12.pdf", "title": "Peraturan: tarif", "number": "Nomor 12 Tahun 2026"}
    two = {"file": "lampiran.pdf", "title": "Lampiran peta"}
    text = (ROOT / "content/news/2026/pelatihan-guru-paud.md").read_text("utf-8")
    made = saved(tab, "berita", text, {"attachments": [one, two | {"number": ""}]})
    document, findings = read_document("content/x.md", made.encode())
    assert document
    assert (findings, document.header["attachments"]) == ([], [one, two])
    assert canonical_form("content/news/2026/x.md", made.encode()) == made.encode()
    assert saved(tab, "berita", made) == made
    again = saved(tab, "berita", made, {"attachments": [one, two | {"title": "Peta"}]})
    assert again == made.replace("Lampiran peta", "Peta")
    assert saved(tab, "berita", made, {"attachments": []}) == text
