"""Everything for which saving says no: a sentence of its own, at the field that it is about; nothing is hidden."""

import base64
import io
import logging
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PIL import Image

from tests.support.clone import git, sample_clone
from tests.support.offices import sample_office
from workflow.editor.decap_config import editor_settings
from workflow.editor.errors import (
    BODY_FIELD,
    FORM_FIELDS,
    IMAGE_REFUSALS,
    REFUSALS,
    RefusalReason,
    error_reply,
    form_field_of,
)
from workflow.editor.form_fields import form_fields
from workflow.editor.git_backend import GitBackend
from workflow.editor.status_panel import WIDGET
from workflow.git.commit_files import CommitFiles
from workflow.git.commit_writer import WriteError
from workflow.git.repository import Repository
from workflow.git.worktree import CommitError, GitIdentity
from workflow.i18n.catalog import translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import say
from workflow.images.limits import LARGEST_UPLOAD_BYTES
from workflow.images.reencode import ReencodeProblem
from workflow.records.article import Article
from workflow.records.field_labels import LABELS
from workflow.records.read import read_article
from workflow.services.errors import RefusedError
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding

NOW = int(parse_instant("2026-11-20T10:00+07:00"))
DRAFT = "content/news/2026/pelatihan-guru-paud.md"
LETTER = "content/requests/2026/0170.md"
Json = dict[str, Any]
NOTHING: Mapping[str, bytes] = {}


@pytest.fixture
def backend(tmp_path: Path) -> GitBackend:
    return GitBackend(
        sample_clone(tmp_path / "k"), "main", "rina", GitIdentity("Rina", "rina@users.noreply.github.com"), NOW
    )


def text_of(backend: GitBackend, path: str = DRAFT) -> str:
    return git(backend.root, "show", f"main:{path}")


def save(backend: GitBackend, path: str = DRAFT, raw: str = "", pictures: Mapping[str, bytes] = NOTHING) -> Json:
    """Save a text, as it is on main if it is not said, with pictures by their names; the text names the first one."""
    raw = raw or text_of(backend, path)
    for name in pictures:
        raw = raw.replace("src: pelatihan-guru-paud.jpg", f"src: {name}")
    folder, _, file = path.rpartition("/")
    assets = [{"path": f"{folder}/{name}", "content": base64.b64encode(data)} for name, data in pictures.items()]
    collection = "surat" if "requests" in path else "berita"
    options = {"collectionName": collection, "commitMessage": "ubah", "status": "draft"}
    files = [{"slug": f"2026/{file.removesuffix('.md')}", "path": path, "raw": raw}]
    return dict(backend.answer("persistEntry", {"dataFiles": files, "assets": assets, "options": options}))


def publish(backend: GitBackend) -> Json:
    return dict(backend.answer("publishUnpublishedEntry", {"collection": "berita", "slug": DRAFT[13:-3]}))


def change(backend: GitBackend, path: str, old: str, new: str) -> None:
    """Somebody else changes a file on main."""
    file = backend.root / path
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    git(backend.root, "commit", "--quiet", "--all", "--message=lain")


