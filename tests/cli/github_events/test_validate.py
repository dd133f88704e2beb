"""`redaksi validate`: what GitHub is asked, what is judged, and that all places say the same."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.checkout import Runner
from tests.support.command_line import Result
from tests.support.github_rest import NAME, TOKEN, open_hub
from tests.support.offices import ROOT, lay_own
from tests.support.repository import OPEN, STORY
from tests.support.shared_office import LOGINS, NUMBERS, POLICY, Shared
from workflow.config.pages.static_pages import PAGES_FOLDER
from workflow.reporters.pr_comment import MARKER

PICTURE = "content/news/2026/pekan-imunisasi.jpg"


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """An office that asks for `pushed`, with Sari's honest step in a change."""
    office = Shared(tmp_path / "hub")
    office.advance()
    office.commit("sari")
    office.push("sari")
    with open_hub(office.root) as hub:
        made = Runner(office, hub, tmp_path)
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


def amended(runner: Runner, person: str, old: str, new: str, path: str = OPEN) -> None:
    """One more commit in the change."""
    runner.office.edit(path, old, new)
    runner.office.commit(person)
    runner.office.push(person)


def counts(text: str) -> list[str]:
    return re.findall(r"errors (\d+), warnings (\d+)|(all in order)", text.replace("\\", ""))


def told(runner: Runner, result: Result) -> str:
    """The comment, which the summary repeats."""
    [comment] = runner.hub.comments
    assert TOKEN not in result.out + result.err + comment["body"]
    assert comment["body"].startswith(MARKER)
    assert runner.summary.read_text() == comment["body"]
    assert counts(comment["body"])[:1] == counts(result.out)[:1]
    return str(comment["body"])


def test_a_good_change_is_green_and_says_so_once(runner: Runner) -> None:
    runner.propose()
    result = runner.validate()
    assert (result.code, result.err) == (0, "")
    assert "2026\\-0002" in told(runner, result)
    assert not [line for line in result.out.splitlines() if line.startswith("::")]
    runner.summary.unlink()
    assert runner.validate().code == 0
    assert len(runner.hub.comments) == 1


def test_a_bad_change_is_red_with_the_same_counts_everywhere(runner: Runner) -> None:
    amended(runner, "rina", "note: Lengkapi kutipan.", "note: Bukan kata Sari. ")  # and a blank at the line's end
    (runner.office.root / "content/lain.html").write_text("x")
    runner.office.commit("rina")
    runner.office.push("rina")
    runner.propose()
    result = runner.validate()
    assert result.code == 1
    text = told(runner, result)
    shown = [line.partition(" ")[0] for line in result.out.splitlines() if line.startswith("::")]
    assert shown == sorted(shown)  # errors before warnings: GitHub shows ten of each
    rules = set(re.findall(r"title=([a-z/-]+)", result.out))
    assert {"history/author", "history/form", "fields/path"} <= rules
    assert all(rule.replace("-", "\\-") in text for rule in rules)
    assert counts(result.out)[0][0] == str(shown.count("::error"))


def test_who_has_only_a_browser_finds_the_whole_text_to_be_put_there(runner: Runner) -> None:
    text = (runner.office.root / OPEN).read_text()
    moved = text.replace("status: returned\n", "").replace("\nsteps:", "\nstatus: returned\nsteps:")
    (runner.office.root / OPEN).write_text(moved)
    runner.office.commit("rina")
    runner.office.push("rina")
    runner.propose()
    result = runner.validate()
    assert result.code == 1
    assert re.search(rf"::error file={OPEN},line=\d+,col=1,title=history/form::.*`status`", result.out)
    said = told(runner, result)
    shown = re.search(r"\n```\n(---\n.*?)\n```\n", said, re.DOTALL)
    assert shown
    assert shown[1] + "\n" == text


