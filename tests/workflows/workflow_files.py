"""The workflow files of .github/workflows, parsed."""

from tests.github.workflows import Workflow, parse
from tests.support.offices import ROOT


def workflows() -> list[Workflow]:
    """Every file."""
    folder = ROOT / ".github/workflows"
    return [parse(file.name, file.read_text()) for file in sorted(folder.glob("*.yml"))]
