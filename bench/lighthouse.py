"""Lighthouse's mobile profile on four kinds of page, served compressed as a web server does. Needs Node."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from bench.archive import REPOSITORY
from bench.measure import process
from bench.peers import MKDOCS
from bench.setting import Setting
from bench.table import Row
from tests.support.browser import CHROMIUM, CompressingHandler, serving

INSTALL = "npm install --no-save lighthouse@12.8.2"
PROGRAM = REPOSITORY / "node_modules/.bin/lighthouse"
TARGETS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"
NOW = "2026-11-20T10:00+07:00"


def run(setting: Setting) -> list[Row]:
    """The lowest score that a category has on any of the pages, each page's score the median of several runs."""
    if not PROGRAM.is_file():
        sys.exit(f"Lighthouse is not here: {INSTALL}")
    site = _site(setting.folder)
    pages = {"home": "", "article": _story(site), "archive": "arsip/", "register": "register/"}
    with serving(site, CompressingHandler) as address:
        scores = {name: _scores(address + path, setting) for name, path in pages.items()}
    return [
        Row(f"Lighthouse, {name}, {category}", scores[name][category], target, unit="", times_faster=True)
        for name in pages
        for category, target in TARGETS.items()
    ]


def _story(site: Path) -> str:
    """The address of a story that is not withdrawn."""
    pages = sorted((site / "berita/2026").glob("*/index.html"))
    found = next(page for page in pages if "noindex" not in page.read_text(encoding="utf-8"))
    return f"{found.parent.relative_to(site).as_posix()}/"


def _site(folder: Path) -> Path:
    """The sample office's site, as if it were no sample: that one asks search engines to stay away."""
    root = folder / "lighthouse"
    for name in ("content", "site_config"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    office = root / "site_config/office.yml"
    lines = office.read_text(encoding="utf-8").split("\n")
    start = lines.index("sample:")
    end = next(at for at in range(start + 1, len(lines) + 1) if at == len(lines) or not lines[at].startswith(" "))
    office.write_text("\n".join(lines[:start] + lines[end:]), encoding="utf-8")
    os.environ["REDAKSI_NOW"] = NOW
    process(MKDOCS, "build", folder=root)
    return root / "site"


def _scores(address: str, setting: Setting) -> dict[str, float]:
    rounds = [_once(address, setting.folder / "lighthouse.json") for _ in range(setting.times)]
    return {name: median(one[name] for one in rounds) for name in TARGETS}


def _once(address: str, report: Path) -> dict[str, float]:
    command = [str(PROGRAM), address, "--quiet", f"--chrome-flags={FLAGS}", "--output=json", f"--output-path={report}"]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": str(CHROMIUM)}, timeout=300
    )
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in TARGETS}
