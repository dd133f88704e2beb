"""The script that puts a preview's pictures where a summary can show them: plain pictures only, on a ref of its own."""

import os
import subprocess
from pathlib import Path

from PIL import Image

from tests.support.clone import ENVIRONMENT, git
from tests.support.git_http_backend import git_server
from tests.support.offices import ROOT

REF = "refs/redaksi/preview/7"


def run(clone: Path, folder: Path, server: str = "https://github.com") -> str:
    environment = {
        **ENVIRONMENT,
        "PATH": os.environ["PATH"],
        "GITHUB_TOKEN": "x",
        "GITHUB_SERVER_URL": server,
    }
    environment["GITHUB_REPOSITORY"] = "kantor/berita"
    command = ["bash", str(ROOT / ".github/pictures.sh"), str(folder), REF]
    return subprocess.run(command, cwd=clone, env=environment, check=True, capture_output=True, text=True).stdout


def test_pictures_and_nothing_else(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "clone")
    folder = tmp_path / "pictures"
    folder.mkdir()
    assert run(tmp_path / "clone", folder) == ""
    for name in ("berita-2026-a.phone.png", "berita-2026-a.desktop.png"):
        Image.new("RGB", (4, 4)).save(folder / name)
    (folder / "palsu.png").write_text("<script>")
    (folder / 'x" onerror="y.png').write_bytes((folder / "berita-2026-a.phone.png").read_bytes())
    (folder / "rahasia.png").symlink_to("/etc/passwd")
    said = run(tmp_path / "clone", folder)
    listed = git(tmp_path / "remote.git", "ls-tree", "--name-only", REF).split()
    assert listed == ["berita-2026-a.desktop.png", "berita-2026-a.phone.png"]
    assert said.count("<img ") == 2
    assert "onerror" not in said
    (folder / "berita-2026-a.phone.png").unlink()
    run(tmp_path / "clone", folder)
    assert git(tmp_path / "remote.git", "rev-list", "--count", REF).strip() == "1"


def test_they_are_pushed_to_the_runner_s_own_server(tmp_path: Path) -> None:
    """Its host is GitHub's or a company's; the token goes there in one header, and stands in no file."""
    (tmp_path / "git/kantor").mkdir(parents=True)
    git(tmp_path / "git/kantor", "init", "--quiet", "--bare", "berita.git")
    git(tmp_path / "git/kantor/berita.git", "config", "http.receivepack", "true")
    git(tmp_path, "init", "--quiet", "clone")
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (4, 4)).save(tmp_path / "pictures/berita.phone.png")
    with git_server(tmp_path / "git", "x") as address:
        git(tmp_path / "clone", "remote", "add", "origin", f"{address}/kantor/berita.git")
        said = run(tmp_path / "clone", tmp_path / "pictures", address)
    assert git(tmp_path / "git/kantor/berita.git", "ls-tree", "--name-only", REF) == "berita.phone.png\n"
    assert f'<img src="{address}/kantor/berita/raw/' in said
    assert "extraheader" not in (tmp_path / "clone/.git/config").read_text().lower()