def test_what_holds_personal_data_is_not_shown_again(runner: Runner) -> None:
    amended(runner, "sari", "note: Lengkapi kutipan.", "note: Hubungi 0812-3456-7890. ")
    runner.propose()
    assert runner.validate().code == 1
    assert "3456" not in runner.hub.comments[0]["body"]


def test_nothing_is_said_of_what_the_change_does_not_touch(runner: Runner) -> None:
    """The list of holidays has a flaw, and an old letter too: the check of the whole office says so."""
    office = runner.office
    office.git("switch", "--quiet", "main")
    holidays = office.root / "site_config/holidays.yml"
    holidays.write_text(re.sub(r"^years: .*$", "years: [2024]", holidays.read_text(), flags=re.MULTILINE))
    (office.root / STORY).write_text((office.root / STORY).read_text().rstrip("\n") + " \n")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    office.git("rebase", "--quiet", "main", person="sari")
    office.push("sari")
    runner.propose()
    result = runner.validate()
    assert result.code == 0
    assert not [line for line in result.out.splitlines() if line.startswith("::")]
    assert "holidays" not in told(runner, result)


def test_only_what_is_to_enter_the_default_branch_is_judged(runner: Runner) -> None:
    """A branch with a weak policy makes nothing green; and the event of pointing it elsewhere is judged anew."""
    runner.office.git("branch", "lax", "main")
    runner.propose(base="lax")
    runner.event |= {"action": "edited", "changes": {"base": {"ref": {"from": "main"}, "sha": {"from": "0" * 40}}}}
    result = runner.validate()
    assert result.code == 1
    assert result.out.startswith("::error title=redaksi::Point this pull request at main")
    assert "Point this pull request at main" in runner.summary.read_text()
    assert runner.hub.comments[0]["body"] == runner.summary.read_text()
    assert not [path for _, path in runner.hub.asked if "activity" in path]


def test_the_default_branch_s_policy_counts_whatever_the_change_brings(runner: Runner) -> None:
    amended(runner, "rina", "default: pushed", "default: claimed", POLICY)
    runner.propose()
    runner.hub.lists["activity?ref=refs/heads/change"] = []
    assert "history/evidence" in runner.validate().out


def approval(person: str, commit: str, number: int = 80, state: str = "APPROVED") -> dict[str, Any]:
    user = {"login": LOGINS[person], "id": NUMBERS[person], "type": "User"}
    at = "2026-11-20T03:25:00Z"
    return {"id": number, "user": user, "body": "", "state": state, "submitted_at": at, "commit_id": commit}


