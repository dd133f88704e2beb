"""From what happens on GitHub to what people see of it: the workflows as they are, beside those of a former commit.

Both run under act against the tests' stand-in of GitHub. Each job gets a Python with nothing but pip in it, as GitHub's
machines have one, and pip has no cache and asks its registry, so that installing is measured.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import venv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.setting import Setting
from bench.table import Row
from tests.github.office import Lab
from tests.github.runner import Done, Runner
from tests.github.server import serving
from tests.github.things import Run
from tests.github.workflows import Workflow, parse
from tests.support.offices import ROOT

FORMER = "3ef0883"
"""The last commit whose jobs installed everything."""
SHARE = 0.4
"""Of the former time."""
DRAFT, PAGE = "content/news/2026/pelatihan-guru-paud.md", "site_config/pages/kontak.md"
CACHE = re.compile(r"      - uses: actions/cache@.*?restore-keys: made-\n", re.DOTALL)
UPLOAD = "      - uses: actions/upload-pages-artifact@"
STANDIN = '#!/bin/sh\nexec "{python}" "{program}" "$@"\n'


@dataclass
class Machine(Runner):
    """A runner whose Python is new for each job, and who notes what each step takes."""

    seconds: int = 900
    spent: dict[str, float] = field(default_factory=dict)
    """Seconds of the latest run, by step; what act itself takes is a step too."""

    def __post_init__(self) -> None:
        self.python = self.hub.folder / "python"
        self.fresh = self.hub.folder / "fresh"
        venv.create(self.fresh, with_pip=True, symlinks=True)

    def job(self, workflow: Workflow, key: str, run: Run, done: dict[str, Done]) -> Done:
        """See Runner."""
        shutil.rmtree(self.python, ignore_errors=True)
        shutil.copytree(self.fresh, self.python, symlinks=True)
        begun = time.perf_counter()
        made = super().job(workflow, key, run, done)
        whole = time.perf_counter() - begun
        if made.result == "skipped":
            return made
        assert made.result == "success", made.output[-3000:]
        for name, seconds in {**made.steps, "act itself": whole - sum(made.steps.values())}.items():
            self.spent[name] = self.spent.get(name, 0) + seconds
        return made

    def _shell(self) -> dict[str, str]:
        path = f"{self.hub.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "HOME": str(self.hub.folder / "home"), "PIP_NO_CACHE_DIR": "1"}


class Office:
    """The sample office of one commit on a GitHub of its own, where people do the same again and again."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.lab = Lab(folder, source)
        self.hub = self.lab.hub
        self.hub.offset = 0.0
        self.machine = Machine(self.hub, self.lab.runner.secrets, self.lab.runner.variables)
        self.lab.service.runner = self.machine
        self.count = self.number = 0

    def changed(self, path: str) -> dict[str, str | bytes | None]:
        """A file with one sentence more than it has."""
        self.count += 1
        return {path: f"{self.hub.bare.read(path)}\nKalimat tambahan nomor {self.count}.\n"}

    def verdict(self) -> None:
        """Somebody proposes a change; the check judges it."""
        change = self.changed(DRAFT)
        branch = f"usul-{self.count}"
        self.hub.commit("rina", branch, change)
        self.number = self.hub.open_pull(self.hub.person("rina"), branch, "Usul")
        self.perform("pull_request", "validate.yml", "check")

    def answer(self) -> None:
        """Somebody asks below the last proposal where the letter stands."""
        self.hub.comment(self.number, self.hub.person("rina"), "/status")
        before = len(self.hub.threads[self.number].comments)
        self.perform("issue_comment", "act.yml", "act")
        assert len(self.hub.threads[self.number].comments) > before

    def deploy(self) -> None:
        """A change comes to main; it is live."""
        self.hub.commit("rina", "main", self.changed(PAGE))
        self.perform("push", "deploy.yml", "due", "build", "deploy")

    def perform(self, event: str, file: str, *jobs: str) -> None:
        """Run some jobs of the workflow that an event begins."""
        asked = next(one for one in reversed(self.hub.waiting) if one.name == event)
        self.hub.waiting.clear()
        (run,) = (one for one in self.lab.service.begin(asked) if one.file == file)
        workflow = parse(file, self.hub.bare.read(f".github/workflows/{file}", asked.sha))
        done: dict[str, Done] = {}
        for key in workflow.jobs:
            if key in jobs:
                done[key] = self.machine.job(workflow, key, run, done)

    def measured(self, what: Callable[["Office"], None]) -> dict[str, float]:
        """Seconds of each step."""
        self.machine.spent = {}
        what(self)
        return self.machine.spent


WAYS = {
    "pull request to verdict": (Office.verdict, 25),
    "comment to answer": (Office.answer, 20),
    "deploy of one edit": (Office.deploy, 60),
}


def former(folder: Path) -> Path:
    """The files of the former commit; its scripts, which know github.com alone, are told where this GitHub is.

    The stand-in knows the two halves of actions/cache only, so that they stand in its place.
    """
    archive = subprocess.run(["git", "-C", ROOT, "archive", FORMER], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    for script in (folder / ".github").glob("*.sh"):
        script.write_text(script.read_text().replace("https://github.com/", "$GITHUB_SERVER_URL/"))
    file = folder / ".github" / "workflows" / "deploy.yml"
    text = file.read_text()
    (cache,) = CACHE.findall(text)
    save = cache.replace("cache@", "cache/save@").replace("          restore-keys: made-\n", "")
    text = text.replace(cache, cache.replace("cache@", "cache/restore@"))
    file.write_text(text.replace(UPLOAD, save + UPLOAD))
    return folder


def run(setting: Setting) -> list[Row]:
    """Three runs at most; the first deploy of each office, which makes all pictures, is not counted."""
    folder = setting.folder / "github"
    lab = folder / "before"
    (lab / "bin").mkdir(parents=True)
    program = lab / "bin" / "gh"
    program.write_text(STANDIN.format(python=sys.executable, program=Path(__file__).with_name("gh.py")))
    program.chmod(0o755)
    now, before = Office(folder / "now", ROOT), Office(lab, former(folder / "former"))
    rows = []
    with serving(now.hub), serving(before.hub):
        for office in (now, before):
            office.lab.runner.variables[""] = {"SITE_URL": f"{office.hub.url}/site/"}
            office.deploy()
        for name, (way, target) in WAYS.items():
            rounds = [[office.measured(way) for office in (now, before)] for _ in range(min(setting.times, 3))]
            ours, peer = ([*column] for column in zip(*rounds, strict=True))
            show(name, ours)
            show(f"{name}, {FORMER}", peer)
            mine, theirs = (median(sum(one.values()) for one in times) for times in (ours, peer))
            rows += [Row(name, mine, target), Row(f"{name}, beside {FORMER}", mine, SHARE, peer=theirs)]
    return rows


def show(name: str, runs: list[dict[str, float]]) -> None:
    """Each step's share."""
    steps: dict[str, list[float]] = defaultdict(list)
    for one in runs:
        for step, seconds in one.items():
            steps[step].append(seconds)
    middle = {step: median(found) for step, found in steps.items()}
    print(f"{name}: {median(sum(one.values()) for one in runs):.1f} s")
    for step, seconds in middle.items():
        print(f"  {seconds:6.1f} s  {seconds / sum(middle.values()):4.0%}  {step.splitlines()[0]}")
