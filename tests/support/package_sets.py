"""The pinned sets of packages, and the extras of pyproject.toml."""

import tomllib

from tests.support.offices import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
ALL = "requirements-dev.txt"
SETS = {
    "requirements-check.txt": (),
    "requirements-site.txt": ("site",),
    "requirements-mail.txt": ("mail",),
    "requirements-papers.txt": ("mail", "papers"),
    "requirements-import.txt": ("import",),
    "requirements.txt": ("site", "mail", "papers", "calendar"),
    ALL: tuple(EXTRAS),
}
"""The pinned sets, and the extras in each."""