def picture(size: tuple[int, int] = (900, 600), form: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(file, form, **options)
    return file.getvalue()


def summary(backend: GitBackend, words: str) -> str:
    return text_of(backend).replace("summary: Sebanyak", f"summary: {words}")


def meanwhile(backend: GitBackend) -> None:
    save(backend, raw=summary(backend, "Ada"))
    change(backend, DRAFT, "summary: Sebanyak", "summary: Kira-kira")
    publish(backend)


def offline(backend: GitBackend) -> None:
    save(backend, raw=summary(backend, "Ada"))
    with patch("workflow.editor.git_backend.pull", side_effect=CommitError("Could not resolve host")):
        publish(backend)


def broken_git(backend: GitBackend) -> None:
    with patch("workflow.editor.git_backend.CommitWriter.commit", side_effect=WriteError("No space left on device")):
        save(backend)


def broken_office(backend: GitBackend) -> None:
    change(backend, "site_config/office.yml", "name:", "name: [")
    save(backend)


def broken_before(backend: GitBackend) -> None:
    whole = text_of(backend)
    change(backend, DRAFT, "title: ", "title: [")
    save(backend, raw=whole)


def unforeseen(backend: GitBackend) -> None:
    with patch(
        "workflow.editor.git_backend.validate_save", side_effect=UnicodeEncodeError("utf-8", "x", 0, 1, "surrogates")
    ):
        save(backend)


def with_picture(made: Callable[[], bytes], name: str = "baru.jpg") -> Callable[[GitBackend], Any]:
    return lambda backend: save(backend, pictures={name: made()})


def layers() -> bytes:
    """A picture that moves, of more pieces than any that is shown."""
    frames = [Image.new("RGB", (90, 60), (at, 0, 0)) for at in range(110)]
    return picture((90, 60), "PNG", save_all=True, append_images=frames)


CASES: dict[RefusalReason, Callable[[GitBackend], Any]] = {
    RefusalReason.ACTION: lambda backend: backend.answer("persistMedia", {}),
    RefusalReason.OFFICE: broken_office,
    RefusalReason.NO_PLACE: with_picture(lambda: b"<svg/>", "baru.svg"),
    RefusalReason.UNREADABLE: lambda backend: save(backend, raw="---\ntitle: [\n---\nIsi.\n"),
    RefusalReason.BROKEN: broken_before,
    RefusalReason.NEW_LETTER: lambda backend: save(backend, "content/requests/2026/0999.md", text_of(backend, LETTER)),
    RefusalReason.NOT_THEIRS: lambda backend: save(backend, raw=text_of(backend).replace("editor: sari\n", "")),
    RefusalReason.FOUND: lambda backend: save(backend, raw=summary(backend, "Hubungi 0812-3456-7890, sebab sebanyak")),
    RefusalReason.MEANWHILE: meanwhile,
    RefusalReason.OFFLINE: offline,
    RefusalReason.GIT: broken_git,
    RefusalReason.LARGE: with_picture(lambda: b"\xff\xd8\xff" + bytes(LARGEST_UPLOAD_BYTES)),
    RefusalReason.HEIC: with_picture(lambda: b"\0\0\0\x18ftypheic" + bytes(99)),
    RefusalReason.KIND: with_picture(lambda: b"%PDF-1.4 foto"),
    RefusalReason.SIZE: with_picture(lambda: picture((9000, 40))),
    RefusalReason.PIECES: with_picture(layers, "baru.png"),
    RefusalReason.CUT: with_picture(lambda: picture()[:9000]),
    RefusalReason.ENDING: with_picture(lambda: picture(form="PNG"), "baru.png"),
    RefusalReason.TAKEN: with_picture(picture, "bus-sekolah-uji-coba.jpg"),
    RefusalReason.UNFORESEEN: unforeseen,
}


def sentence_of(reason: RefusalReason) -> str:
    """A pattern of the table's sentence in the language spoken, whatever its values are."""
    template = REFUSALS[reason].words
    words = translate(say(template, **dict.fromkeys(re.findall(r"{(\w+)}", template), "@")))
    return re.escape(words).replace("`@`", "[`“].+[`”]").replace("@", "[\\s\\S]+")


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_is_one_sentence_at_its_field(backend: GitBackend, reason: RefusalReason) -> None:
    before = git(backend.root, "for-each-ref", "refs/heads/cms/*/2026/0999")
    with in_language(DEFAULT_LANGUAGE):
        with pytest.raises(Exception) as caught:  # noqa: PT011  whatever it is, it is told
            CASES[reason](backend)
        said = error_reply(caught.value)
        assert re.match(sentence_of(reason), said["error"]), said
    assert not re.search(r"API|Error|[{}]|Traceback|`alt`", said["error"])
    fields = [one["field"] for one in said["places"]]
    assert fields == (
        ["summary"] if reason is RefusalReason.FOUND else [REFUSALS[reason].field] if REFUSALS[reason].field else []
    )
    assert git(backend.root, "for-each-ref", "refs/heads/cms/*/2026/0999") == before


def test_the_table_is_whole() -> None:
    assert REFUSALS.keys() == set(RefusalReason) == CASES.keys()
    assert {one.field for one in REFUSALS.values()} - {""} <= FORM_FIELDS
    assert IMAGE_REFUSALS.keys() == set(ReencodeProblem)


def test_every_field_of_the_form_is_one_that_can_be_marked() -> None:
    """The form as Decap gets it is the oracle; where a story stands is shown there, and not written.

    What stands in an item of a list is said at the list.
    """

    def names(fields: list[Json], before: str = "") -> set[str]:
        groups = [field for field in fields if field["widget"] == "object"]
        inner = {one for field in groups for one in names(field["fields"], f"{before}{field['name']}.")}
        return inner | {before + field["name"] for field in fields if field["widget"] != WIDGET}

    forms = editor_settings(sample_office(), {})["config"]["collections"]
    assert {one for form in forms for one in names(form["fields"])} == FORM_FIELDS
    assert {field.rpartition(".")[2] for field in FORM_FIELDS} <= LABELS.keys()


TEXTS = {DRAFT: "---\ntitle: x\nimage:\n  alt: 0812\n  entah: [0812]\nsteps: 0812\n---\n" + "Isi. " * 9}


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (("title",), "title"),
        (("tags", 2), "tags"),
        (("image", "alt"), "image.alt"),
        (("image", "entah"), "image"),
        (("letter", "from"), "letter.from"),
        (("status",), ""),
        (("steps", 3, "finished"), ""),
        ((), ""),
        (0, ""),
        (8, "title"),
        (27, "image.alt"),
        (52, ""),
        (99, BODY_FIELD),
    ],
)
def test_a_finding_is_shown_where_it_is_and_else_above_the_form(place: Any, field: str) -> None:
    assert form_field_of(Finding("x/y", DRAFT, place, say("x")), TEXTS) == field


