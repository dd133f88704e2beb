"""What VS Code is told: tasks whose findings reach the problems list, and files that are as its formats want them."""

import json
import re
from pathlib import Path

from tests.support.command_line import redaksi
from tests.support.offices import ROOT, case_folders, lay_out


def test_every_finding_reaches_the_problems_list(tmp_path: Path) -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    [matcher] = [
        task["problemMatcher"] for task in tasks if task.get("group", {}) == {"kind": "build", "isDefault": True}
    ]
    pattern = matcher["pattern"]
    for number, case in enumerate(case_folders()[::25]):
        root = lay_out(case, tmp_path / str(number))
        lines = redaksi("check", f"--root={root}", "--format=github").out.splitlines()
        findings = json.loads(redaksi("check", f"--root={root}", "--format=json").out)["findings"]
        found = [re.fullmatch(pattern["regexp"], line) for line in lines if line.startswith("::")]
        assert all(found)
        places = [(one[pattern["file"]], int(one[pattern["line"]])) for one in found if one]
        assert sorted(places) == sorted((one["path"], one["line"]) for one in findings)  # errors come first


def test_the_tasks_call_commands_that_are_there() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    for task in tasks:
        assert redaksi(task["args"][0], "--help").code == 0


def test_the_workspace_can_be_opened() -> None:
    workspace = json.loads((ROOT / "redaksi.code-workspace").read_text("utf-8"))
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert workspace["folders"][0]["path"] == "."
    assert workspace["extensions"]["recommendations"] == recommended
