"""pm4py (PyPI, AGPL: run here, part of nothing) reads the event logs; what it understood is held to the audit."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from outside.finding import Finding
from outside.tools import script


def judge(folder: Path) -> list[Finding]:
    """Every case, its steps in order with their times and persons, in both formats."""
    wanted = _cases(json.loads((folder / "audit.json").read_text(encoding="utf-8"))["entries"])
    read = script("read_event_logs.py", folder / "log.xes", folder / "log.jsonocel")
    return [finding for name, cases in read.items() for finding in _differences(name, wanted, cases)]


def _cases(entries: list[dict[str, Any]]) -> dict[str, list[list[str]]]:
    cases = defaultdict(list)
    for entry in entries:
        cases[entry["request"]].append([str(entry["step"]), entry["by"], entry["finished"]])
    return cases


def _differences(name: str, wanted: dict[str, list[list[str]]], read: dict[str, list[list[str]]]) -> list[Finding]:
    return [
        Finding(
            name, "read otherwise", f"{case}: {sorted(read.get(case, []))} for {sorted(wanted.get(case, []))}"[:300]
        )
        for case in sorted({*wanted, *read})
        if sorted(read.get(case, [])) != sorted(wanted.get(case, []))
    ]
