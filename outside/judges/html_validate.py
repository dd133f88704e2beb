"""html-validate (npm) on every page: its rules of the standard and of accessibility, not those of taste."""

import json
from pathlib import Path

from outside.finding import Finding
from outside.kinds import every_page
from outside.tools import NODE, run


def judge(site: Path) -> list[Finding]:
    """What its rules say."""
    pages = [site / (address if address.endswith(".html") else f"{address}index.html") for address in every_page(site)]
    report = site.parent / "html-validate.json"  # a pipe would be cut: the program leaves before all is written
    run(NODE / ".bin/html-validate", "--preset", "standard,a11y", "--formatter", f"json={report}", *pages)
    return [
        Finding(Path(file["filePath"]).relative_to(site).as_posix(), one["ruleId"], one["message"])
        for file in json.loads(report.read_text(encoding="utf-8"))
        for one in file["messages"]
    ]
