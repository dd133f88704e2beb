"""An event is acted upon and answered below what was written, whatever became of it, also where a part failed."""

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import click
import msgspec
from msgspec.structs import replace

from workflow.chatops.actions.prompts import next_comments
from workflow.chatops.event.commit_stamp import MIN_KEY_LENGTH
from workflow.chatops.event.context import EventContext
from workflow.chatops.event.dispatch import command_example, may_be_request
from workflow.chatops.event.maintainers import whom_to_ask
from workflow.chatops.event.no_action import NO_ACTION_REPLIES, ReplyPlace
from workflow.chatops.event.reply import Reply
from workflow.chatops.run import explain_write_error, process_event
from workflow.cli.shared.github_job import without_workflow_commands
from workflow.config.commands import CommandAction
from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.forge.event import Event, IgnoredEvent, IgnoreReason, Repository, ReviewRun
from workflow.forge.pull_requests import PullRequest, ensure_open_pull, pull
from workflow.forge.rest_api import ForgeError
from workflow.forge.review_run import latest_review, rerun_check, reviewed_pulls
from workflow.git.commit_writer import WriteError
from workflow.git.errors import GitError
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message, say
from workflow.queries.open_requests import open_request
from workflow.reporters.command_reply import CommandReply, RequestStanding, pull_request_body, render_reply, standing
from workflow.services.errors import RefusedError

STAMP_KEY_VARIABLE = "ACT_KEY"
"""The variable with the key of the stamp on this program's commits."""
CONTACTS_VARIABLE = "CONTACTS_REPOSITORY"
"""The variable that names the private repository in which the office keeps senders' addresses."""
SENDERS_FILE = "senders.yml"
STATUS_COMMENT_MARKER = "<!-- redaksi: where the letter stands -->"
MAX_TITLE_LENGTH = 100
"""Characters."""
NOTHING_ENTERED = say("Nothing was entered: the program could not do its work here.")
UNEXPECTED_FAILURE = say(
    "The program failed in a way that nobody foresaw. Whether something was entered, `/status` says."
)
REVIEW_NOT_READ = say("A review could not be read, so that no step came of it.")
CHECK_NOT_RERUN = say("The check could not judge once more after a review.")
RERUN_BY_HAND = say("Start it by hand: Checks, Re-run, or the button Update branch.")
RERUN_GOES_ON = say(
    "It need not be written again: once it is mended, the run that failed is started anew (Actions, Re-run jobs), and "
    "goes on where it stopped."
)