def four_eyed(runner: Runner) -> None:
    """Main asks for a review of step 5."""
    office = runner.office
    office.git("switch", "--quiet", "main")
    office.edit(POLICY, "  default: pushed\n", "  default: pushed\n  steps: {5: reviewed}\n")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    office.git("rebase", "--quiet", "main", person="sari")
    office.push("sari")
    office.git("switch", "--quiet", "--create", "other", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")
    office.push("kadis", to="refs/heads/other")


@pytest.mark.parametrize("branches", [("change",), ("change", "other"), ("other", "change")])
def test_reviews_of_every_pull_request_in_a_group_are_read(runner: Runner, branches: tuple[str, ...]) -> None:
    four_eyed(runner)
    number = 7 + branches.index("change")
    head = runner.office.git("rev-parse", "change")
    runner.hub.lists[f"pulls/{number}/reviews"] = [approval("budi", head)]
    runner.queue(*branches)
    result = runner.validate()
    assert "history/evidence" not in result.out
    posts = [path for method, path in runner.hub.asked if method == "POST"]
    red = () if branches == ("change",) else (7, 8)  # rules and records in one group (history/mixed)
    assert posts == [f"{NAME}/issues/{each}/comments" for each in red]
    assert "2026\\-0002" in runner.summary.read_text()


@pytest.mark.parametrize("branches", [("change", "other"), ("other", "change")])
def test_a_group_that_is_refused_is_told_under_each_of_its_pull_requests(
    runner: Runner, branches: tuple[str, ...]
) -> None:
    four_eyed(runner)
    runner.queue(*branches)
    assert runner.validate().code == 1
    posts = [path for method, path in runner.hub.asked if method == "POST"]
    assert posts == [f"{NAME}/issues/{number}/comments" for number in (7, 8)]
    assert len(runner.hub.comments) == 2
    for comment in runner.hub.comments:
        assert comment["body"].startswith(MARKER)
        assert "This was found in the merge queue" in comment["body"]
        assert "history/evidence" in comment["body"]
    assert "merge queue" not in runner.summary.read_text()


def test_a_comment_that_one_pull_request_does_not_take_is_written_under_the_others(runner: Runner) -> None:
    four_eyed(runner)
    runner.queue("change", "other")
    runner.hub.refused["POST", f"{NAME}/issues/7/comments"] = 404
    result = runner.validate()
    assert "The comment cannot be written" in result.out
    assert [one["url"] for one in runner.hub.comments] == [f"{NAME}/issues/8/comments"]


def test_a_group_that_cannot_be_judged_is_told_too(runner: Runner) -> None:
    runner.queue("change")
    runner.hub.git_status = 503
    assert runner.validate().code == 2
    [comment] = runner.hub.comments
    assert "This was found in the merge queue" in comment["body"]


def test_without_its_reviews_a_group_is_refused_and_told_why(runner: Runner) -> None:
    four_eyed(runner)
    runner.queue("change")
    runner.hub.refused["GET", f"{NAME}/pulls/7/reviews"] = 502
    result = runner.validate()
    assert result.code == 1
    assert "history/evidence" in result.out
    assert "::warning title=redaksi::The reviews of #7 cannot be read" in result.out
    assert "The reviews of" in runner.summary.read_text()
    assert "then run this check again" in runner.summary.read_text()
    assert "then run this check again" in runner.hub.comments[0]["body"]


def test_a_group_whose_pull_requests_are_not_told_still_asks_for_the_one_that_it_names(runner: Runner) -> None:
    four_eyed(runner)
    runner.hub.lists["pulls/7/reviews"] = [approval("budi", runner.office.git("rev-parse", "change"))]
    runner.queue("change")
    runner.hub.refused["GET", f"{NAME}/commits/{runner.office.git('rev-parse', 'change')}/pulls"] = 409
    result = runner.validate()
    assert "It cannot be read which pull request" in result.out
    assert ("GET", f"{NAME}/pulls/7/reviews") in runner.hub.asked


@pytest.mark.parametrize("answer", [404, 403, 500, "not a list", [{"id": 1}]])
def test_what_cannot_be_read_is_said_and_worth_less(runner: Runner, answer: Any) -> None:
    """Nobody is known to have pushed: an office that asks for `pushed` refuses."""
    runner.propose()
    if isinstance(answer, int):
        runner.hub.refused["GET", f"{NAME}/activity"] = answer
    else:
        runner.hub.lists["activity?ref=refs/heads/change"] = answer
    result = runner.validate()
    assert result.code == 1
    assert "::warning title=redaksi::It cannot be read who pushed" in result.out
    assert "history/evidence" in result.out
    assert "It cannot be read who" in told(runner, result)


def test_the_record_of_a_branch_is_read_to_its_end(runner: Runner) -> None:
    runner.hub.page = 1
    for place in range(3):
        runner.office.commit("sari", str(place))
        runner.office.push("sari")
    runner.propose()
    runner.hub.lists["activity?ref=refs/heads/change"].reverse()  # the newest first, as GitHub lists it
    assert runner.validate().code == 0
    assert runner.hub.asked.count(("GET", f"{NAME}/activity")) == 5


def test_a_page_elsewhere_is_not_asked_for(runner: Runner) -> None:
    runner.hub.page = 1
    runner.office.commit("sari", "one more")
    runner.office.push("sari")
    runner.propose()
    runner.hub.url = "http://127.0.0.1:1"
    assert "It cannot be read who pushed" in runner.validate().out


def test_what_a_later_push_threw_away_is_fetched(runner: Runner) -> None:
    """Else it could not be seen that Sari's commit was not in what Mallory pushed before."""
    office = runner.office
    lost = office.git("commit-tree", "main^{tree}", "-p", "main", "-m", "lost", person="mallory")
    office.record[0] |= {"before": lost, "activity_type": "force_push"}
    office.record.insert(
        0, office.record[0] | {"id": 9, "before": "0" * 40, "after": lost, "timestamp": "2026-11-20T03:10:00Z"}
    )
    runner.propose()
    assert not runner.has(lost)
    assert runner.validate().code == 0
    assert runner.has(lost)
    gone = "1234567890" * 4
    for one in runner.hub.lists["activity?ref=refs/heads/change"]:
        one.update({key: gone for key in ("before", "after") if one[key] == lost})
    assert "Commits that a later push threw away are gone from GitHub: 1." in runner.validate().out


def test_the_archive_s_pictures_stay_where_they_are(runner: Runner) -> None:
    """A change of letters needs none of them; a change of a picture needs that one."""
    office = runner.office
    office.git("switch", "--quiet", "change")
    data = (office.root / PICTURE).read_bytes()
    for name in ("lama.jpg", "baru.jpg"):
        (office.root / PICTURE).with_name(name).write_bytes(data + name.encode())
        office.commit("rina", name)
        if name == "lama.jpg":
            office.git("branch", "--force", "main", "change")
    office.push("rina")
    runner.propose()
    assert not runner.has("HEAD:content/news/2026/baru.jpg")
    result = runner.validate()
    assert "history/picture" in result.out or "baru.jpg" in result.out
    assert runner.has("HEAD:content/news/2026/baru.jpg")
    assert not runner.has("HEAD:content/news/2026/lama.jpg")
    assert not runner.has(f"HEAD:{PICTURE}")


def test_a_file_that_cannot_be_fetched_is_never_green(runner: Runner) -> None:
    runner.propose()
    runner.hub.git_status = 503
    result = runner.validate()
    assert result.code == 2
    assert "could not be fetched" in result.out
    assert runner.hub.comments[0]["body"] == runner.summary.read_text()


@pytest.mark.parametrize(("status", "kind"), [(403, "notice"), (404, "warning"), (500, "warning")])
def test_a_comment_that_cannot_be_written_changes_no_verdict(runner: Runner, status: int, kind: str) -> None:
    """A pull request from a fork has a token that may only read."""
    runner.propose()
    runner.hub.refused["POST", f"{NAME}/issues/7/comments"] = status
    result = runner.validate()
    assert result.code == 0
    assert f"::{kind} title=redaksi::" in result.out
    assert "2026\\-0002" in runner.summary.read_text()


def test_a_fork_that_was_deleted(runner: Runner) -> None:
    runner.propose()
    runner.event["pull_request"]["head"]["repo"] = None
    result = runner.validate()
    assert result.code == 1
    assert "The repository that the change came from was deleted" in result.out


GAPS: dict[str, Callable[[Runner, list[Any]], Any]] = {
    "deleted fork": lambda runner, record: runner.event["pull_request"]["head"].update(repo=None),
    "refused": lambda runner, record: runner.hub.refused.update({("GET", f"{NAME}/activity"): 403}),
    "deleted account": lambda runner, record: record[0].update(actor=None),
    "unreadable": lambda runner, record: record.append(record[0] | {"id": 9, "timestamp": None}),
    "too long": lambda runner, record: record.extend(record[0] | {"id": 9 + more} for more in range(3)),
}


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
def test_nobody_approves_their_own_forgery_whatever_is_missing(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, gap: Callable[[Runner, list[Any]], Any]
) -> None:
    """Budi pushed the step in Sari's name, and approves it."""
    monkeypatch.setattr("workflow.forge.rest_api.MAX_PAGES", 3)
    runner.hub.page = 1
    runner.office.record[0]["actor"] |= {"login": LOGINS["budi"], "id": NUMBERS["budi"]}
    runner.propose()
    runner.hub.lists["pulls/7/reviews"] = [approval("budi", runner.office.git("rev-parse", "change"))]
    gap(runner, runner.hub.lists["activity?ref=refs/heads/change"])
    result = runner.validate()
    assert result.code == 1
    assert "history/evidence" in result.out


def test_without_what_came_by_other_branches_nobody_is_known_to_have_pushed(runner: Runner) -> None:
    runner.propose()
    del runner.hub.lists["activity?time_period=month"]
    result = runner.validate()
    assert result.code == 1
    assert "history/evidence" in result.out


def site(runner: Runner) -> Shared:
    """Main has a site, and goes on after the change has left it; the change brings a new template."""
    office = runner.office
    office.git("switch", "--quiet", "--create", "site", "main")
    shutil.copy(ROOT / "mkdocs.yml", office.root)
    lay_own(office.root, "site_config/theme/redaksi/page.html")
    lay_own(office.root, PAGES_FOLDER)
    office.commit("kadis")
    office.git("branch", "--force", "main", "site")
    office.edit("site_config/theme/redaksi/page.html", '<div class="r-body">', '<div class="r-body" onclick="cetak()">')
    office.commit("kadis")
    office.push("kadis", to="refs/heads/site")
    runner.propose("site")
    return office


def test_a_change_of_the_site_without_what_makes_it_is_never_green(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(runner)
    monkeypatch.delitem(sys.modules, "workflow.trial_build.build", raising=False)
    monkeypatch.setitem(sys.modules, "mkdocs.commands.build", None)
    result = runner.validate()
    assert result.code == 2
    assert "was not installed" in result.out


def test_a_broken_template_is_red_also_after_main_went_on(runner: Runner) -> None:
    office = site(runner)
    office.git("switch", "--quiet", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")
    runner.update()
    result = runner.validate()
    assert result.code == 1
    assert re.search(
        r"::error file=site_config/theme/redaksi/page.html,line=\d+,col=1,title=history/site::", result.out
    )
    told(runner, result)


def broken(event: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    made = json.loads(json.dumps(event))
    *above, last = path.split(".")
    below = made
    for name in above:
        below = below[name]
    below[last] = value
    return dict(made)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("repository", None),
        ("repository.default_branch", "-x\n"),
        ("repository.full_name", "../x"),
        ("pull_request", None),
        ("pull_request.number", "7"),
        ("pull_request.head.sha", "main"),
        ("pull_request.head.ref", "a..b~1"),
        ("pull_request.base.ref", None),
    ],
)
def test_a_broken_event_is_refused(runner: Runner, path: str, value: Any) -> None:
    runner.propose()
    runner.event = broken(runner.event, path, value)
    result = runner.validate()
    assert result.code == 2
    assert "its payload is broken" in result.err
    assert runner.hub.comments == []


def test_an_event_of_elsewhere_or_of_another_kind_is_refused(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.propose()
    event = runner.event
    runner.event = broken(event, "repository.full_name", "orang/berita")
    assert runner.validate().code == 2
    runner.event = broken(event, "pull_request.head.sha", runner.office.git("rev-parse", "main~1"))
    assert runner.validate().code == 0
    runner.event = broken(event, "pull_request.head.sha", runner.office.git("commit-tree", "main^{tree}", "-m", "x"))
    assert runner.validate().code == 2
    runner.event_name = "push"
    assert runner.validate().code == 2
    monkeypatch.delenv("GITHUB_TOKEN")
    assert runner.validate().code == 2
