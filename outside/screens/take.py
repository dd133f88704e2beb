"""A picture of a page in a combination: a width and colours, forced colours, or paper."""

import base64
import io
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from PIL import Image

from outside.browsers import SCHEMES, WIDTHS, colours, look, open_settled
from tests.support.devtools import Tab

FONTS = ("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/liberation2")
"""The only ones that the browser knows meanwhile: what else a machine has changes nothing."""
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{folders}
<alias binding="same"><family>system-ui</family><prefer><family>Liberation Sans</family></prefer></alias>
<match target="pattern"><edit name="family" mode="append_last"><string>Liberation Sans</string></edit></match>
<alias binding="same"><family>Georgia</family><prefer><family>Liberation Serif</family></prefer></alias>
<alias binding="same"><family>serif</family><prefer><family>Liberation Serif</family></prefer></alias>
<alias binding="same"><family>monospace</family><prefer><family>Liberation Mono</family></prefer></alias>
</fontconfig>"""
LONGEST = 4500
"""Pixels of a page that are shown; a register's rows look all the same."""
PAPER = 794
"""The width of A4 in CSS pixels."""
SMALL = 120
"""The width of a kept picture."""
QUALITY = 28

FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"


class Combination(Struct, frozen=True):
    """How a page is looked at."""

    width: int
    scheme: str = "light"
    media: str = "screen"
    forced: str = "none"

    @property
    def name(self) -> str:
        """The file's name."""
        if self.media == "print":
            return "print"
        return f"{self.width}-{'forced' if self.forced == 'active' else self.scheme}"


COMBINATIONS = (
    *(Combination(width, scheme) for width in WIDTHS for scheme in SCHEMES),
    Combination(360, forced="active"),
    Combination(PAPER, media="print"),
)


def take(site: Path, addresses: tuple[str, ...]) -> dict[str, Image.Image]:
    """A picture of each page in each combination, by the page's folder and the combination's name, at full size."""
    with TemporaryDirectory(prefix="redaksi-fonts-") as folder:
        configuration = Path(folder) / "fonts.conf"
        configuration.write_text(CONFIGURATION.format(folders="".join(f"<dir>{one}</dir>" for one in FONTS)), "utf-8")
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            pages = look(site, addresses, _page)
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            os.environ.update({"FONTCONFIG_FILE": before} if before else {})
    return {name: picture for page in pages for name, picture in page.items()}


def _page(tab: Tab, home: str, address: str) -> dict[str, Image.Image]:
    tab.size(WIDTHS[0])
    open_settled(tab, home + address)
    tab.run("document.querySelectorAll('img').forEach((one) => { one.loading = 'eager'; }); 1")
    return {f"{folder_of(address)}/{one.name}": _picture(tab, one) for one in COMBINATIONS}


def folder_of(address: str) -> str:
    """The folder of a page's pictures."""
    return re.sub(r"[^a-z0-9.-]+", "+", address.strip("/")) or "beranda"


def _picture(tab: Tab, one: Combination) -> Image.Image:
    features = [{"name": "forced-colors", "value": one.forced}, {"name": "prefers-reduced-motion", "value": "reduce"}]
    tab.call("Emulation.setEmulatedMedia", media=one.media, features=features)
    tab.size(one.width)
    colours(tab, one.scheme)
    tab.run(FRAMES)  # in the first another size of a picture is chosen
    tab.wait("[...document.images].every((one) => one.complete)")
    tab.run("Promise.all([...document.images].map((one) => one.decode().catch(() => 0))).then(() => 1)")
    tab.run(FRAMES)
    height = min(LONGEST, tab.run("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": one.width, "height": height, "scale": 1}
    shot = tab.call("Page.captureScreenshot", format="jpeg", quality=90, clip=clip, captureBeyondViewport=True)
    return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")


def small(picture: Image.Image) -> Image.Image:
    """As it comes back from where it is kept: of the new one the same is lost as of the old one."""
    file = io.BytesIO()
    size = (SMALL, max(1, round(picture.height * SMALL / picture.width)))
    picture.resize(size, Image.Resampling.BOX).save(file, "webp", quality=QUALITY, method=4)
    return Image.open(file).convert("RGB")
