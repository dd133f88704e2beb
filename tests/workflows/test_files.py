"""How the workflow files are written: no failure is swallowed, no host stands in them, caches and artifacts have names."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.github.things import Json
from tests.github.workflows import Workflow, parse
from tests.support.offices import ROOT
from tests.workflows.workflow_files import workflows

GITHUB = ROOT / ".github"
SCRIPTS = sorted([*GITHUB.glob("*.sh"), *GITHUB.glob("actions/*/*.sh")])
EXPRESSION = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
KEPT = re.compile(r"\|\| *(?:code=\$\?$|\{? *echo [^|]*&& exit [1-9])", re.MULTILINE)
"""What may follow `||`: the exit code is kept and looked at, or it ends in another one."""
DEFAULT = "${{ github.event.repository.default_branch }}"


def named(name: str) -> Workflow:
    file = ROOT / ".github/workflows" / name
    return parse(name, file.read_text())


def steps(workflow: Workflow) -> Iterator[Json]:
    for job in workflow.jobs.values():
        yield from job["steps"]


def shells() -> Iterator[tuple[str, str]]:
    """Everything that a shell runs, by where it stands."""
    for file in SCRIPTS:
        yield file.name, file.read_text()
    for workflow in workflows():
        for step in steps(workflow):
            if "run" in step:
                yield workflow.file, EXPRESSION.sub("", step["run"])


def test_no_failure_is_swallowed() -> None:
    for where, text in shells():
        commands = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
        rest = KEPT.sub("", commands)
        assert "||" not in rest, f"{where}: {rest}"
        assert "set +e" not in rest, where
        assert "if ! " not in rest or "exit" in rest, where
    for workflow in workflows():
        lines = (ROOT / ".github/workflows" / workflow.file).read_text().splitlines()
        for line in (line for line in lines if "continue-on-error" in line):
            assert re.search(r": true # \w+(?: \S+){4}", line), f"{workflow.file} says not who tells of it: {line}"


@pytest.mark.parametrize("swallowed", ["make x || true", "x || echo y", "a || rm -f b", "a || mkdir b", "a ||:"])
def test_a_swallowed_failure_would_be_seen(swallowed: str) -> None:
    assert "||" in KEPT.sub("", swallowed)


def test_hosts_come_from_the_runner_alone() -> None:
    """On GitHub Enterprise they are others; only the address of a site without SITE_URL is github.io's."""
    for where, text in shells():
        assert not re.search(r"https?://(?!\$)[a-z.]*github\.com", text), where


def test_no_workflow_installs_in_its_own_way() -> None:
    for where, text in shells():
        assert ".venv/bin/" not in text, where
        assert "make setup" not in text, where


def test_a_pull_request_is_shown_by_the_default_branch_s_program() -> None:
    """Never by its base's, which may be any branch with a weakened program."""
    workflow = named("preview.yml")
    [job] = workflow.jobs.values()
    checkouts = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [one["ref"] for one in checkouts if one["path"] == "tools"] == [DEFAULT]
    assert all(one["persist-credentials"] == "false" or one["persist-credentials"] is False for one in checkouts)
    assert "base.ref" not in str(workflow.content["jobs"]).replace(
        "github.event.pull_request.base.ref == github.event.repository.default_branch", ""
    )
    used = [step for step in job["steps"] if str(step.get("uses", "")).startswith("./")]
    assert [step["uses"] for step in used] == ["./tools/.github/actions/setup"]


def test_a_token_is_given_to_the_one_step_that_needs_it() -> None:
    for workflow in workflows():
        for job in workflow.jobs.values():
            assert "secrets." not in str(job.get("env", "")), workflow.file
            assert "token" not in str(job.get("env", "")).lower(), workflow.file


def test_mail_and_contacts_are_known_to_the_clock_alone() -> None:
    """And there in an environment, which belongs to the default branch."""
    for workflow in workflows():
        told = str(workflow.content)
        assert ("secrets.SMTP_" in told or "secrets.CONTACTS" in told) is (workflow.file == "clock.yml")
    for job in named("clock.yml").jobs.values():
        assert job["environment"] == "mail"
        [token] = [step for step in job["steps"] if "create-github-app-token" in step.get("uses", "")]
        granted = {name: level for name, level in token["with"].items() if name.startswith("permission-")}
        assert granted == {"permission-contents": "read"}
        assert token["with"]["repositories"] == "${{ steps.contacts.outputs.name }}"


