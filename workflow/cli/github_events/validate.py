"""`redaksi validate`: judge a pull request or a group of a merge queue where GitHub runs it, and say so everywhere.

One run tells everything about one change and nothing else: on its lines, in the run's summary and in the one comment.
"""

import gc
import os
import sys
from pathlib import Path
from typing import NamedTuple

import click

from workflow.cli.github_events.comment import judge_and_describe
from workflow.cli.shared.change_evidence import ChangeEvidence
from workflow.cli.shared.github_job import event_options, job_forge
from workflow.cli.shared.options import now_option, root_option
from workflow.cli.shared.usage_exit import complain
from workflow.engine.check_change import ChangeCheck
from workflow.forge.api_errors import FORBIDDEN
from workflow.forge.change_evidence import EvidenceGatherer
from workflow.forge.merge_candidate import MergeCandidate, read_merge_candidate
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.forge.webhook import MAX_PAYLOAD_BYTES
from workflow.git.credentials import token_variables
from workflow.git.errors import GitError
from workflow.git.partial_clone import PromisorRemote
from workflow.git.repository import Repository
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say
from workflow.reporters.github_annotations import annotations, general_annotation
from workflow.reporters.pr_comment import MARKER, merge_queue_comment, refusal_comment
from workflow.reporters.summary import summary
from workflow.text.finding import ExitCode

SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"
"""The variable with the file that GitHub shows as the run's summary."""


class ValidationResult(NamedTuple):
    """What one run says."""

    exit: ExitCode
    log: list[str]
    """Lines of the job's log; those that are workflow commands GitHub shows as annotations."""
    text: str
    """For the summary and the comment, in Markdown."""


@click.command("validate", help=tr("Judge the change of a pull request on GitHub and say so there (for its runners)."))
@root_option
@event_options
@now_option
def command(root: Path, file: Path, event_name: str, now: int | None) -> None:
    """Leave with 0 (no error), 1 (errors) or 2 (it could not be judged)."""
    gc.disable()  # a check makes much and throws nothing away; it ends with the process
    forge = job_forge()
    proposal = _read_event_file(event_name, file)
    if proposal.repository.casefold() != forge.repository.casefold():
        complain(tr("The event happened in another repository than GITHUB_REPOSITORY says."))
    gathering = EvidenceGatherer(forge)
    verdict = _verdict(root, proposal, gathering, now)
    for line in verdict.log:
        click.echo(line)
    _summarize(verdict.text)
    if not proposal.is_group:
        _comment(verdict.text, forge, proposal.number)
    elif verdict.exit is not ExitCode.CLEAN:  # else nothing is to be done, and what was said before stays
        for number in sorted(gathering.pulls):
            _comment(merge_queue_comment(verdict.text), forge, number)
    sys.exit(verdict.exit)


def _read_event_file(name: str, file: Path) -> MergeCandidate:
    with file.open("rb") as stream:
        try:
            return read_merge_candidate(name, stream.read(MAX_PAYLOAD_BYTES + 1))
        except ValueError:
            complain(tr("The event {name} is none that proposes a change, or its payload is broken.", name=name))


def _verdict(root: Path, proposal: MergeCandidate, gathering: EvidenceGatherer, now: int | None) -> ValidationResult:
    if proposal.target != proposal.default:
        message = say(
            "Point this pull request at {main} (Edit, beside its title): only what enters {main} is judged.",
            main=proposal.default,
        )
        return _refused(message, ExitCode.FINDINGS)
    try:
        return _judged(root, proposal, gathering, now)
    except GitError as error:
        return _refused(error.message, ExitCode.CONFIGURATION)
    except ModuleNotFoundError as error:
        message = say(
            "The change touches what the site is made of, but {name}, which makes it, was not installed.",
            name=str(error.name),
        )
        return _refused(message, ExitCode.CONFIGURATION)


def _refused(message: Message, code: ExitCode) -> ValidationResult:
    return ValidationResult(code, [general_annotation("error", translate(message))], refusal_comment(message))


