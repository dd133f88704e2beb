"""The script that asks GitHub who pushed: the pull request's own branch, a merge queue's, and what cannot be read."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.history.shared import Shared
from tests.support import ROOT
from workflow.forge.activity import read_activity

GH = """\
#!/usr/bin/env python3
import json, sys
answers = json.load(open({answers!r}))
path = next(word for word in sys.argv if word.startswith("repos/"))
fields = [word for word in sys.argv if word.startswith(("ref=", "time_period="))]
found = answers.get(" ".join([path, *fields]))
if found is None:
    sys.exit("gh: Not Found (HTTP 404)")
print(found if isinstance(found, str) else json.dumps(found, separators=(",", ":")))
"""
HOME = "kantor/berita"
MONTH = f"repos/{HOME}/activity time_period=month"


@pytest.fixture
def office(tmp_path: Path) -> Shared:
    made = Shared(tmp_path / "office")
    made.advance()
    made.commit("sari")
    made.push("sari")
    return made


def asked(office: Shared, tmp_path: Path, answers: dict[str, Any], **environment: str) -> list[str]:
    """The refs of the pushes that the script finds."""
    (tmp_path / "answers.json").write_text(json.dumps(answers))
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir(exist_ok=True)
    gh.write_text(GH.format(answers=str(tmp_path / "answers.json")))
    gh.chmod(0o755)
    env = {
        "PATH": f"{gh.parent}:{os.environ['PATH']}",
        "GH_TOKEN": "x",
        "GITHUB_REPOSITORY": HOME,
        "HOME": str(tmp_path),
    }
    command = ["bash", str(ROOT / ".github/pushes.sh"), str(office.root), "main"]
    done = subprocess.run(command, env=env | environment, capture_output=True, text=True, check=True, cwd=tmp_path)
    return [one.ref for one in read_activity(done.stdout.encode())]


def test_a_pull_request_s_own_branch_and_the_last_month(office: Shared, tmp_path: Path) -> None:
    office.push("rina", to="refs/heads/elsewhere")
    own, other = office.record
    answers = {MONTH: [[other], []], "repos/orang/berita/activity ref=refs/heads/a&b=$(c)": [[own]]}
    found = asked(office, tmp_path, answers, HEAD_REPO="orang/berita", HEAD_REF="a&b=$(c)")
    assert found == ["refs/heads/elsewhere", "refs/heads/change"]


@pytest.mark.parametrize("answers", [{}, {MONTH: []}, {MONTH: [[]]}, {MONTH: [[], []]}])
def test_what_cannot_be_read_is_left_out(office: Shared, tmp_path: Path, answers: dict[str, Any]) -> None:
    assert asked(office, tmp_path, answers, HEAD_REPO="orang/berita", HEAD_REF="hilang") == []
    assert asked(office, tmp_path, answers, HEAD_REPO="", HEAD_REF="cabang") == []


def test_the_branches_of_a_group_in_a_merge_queue(office: Shared, tmp_path: Path) -> None:
    head = office.git("rev-parse", "change")
    office.git("switch", "--quiet", "--detach", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="kadis")
    answers = {
        MONTH: [[]],
        f"repos/{HOME}/commits/{head}/pulls": "orang/berita\tcabang",
        "repos/orang/berita/activity ref=refs/heads/cabang": [office.record],
    }
    assert asked(office, tmp_path, answers) == ["refs/heads/change"]


def test_what_a_later_push_threw_away_is_fetched(office: Shared, tmp_path: Path) -> None:
    """Else it could not be seen that Sari's commit was not in what Mallory pushed before."""
    far = tmp_path / "far.git"
    office.git("clone", "--quiet", "--bare", str(office.root), str(far))
    office.git("--git-dir", str(far), "config", "uploadpack.allowAnySHA1InWant", "true")
    lost = office.git("--git-dir", str(far), "commit-tree", "main^{tree}", "-p", "main", "-m", "lost", person="mallory")
    office.git("remote", "add", "origin", far.as_uri())
    thrown = office.record[0] | {"id": 9, "after": lost}
    answers = {f"repos/{HOME}/activity ref=refs/heads/change": [[thrown, *office.record]]}
    asked(office, tmp_path, answers, HEAD_REPO=HOME, HEAD_REF="change")
    assert office.git("cat-file", "-t", lost) == "commit"
