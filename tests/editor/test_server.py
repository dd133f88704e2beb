"""The editor's server: only its own page may ask, only records and pictures are touched, and the SOP's fields stay."""

import base64
import http.client
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.clone import git, sample_clone
from tests.support.pdf_samples import HOSTILE, pdf
from workflow.config.load import load_office
from workflow.editor.decap_config import editor_settings
from workflow.editor.git_backend import GitBackend
from workflow.editor.server import EditorServer
from workflow.editor.validate_save import validate_save
from workflow.git.worktree import GitIdentity
from workflow.records.file_source import Folder, Overlay
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))
PERSON = "rina"
DRAFT = "content/news/2026/pelatihan-guru-paud.md"
LETTER = "content/requests/2026/0170.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_clone(tmp_path_factory.mktemp("editor") / "clone")


@pytest.fixture(scope="module")
def editor(root: Path) -> Iterator[EditorServer]:
    office, _ = load_office(root)
    assert office
    author = GitIdentity("Rina Contoh", "rina@users.noreply.github.com")
    made = EditorServer(
        0, lambda: GitBackend(root, "main", PERSON, author, NOW), lambda: editor_settings(office, {"name": "proxy"})
    )
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def call(editor: EditorServer, method: str, path: str, data: Any = None, **headers: str) -> tuple[int, Any]:
    """One question, as the editor's page asks it unless something else is said."""
    connection = http.client.HTTPConnection("127.0.0.1", editor.server_port, timeout=20)
    own = {"Host": f"127.0.0.1:{editor.server_port}", "Content-Type": "application/json"}
    if method == "POST":
        own["Origin"] = f"http://127.0.0.1:{editor.server_port}"
    body = data if isinstance(data, bytes) else None if data is None else json.dumps(data).encode()
    connection.request(method, path, body, {**own, **headers})
    answer = connection.getresponse()
    text = answer.read()
    is_json = (answer.getheader("Content-Type") or "").startswith("application/json")
    return answer.status, json.loads(text) if is_json else text


def ask(editor: EditorServer, action: str, **params: Any) -> tuple[int, Any]:
    return call(editor, "POST", "/api/v1", {"action": action, "params": {"branch": "main", **params}})


def persist(
    editor: EditorServer, path: str, raw: str, *assets: dict[str, str], collection: str = "berita"
) -> tuple[int, Any]:
    slug = path.removeprefix("content/").partition("/")[2].removesuffix(".md")
    options = {"collectionName": collection, "commitMessage": "ubah", "useWorkflow": True, "status": "draft"}
    files = [{"slug": slug, "path": path, "raw": raw}]
    return ask(editor, "persistEntry", dataFiles=files, assets=list(assets), options=options)


def test_the_page_and_its_settings_are_served(editor: EditorServer) -> None:
    status, page = call(editor, "GET", "/admin/")
    assert status == 200
    assert b"noindex" in page
    status, config = call(editor, "GET", "/admin/config.json")
    assert [one["name"] for one in config["config"]["collections"]] == ["berita", "surat"]


@pytest.mark.parametrize("length", ["9" * 5000, "67108865", "-1", "x", ""])
def test_an_odd_length_is_answered(editor: EditorServer, length: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", editor.server_port, timeout=20)) as connection:
        own = f"127.0.0.1:{editor.server_port}"
        connection.putrequest("POST", "/api/v1", skip_host=True)
        for name, value in {"Host": own, "Origin": f"http://{own}", "Content-Type": "application/json"}.items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", length)
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_half_a_character_in_a_file_leaves_the_list_standing(editor: EditorServer, root: Path) -> None:
    start = git(root, "rev-parse", "main").strip()
    text = (root / DRAFT).read_text()
    (root / DRAFT).write_text(text.replace(text.split("\n")[1], 'title: "\\ud800 Judul"'))
    git(root, "commit", "--quiet", "--all", "--no-verify", "--message=ubah")
    status, told = ask(editor, "list")
    git(root, "reset", "--quiet", "--hard", start)
    assert status == 200
    assert "\ud800 Judul" in [row[2] for row in told["rows"]]


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/admin/../../../etc/passwd",
        "/admin/%2e%2e/backend.py",
        "/admin/backend.py",
        "/site_config/people.yml",
    ],
)
def test_no_other_file_is_served(editor: EditorServer, path: str) -> None:
    assert call(editor, "GET", path)[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://jahat.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Host": "jahat.example"},
        {"Host": "jahat.example:8081"},
        {"Content-Type": "text/plain"},
    ],
)
def test_no_other_page_may_ask(editor: EditorServer, headers: dict[str, str]) -> None:
    question = {"action": "unpublishedEntries", "params": {"branch": "main"}}
    assert call(editor, "POST", "/api/v1", question, **headers)[0] in (403, 404)