def _judged(root: Path, proposal: MergeCandidate, gathering: EvidenceGatherer, now: int | None) -> ValidationResult:
    """Gather, judge, and put into words. Raises GitError."""
    remote = _remote(root, gathering.forge)
    remote.disable_lazy_fetch()
    with Repository(root, source=remote.fetch_missing) as repository:
        _must_be_what_is_proposed(repository, proposal)
        _gather_evidence(repository, proposal, gathering)
        absent = {one for one in gathering.pushed_commits if not repository.identity(f"{one}^{{commit}}")}
        gone = remote.fetch_commits(absent)
        gaps = [f"{translate(gap.what)} {translate(gap.why)}" for gap in gathering.gaps]
        if any(gap.is_passing for gap in gathering.gaps):
            gaps.append(
                tr(
                    "GitHub may tell it in a while: then run this check again (“Re-run jobs”), or put the pull request "
                    "into the merge queue again."
                )
            )
        if gone:
            gaps.append(tr("Commits that a later push threw away are gone from GitHub: {count}.", count=len(gone)))
        check = ChangeCheck.between(repository, _base(proposal), "HEAD")
        report, text = judge_and_describe(
            check, ChangeEvidence(gathering.reviews, gathering.pushes, None, is_given=True), now, gaps
        )
    if remote.lacking:
        message = say(
            "Files of the change could not be fetched: {count}. Run this check again.", count=len(remote.lacking)
        )
        return _refused(message, ExitCode.CONFIGURATION)
    shown = [*annotations(report)]
    errors = [line for line in shown if line.startswith("::error")]
    log = [*errors, *(general_annotation("warning", gap) for gap in gaps), *shown[len(errors) :], summary(report)]
    return ValidationResult(report.exit, log, text)


def _remote(root: Path, forge: GitHub) -> PromisorRemote:
    """Where the clone's missing files are: the token goes to this server and to no other."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
    token = token_variables(server, os.environ.get("GITHUB_TOKEN", ""))
    return PromisorRemote(Repository(root).git_dir, f"{server}/{forge.repository}", token)


def _base(proposal: MergeCandidate) -> str:
    return proposal.base or f"refs/remotes/origin/{proposal.default}"


def _must_be_what_is_proposed(repository: Repository, proposal: MergeCandidate) -> None:
    """The clone holds the commits that the event speaks of. Raises GitError."""
    if repository.merge_base(repository.resolve(proposal.head), repository.resolve("HEAD")) != proposal.head:
        raise GitError(say("What was checked out is not what the event proposes."))


def _gather_evidence(repository: Repository, proposal: MergeCandidate, gathering: EvidenceGatherer) -> None:
    """Ask GitHub what it tells of a change. Raises GitError."""
    gathering.read_month()
    if proposal.is_group:
        gathering.read_group(_merged_heads(repository, proposal), proposal.number, proposal.target)
    else:
        gathering.read_reviews(proposal.number)
        gathering.read_branch(proposal.origin)


def _merged_heads(repository: Repository, proposal: MergeCandidate) -> list[str]:
    """The heads of the pull requests that a group's own line merges."""
    asked = ("rev-list", "--first-parent", "--parents", "--end-of-options", f"{proposal.base}..{proposal.head}")
    rows = (line.split() for line in repository.run(*asked).decode("ascii").splitlines())
    return [merged for row in rows for merged in row[2:]]


def _summarize(text: str) -> None:
    """Write the run's summary."""
    if file := os.environ.get(SUMMARY_VARIABLE):
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.write(text)


def _comment(text: str, forge: GitHub, number: int) -> None:
    """Write the one comment under a pull request. The verdict stands whether that can be done or not."""
    try:
        forge.put_comment(number, MARKER, text)
    except ForgeError as error:
        if error.status == FORBIDDEN:
            remark_text = tr("A fork's token may not comment; what the comment would say is in this run's summary.")
            click.echo(general_annotation("notice", remark_text))
        else:
            remark_text = tr("The comment cannot be written: {reason}", reason=translate(error.message))
            click.echo(general_annotation("warning", remark_text))
