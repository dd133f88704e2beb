"""Screenshots of pages at the widths of a phone and a desktop, taken by Chromium without access to any other host."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

BROWSER_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WINDOW_SIZES = {"phone": (390, 10_000), "desktop": (1280, 6_000)}
"""In CSS pixels: high enough for a whole page, since what stands below the window is in no picture."""
KEPT_EMPTY = 64
"""Pixels of an empty stretch that stay."""
SCREENSHOT_TIMEOUT = 60


def find_browser() -> str | None:
    """A browser on this computer."""
    return next(filter(None, map(shutil.which, BROWSER_PROGRAMS)), None)


def take_screenshots(site: Path, pages: Iterable[str], folder: Path, chromium: str) -> dict[str, dict[str, Path]]:
    """A picture of each page at each width, by address and width. Pages that the browser cannot show have none."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: dict[str, dict[str, Path]] = {}
    with _serving(site) as address:
        for page in pages:
            name = page.strip("/").replace("/", "-") or "beranda"
            for width, (across, down) in WINDOW_SIZES.items():
                file = (folder / f"{name}.{width}.png").absolute()
                command = [
                    *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"),
                    *("--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
                    *(f"--user-data-dir={folder.absolute() / '.profile'}", f"--window-size={across},{down}"),
                    *(f"--screenshot={file}", address + page),
                ]
                subprocess.run(command, capture_output=True, timeout=SCREENSHOT_TIMEOUT, check=False)
                if file.is_file():
                    _without_emptiness(file)
                    taken.setdefault(page, {})[width] = file
    shutil.rmtree(folder / ".profile", ignore_errors=True)
    return taken


def _without_emptiness(file: Path) -> None:
    """Shorten the longest empty stretch of a picture: its window is higher than the page, whose foot is at the end."""
    from PIL import Image, ImageChops

    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    across, down = picture.size
    beside = ImageChops.difference(picture.crop((0, 0, across - 1, down)), picture.crop((1, 0, across, down)))
    _, is_drawn = beside.convert("L").point(lambda value: 255 if value else 0).getprojection()
    drawn = [-1, *(row for row, one in enumerate(is_drawn) if one), down]
    start, end = max(pairwise(drawn), key=lambda one: one[1] - one[0])
    if end - start <= KEPT_EMPTY:
        return
    shorter = Image.new("RGB", (across, down - (end - start - KEPT_EMPTY)))
    shorter.paste(picture.crop((0, 0, across, start + KEPT_EMPTY)))
    shorter.paste(picture.crop((0, end, across, down)), (0, start + KEPT_EMPTY))
    shorter.save(file)


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing."""


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
