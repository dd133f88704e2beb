"""A small office with a site, in a repository whose branch `change` is tried against `main`."""

import shutil
from pathlib import Path

from tests.support.clone import git
from tests.support.offices import ROOT, base_office, lay_own
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.engine.check_change import ChangeCheck
from workflow.git.repository import Repository
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding
from workflow.trial_build.run import TRIAL_RULE, add_trial

TRIAL_NOW = int(parse_instant("2026-11-20T10:00+07:00"))
THEME = "site_config/theme"
HANDBOOK = "# Panduan\n\nLihat [langkah](#langkah).\n\n## Langkah\n\nIsi.\n"
ANNOUNCEMENTS = """\
loket:
  title: Loket tutup
  text: Tutup sehari.
  from: 2026-11-16T08:00+07:00
  until: 2026-12-28T07:30+07:00
"""


class TrialOffice:
    """One repository; a change is what `edit`, `write` and `remove` did since `begin`."""

    def __init__(self, root: Path) -> None:
        self.root = base_office(root)
        lay_own(root, THEME)
        lay_own(root, PAGES_FOLDER)
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        self.write("PANDUAN.md", HANDBOOK)
        self.write("site_config/announcements.yml", ANNOUNCEMENTS)
        git(root, "init", "--quiet", "--initial-branch=main")
        git(root, "config", "user.name", "Meja")
        git(root, "config", "user.email", "meja@kantor.example")
        self.commit()
        self.base = "main"

    def begin(self) -> None:
        """Forget every earlier change."""
        self.base = "main"
        git(self.root, "switch", "--quiet", "--discard-changes", "main")
        git(self.root, "switch", "--quiet", "--force-create", "change")

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file."""
        text = (self.root / path).read_text()
        assert old in text, f"{path} does not hold {old}"
        self.write(path, text.replace(old, new, 1))

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def commit(self) -> None:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message=change")

    def settle(self) -> None:
        """What was changed so far is what the next change is judged against."""
        self.commit()
        self.base = git(self.root, "rev-parse", "HEAD").strip()

    def tried(self, seconds: int = 60) -> list[Finding]:
        """What a trial adds to the check of the change."""
        self.commit()
        with Repository(self.root) as repository:
            check = ChangeCheck.between(repository, self.base, "change")
            loaded = check.load()
            report = add_trial(check, check.run(loaded, TRIAL_NOW), loaded[0], TRIAL_NOW, seconds).report
        return [finding for finding in report.findings if finding.rule == TRIAL_RULE]

    def line(self, path: str, text: str) -> int:
        """The line of a file in which a text stands."""
        return next(n for n, line in enumerate((self.root / path).read_text().split("\n"), 1) if text in line)
