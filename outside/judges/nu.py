"""The W3C's Nu HTML checker (npm `vnu-jar`) on every page, from a server: of that a page's content policy speaks."""

import json
from pathlib import Path

from outside.finding import Finding
from outside.kinds import every_page
from outside.tools import NODE, program, run
from tests.support.browser import serving

ANY_HOST = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""Else it fetches nothing from this computer."""
JAR = NODE / "vnu-jar/build/dist/vnu.jar"


def judge(site: Path) -> list[Finding]:
    """Errors and warnings alike."""
    with serving(site) as home:
        addresses = [home + address for address in every_page(site)]
        said = run(program("java"), ANY_HOST, "-jar", JAR, "--format", "json", "--stdout", *addresses)
    return [
        Finding(one["url"].removeprefix(home), one.get("subType", one["type"]), one["message"])
        for one in json.loads(said)["messages"]
    ]
