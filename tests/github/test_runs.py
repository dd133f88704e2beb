"""Each workflow with each event that the road does not pass, and what is to be red is red."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.github import events
from tests.github.bare import Bare
from tests.github.office import Lab
from tests.github.things import Fault, Run
from tests.github.tokens import ACTIONS_BOT, HOME, Kind
from tests.github.workflows import parse
from tests.support.chatops_office import filled

STORY = "content/news/2026/bus-sekolah-uji-coba.md"
SECRET = "hanya-untuk-main-4711"


def settled(lab: Lab, *files: str) -> list[tuple[str, str, str | None]]:
    """The runs' files, events and conclusions."""
    return [(run.file, run.event.name, run.conclusion) for run in lab.settle(*files)]


def last(lab: Lab, file: str) -> Run:
    """The newest run of a workflow."""
    return [run for run in lab.hub.runs if run.file == file][-1]


def proposed(
    lab: Lab, branch: str, files: dict[str, str | bytes | None], *, base: str = "main", fork: str = HOME
) -> int:
    """Rina changes files on a branch and opens a pull request."""
    lab.hub.commit("rina", branch, files, fork=fork)
    lab.hub.waiting.clear()
    return lab.hub.open_pull(lab.hub.person("rina"), branch, "Ubah", base=base, fork=fork)


def scheduled(lab: Lab, file: str) -> None:
    """It is time for a workflow's first schedule."""
    found = parse(file, lab.hub.bare.read(f".github/workflows/{file}"))
    lab.hub.waiting.append(events.scheduled(lab.hub, found.triggers["schedule"]["cron"][0]["cron"]))


def longer(lab: Lab) -> dict[str, str | bytes | None]:
    """A story with one more sentence."""
    return {STORY: lab.hub.bare.read(STORY) + "\nJadwal lengkap ada di kantor kecamatan.\n"}


@contextmanager
def altered(lab: Lab, path: str, text: str) -> Iterator[str]:
    """Main with a file changed, for a while; its commit before."""
    tip = lab.hub.bare.tip("main")
    assert text != lab.hub.bare.read(path)
    lab.hub.bare.move("refs/heads/main", lab.hub.bare.commit(tip, {path: text}, "Surya <a@b>", lab.hub.now()))
    try:
        yield tip
    finally:
        lab.hub.bare.move("refs/heads/main", tip)


def test_the_clock_by_hand_starts_a_deployment(lab: Lab) -> None:
    """The one run that a job's own token may begin is one by `workflow_dispatch`; here it is left to wait."""
    (run,) = lab.service.begin(events.dispatched(lab.hub, "contoh-rina", "clock.yml"))
    lab.service.perform(run)
    assert run.conclusion == "success"
    assert (lab.hub.waiting[0].name, lab.hub.waiting[0].actor) == ("workflow_dispatch", ACTIONS_BOT)
    assert lab.hub.waiting[0].payload["workflow"] == ".github/workflows/deploy.yml"
    lab.hub.waiting.clear()


def test_a_report_by_hand_and_by_the_calendar(lab: Lab) -> None:
    lab.hub.waiting.append(events.dispatched(lab.hub, "contoh-rina", "report.yml", period="2026-10"))
    scheduled(lab, "report.yml")
    assert settled(lab) == [("report.yml", "workflow_dispatch", "success"), ("report.yml", "schedule", "success")]
    assert "2026" in last(lab, "report.yml").summary


def test_a_wrong_change_is_red_and_says_why_everywhere(lab: Lab) -> None:
    number = proposed(lab, "salah", {STORY: lab.hub.bare.read(STORY).replace("status: published", "status: terbit")})
    assert settled(lab, "validate.yml") == [("validate.yml", "pull_request", "failure")]
    run = last(lab, "validate.yml")
    assert f"::error file={STORY}" in run.output
    comment = lab.hub.threads[number].comments[-1]
    assert comment.body in run.summary
    assert "bus\\-sekolah" in comment.body


def test_a_change_for_another_branch_is_refused_and_judged_anew_when_it_is_pointed_at_main(lab: Lab) -> None:
    lab.hub.commit("rina", "lama", {"catatan.txt": "x\n"})
    number = proposed(lab, "tujuan", longer(lab), base="lama")
    assert settled(lab, "validate.yml") == [("validate.yml", "pull_request", "failure")]
    lab.hub.retarget(number, "rina", "main")
    assert lab.hub.waiting[-1].payload["action"] == "edited"
    settled(lab, "validate.yml")
    judged = last(lab, "validate.yml")
    assert "1 berkas" in judged.output or "1 files" in judged.output


def test_a_fork_s_token_only_reads_and_its_run_has_no_secret(lab: Lab) -> None:
    fork = "orang/berita"
    lab.hub.repositories[fork] = Bare.clone(
        lab.hub.bare.folder, lab.hub.folder / "git" / f"{fork}.git", protected=False
    )
    number = proposed(lab, "dari-luar", longer(lab), fork=fork)
    assert settled(lab, "validate.yml")[0][:2] == ("validate.yml", "pull_request")
    assert lab.hub.threads[number].comments == []
    assert "::notice" in last(lab, "validate.yml").output


