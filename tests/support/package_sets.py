"""The pinned sets of packages, and the extras of pyproject.toml."""

import tomllib

from tests.support.offices import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
ALL, OFFICE = "requirements-dev.txt", "workflow/scaffold/files"
SETS = {
    f"{OFFICE}/.github/requirements/check.txt": (),
    f"{OFFICE}/.github/requirements/site.txt": ("site",),
    f"{OFFICE}/.github/requirements/mail.txt": ("mail",),
    f"{OFFICE}/.github/requirements/papers.txt": ("mail", "papers"),
    "requirements-import.txt": ("import",),
    f"{OFFICE}/requirements.txt": ("site", "mail", "papers", "calendar"),
    ALL: tuple(EXTRAS),
}
"""The pinned sets, and the extras in each."""
CORE = next(iter(SETS))
