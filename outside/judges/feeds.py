"""feedparser (PyPI) as a strict reader: every feed is well formed, and loses nothing where a reader cleans it."""

from pathlib import Path

from outside.finding import Finding
from outside.tools import script


def judge(site: Path) -> list[Finding]:
    """Atom and RSS, of the whole site and of each category."""
    feeds = sorted([*site.rglob("atom.xml"), *site.rglob("rss.xml")])
    return [Finding(*said) for said in script("read_feeds.py", site, *feeds)]
