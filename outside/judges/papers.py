"""outloud (PyPI) on every paper: PDF/UA-1 by the Matterhorn protocol, and what a screen reader makes of it."""

import json
from pathlib import Path
from typing import Any

from outside.finding import Finding
from outside.tools import HOME, run

PROGRAM = HOME / "venv/bin/outloud"


def judge(folder: Path) -> list[Finding]:
    """Errors and warnings; papers that cannot be read at all."""
    papers = sorted(folder.glob("*.pdf"))
    said = run(PROGRAM, "--json", "-", "--quiet", *papers, codes=(0, 1, 2))
    return [one for paper in json.loads(said)["results"] for one in _paper(paper)]


def _paper(paper: dict[str, Any]) -> list[Finding]:
    name = Path(paper["path"]).name
    found = [Finding(name, "unreadable", str(paper["error"]))] if paper["error"] else []
    told = [one for one in paper["findings"] if one["severity"] != "info"]
    return found + [Finding(name, one["rule"], f"{one['message']}: {one.get('evidence', '')}") for one in told]
