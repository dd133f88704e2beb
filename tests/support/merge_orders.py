"""Pull requests that are all valid alone, taken in one after the other in any order: what main may never become.

The model knows nothing of rules: it remembers what was accepted. Merges are Git's own.
"""

import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.support.honest_changes import (
    honest_correction,
    honest_step,
    letter_withdrawn_by_its_sender,
    new_letter,
    policy_alone,
    published_text_corrected_openly,
    story_withdrawn,
)
from tests.support.repository import DATE, OPEN, Office
from workflow.config.load import load_office
from workflow.engine.check_office import check_office
from workflow.text.finding import Severity


def another_return(office: Office) -> None:
    office.advance(note="note: Judulnya keliru.")
    office.commit("sari")


def another_letter(office: Office) -> None:
    office.commit("dewi", "another desk")  # so that the two have no commit in common
    new_letter(office)
    office.edit("content/requests/2026/0003.md", "number: 421/2/DISDIK", "number: 421/9/DISDIK")
    office.commit("rina")


def letter_with_the_next_number(office: Office) -> None:
    office.commit("dewi", "a third desk")
    new_letter(office)
    path = office.root / "content/requests/2026/0003.md"
    path.with_name("0004.md").write_text(path.read_text().replace("2026-0003", "2026-0004"))
    path.unlink()
    office.commit("rina")


def role_of_the_editor_ends(office: Office) -> None:
    role = "    - role: editor\n      from: 2024-01-02\n"
    office.edit("site_config/people.yml", role, f"{role}      until: 2026-11-19\n")
    office.commit("kadis")


def hold(office: Office) -> None:
    block = "holds:\n  - {from: 2026-11-20T09:55+07:00, reason: Menunggu data.}\n"
    office.edit(OPEN, "holds: []\n", block)
    office.commit("rina")


def stricter_policy(office: Office) -> None:
    office.edit("site_config/policy.yml", "late_after: 60", "late_after: 2")
    office.commit("kadis")


REQUESTS: list[Callable[[Office], None]] = [
    honest_step,
    another_return,
    new_letter,
    another_letter,
    letter_with_the_next_number,
    role_of_the_editor_ends,
    hold,
    stricter_policy,
    honest_correction,
    letter_withdrawn_by_its_sender,
    published_text_corrected_openly,
    story_withdrawn,
    policy_alone,
]


class World:
    """An office with a branch for each pull request, all from the same main."""

    def __init__(self, root: Path) -> None:
        self.office = Office(root / "office")
        self.start = self.office.git("rev-parse", "main")
        self.folder = root / "laid-out"
        self.branches = {work.__name__: self._branch(work) for work in REQUESTS}

    def _branch(self, work: Callable[[Office], None]) -> str:
        self.office.git("switch", "--quiet", "--force-create", "change", "main")
        work(self.office)
        return self.office.git("rev-parse", "change")

    def run(self, dice: random.Random) -> list[str]:
        """Take pull requests in, in a random order, and look at main after each; the names of those accepted."""
        order = dice.sample(sorted(self.branches), dice.randint(2, len(self.branches)))
        main, accepted = self.start, []
        seen: dict[str, list[Any]] = {}
        for name in order:
            self.office.git("update-ref", "refs/heads/main", main)
            if self.office.check("main", self.branches[name]):
                continue
            main = self._merge(main, self.branches[name])
            accepted.append(name)
            seen = self._look(main, seen)
        self.office.git("update-ref", "refs/heads/main", self.start)
        return accepted

    def _merge(self, main: str, head: str) -> str:
        """What GitHub's button does: a merge commit, without a work tree."""
        tree = self.office.git("merge-tree", "--write-tree", main, head)  # fails where the two collide
        return self.office.git("commit-tree", tree, "-p", main, "-p", head, "-m", "merge", person="kadis", date=DATE)

    def _look(self, main: str, seen: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Main as it lies on disk now: the full check has no error, numbers are unique, logs only grew."""
        self._lay_out(main)
        report = check_office(self.folder, load_office(self.folder), self.office.now, keep=False)
        assert [one for one in report.findings if one.severity is Severity.ERROR] == []
        files = {path.stem: path for path in self.folder.glob("content/requests/*/*.md")}
        headers = {stem: yaml.load(path.read_text().split("---\n")[1], yaml.BaseLoader) for stem, path in files.items()}
        assert len({header["letter"]["number"] + header["id"] for header in headers.values()}) == len(headers)
        assert {stem: header["id"][-4:] for stem, header in headers.items()} == {stem: stem for stem in headers}
        for stem, steps in seen.items():
            assert headers[stem]["steps"][: len(steps)] == steps
        return {stem: header["steps"] for stem, header in headers.items()}

    def _lay_out(self, commit: str) -> None:
        if self.folder.exists():
            subprocess.run(["rm", "-rf", self.folder], check=True)
        self.folder.mkdir()
        data = subprocess.run(
            ["git", "archive", "--format=tar", commit], cwd=self.office.root, capture_output=True, check=True
        ).stdout
        subprocess.run(["tar", "-x", "-C", self.folder], input=data, check=True)
