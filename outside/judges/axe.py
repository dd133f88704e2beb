"""axe (npm `axe-core`) on every kind of page: AA, best practices, and the contrast that AAA asks of running text."""

import json
from pathlib import Path
from typing import Any

from outside.browsers import SCHEMES, WIDTHS, colours, look, open_settled
from outside.finding import Finding
from outside.kinds import views
from outside.tools import NODE
from tests.support.devtools import Tab

SCRIPT = NODE / "axe-core/axe.min.js"
ASKED = 'axe.run(document, {resultTypes: ["violations"]}).then((one) => one.violations)'
RUNNING = """document.querySelector(".r-body") ? axe.run(
  {include: [".r-body"]}, {resultTypes: ["violations"], runOnly: ["color-contrast-enhanced"]},
).then((one) => one.violations) : []"""
"""Asked of what people read from beginning to end; AAA of labels and dates is no target."""


def judge(site: Path) -> list[Finding]:
    """What it finds at three widths, in light and in dark; and pages that are wider than their window."""
    return [one for page in look(site, views(site), _page) for one in page]


def _page(tab: Tab, home: str, address: str) -> list[Finding]:
    open_settled(tab, home + address)
    tab.run(SCRIPT.read_text(encoding="utf-8") + ";1")
    found = []
    for width in WIDTHS:
        tab.size(width)
        for scheme in SCHEMES:
            colours(tab, scheme)
            where = f"{address} {width} {scheme}"
            found += [Finding(where, rule, html) for one in _violations(tab) for rule, html in _nodes(one)]
            if (wide := tab.run("document.documentElement.scrollWidth")) > width:
                found.append(Finding(where, "wider than its window", f"{wide} px"))
    return found


def _violations(tab: Tab) -> list[Any]:
    return [*tab.run(ASKED), *tab.run(RUNNING)]


def _nodes(violation: dict[str, Any]) -> list[tuple[str, str]]:
    return [(violation["id"], json.dumps(node["html"], ensure_ascii=False)[:160]) for node in violation["nodes"]]
