"""The exported page, as it lies on the office's site: the whole way over GitHub's API, and what GitHub refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.rest_server import REPOSITORY, Hub, serving
from tests.editor.test_in_browser import CAMERA, begin, brought, photograph, replaced
from tests.support.clone import sample_clone
from tests.support.devtools import browser_tab
from tests.support.editor_driver import ANSWERS, Writer
from tests.support.offices import sample_office
from workflow.editor.decap_config import editor_settings
from workflow.editor.server import write_page

SIGNED_IN = """if (location.protocol === "http:") localStorage.setItem("decap-cms-user",
  JSON.stringify({ backendName: "redaksi", token: "contoh", login: "contoh-rina" }));"""


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(sample_clone(tmp_path / "hub"))


@pytest.fixture
def writer(hub: Hub, tmp_path: Path) -> Iterator[Writer]:
    page = tmp_path / "page"
    with serving(hub, page) as address, browser_tab(tmp_path / "profile") as tab:
        api = address.replace("/admin/", "/api")
        backend = {"name": "github", "repo": REPOSITORY, "branch": "main", "api_root": api}
        write_page(page, editor_settings(sample_office(), backend))
        tab.size(1280)
        tab.call("Page.addScriptToEvaluateOnNewDocument", source=f"{ANSWERS};{SIGNED_IN}")
        yield Writer(hub.root, address, tab)


def test_the_whole_way_over_github(hub: Hub, writer: Writer, tmp_path: Path) -> None:
    first, second = tmp_path / CAMERA, tmp_path / "lain.jpg"
    first.write_bytes(photograph((2400, 1600)))
    second.write_bytes(photograph(colour=90))
    branch = begin(writer, "Survei Prioritas Pembangunan Dibuka untuk Warga", first)
    assert "huruf kecil: survei, pembangunan" in writer.told()
    path = branch.replace("cms/berita", "content/news")
    photo, text = brought(writer, branch)
    assert (photo[: len(path)], text) == (path, f"{path}.md")
    writer.go(f"collections/berita/entries/{branch.removeprefix('cms/berita/')}")
    assert writer.shown_picture() == [1600, 1067]
    assert "Naskah disimpan" in replaced(writer, second)
    other, text = brought(writer, branch)
    assert other != photo
    refuses(hub, writer)
    assert "Naskah digabungkan" in writer.publish()
    writer.tab.wait("document.body.innerText.includes('Sudah digabungkan') ? 1 : 0")
    assert sorted(writer.git("diff", "--name-only", "main~", "main").split()) == [other, text]
    words = [hub.pulls[0]["title"], hub.pulls[0]["body"], *writer.git("log", "-3", "--format=%s", "main").splitlines()]
    assert all("halaman menulis" in one for one in words), words


def refuses(hub: Hub, writer: Writer) -> None:
    """What GitHub refuses is said, and what was written stays; nothing is merged past GitHub."""
    writer.fill("caption", "Keterangan lain.")
    hub.failing = ("POST .*/git/blobs", 401, "Bad credentials")
    assert "Masa masuk Anda sudah habis" in writer.save()
    assert writer.value("caption") == "Keterangan lain."
    hub.failing = None
    assert "Naskah disimpan" in writer.save()
    before = writer.git("rev-parse", "main")
    hub.failing = ("PUT .*/merge", 405, "Pull Request is not mergeable")
    writer.hush()
    assert "pemeriksaan atau persetujuan belum lengkap" in writer.publish()
    assert writer.git("rev-parse", "main") == before
    hub.failing = None
    writer.hush()