class EventAnswer:
    """One run. What could not be done gathers in `failures`."""

    def __init__(self, root: Path, setting: EventContext) -> None:
        self.root, self.setting = root, setting
        self.failures: list[Message] = []

    def ignore(self, found: IgnoredEvent) -> None:
        """An event that is not acted upon is answered as the table says."""
        told = NO_ACTION_REPLIES[found.reason]
        click.echo(tr("not acted upon: {reason}", reason=translate(told.message)))
        if told.where in (ReplyPlace.THREAD, ReplyPlace.FAILURE):
            self.failures.append(told.message)
        if told.where is ReplyPlace.THREAD and found.thread:
            self._fail(found.thread.number, found.thread.key, told.message)

    def take(self, event: Event) -> None:
        """An event is acted upon and answered."""
        try:
            reply = self._received(event)
        except (RefusedError, GitError, ForgeError, WriteError) as error:
            self._refuse(event, error)
        except Exception:
            self._fail(event.number, event.key, UNEXPECTED_FAILURE)
            raise
        else:
            if isinstance(reply, IgnoreReason):
                click.echo(tr("not acted upon: {reason}", reason=translate(NO_ACTION_REPLIES[reply].message)))
            else:
                self._answer(event, reply)

    def take_over(self, handed: ReviewRun) -> None:
        """The review that a run hands over is acted upon; then the check judges again."""
        pulls: list[PullRequest] = []
        try:
            pulls = reviewed_pulls(self.setting.forge, handed)
            review = latest_review(self.setting.forge, handed, pulls) if handed.actor else None
        except ForgeError as error:
            self.failures.append(error.message)
            for one in pulls[:1]:
                self._fail(one.number, f"run/{handed.id}", REVIEW_NOT_READ, error.message)
            return
        if review:
            self.take(review)
        number = review.number if review else next((one.number for one in pulls), None)
        if number is None:
            click.echo(tr("No pull request has the branch of this run."))
        else:
            self._judge_again(number, handed)

    def _judge_again(self, number: int, handed: ReviewRun) -> None:
        try:
            now = get_pull(self.setting.forge, number)  # with the step that was done
            if now.state == "open":
                click.echo(translate(rerun_check(self.setting.forge, now.head, handed.at)))
        except ForgeError as error:
            self.failures.append(error.message)
            self._fail(number, f"run/{handed.id}", CHECK_NOT_RERUN, error.message, RERUN_BY_HAND)

    def _received(self, event: Event) -> Reply | IgnoreReason:
        if len(self.setting.key) < MIN_KEY_LENGTH:
            raise RefusedError(
                say(
                    "{name} must be set, with at least {count} characters; see PENGATURAN.md.",
                    name=STAMP_KEY_VARIABLE,
                    count=MIN_KEY_LENGTH,
                )
            )
        return process_event(self.root, self.setting, event)

    def _refuse(self, event: Event, error: RefusedError | GitError | ForgeError | WriteError) -> None:
        reason = explain_write_error(error) if isinstance(error, WriteError) else error.message
        self.failures.append(reason)
        if may_be_request(event):
            self._fail(event.number, event.key, NOTHING_ENTERED, reason, RERUN_GOES_ON)

    def _fail(self, number: int, key: str, message: Message, *points: Message) -> None:
        """Say what is wrong and whom to ask."""
        troubles = (whom_to_ask(self.root, self.setting),)
        self._post(
            number,
            key,
            render_reply(CommandReply(message=message, done=False, points=points, troubles=troubles), "UTC"),
        )

    def _post(self, number: int, key: str, text: str) -> None:
        marker = f"<!-- redaksi: answer to {key} -->"
        try:
            self.setting.forge.put_comment(number, marker, f"{marker}\n{text}")
        except ForgeError as error:
            self.failures.append(error.message)
        click.echo(without_workflow_commands(text), nl=False)

    def _answer(self, event: Event, reply: Reply) -> None:
        """Open the pull request where one is needed, then say it all: below the event, and in the letter's issue."""
        zone, where = reply.office.zone, _standing(self.setting, reply)
        number, troubles = self._opened(event, reply, where)
        one = CommandReply(
            message=reply.outcome.message,
            done=reply.outcome.done,
            points=reply.outcome.points,
            troubles=self._troubled(reply.office, (*reply.troubles, *troubles)),
            findings=reply.outcome.findings,
            lines=reply.outcome.lines,
            edit=_edit_address(self.setting, reply),
            standing=where,
            pull=number if number != event.number else None,
            contacts=_contacts_address(self.setting, reply),
        )
        self._post(event.number, event.key, render_reply(one, zone))
        issue = event.number if not event.on_pull and where else reply.issue
        if not where or not issue or _is_confidential(reply):
            return
        try:
            self._tell_issue(issue, where, number, zone)
        except ForgeError as error:
            late = (say("The issue of the letter could not be brought up to date."), error.message)
            one = replace(one, troubles=self._troubled(reply.office, (*reply.troubles, *troubles, *late)))
            self._post(event.number, event.key, render_reply(one, zone))

    def _troubled(self, office: Office, troubles: Sequence[Message]) -> tuple[Message, ...]:
        """Troubles with whom to ask about them; they end the run red."""
        if not troubles:
            return ()
        self.failures += [one for one in troubles if one not in self.failures]
        return (*troubles, whom_to_ask(self.root, self.setting, office), RERUN_GOES_ON)

    def _opened(
        self, event: Event, reply: Reply, where: RequestStanding | None
    ) -> tuple[int | None, tuple[Message, ...]]:
        """The pull request in which the letter is worked on, opened where there is none; or why there is none."""
        place = reply.place
        if place is None or where is None or reply.view is None:
            return None, ()
        if place.pull:
            return place.pull.number, ()
        if not reply.outcome.change and not place.expected:
            return None, ()
        title = f"{where.number}: {reply.view.record.letter.subject}"[:MAX_TITLE_LENGTH]
        issue = reply.issue or (None if event.on_pull else event.number)
        body = pull_request_body(where, issue, command_example(reply.office, CommandAction.HELP), reply.office.zone)
        reason = self.setting.barred
        if reason is None:
            try:
                return ensure_open_pull(self.setting.pushing, place.branch, self.setting.main, title, body).number, ()
            except ForgeError as error:
                reason = error.message
        late = say(
            "What was done is on the branch {branch}, but its pull request could not be opened yet.",
            branch=place.branch,
        )
        return None, (late, reason)

    def _tell_issue(self, issue: int, where: RequestStanding, number: int | None, zone: str) -> None:
        """The one comment of the letter's issue that says where it stands; a finished letter's issue is closed."""
        lines = [*standing(where, zone)]
        if number:
            lines += ["", tr("It is worked on in #{number}.", number=number)]
        self.setting.forge.put_comment(issue, STATUS_COMMENT_MARKER, "\n".join([STATUS_COMMENT_MARKER, *lines, ""]))
        if where.next is None:
            self.setting.forge.patch(f"issues/{issue}", {"state": "closed", "state_reason": "completed"})


def _is_confidential(reply: Reply) -> bool:
    return reply.view is not None and not is_listed(reply.view.record.letter.nature)


def _edit_address(setting: EventContext, reply: Reply) -> str:
    """Where the article is written in the browser; "" where nothing is to be written."""
    place, path = reply.place, reply.outcome.edit
    if place is None or not path:
        return ""
    branch = place.branch if place.expected or reply.outcome.change else setting.main
    return f"{setting.server}/{setting.forge.repository}/edit/{quote(branch)}/{quote(path)}"


def _contacts_address(setting: EventContext, reply: Reply) -> str:
    """Where the office writes down how the sender of a new letter is reached; "" where it keeps no such file."""
    named = os.environ.get(CONTACTS_VARIABLE, "")
    if not named or reply.place is None or not reply.place.is_new_letter:
        return ""
    try:
        return f"{setting.server}/{msgspec.convert(named, Repository)}/edit/HEAD/{SENDERS_FILE}"
    except msgspec.ValidationError:
        return ""


def _standing(setting: EventContext, reply: Reply) -> RequestStanding | None:
    view = reply.view
    if view is None:
        return None
    one = open_request(view, setting.now)
    status = view.edition.statuses.get(view.record.status, view.record.status)
    ways = next_comments(reply.office.commands, one, view) if one else ()
    return RequestStanding(view.record.id, status, one, tuple(ways))