@pytest.mark.parametrize(("recipe", "result"), [("true", "success"), ("false", "failure")])
def test_whoever_changes_the_program_has_its_tests_run(lab: Lab, recipe: str, result: str) -> None:
    """`make test` itself is what runs this; here it is one line."""
    makefile = f"test:\n\t{recipe}\n"
    proposed(lab, f"program-{recipe}", {"Makefile": makefile})
    assert settled(lab, "test.yml") == [("test.yml", "pull_request", result)]
    with altered(lab, "Makefile", makefile) as former:
        tip = lab.hub.bare.tip("main")
        lab.hub.waiting.append(events.pushed(lab.hub, "refs/heads/main", former, tip, "contoh-rina"))
        assert settled(lab, "test.yml") == [("test.yml", "push", result)]


def test_a_pull_request_s_own_workflow_gets_into_no_environment(lab: Lab) -> None:
    """Its file is run for a review, at refs/pull/N/merge, which the environment's rule does not let in."""
    path = ".github/workflows/review.yml"
    theirs = lab.hub.bare.read(path).replace("    runs-on:", "    environment: act\n    runs-on:")
    theirs = theirs.replace('run: "true"', 'run: echo "got ${{ secrets.PROBE }} ${{ vars.APP_CLIENT_ID }}"')
    lab.runner.secrets["act"]["PROBE"] = SECRET
    number = proposed(lab, "jahat", {path: theirs})
    lab.hub.waiting.clear()
    lab.hub.review(number, "budi", "approved")
    assert settled(lab, "review.yml") == [("review.yml", "pull_request_review", "failure")]
    assert "environment protection rules" in last(lab, "review.yml").output
    assert "got" not in last(lab, "review.yml").output


@pytest.mark.parametrize(
    ("file", "scope", "job"),
    [
        ("act.yml", "contents: write", "act"),
        ("act.yml", "issues: write", "act"),
        ("report.yml", "contents: read", "report"),
        ("clock.yml", "contents: write", "routine"),
        ("clock.yml", "actions: write", "routine"),
        ("deploy.yml", "contents: read", "build"),
    ],
)
def test_a_permission_less_is_red(lab: Lab, file: str, scope: str, job: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lab.runner.variables, "act", {})  # without an App, the job's token does it all
    path = f".github/workflows/{file}"
    with altered(lab, path, lab.hub.bare.read(path).replace(f"      {scope}", "      checks: read")):
        if file == "act.yml":
            lab.hub.letter("rina", filled(number=f"100/{scope[0]}"))
        elif file == "clock.yml":
            (lab.hub.folder / "site" / ".well-known" / "redaksi.json").unlink(missing_ok=True)
            scheduled(lab, file)
        else:
            lab.hub.waiting.append(events.dispatched(lab.hub, "contoh-rina", file))
        (run,) = lab.settle(file)
    assert run.jobs[job] == "failure"


def wrong_key(lab: Lab) -> None:
    lab.runner.secrets["act"] = lab.runner.secrets["act"] | {"APP_KEY": "salah"}


def expired(lab: Lab) -> None:
    lab.hub.revoked = {Kind.APP}


def bots_may_not_open(lab: Lab) -> None:
    lab.runner.variables["act"] = {}
    lab.hub.bots_open_pulls = False


@pytest.mark.parametrize("trouble", [wrong_key, expired, bots_may_not_open])
def test_whatever_is_wrong_with_the_token_the_letter_s_issue_is_answered(
    lab: Lab, trouble: Callable[[Lab], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for mapping in (lab.runner.secrets, lab.runner.variables):
        monkeypatch.setitem(mapping, "act", mapping["act"])
    monkeypatch.setattr(lab.hub, "revoked", set())
    monkeypatch.setattr(lab.hub, "bots_open_pulls", True)
    trouble(lab)
    number = lab.hub.letter("rina", filled(number=f"200/{trouble.__name__}", subject=f"Permintaan {trouble.__name__}"))
    assert settled(lab, "act.yml") == [("act.yml", "issues", "failure")]
    assert lab.hub.threads[number].comments


def test_github_is_asked_again_when_it_is_down_for_a_moment(lab: Lab) -> None:
    lab.hub.faults = [
        Fault(f"POST /repos/{HOME}/pulls", 502),
        Fault(f"POST /repos/{HOME}/issues", 403, {"message": "secondary rate limit"}, {"Retry-After": "1"}),
    ]
    number = lab.hub.letter("rina", filled(number="300/JEDA", subject="Permintaan publikasi jeda"))
    assert settled(lab, "act.yml") == [("act.yml", "issues", "success")]
    assert [fault.times for fault in lab.hub.faults] == [0, 0]
    assert len(lab.hub.threads[number].comments) == 2