@pytest.mark.parametrize(
    "data",
    [b"", b"x", b"[]", b"{}", b'{"action": 1, "params": 2}', b'{"action": "getEntry", "params": {}}', b"[" * 50_000],
)
def test_odd_questions_are_answered(editor: EditorServer, data: bytes) -> None:
    assert call(editor, "POST", "/api/v1", data)[0] in (400, 422)


@pytest.mark.parametrize(
    "path",
    [
        "site_config/people.yml",
        ".git/config",
        "../x.md",
        "content/news/2026/../../../x.md",
        "content/news/2026/A.md",
        "/etc/x.md",
    ],
)
def test_only_records_are_read_and_written(editor: EditorServer, root: Path, path: str) -> None:
    before = git(root, "rev-parse", "--all")
    assert ask(editor, "getEntry", path=path)[0] == 404
    assert persist(editor, path, "---\ntitle: x\n---\n")[0] in (404, 422)
    asset = {"path": path, "content": base64.b64encode(b"x").decode(), "encoding": "base64"}
    assert persist(editor, DRAFT, git(root, "show", f"main:{DRAFT}"), asset)[0] == 422
    assert git(root, "rev-parse", "--all") == before


@pytest.mark.parametrize(
    "slug", ["../main", "2026/../x", "x y", "-x", "2026/--upload-pack", "a" * 300 + "/", "2026/x\n"]
)
def test_odd_names_make_no_branch(editor: EditorServer, root: Path, slug: str) -> None:
    before = git(root, "for-each-ref")
    for action in ("unpublishedEntry", "deleteUnpublishedEntry", "publishUnpublishedEntry"):
        assert ask(editor, action, collection="berita", slug=slug)[0] == 404
    assert ask(editor, "unpublishedEntry", collection="entah", slug="2026/x")[0] == 404
    assert git(root, "for-each-ref") == before


def refused(editor: EditorServer, root: Path, path: str, old: str, new: str) -> str:
    """A save with one change that must be refused; the words that say why."""
    text = git(root, "show", f"main:{path}")
    assert old in text
    status, said = persist(editor, path, text.replace(old, new), collection="surat" if "requests" in path else "berita")
    assert status == 422, said
    return str(said["error"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - step: 1\n    by: yusuf\n    finished: 2026-11-20T09:53+07:00\n", ""),
        ("by: yusuf", "by: rina"),
        ("2026-11-20T09:53", "2026-11-20T09:43"),
        ("received: 2026-11-20T09:42", "received: 2026-11-20T09:50"),
        ("status: received", "status: reported"),
        ("id: 2026-0170", "id: 2026-0171"),
        ("holds: []", "holds:\n  - {from: 2026-11-20T09:55+07:00, reason: x}"),
        ("holds: []\n", "holds: []\ndisposition: {decision: publish, instruction: x}\n"),
    ],
)
def test_the_sops_own_fields_are_not_changed_here(editor: EditorServer, root: Path, old: str, new: str) -> None:
    before = git(root, "for-each-ref")
    assert "SOP" in refused(editor, root, LETTER, old, new)
    assert git(root, "for-each-ref") == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: draft", "status: published"),
        ("editor: sari\n", ""),
        ("editor: sari", "editor: maya"),
        ("status: draft\n", ""),
    ],
)
def test_an_article_is_not_approved_or_published_here(editor: EditorServer, root: Path, old: str, new: str) -> None:
    assert "SOP" in refused(editor, root, DRAFT, old, new)


def test_a_letter_is_not_begun_here(editor: EditorServer, root: Path) -> None:
    text = git(root, "show", f"main:{LETTER}").replace("2026-0170", "2026-0199")
    status, said = persist(editor, "content/requests/2026/0199.md", text, collection="surat")
    assert (status, "formulir" in said["error"] or "form" in said["error"]) == (422, True)


def test_a_picture_that_is_none_is_refused(editor: EditorServer, root: Path) -> None:
    text = git(root, "show", f"main:{DRAFT}").replace("src: pelatihan-guru-paud.jpg", "src: palsu.jpg")
    asset = {
        "path": "content/news/2026/palsu.jpg",
        "content": base64.b64encode(b"<script>").decode(),
        "encoding": "base64",
    }
    assert persist(editor, DRAFT, text, asset)[0] == 422


def test_what_the_check_says_of_a_saved_text_comes_along(editor: EditorServer, root: Path) -> None:
    text = git(root, "show", f"main:{DRAFT}").rstrip()
    status, said = persist(editor, DRAFT, f"{text}\n\n[Kutipan narasumber, dengan nama dan jabatannya]\n")
    assert status == 200
    assert "Kutipan narasumber" in said["warnings"][0]
    assert len(said["warnings"]) <= 6
    assert ask(editor, "deleteUnpublishedEntry", collection="berita", slug=DRAFT[13:-3])[0] == 200


