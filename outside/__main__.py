"""`make outside`: judge what the program makes by what others wrote. Leaves with 1 on any finding.

usage: python -m outside [NAME ...]    all validators of table.py, or the named ones
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from outside.finding import Finding, refused
from outside.products import make_all
from outside.table import VALIDATORS, Validator
from outside.tools import HOME

CONTROLS = Path(__file__).parent / "controls"
SHOWN = 12
"""Kinds of finding of a validator that the terminal shows; all of them are in the report."""
REPORT = HOME / "report.txt"


def main(*names: str) -> None:
    """Make everything, run the validators, print a table."""
    if unknown := {*names} - {one.name for one in VALIDATORS}:
        sys.exit(f"no such validator: {', '.join(sorted(unknown))}")
    made = HOME / "made"
    make_all(made)
    found = {one.name: _judged(one, made) for one in VALIDATORS if not names or one.name in names}
    REPORT.write_text("".join(f"{name}: {_line(one)}\n" for name in found for one in found[name]), encoding="utf-8")
    print(f"all findings: {REPORT}")
    sys.exit(any(found.values()))


def _judged(validator: Validator, made: Path) -> list[Finding]:
    """What a validator refuses; and first, whether it refuses what is broken on purpose."""
    begun = time.monotonic()
    found = (
        [] if _catches(validator) else [Finding("outside/controls", "blind", f"{validator.name} let its control pass")]
    )
    found += refused(validator.judge(made / validator.judged), validator.exemptions)
    print(
        f"{validator.name:14} {validator.package:32} {len(found):5} found  {time.monotonic() - begun:4.0f} s",
        flush=True,
    )
    for line in _grouped(found):
        print(f"    {line}")
    return found


def _catches(validator: Validator) -> bool:
    """Whether it refuses its control, of which a copy is judged: some write beside what they read."""
    with TemporaryDirectory(prefix="redaksi-control-") as folder:
        copy = Path(folder) / "control"
        copy.mkdir()
        for file in (CONTROLS / validator.name).iterdir():
            (copy / file.name).write_bytes(file.read_bytes())
        return validator.caught in {one.rule for one in validator.judge(copy)}


def _grouped(findings: Iterable[Finding]) -> list[str]:
    """The same said of many places once, with the number of places and the first."""
    first: dict[tuple[str, str], Finding] = {}
    count = Counter[tuple[str, str]]()
    for one in findings:
        key = (one.rule, one.message[:60])
        first.setdefault(key, one)
        count[key] += 1
    lines = [f"{number} x {_line(first[key])}" for key, number in count.most_common()]
    return [line[:200] for line in lines[:SHOWN]] + (
        [f"and {len(lines) - SHOWN} kinds more"] if len(lines) > SHOWN else []
    )


def _line(finding: Finding) -> str:
    return f"{finding.place}: {finding.rule}: {finding.message}"


if __name__ == "__main__":
    main(*sys.argv[1:])
