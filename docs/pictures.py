"""`make pictures`: photograph the sample office's site and its editor in a real browser, for README and handbook.

May be repeated any time. What they show is written down as a fingerprint, so that a test says when they are old.
"""

import base64
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from PIL import Image

from docs import handbook
from tests.support.browser import serving
from tests.support.devtools import Tab, browser_tab
from tests.support.face_office import NOW, face_office

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "pictures"
HANDBOOK_FOLDER = ROOT / "workflow/defaults/docs/pictures"
"""The handbook's come with the program, for every office."""
QUALITY = 82
STAND = FOLDER / "stand.txt"
"""The fingerprint of what the pictures were taken of."""
SHOWN = (
    *("content", "workflow/defaults/site_config/theme", "workflow/editor"),
    *("docs/pictures.py", "docs/handbook.py", "tests/support/face_office.py"),
)


class Shot(Struct, frozen=True):
    """One picture: of which page, in which colours, and how large the window is in CSS pixels."""

    name: str
    address: str
    scheme: str
    width: int
    height: int
    scale: float = 1.0
    """Pixels of the picture for one of the window."""


SHOTS = (
    Shot("home", "", "light", 1280, 1000),
    Shot("article", "berita/2026/ktp-jemput-bola-hulu-sungai/", "dark", 390, 844, 2.0),
    Shot("service", "layanan/", "light", 390, 844, 2.0),
)
FACE = Shot("wajah", "register/", "light", 1180, 1090)
"""Of another office: a page that ends soon, so that head and foot are seen."""


def main() -> None:
    """Build the site in a temporary folder, and write one WebP file for each shot."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="redaksi-pictures-") as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
        subprocess.run(command, cwd=ROOT, check=True)
        with serving(site) as address, browser_tab(Path(folder) / "profile") as tab:
            for shot in SHOTS:
                save(tab, address, shot, FOLDER)
        photograph_face(Path(folder))
        for name, picture in handbook.photograph(Path(folder)):
            picture.save(HANDBOOK_FOLDER / f"{name}.webp", quality=QUALITY, method=6)
    STAND.write_text(fingerprint() + "\n", encoding="ascii")


def photograph_face(folder: Path) -> None:
    """The picture of an office with a face of its own."""
    root = face_office(folder / "face")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "REDAKSI_NOW": NOW})
    with serving(root / "site") as address, browser_tab(folder / "face-profile") as tab:
        save(tab, address, FACE, HANDBOOK_FOLDER)


def save(tab: Tab, address: str, shot: Shot, folder: Path) -> None:
    """Take one picture, into a folder."""
    image = Image.open(io.BytesIO(photograph(tab, address, shot)))
    image.save(folder / f"{shot.name}.webp", quality=QUALITY, method=6)


def fingerprint() -> str:
    """Of everything that the pictures show: the office, its theme, the editor, and this script."""
    digest = hashlib.sha256()
    for folder in SHOWN:
        top = ROOT / folder
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def photograph(tab: Tab, address: str, shot: Shot) -> bytes:
    """A PNG of what a reader sees first."""
    tab.call(
        "Emulation.setDeviceMetricsOverride",
        width=shot.width,
        height=shot.height,
        deviceScaleFactor=shot.scale,
        mobile=shot.width < shot.height,
    )
    tab.open(address + shot.address)
    tab.run(f"document.documentElement.dataset.scheme = '{shot.scheme}'")
    tab.wait("[...document.images].every((one) => one.complete || one.getBoundingClientRect().top > innerHeight)")
    tab.run("Promise.all([...document.images].filter((one) => one.complete).map((one) => one.decode()))")
    tab.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return base64.b64decode(tab.call("Page.captureScreenshot", format="png")["data"])


if __name__ == "__main__":
    main()
