"""The script that puts a preview's pictures where a summary can show them: plain pictures only, on a ref of its own."""

import os
import subprocess
from pathlib import Path

from PIL import Image

from tests.desk.clone import ENVIRONMENT, git
from tests.support import ROOT

REF = "refs/redaksi/preview/7"


def run(clone: Path, folder: Path) -> str:
    environment = {
        **ENVIRONMENT,
        "PATH": os.environ["PATH"],
        "GITHUB_TOKEN": "x",
        "GITHUB_SERVER_URL": "https://github.com",
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
