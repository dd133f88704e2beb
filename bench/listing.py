"""The writing page's list of 5,000 articles and 500 letters, beside the page of a former commit.

Each from the server's start on, in a browser of its own. The stand-in of GitHub counts what the exported page asks.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import mkdtemp

from msgspec import Struct

from bench.archive import make
from bench.setting import Setting
from bench.table import Row
from tests.editor.graphql_server import exported
from tests.support.devtools import Tab, browser_tab
from tests.support.offices import ROOT

FORMER = "e350ff4"
"""The last commit whose page asked for every file and showed every card."""
ARTICLES, LETTERS = 5_000, 500
CARD = "#r-list .r-card, [class*='-ListCard']"
WATCH = f"""window.seen = {{}}; new MutationObserver(() => {{
  for (const [name, what] of [["begun", "[class*='-CollectionContainer']"], ["card", "{CARD}"]])
    if (!seen[name] && document.querySelector(what)) seen[name] = performance.now();
}}).observe(document, {{ childList: true, subtree: true }});"""
WORD = "salamander"


class Opened(Struct, frozen=True):
    """What it took until the first cards stood, and what stood then."""

    seconds: float
    """Between the frame of the list and its first card."""
    data: float
    """Kilobytes (1,000 bytes) that the editor's server answered."""
    cards: float
    memory: float
    """MiB of the page's objects."""


def run(setting: Setting) -> list[Row]:
    """Ours and the former page, taking turns; then the exported page, which asks GitHub alone."""
    root = _office(setting.folder / "listing-office")
    former = _former(setting.folder / "listing-former")
    pairs = [(_opened(ROOT, root, setting.folder), _opened(former, root, setting.folder)) for _ in range(setting.times)]

    def middle(side: int, name: str) -> float:
        return median(float(getattr(pair[side], name)) for pair in pairs)

    opening, all_of_them, sent = _exported(setting.folder, root)
    return [
        Row("list of 5,000 articles, until the first card", middle(0, "seconds"), 1, unit="s"),
        Row("the same, beside the former page", middle(0, "seconds"), 0.5, middle(1, "seconds")),
        Row("its data", middle(0, "data"), 1000, unit="kB"),
        Row("the same, beside the former page", middle(0, "data"), 0.1, middle(1, "data"), unit="kB"),
        Row("cards in the page", middle(0, "cards"), 60, unit=""),
        Row("the page's memory, beside the former", middle(0, "memory"), 0.5, middle(1, "memory"), unit="MiB"),
        Row("exported page, requests of opening the list", opening, 20, unit=""),
        Row("exported page, data of opening the list", sent, 1000, unit="kB"),
        Row("exported page, requests with a search in all", all_of_them, 100, unit=""),
    ]


def _office(root: Path) -> Path:
    """5,000 articles, 500 letters, five stories that wait, and an old one with a word that no other has."""
    make(root, ARTICLES)
    for year in (2025, 2026):
        for old in sorted((root / f"content/requests/{year}").iterdir())[: -LETTERS // 2]:
            old.unlink()
    for number in (5, 700, 2480, 2490, 2500):
        story = root / f"content/news/2026/berita-{number:04}.md"
        story.write_text(story.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    old = root / "content/news/2023/berita-lama.md"
    old.parent.mkdir()
    model = (root / "content/news/2025/berita-0001.md").read_text("utf-8")
    old.write_text(f"{model}\nSeekor {WORD} terlihat.\n", "utf-8")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for command in ("init --quiet --initial-branch=main", "add .", "commit --quiet --message=mulai"):
        who = ("-c", "user.name=Meja", "-c", "user.email=meja@kantor.example")
        subprocess.run(["git", *who, *command.split()], cwd=root, check=True)
    return root


def _former(folder: Path) -> Path:
    """The program of the former commit."""
    packed = subprocess.run(["git", "archive", FORMER, "workflow"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as file:
        file.extractall(folder, filter="data")
    return folder


def _opened(program: Path, root: Path, folder: Path) -> Opened:
    command = [sys.executable, "-c", "from workflow.cli.main import main\nmain()", "admin", "--as=rina", "--port=0"]
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        found = re.search(r"http://\S+", running.stdout.readline() if running.stdout else "")
        assert found
        with browser_tab(Path(mkdtemp(dir=folder))) as tab:
            tab.size(1280)
            tab.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
            return _looked_at(tab, found[0])
    finally:
        running.kill()
        running.wait()


def _looked_at(tab: Tab, address: str) -> Opened:
    tab.open(f"{address}#/collections/berita")
    button = "[...document.querySelectorAll('button')].find((one) => one.innerText.startsWith('Masuk'))"
    tab.wait(f"{button} ? 1 : 0")
    tab.run(f"{button}.click()")
    tab.wait("seen.card")
    seconds = tab.run("(seen.card - seen.begun) / 1000")
    cards = tab.run(f'document.querySelectorAll("{CARD}").length')
    tab.call("HeapProfiler.collectGarbage")
    memory = tab.call("Runtime.getHeapUsage")["usedSize"] / 2**20
    sent = tab.run(
        "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/api/v1'))"
        ".reduce((sum, one) => sum + one.encodedBodySize, 0) / 1000"
    )
    return Opened(seconds, sent, cards, memory)


def _exported(folder: Path, root: Path) -> tuple[int, int, float]:
    """Requests of the opening, of opening and one search, and kilobytes of the opening."""
    with exported(Path(mkdtemp(dir=folder)), root) as (hub, address, tab):
        tab.open(f"{address}#/collections/berita")
        tab.wait("document.querySelector('#r-list .r-card') ? 1 : 0")
        opening, sent = len(hub.asked), hub.sent / 1000
        tab.run(f"location.hash = '#/search/{WORD}'")
        tab.wait("document.querySelector('#r-list-said').innerText.startsWith('1 ')")
        assert "2025-0001" in tab.run("document.querySelector('#r-list .r-card').innerText")
        return opening, len(hub.asked), sent