def test_a_finding_calls_fields_as_the_form_does(backend: GitBackend) -> None:
    raw = re.sub(r"  alt: .*\n", "", text_of(backend)).replace("tags: [paud", "tags: [Paud")
    with in_language(DEFAULT_LANGUAGE), pytest.raises(RefusedError) as caught:
        save(backend, raw=raw)
    with in_language(DEFAULT_LANGUAGE):
        said = error_reply(caught.value)
    assert [one["field"] for one in said["places"]] == ["tags", "image.alt"]
    assert "Kata kunci, Uraian bagi yang tidak melihat gambarnya" in said["error"]
    assert "Uraian bagi yang tidak melihat" in said["places"][1]["words"]
    assert "`alt" not in said["places"][1]["words"]


def test_what_nobody_foresaw_is_written_down(backend: GitBackend, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(UnicodeEncodeError) as caught:
        unforeseen(backend)
    error_reply(caught.value)
    assert "surrogates" in caplog.text


def branch_files(backend: GitBackend, name: str) -> list[str]:
    listed = git(backend.root, "diff", "--name-status", "--no-renames", f"main...cms/berita/{name}")
    return sorted(listed.split("\n")[:-1])


def test_a_picture_is_kept_small_and_says_nothing_else(backend: GitBackend) -> None:
    notes = Image.Exif()
    notes[0x010F] = "Kamera Rahasia"
    notes.get_ifd(0x8825)[1] = "S"
    save(backend, pictures={"baru.jpg": picture((2600, 1700), exif=notes)})
    with Repository(backend.root) as repository:
        tree = CommitFiles(repository, repository.resolve(f"refs/heads/cms/berita/{DRAFT[13:-3]}"))
        data = tree.read("content/news/2026/baru.jpg")
        article = read_article(tree, DRAFT)
    assert data
    assert b"Rahasia" not in data
    assert Image.open(io.BytesIO(data)).size == (1600, 1046)
    assert article
    assert article.record.image
    assert article.record.image.src == "baru.jpg"


def test_a_branch_holds_the_text_and_its_picture_and_no_other(backend: GitBackend) -> None:
    slug = DRAFT[13:-3]
    save(backend, pictures={"satu.jpg": picture(), "lain.jpg": picture()})
    assert branch_files(backend, slug) == ["A\tcontent/news/2026/satu.jpg", f"M\t{DRAFT}"]
    save(backend, pictures={"dua.jpg": picture(), "satu.jpg": picture()})
    assert branch_files(backend, slug) == ["A\tcontent/news/2026/dua.jpg", f"M\t{DRAFT}"]
    without = re.sub(r"image:\n(  .*\n)+", "", text_of(backend))
    save(backend, raw=without, pictures={"dua.jpg": picture()})
    assert branch_files(backend, slug) == [f"M\t{DRAFT}"]


def test_merging_brings_exactly_the_text_and_its_picture(backend: GitBackend) -> None:
    save(backend, pictures={"baru.jpg": picture()})
    branch = f"cms/berita/{DRAFT[13:-3]}"
    wanted = {path: git(backend.root, "rev-parse", f"{branch}:{path}") for path in (DRAFT, f"{DRAFT[:18]}baru.jpg")}
    publish(backend)
    listed = git(backend.root, "diff", "--name-only", "HEAD~", "HEAD").split()
    assert sorted(listed) == sorted(wanted)
    assert {path: git(backend.root, "rev-parse", f"main:{path}") for path in wanted} == wanted
    assert git(backend.root, "status", "--porcelain") == ""
    assert git(backend.root, "for-each-ref", "refs/heads/cms") == ""


def test_what_others_changed_meanwhile_stays(backend: GitBackend) -> None:
    save(backend, raw=summary(backend, "Ada"))
    change(backend, DRAFT, "title: Guru PAUD", "title: Para Guru PAUD")
    publish(backend)
    after = text_of(backend)
    assert "title: Para Guru PAUD" in after
    assert "summary: Ada 112" in after


def test_a_merge_that_could_not_be_shared_is_merged_once(backend: GitBackend) -> None:
    save(backend, raw=summary(backend, "Ada"))
    with patch("workflow.editor.git_backend.push", side_effect=CommitError("offline")), pytest.raises(RefusedError):
        publish(backend)
    merged = git(backend.root, "rev-parse", "main")
    publish(backend)
    assert git(backend.root, "rev-parse", "main") == merged
    assert git(backend.root, "for-each-ref", "refs/heads/cms") == ""


def test_a_field_that_is_not_always_needed_says_when_it_is() -> None:
    """Saving asks for a picture's words, though without a picture they may stay empty."""
    image = next(one for one in form_fields(Article, sample_office()) if one["name"] == "image")
    hints = {one["name"]: one.get("hint", "") for one in image["fields"]}
    assert all("gambar" in hints[name] for name in ("alt", "caption", "credit"))
