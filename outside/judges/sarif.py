"""Microsoft's SARIF Multitool (npm) on what the check says to code scanning: the standard's rules and GitHub's."""

import re
from pathlib import Path

from outside.finding import Finding
from outside.tools import NODE, run

PROGRAM = NODE / "@microsoft/sarif-multitool-linux/Sarif.Multitool"
LINE = re.compile(r"(?P<file>[^(]+)\(\d+,\d+\): (?P<level>error|warning) (?P<rule>\w+): (?P<message>.*)")


def judge(folder: Path) -> list[Finding]:
    """Errors and warnings."""
    PROGRAM.chmod(0o755)  # npm would do so by a script, and runs none here
    verdict = folder.parent / "verdict.sarif"
    options = ("--output", verdict, "--log", "ForceOverwrite", "--rule-kind", "Sarif;Gh", "--level", "Error;Warning")
    said = run(PROGRAM, "validate", folder / "*.sarif", *options)
    found = [match for line in said.splitlines() if (match := LINE.match(line))]
    return [Finding(Path(one["file"]).name, one["rule"], one["message"]) for one in found]
