"""What is wrong in a group of the form is said in the form's words, at its field: nobody there has seen a line of YAML."""

import re
from pathlib import Path

import pytest

from tests.support.clone import sample_clone
from tests.support.editor_questions import save
from workflow.editor.errors import error_reply, finding_sentence
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import say
from workflow.services.errors import RefusedError
from workflow.text.finding import Finding

DRAFT = "content/news/2026/pelatihan-guru-paud.md"
YAML_WORDS = re.compile(r"`[a-z_]+:?`|`[a-z_]+: |\d{4}-\d\d-\d\d|titik dua|baris `")
GROUPS: dict[str, tuple[str, str, str]] = {
    "no place": ("event:\n  day: 2026-12-05\n", "event.place", "“Tempat” masih kosong"),
    "no beginning": ("event:\n  place: Aula\n", "event", "“Mulai” (28 November 2026 08.00)"),
    "two beginnings": (
        "event:\n  starts: 2026-12-05T08:00+07:00\n  day: 2026-12-05\n  place: Aula\n", "event", "(28 November 2026)",
    ),
    "stray end": ("event:\n  day: 2026-12-05\n  ends: 2026-12-05T08:00+07:00\n  place: Aula\n", "event.ends", "“Selesai”"),
    "no time": ("event:\n  starts: besok\n  place: Aula\n", "event.starts", "Waktu ini tidak terbaca. Pilih lagi"),
    "no day": ("review_at: besok\n", "review_at", "Pilih lagi"),
    "no verdict": ("fact_check:\n  claim: Vaksin bayar.\n", "fact_check.verdict", "“Penilaian” masih kosong"),
    "no claim": ("fact_check:\n  verdict: salah\n", "fact_check.claim", "“Klaim” masih kosong"),
    "no file": ("attachments:\n  - title: Peraturan\n", "attachments", "Lampiran 1: “Berkas PDF” masih kosong"),
    "no name": ("attachments:\n  - file: perbup.pdf\n", "attachments", "Lampiran 1: “Nama dokumen” masih kosong"),
}  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_clone(tmp_path_factory.mktemp("words") / "k")


@pytest.mark.parametrize("case", GROUPS)
def test_a_group_is_refused_in_the_words_of_the_form(root: Path, case: str) -> None:
    lines, field, words = GROUPS[case]
    with in_language(DEFAULT_LANGUAGE):
        with pytest.raises(RefusedError) as caught:
            save(root, "rina", "summary:", f"{lines}summary:", DRAFT)
        said = error_reply(caught.value)
    assert {one["field"] for one in said["places"]} == {field}, said
    assert words in said["places"][0]["words"]
    assert not [one for one in (said["error"], *(one["words"] for one in said["places"])) if YAML_WORDS.search(one)]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('[![Warga antre](antre.jpg "Warga. Foto: A")]()', "“Warga antre”: "),
        ("![](antre.jpg)", "“antre.jpg”: "),
        ("![]()", "“gambar tanpa berkas”: "),
        ("Pelatihan guru ini berlangsung tiga hari penuh.", "“Pelatihan guru ini berlangsung tiga hari ...”: "),
    ],
)
def test_a_place_in_the_text_is_found_again_by_what_the_form_shows(line: str, shown: str) -> None:
    text = f"---\ntitle: x\n---\n{line}\n"
    finding = Finding("publishing/unshown", DRAFT, text.index(line), say("x"), line=4)
    with in_language(DEFAULT_LANGUAGE):
        assert finding_sentence(finding, {DRAFT: text}) == f"{shown}x"
