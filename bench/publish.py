"""`redaksi publish` of a large office, beside `mkdocs build` of the same change in the same run.

Both keep what they know in caches of their own, so that neither profits from what the other made. The commits that are
published are made before the clock starts.
"""

import os
from pathlib import Path
from statistics import median

from bench import site
from bench.measure import REDAKSI, process
from bench.past import git
from bench.peers import MKDOCS
from bench.setting import Setting
from bench.table import Row

SIZE = 5_000


def run(setting: Setting) -> list[Row]:
    """The first time and after one edit, for an office and one of twice its size."""
    few, many = _Office(setting, SIZE), _Office(setting, 2 * SIZE)
    first, built = few.publish(), few.build()
    twice, _ = many.publish(), many.build()
    rounds = [(*few.edit(number), *many.edit(number)) for number in range(setting.times)]
    published, rebuilt, double, again = map(median, zip(*rounds, strict=True))
    return [
        Row("first publication of 5,000 stories, their first `mkdocs build`", first, 2.5, peer=built),
        Row("publication after one edit, `mkdocs build` of that edit", published, 1.5, peer=rebuilt),
        Row("the same among 10,000 stories", double, 1.5, peer=again),
        Row("first publication of 10,000 stories beside 5,000", twice, 2.2, peer=first),
        Row("after one edit, 10,000 stories beside 5,000", double, 2.2, peer=published),
    ]


class _Office:
    """A large office in a repository, its web server's folder, and the site that `mkdocs build` makes beside it."""

    def __init__(self, setting: Setting, size: int) -> None:
        self.root = site.site(setting, size)
        self.caches, self.target = setting.folder / f"caches-{size}", setting.folder / f"www-{size}"
        (self.root / ".gitignore").write_text("site/\n", encoding="ascii")
        git(self.root, "init", "--quiet", "--initial-branch=main")
        self._commit()

    def publish(self) -> float:
        """Seconds of publishing the latest commit."""
        return self._timed("publish", REDAKSI, "publish", "--root", self.root, "--to", self.target)

    def build(self) -> float:
        """Seconds of building what lies in the work tree."""
        return self._timed("build", MKDOCS, "build", "--strict")

    def edit(self, number: int) -> tuple[float, float]:
        """Seconds of publishing one edit, and of building it."""
        site.edit(self.root, number)
        self._commit()
        return self.publish(), self.build()

    def _commit(self) -> None:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message=x")

    def _timed(self, cache: str, *command: str | Path) -> float:
        before = os.environ["XDG_CACHE_HOME"]
        os.environ["XDG_CACHE_HOME"] = str(self.caches / cache)
        try:
            return process(*command, folder=self.root)
        finally:
            os.environ["XDG_CACHE_HOME"] = before
