"""Lighthouse's phone (npm `lighthouse`) on every kind of page: all marks, no shift, and a story's weight."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from outside.finding import Finding
from outside.kinds import views
from outside.tools import NODE, run
from tests.support.browser import CHROMIUM, CompressingHandler, serving

PROGRAM = NODE / ".bin/lighthouse"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FULL = 100
HEAVIEST = 60 * 1024
"""Bytes of a story's first view on a phone, with its picture."""
STORY = "berita/"
TURNS = 3
"""Performance is asked for again where it is not full: the machine may have been busy. Nothing else changes."""


def judge(site: Path) -> list[Finding]:
    """One page after the other: two at a time would slow each other."""
    with serving(site, CompressingHandler) as home, TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        return [one for address in views(site) for one in _page(home, address, report)]


def _page(home: str, address: str, report: Path) -> list[Finding]:
    found: list[Finding] = []
    for _ in range(TURNS):
        found = _once(home, address, report)
        if "performance" not in {one.rule for one in found}:
            break
    return found


def _once(home: str, address: str, report: Path) -> list[Finding]:
    run(
        *(PROGRAM, home + address, "--quiet", f"--chrome-flags={FLAGS}", "--output=json", f"--output-path={report}"),
        codes=(0,),
        CHROME_PATH=str(CHROMIUM),
    )
    return faults(address, json.loads(report.read_text(encoding="utf-8")))


def faults(address: str, report: dict[str, Any]) -> list[Finding]:
    """What a report of Lighthouse holds against a page."""
    audits = report["audits"]
    found = []
    for name in CATEGORIES:
        category = report["categories"][name]
        if (mark := round(100 * (category["score"] or 0))) < FULL:
            short = [
                one["id"]
                for one in category["auditRefs"]
                if one["weight"] and audits[one["id"]]["score"] not in (1, None)
            ]
            found.append(Finding(address, name, f"{mark}: {', '.join(short)}"))
    if shift := round(audits["cumulative-layout-shift"].get("numericValue", 0), 3):
        found.append(Finding(address, "shift", str(shift)))
    weight = audits["total-byte-weight"].get("numericValue", 0)
    if address.startswith(STORY) and weight > HEAVIEST:
        found.append(Finding(address, "weight", f"{weight / 1024:.1f} KB"))
    return found
