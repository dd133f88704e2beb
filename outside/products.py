"""What is judged: the sample office's site, its papers, what its check says of faults, and its event logs."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from outside.tools import ROOT
from tests.support.command_line import redaksi
from tests.support.offices import case_folders, expectation, lay_out, rule_of

NOW = "2026-11-20T10:00+07:00"
"""Products are the same whenever they are made."""
SIZES = ("f4", "a4")


def make_all(folder: Path) -> None:
    """Make everything anew, each in a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ.update(REDAKSI_NOW=NOW, REDAKSI_LANG="id")
    make_site(folder)
    for make in (_papers, _sarif, _event_logs):
        target = folder / make.__name__.removeprefix("_")
        target.mkdir()
        make(target, folder / "office")


def make_site(folder: Path) -> Path:
    """Build the sample office's site as if it were no sample: that one asks search engines to stay away."""
    root = folder / "office"
    for name in ("content", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("mkdocs.yml", "PANDUAN.md"):
        shutil.copyfile(ROOT / name, root / name)
    office = root / "site_config/office.yml"
    office.write_text("\n".join(_without_sample(office.read_text(encoding="utf-8").split("\n"))), encoding="utf-8")
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "REDAKSI_NOW": NOW})
    return site


def _without_sample(lines: list[str]) -> Iterator[str]:
    """Lines of office.yml without the block `sample:`."""
    inside = False
    for line in lines:
        inside = line.startswith("sample:") or (inside and line.startswith(" "))
        if not inside:
            yield line


def _papers(target: Path, root: Path) -> None:
    """Every paper of every letter, month and year, on both sizes."""
    letters = {file: f"{file.parent.name}-{file.stem}" for file in sorted((root / "content/requests").glob("*/*.md"))}
    for size in SIZES:
        for file, number in letters.items():
            _paper(target, root, "sheet", number, size)
            _paper(target, root, "request", number, size)
            if _is_published(root, file.read_text(encoding="utf-8")):
                _paper(target, root, "release", number, size)
        for period in _periods(root):
            _paper(target, root, "report", period, size)


def _is_published(root: Path, letter: str) -> bool:
    news = re.search(r"^news: (\S+)$", letter, re.MULTILINE)
    return news is not None and "\nstatus: published\n" in (root / f"content/news/{news[1]}.md").read_text(
        encoding="utf-8"
    )


def _periods(root: Path) -> list[str]:
    """Years that have letters, and the months of the last."""
    years = sorted(folder.name for folder in (root / "content/requests").iterdir())
    return [*years, *(f"{years[-1]}-{month:02}" for month in range(1, int(NOW[5:7]) + 1))]


def _paper(target: Path, root: Path, kind: str, of: str, size: str) -> None:
    file = target / f"{kind}-{of}-{size}.pdf"
    done = redaksi("paper", kind, of, "--root", root, "--paper", size, "--output", file)
    if done.code:
        sys.exit(f"no {file.name}: {done.err}")


def _sarif(target: Path, root: Path) -> None:
    """What the check says of an office without a fault, and of a case of each rule that our tests have."""
    (target / "clean.sarif").write_text(_check(root), encoding="utf-8")
    cases = {rule_of(case): case for case in case_folders() if expectation(case)}
    for rule, case in cases.items():
        office = lay_out(case, target / "office")
        (target / f"{rule.replace('/', '-')}.sarif").write_text(_check(office), encoding="utf-8")
        shutil.rmtree(office)


def _check(root: Path) -> str:
    return redaksi("check", "--root", root, "--format", "sarif", "--no-cache").out


def _event_logs(target: Path, _root: Path) -> None:
    """The audit of this repository's history, whose records are the sample office's."""
    for form, name in {"json": "audit.json", "xes": "log.xes", "ocel": "log.jsonocel"}.items():
        (target / name).write_text(redaksi("audit", "--root", ROOT, "--format", form).out, encoding="utf-8")