def test_what_nobody_sees_is_not_kept_and_said(editor: EditorServer, root: Path) -> None:
    """By its code, which is all that can be shown of it."""
    text = git(root, "show", f"main:{DRAFT}").rstrip()
    status, said = persist(editor, DRAFT, f"{text}\n\nSatu\u200bdua\u00a0tiga.\n")
    assert status == 200
    assert "U+200B, U+00A0" in said["warnings"][0]
    assert ask(editor, "deleteUnpublishedEntry", collection="berita", slug=DRAFT[13:-3])[0] == 200


def test_an_old_text_is_not_cleaned_unasked(root: Path) -> None:
    """A letter with a hard space in its subject can still be edited: its own fields stay to the letter."""
    office, _ = load_office(root)
    assert office
    text = git(root, "show", f"main:{LETTER}").rstrip()
    old = text.replace("subject: ", "subject: A\u00a0", 1)
    files = Overlay(Folder(root), {LETTER: f"{old}\n".encode()})
    saved = validate_save(files, office, {LETTER: f"{old}\n\nTambahan data.\n".encode()}, PERSON, NOW)
    assert "subject: A\u00a0" in saved.files[LETTER].decode()


def test_states_are_kept_and_a_branch_is_forgotten(editor: EditorServer, root: Path) -> None:
    text = git(root, "show", f"main:{DRAFT}").replace("summary: Sebanyak", "summary: Ada")
    assert persist(editor, DRAFT, text)[0] == 200
    slug = DRAFT.removeprefix("content/news/").removesuffix(".md")
    status, entry = ask(editor, "unpublishedEntry", collection="berita", slug=slug)
    assert (status, entry["status"], entry["diffs"]) == (200, "draft", [{"path": DRAFT, "id": DRAFT, "newFile": False}])
    assert ask(editor, "updateUnpublishedEntryStatus", collection="berita", slug=slug, newStatus="terbit")[0] == 422
    assert (
        ask(editor, "updateUnpublishedEntryStatus", collection="berita", slug=slug, newStatus="pending_review")[0]
        == 200
    )
    assert ask(editor, "unpublishedEntry", id=f"berita/{slug}")[1]["status"] == "pending_review"
    assert ask(editor, "unpublishedEntries")[1] == [f"berita/{slug}"]
    assert ask(editor, "deleteUnpublishedEntry", collection="berita", slug=slug)[0] == 200
    assert ask(editor, "unpublishedEntries")[1] == []


def test_the_page_as_files(root: Path, tmp_path: Path) -> None:
    from tests.support.command_line import redaksi

    assert redaksi("admin", f"--root={root}", f"--export={tmp_path / 'admin'}").code == 2
    done = redaksi("admin", f"--root={root}", f"--export={tmp_path / 'admin'}", "--repository=kantor/berita")
    assert done.code == 0
    config = json.loads((tmp_path / "admin/config.json").read_text())["config"]
    messages = config["backend"].pop("commit_messages")
    assert config["backend"] == {"name": "github", "repo": "kantor/berita", "branch": "main"}
    assert all("halaman menulis" in words for words in messages.values())
    assert config["publish_mode"] == "editorial_workflow"
    assert 'content="noindex' in (tmp_path / "admin/index.html").read_text()


def sent(path: str, data: bytes) -> dict[str, str]:
    return {"path": path, "content": base64.b64encode(data).decode(), "encoding": "base64"}


def with_document(root: Path, name: str) -> str:
    text = git(root, "show", f"main:{DRAFT}")
    return text.replace("\nauthor:", f"\nattachments:\n  - file: {name}\n    title: Pedoman pelatihan\nauthor:", 1)


def test_a_document_is_kept_to_the_byte_and_a_harmful_one_refused_at_its_field(
    editor: EditorServer, root: Path
) -> None:
    good, place = pdf("Pedoman pelatihan guru PAUD bagi kecamatan."), "content/news/2026/pedoman-ab12cd.pdf"
    status, told = persist(editor, DRAFT, with_document(root, "pedoman-ab12cd.pdf"), sent(place, good))
    assert status == 200, told
    branch = "cms/berita/2026/pelatihan-guru-paud"
    kept = Path(root / ".git")
    shown = subprocess.run(["git", "cat-file", "blob", f"{branch}:{place}"], cwd=kept, capture_output=True, check=True)
    assert shown.stdout == good
    bad = "content/news/2026/jahat-ab12cd.pdf"
    script = HOSTILE["javascript on opening"][0]
    status, told = persist(editor, DRAFT, with_document(root, "jahat-ab12cd.pdf"), sent(bad, script))
    assert status == 422, told
    assert "JavaScript" in json.dumps(told)
    stray = sent("content/news/2026/stray.pdf", good)
    status, told = persist(editor, DRAFT, with_document(root, "pedoman-ab12cd.pdf"), stray)
    assert status == 200
    assert "stray.pdf" not in git(root, "ls-tree", "--name-only", branch, "content/news/2026/")
    ask(editor, "deleteUnpublishedEntry", collection="berita", slug="2026/pelatihan-guru-paud")
