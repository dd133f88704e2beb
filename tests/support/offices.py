"""What the tests share: small offices on disk, cases laid over them, and findings as short lines."""

import atexit
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from tempfile import mkdtemp

from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.engine.check_office import check_office
from workflow.engine.report import Report
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.text.field_types import parse_instant
from workflow.text.finding import Finding

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases"
BASE = CASES / "base"
NOTES = {"edit.txt", "expect.txt", "now.txt"}
"""Files of a case folder that are about the case and not laid over the office."""

FINISHED, OPEN = "content/requests/2026/0001.md", "content/requests/2026/0002.md"
ARTICLE, DRAFT = "content/news/2026/pekan-imunisasi.md", "content/news/2026/pelatihan-guru.md"
"""The four records of the base office."""


def case_folders() -> list[Path]:
    """Every case: tests/cases/<family>/<rule>/<case>/."""
    return sorted(file.parent for file in CASES.glob("*/*/*/expect.txt"))


def rule_of(case: Path) -> str:
    """The slug of the rule that a case folder belongs to."""
    return f"{case.parent.parent.name}/{case.parent.name}"


def expectation(case: Path) -> list[str]:
    """What the case's author expects, in order."""
    return sorted((case / "expect.txt").read_text().splitlines())


def base_office(target: Path) -> Path:
    """A fresh copy of the base office."""
    shutil.copytree(BASE, target)
    return target


def lay_own(root: Path, path: str) -> Path:
    """An office's own copy of a file or a folder that the program brings along."""
    own = root / path
    if (DEFAULTS_FOLDER / path).is_dir():
        shutil.copytree(DEFAULTS_FOLDER / path, own, dirs_exist_ok=True)
    else:
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DEFAULTS_FOLDER / path, own)
    return own


def made_once(make: Callable[[Path], object], target: Path) -> Path:
    """A copy of the folder that a function makes; it makes it once a process, since Git takes longer than copying."""
    shutil.copytree(_made_by(make), target, symlinks=True, dirs_exist_ok=True)
    return target


@cache
def _made_by(make: Callable[[Path], object]) -> Path:
    folder = Path(mkdtemp(prefix="redaksi-made-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder / "made")
    return folder / "made"


def sample_office() -> Office:
    """The sample office of this repository."""
    office, _ = load_office(ROOT)
    assert office is not None
    return office


def lay_out(case: Path, target: Path) -> Path:
    """The base office with a case's files and edits over it."""
    base_office(target)
    for file in sorted(case.rglob("*")):
        if file.is_file() and file.name not in NOTES:
            copy = target / file.relative_to(case)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    edits = case / "edit.txt"
    if edits.exists():
        apply_edits(edits.read_text(), target)
    return target


def apply_edits(script: str, root: Path) -> None:
    """Carry out an edit.txt; tests/cases/README.md describes its form. Raises AssertionError where it does not fit."""
    path = root
    for mark, group in groupby(script.split("\n"), key=_kind):
        lines = list(group)
        if mark == "@":
            path = root / lines[-1][2:]
        elif mark == "x":
            for line in lines:
                (root / line[2:]).unlink()
        elif mark == "edit":
            _replace(path, lines)


def _kind(line: str) -> str:
    """What a line of an edit.txt is: a path, a deletion, part of an edit, or nothing ("")."""
    return "edit" if line[:1] in {"=", "<", ">"} else line[:1] if line[:2] in {"@ ", "x "} else ""


def _replace(path: Path, lines: list[str]) -> None:
    old = "".join(f"{line[2:]}\n" for line in lines if line[0] in "=<")
    new = "".join(f"{line[2:]}\n" for line in lines if line[0] in "=>")
    text = path.read_text()
    assert old, f"an edit of {path} says nothing of where"
    assert ("\n" + text).count("\n" + old) == 1, f"{path} does not hold exactly once:\n{old}"
    path.write_text(("\n" + text).replace("\n" + old, "\n" + new)[1:])


def sample_now(office: Office | None) -> int:
    """The frozen clock of a sample office."""
    assert office
    assert office.identity.sample
    return int(office.identity.sample.now)


def moment_of(case: Path) -> int:
    """The time a case is judged by: its now.txt, else the base office's frozen clock."""
    file = case / "now.txt"
    if file.exists():
        return int(parse_instant(file.read_text().strip()))
    return _base_now()


@cache
def _base_now() -> int:
    return sample_now(load_office(BASE)[0])


def check(root: Path, now: int | None = None, *, keep: bool = False) -> Report:
    """The report on a whole office, by its frozen clock unless told otherwise; no cache unless asked for."""
    loaded = load_office(root)
    return check_office(root, loaded, sample_now(loaded[0]) if now is None else now, keep=keep)


def short(finding: Finding) -> str:
    """A finding as the line that stands in expect.txt."""
    return f"{finding.path}:{finding.line}:{finding.column} {finding.severity} {finding.rule}"


def shorts(findings: Iterable[Finding]) -> list[str]:
    """Findings as sorted short lines."""
    return sorted(short(finding) for finding in findings)


def verdict(case: Path, target: Path) -> list[str]:
    """What the check says of a case."""
    return shorts(check(lay_out(case, target), moment_of(case)).findings)


def edited(root: Path, path: str, old: str, new: str) -> Path:
    """Replace the only occurrence of `old` in a file of an office."""
    file = root / path
    text = file.read_text()
    assert text.count(old) == 1, f"{path} does not hold exactly once: {old}"
    file.write_text(text.replace(old, new))
    return file


def requests(root: Path) -> Iterator[Path]:
    """The request files of an office, in order."""
    yield from sorted(root.glob("content/requests/*/*.md"))
