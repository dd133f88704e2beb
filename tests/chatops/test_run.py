"""Several letters and steps at once: from clones of their own, as the forge's runners are."""

import json
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.chatops_office import DAY, KEY, Counter, account, filled, instant, open_counter
from tests.support.clone import ENVIRONMENT, git
from tests.support.forked import MAIN, python
from tests.support.issue_server import REPOSITORY, TOKEN

MANY = 5


def run(counter: Counter, place: int, name: str, payload: Mapping[str, object]) -> subprocess.CompletedProcess[str]:
    """`redaksi act` in a clone of its own and a process of its own."""
    clone = counter.root.parent / f"clone-{place}"
    if not clone.exists():
        git(counter.root.parent, "clone", "--quiet", str(counter.bare), str(clone))
    file = clone.with_suffix(".json")
    file.write_text(json.dumps(payload))
    arguments = ["act", f"--event={file}", f"--event-name={name}", f"--now={DAY}T09:10+07:00"]
    own = {"GITHUB_API_URL": counter.forge.url, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN, "ACT_KEY": KEY}
    return python(MAIN, arguments, clone, {**ENVIRONMENT, **own})


def test_letters_at_once_get_a_number_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_counter(tmp_path, monkeypatch) as counter:
        head = {"action": "opened", "sender": account("rina"), "repository": {"full_name": REPOSITORY}}
        payloads = []
        for place in range(1, MANY + 1):
            body = filled(number=f"400.7/90{place}/DINKES")
            issue = {"state": "open", "body": body, "at": instant("09:00"), "who": "rina"}
            counter.forge.issues[100 + place] = issue
            thread = {"id": 5000 + place, "number": 100 + place, "state": "open", "body": body, "user": account("rina")}
            times = {"created_at": instant("09:00"), "updated_at": instant("09:00")}
            payloads.append({**head, "issue": {**thread, **times}})
        with ThreadPoolExecutor(MANY) as workers:
            done = [*workers.map(lambda place: run(counter, place, "issues", payloads[place]), range(MANY))]
        assert [one.returncode for one in done] == [0] * MANY, [one.stderr for one in done]
        branches = sorted(name for name in counter.forge.tips() if name != "main")
        assert branches == [f"redaksi/2026-{number:04}" for number in range(3, 3 + MANY)]
        numbers = {
            counter.read(f"content/requests/2026/{name[-4:]}.md", name).split("number: ")[1].split("\n")[0]
            for name in branches
        }
        assert numbers == {f"400.7/90{place}/DINKES" for place in range(1, MANY + 1)}


def test_one_comment_told_to_many_is_done_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_counter(tmp_path, monkeypatch) as counter:
        counter.letter("rina", filled(), "09:00")
        pull = max(counter.forge.pulls)
        payload = counter.commented("kadis", "/disposisi tunda: Menunggu data.", "09:05", pull)
        with ThreadPoolExecutor(MANY) as workers:
            done = [*workers.map(lambda place: run(counter, place, "issue_comment", payload), range(MANY))]
        assert [one.returncode for one in done] == [0] * MANY, [one.stderr for one in done]
        text = counter.read("content/requests/2026/0003.md", "redaksi/2026-0003")
        assert text.count("- step: 2") == 1
