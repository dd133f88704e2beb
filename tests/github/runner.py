"""One job of a workflow under nektos/act, in host mode: without containers, as fast as the job itself.

act takes one token, one set of secrets and no environments. So each job is run by an act of its own, from a file cut to
that job (workflows.cut), with the token, secrets and variables that GitHub would give it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.github import rules
from tests.github.hub import Hub
from tests.github.things import Event, Json, Run
from tests.github.tokens import HOME, job_token
from tests.github.workflows import Workflow, cut, dump, environment
from tests.support.offices import ROOT

HERE = Path(__file__).parent
ACTIONS = HERE / "actions"
PINNED = re.compile(r"uses: ((?:actions|pypa)/[\w-]+)[\w/-]*@([0-9a-f]{40})")
OUTPUT = re.compile(r"\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}")
REFUSED = "This ref is not allowed to deploy to this environment due to environment protection rules."
SECONDS = 120


@dataclass
class Done:
    """What came of a job."""

    result: str
    output: str = ""
    summary: str = ""
    outputs: Json = field(default_factory=dict)
    steps: dict[str, float] = field(default_factory=dict)
    """The seconds of each step."""


@dataclass
class Runner:
    """A machine that jobs run on. Secrets and variables by the environment that has them; `""` is the repository."""

    hub: Hub
    secrets: dict[str, dict[str, str]] = field(default_factory=dict)
    variables: dict[str, dict[str, str]] = field(default_factory=dict)
    seconds: int = SECONDS
    """What a job may take."""

    def __post_init__(self) -> None:
        self.python = self.hub.folder / "python"
        venv.create(self.python, with_pip=False, symlinks=True)
        packages = Path(sysconfig.get_path("purelib", vars={"base": str(self.python)}))
        shutil.copytree(HERE / "python", packages, dirs_exist_ok=True)
        (packages / "lab.pth").write_text(f"{sysconfig.get_path('purelib')}\nimport lab_clock\n")

    def job(self, workflow: Workflow, key: str, run: Run, done: dict[str, Done]) -> Done:
        """Run a job; its result is `skipped` where its own condition says so."""
        work = self.hub.folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        job, event = workflow.jobs[key], run.event
        place = environment(job)
        is_let_in = not place or rules.lets_in(place, event.ref)
        known = {name: {"result": one.result, "outputs": one.outputs} for name, one in done.items()}
        asked = workflow if is_let_in else _without_steps(workflow, key)
        file = work / "file" / ".github" / "workflows" / workflow.file
        file.parent.mkdir(parents=True)
        file.write_text(dump(cut(asked, event.name, key, known)))
        (work / "event.json").write_text(json.dumps(event.payload))
        token = job_token(workflow.grants(job, fork=event.is_fork))
        secrets = {} if event.is_fork or not is_let_in else self.secrets.get("", {}) | self.secrets.get(place, {})
        variables = self.variables.get("", {}) | (self.variables.get(place, {}) if is_let_in else {})
        secrets = {"GITHUB_TOKEN": token, **secrets}
        command = [*self._command(work, file, event, key), *_flags("-s", secrets), *_flags("--var", variables)]
        for name, value in self._environment(run, workflow.grants(job)).items():
            command += ["--env", f"{name}={value}"]
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=self._shell(),
            check=False,
            timeout=self.seconds,
            cwd=work,
            start_new_session=True,
        )
        assert finished.stdout or not finished.returncode, finished.stderr
        return _read(job, key, finished.stdout)

    def _command(self, work: Path, file: Path, event: Event, key: str) -> list[str]:
        act = str(Path(sys.executable).with_name("act"))
        command = [
            act,
            event.name,
            "-C",
            str(work / "file"),
            "-W",
            str(file),
            "-e",
            str(work / "event.json"),
            "-j",
            key,
        ]
        command += ["--json", "-P", "ubuntu-24.04=-self-hosted", "--action-cache-path", str(work / "act")]
        command += ["--container-daemon-socket", "-", "--pull=false", "--no-cache-server", "--no-skip-checkout"]
        command += ["--actor", event.actor]
        for name, commit in sorted(self._pinned()):
            command += ["--local-repository", f"{name}@{commit}={ACTIONS / name.partition('/')[2]}"]
        return command

    def _pinned(self) -> set[tuple[str, str]]:
        """Every action that the default branch's files name."""
        files = self.hub.bare.git("ls-tree", "-r", "--name-only", "main", ".github").splitlines()
        found = [PINNED.findall(self.hub.bare.read(file)) for file in files if file.endswith(".yml")]
        return {(name, commit) for names in found for name, commit in names}

    def _environment(self, run: Run, grants: dict[str, str]) -> dict[str, Any]:
        hub, event = self.hub, run.event
        proof = {"ACTIONS_ID_TOKEN_REQUEST_TOKEN": "x"} if grants.get("id-token") == "write" else {}
        return proof | {
            "GITHUB_REPOSITORY": HOME,
            "GITHUB_REPOSITORY_OWNER": HOME.partition("/")[0],
            "GITHUB_SERVER_URL": hub.url,
            "GITHUB_API_URL": f"{hub.url}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{hub.url}/api/graphql",
            "GITHUB_RUN_ID": run.id,
            "GITHUB_RUN_ATTEMPT": run.attempt,
            "GITHUB_REF": event.ref,
            "SHA_REF": event.sha,  # as act calls GITHUB_SHA
            "LAB": hub.folder,
            "LAB_ROOT": ROOT,
            "LAB_URL": hub.url,
            "LAB_CLOCK": hub.offset,
        }

    def _shell(self) -> dict[str, str]:
        """What the machine itself has: no secrets, no settings of the one that runs the tests."""
        return {
            "PATH": f"{HERE / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.hub.folder / "home"),
            "LANG": "C.UTF-8",
        }


def _flags(flag: str, values: dict[str, str]) -> list[str]:
    return [part for name, value in values.items() for part in (flag, f"{name}={value}")]


def _without_steps(workflow: Workflow, key: str) -> Workflow:
    """GitHub asks the environment's rule after the job's condition, and the job fails before its first step."""
    refused = {**workflow.content["jobs"][key], "steps": [{"run": f"echo '::error::{REFUSED}'; exit 1"}]}
    jobs = {**workflow.content["jobs"], key: refused}
    return workflow._replace(content={**workflow.content, "jobs": jobs})


def _read(job: Json, key: str, log: str) -> Done:
    """The result, the outputs and what was printed, from act's own record."""
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    own = [line for line in lines if line.get("jobID") == key]
    result = next((line["jobResult"] for line in own if "jobResult" in line), "skipped")
    made = {(line["stepID"][0], line["name"]): line["arg"] for line in own if line.get("command") == "set-output"}
    outputs = {}
    for name, value in job.get("outputs", {}).items():
        found = OUTPUT.fullmatch(value)
        assert found, f"an output of another form is not known here: {value}"
        outputs[name] = made.get((found[1], found[2]), "")
    output = "".join(line["msg"] if line.get("raw_output") else f"{line['msg']}\n" for line in own)
    summary = "".join(line["content"] for line in own if line.get("command") == "summary")
    steps = {
        line["step"]: line["executionTime"] / 1e9
        for line in own
        if line.get("stage") == "Main" and "executionTime" in line and len(line["stepID"]) == 1
    }
    return Done(result, output, summary, outputs, steps)