# What a deployment keeps


def build() -> Json:
    job: Json = named("deploy.yml").jobs["build"]
    return job


def test_what_was_made_is_kept_whatever_came_of_the_build() -> None:
    """The key is of what was made, so that new cards and indexes are kept too; the newest is taken."""
    job = build()
    [before] = [step for step in job["steps"] if "cache/restore@" in step.get("uses", "")]
    [after] = [step for step in job["steps"] if "cache/save@" in step.get("uses", "")]
    [publish] = [step for step in job["steps"] if step.get("id") == "publish"]
    order = [job["steps"].index(step) for step in (before, publish, after)]
    assert order == sorted(order)
    assert before["with"]["path"] == after["with"]["path"]
    assert "github.run_id" in before["with"]["key"]
    assert "github.run_attempt" in before["with"]["key"]
    assert before["with"]["key"].startswith(before["with"]["restore-keys"])
    assert after["with"]["key"] == "${{ steps.made.outputs.key }}"
    [made] = [step for step in job["steps"] if step.get("id") == "made"]
    assert "always()" in made["if"]
    assert "always()" in after["if"]
    assert publish["timeout-minutes"] < job["timeout-minutes"], "time is left to keep what was made"
    assert "--tidy" in publish["run"], "what nobody shows any more is let go"
    assert not any("make check" in step.get("run", "") for step in job["steps"]), "publish judges by itself"


def key_of(work: Path) -> str:
    """What the step says of a folder."""
    [made] = [step for step in build()["steps"] if step.get("id") == "made"]
    output = work / "output"
    output.write_text("")
    environment = {"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(work), "GITHUB_OUTPUT": str(output)}
    subprocess.run(["bash", "-eo", "pipefail", "-c", made["run"]], cwd=work, env=environment, check=True)
    [line] = output.read_text().splitlines()
    assert re.fullmatch(r"key=made-[0-9a-f]{32}", line)
    return line


def test_the_key_changes_with_whatever_is_new_and_with_nothing_else(tmp_path: Path) -> None:
    work = tmp_path
    keys = [key_of(work)]
    for name in ("pictures/r/label/ab/abc", "pictures/r/bytes/cd/cde", "search/piece"):
        file = work / ".cache/redaksi" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("made")
        keys.append(key_of(work))
    assert len(set(keys)) == len(keys)
    (work / ".cache/redaksi/1.verdicts").write_text("of this runner alone")
    assert key_of(work) == keys[-1]


def test_another_attempt_meets_no_artifact_of_the_first() -> None:
    """Of two artifacts with one name, GitHub Pages takes neither ("Multiple artifacts ... were unexpectedly found")."""
    for workflow in workflows():
        for step in steps(workflow):
            if re.match(r"actions/upload-(?:pages-)?artifact@", step.get("uses", "")):
                given = step["with"]
                assert "github.run_attempt" in given["name"] or given.get("overwrite"), workflow.file


def test_a_deployment_that_is_tried_alone_takes_the_artifact_of_the_build() -> None:
    """ "Re-run failed jobs" counts a new attempt, in which the job that built is not run."""
    workflow = named("deploy.yml")
    [upload] = [step for step in build()["steps"] if "upload-pages-artifact@" in step.get("uses", "")]
    [name] = [step for step in build()["steps"] if step.get("id") == "name"]
    assert upload["with"]["name"] == "site-${{ github.run_attempt }}"
    assert name["run"] == 'echo "artifact=site-$GITHUB_RUN_ATTEMPT" >> "$GITHUB_OUTPUT"'
    [deployment] = workflow.jobs["deploy"]["steps"]
    assert deployment["with"]["artifact_name"] == "${{ needs.build.outputs.artifact }}"
    assert build()["outputs"]["artifact"] == "${{ steps.name.outputs.artifact }}"
