"""Where and how often it is measured: a temporary folder with made offices and a cache of its own."""

import os
from pathlib import Path

from bench.archive import make
from bench.past import make_past


class Setting:
    """One run of the benchmarks. Offices are made when they are first asked for."""

    def __init__(self, folder: Path, times: int) -> None:
        self.folder = folder
        self.times = times
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        os.environ["REDAKSI_LANG"] = "en"
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # with it every start would compile this program anew

    def office(self, count: int) -> Path:
        """The root of an office with so many requests and articles."""
        root = self.folder / f"office-{count}"
        if not root.exists():
            make(root, count)
        return root

    def past(self, count: int, commits: int) -> Path:
        """The root of an office with so many requests and about so many commits."""
        root = self.folder / f"past-{count}-{commits}"
        if not root.exists():
            make_past(root, count, commits)
        return root
