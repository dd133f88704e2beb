"""One try at what an event asks for, on what Git holds just now. Nothing is written: the reply holds the change.

The order of the questions: what do the words say (`dispatch.py`)? Are they still the writer's own? Do they hold
personal data? May the writer do this (`writer.py`)? Which letter, on which branch (`letter_finder.py`)? Was it done
before? Then the action (`actions/`). `run.py` commits the change, or has all of this done again where somebody was
quicker.
"""

from msgspec.structs import replace

from workflow.chatops.actions.article_acts import ARTICLE_ACTIONS, run_article_act
from workflow.chatops.actions.execute import CommandExecutor, FilesAsSeen
from workflow.chatops.actions.intake import enter_letter
from workflow.chatops.actions.mistake_reports import REPORT_ACTIONS, run_mistake_report
from workflow.chatops.actions.review_step import ReviewStep, review_notes
from workflow.chatops.actions.sent_images import CommandContext
from workflow.chatops.event.context import EventContext
from workflow.chatops.event.dispatch import EventMeaning, MissingSlash, command_example, help_result, read_event_text
from workflow.chatops.event.letter_finder import LetterFinder
from workflow.chatops.event.reply import Reply, no_action_reply
from workflow.chatops.event.result import ActionResult
from workflow.chatops.event.target_branch import BRANCH_PREFIX, TargetBranch
from workflow.chatops.event.trailers import event_line
from workflow.chatops.event.writer import EventWriter
from workflow.chatops.parsing.caption import with_caption
from workflow.chatops.parsing.command import ParsedCommand, WithinSentence
from workflow.config.account_holders import account_holder
from workflow.config.commands import CommandAction
from workflow.config.load import load_office_files
from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.forge.event import Event, EventKind, IgnoreReason
from workflow.forge.freshness import text_doubt
from workflow.forge.pull_requests import branch_tip_at
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.i18n.message import say
from workflow.rules.privacy._personal_data import find_personal_data, public_contacts
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError

REASON_WITHOUT_REQUEST = {
    EventKind.COMMENT: IgnoreReason.TALK,
    EventKind.ISSUE: IgnoreReason.LETTER,
    EventKind.REVIEW: IgnoreReason.REVIEW,
}
"""Why nothing comes of an event that asks for nothing."""
PERSONAL_DATA_IN_COMMAND = say(
    "A telephone number, an e-mail address or an identity number of a person stands in your command, and everybody can "
    "read it here. Nothing was entered: delete what you wrote (… > Delete) and write the command without it."
)
STATUS_IS_NOT_PUBLIC = say(
    "Where a letter stands is told here to whoever sent it, below the issue by which it came in. "
    "For all others there is the public register on the office's website."
)


def handle_event(repository: Repository, context: EventContext, event: Event) -> Reply | IgnoreReason:
    """What is to be said, and perhaps committed, or why nothing is. Raises RefusedError, GitError, ForgeError."""
    main = CommitFiles(repository, context.branches.tip(context.main))
    office, _ = load_office_files(main)
    if office is None:
        raise RefusedError(say("The office's configuration on {main} has errors.", main=context.main))
    writer = EventWriter(event, office, account_holder(office, event.login, event.account))
    try:
        reply = EventHandler(repository, context, writer, main).reply()
    except RefusedError as error:
        if event.kind is EventKind.REVIEW and not error.findings:
            return IgnoreReason.REVIEW  # most reviews are for reading, and mean no step
        reply = _refusal(error, office)
    if isinstance(reply, IgnoreReason):
        return reply
    flaw = writer.holder.flaw
    if flaw and flaw not in (reply.outcome.message, *reply.outcome.points):
        reply = replace(reply, outcome=replace(reply.outcome, points=(*reply.outcome.points, flaw)))
    return replace(reply, person=writer.person)


def _refusal(error: RefusedError, office: Office) -> Reply:
    return Reply(outcome=ActionResult(message=error.message, findings=error.findings), office=office)


class EventHandler:
    """An event met with one state of the repository."""

    def __init__(self, repository: Repository, context: EventContext, writer: EventWriter, main: CommitFiles) -> None:
        """`main`: the files of the branch by whose rules everything is judged."""
        self.repository, self.context, self.writer, self.main = repository, context, writer, main
        self.event, self.office = writer.event, writer.office
        self.at = int(self.event.at.timestamp())
        self.letters = LetterFinder(repository, context, self.event, self.office)

    def reply(self) -> Reply | IgnoreReason:
        """What comes of the event. Raises RefusedError."""
        meaning = read_event_text(self.event, self.office, self._step_number)
        if isinstance(meaning, ParsedCommand):
            meaning = with_caption(meaning, self.event.text, self.office.commands)
        if meaning is None or self._is_talk(meaning):
            return REASON_WITHOUT_REQUEST[self.event.kind]
        doubt = self.event.doubt or text_doubt(self.context.forge, self.event)
        if doubt and not self._is_done(self.event):
            is_letter = self.event.kind is EventKind.ISSUE
            line = command_example(self.office, CommandAction.REGISTER) if is_letter else ""
            return no_action_reply(self.office, doubt, line=line)
        if self._holds_personal_data(meaning):
            return self._told(ActionResult(message=PERSONAL_DATA_IN_COMMAND))
        return self._answer(meaning)

    def _answer(self, meaning: ParsedCommand | WithinSentence | MissingSlash | ActionResult) -> Reply | IgnoreReason:
        match meaning:
            case WithinSentence():
                return no_action_reply(self.office, IgnoreReason.WITHIN, line=meaning.line)
            case MissingSlash():
                return no_action_reply(self.office, IgnoreReason.SLASH, line=meaning.line)
            case ActionResult():
                return self._told(meaning)
            case ParsedCommand():
                return self._obey(meaning)

    def _told(self, outcome: ActionResult) -> Reply:
        return Reply(outcome=outcome, office=self.office)

    def _is_talk(self, meaning: EventMeaning) -> bool:
        """Whether what may be a command is nobody's who would give one: a stranger's path, a sender's "terima"."""
        if isinstance(meaning, MissingSlash):
            return not self.writer.is_of_office
        return isinstance(meaning, WithinSentence) and not (self.writer.person or self.writer.is_opener)

    def _step_number(self, named: str) -> int | None:
        """The step at which the letter is that somebody means; None where nobody can say."""
        try:
            place = self.letters.named(named)
            files = CommitFiles(self.repository, place.head)
            view = find_request(files, self.office, place.number, self.context.now)
        except RefusedError:
            return None
        return view.walk.next.number if view.walk.next else None

    def _holds_personal_data(self, meaning: ParsedCommand | WithinSentence | MissingSlash | ActionResult) -> bool:
        """Whether a command holds what must never be entered, nor be said once more in the answer."""
        match meaning:
            case ParsedCommand() if self.event.kind is EventKind.REVIEW:
                words: tuple[str, ...] = ()  # an approval stands all the same (review_step.py)
            case ParsedCommand():
                words = (meaning.rest, *meaning.values.values())
            case WithinSentence() | MissingSlash():
                words = (meaning.line,)
            case ActionResult():
                words = meaning.lines
        return any(True for _ in find_personal_data("\n".join(words), public_contacts(self.office)))

    def _obey(self, parsed: ParsedCommand) -> Reply | IgnoreReason:
        """What comes of a command, or of the letter that an issue is."""
        if self.event.kind is EventKind.ISSUE:
            return self._letter(parsed)
        action = parsed.command.does
        if action is CommandAction.HELP:
            return self._told(help_result(self.office))
        if action is CommandAction.STATUS:
            return self._status_asked(parsed)
        obstacle = self.writer.obstacle()
        only_looks = action is CommandAction.REGISTER and self.writer.is_opener  # senders may ask what is missing
        if obstacle and not only_looks and self.event.kind is not EventKind.REVIEW:  # of reviews, most are no step
            raise RefusedError(obstacle)
        if action is CommandAction.REGISTER:
            return self._letter(parsed)
        try:
            addressed = self.letters.addressed(parsed)
            return self._carry_out(self.letters.named(addressed.number), addressed)
        except RefusedError as error:
            if not parsed.number:
                raise
            return _refusal(error, self.office)  # whoever named a letter is answered, also in a review

    def _letter(self, parsed: ParsedCommand) -> Reply:
        """The letter of this issue; entered, looked at, or there already."""
        if self.event.on_pull:
            raise RefusedError(say("A letter is entered from its issue, not from a pull request."))
        if place := self.letters.of_issue():
            return self._status_if_allowed(place)
        person = self.writer.person if self.writer.is_of_office else ""
        outcome = enter_letter(self.office, self.context, self.event, person, parsed)
        if outcome.change is None:
            return self._told(outcome)
        place = TargetBranch(outcome.number, BRANCH_PREFIX + outcome.number, self.main.commit, "", is_new_letter=True)
        return Reply(outcome=outcome, office=self.office, place=place)

    def _status_asked(self, parsed: ParsedCommand) -> Reply:
        """The state of a letter: of any for the office, of their own for a sender."""
        is_own = self.writer.is_opener and not parsed.number
        if not is_own and not self.writer.is_of_office:
            raise RefusedError(STATUS_IS_NOT_PUBLIC)
        return self._status_if_allowed(self.letters.named(parsed.number))

    def _status_if_allowed(self, place: TargetBranch) -> Reply:
        """The state of a letter; of a confidential one for the office only."""
        reply = self._status(place)
        is_public = reply.view is not None and is_listed(reply.view.record.letter.nature)
        if not is_public and not self.writer.is_of_office:
            raise RefusedError(STATUS_IS_NOT_PUBLIC)
        return reply

    def _status(self, place: TargetBranch) -> Reply:
        files = CommitFiles(self.repository, place.head)
        view = find_request(files, self.office.with_files(files), place.number, self.context.now)
        outcome = ActionResult(message=say("So the letter stands:"), number=place.number, done=True)
        return Reply(outcome=outcome, office=self.office, place=place, view=view)

    def _carry_out(self, place: TargetBranch, parsed: ParsedCommand) -> Reply | IgnoreReason:
        """The command done on a letter's branch, or its state where this very event was acted upon before."""
        if self._is_done(self.event):
            reply = self._status(place)
            return replace(reply, outcome=replace(reply.outcome, points=(*review_notes(self.event, reply.outcome),)))
        executor = self._executor(place)
        review = self._review_step(executor, parsed)
        if review and (reply_or_reason := review.why_not(self.writer.obstacle())):
            return reply_or_reason
        try:
            outcome = review.enter() if review else self._outcome(executor, place, parsed)
            return Reply(outcome=outcome, office=self.office, place=place)
        except RefusedError as error:
            view = find_request(executor.files, executor.office, place.number, self.context.now)
            outcome = ActionResult(message=error.message, findings=error.findings, number=place.number)
            return Reply(outcome=outcome, office=self.office, place=place, view=view)

    def _review_step(self, executor: CommandExecutor, parsed: ParsedCommand) -> ReviewStep | None:
        if self.event.kind is not EventKind.REVIEW:
            return None
        return ReviewStep(self.context.forge, self.event, self.office, executor, parsed)

    def _executor(self, place: TargetBranch) -> CommandExecutor:
        files = CommitFiles(self.repository, place.head)
        sending = CommandContext(
            self.context, self.event, self._is_done, lambda named: self.letters.named(named).number
        )
        return CommandExecutor(
            files=files,
            office=self.office.with_files(files),
            number=place.number,
            person=self.writer.person,
            at=self.at,
            now=self.context.now,
            seen=self._files_as_seen(place),
            sending=sending,
        )

    def _outcome(self, executor: CommandExecutor, place: TargetBranch, parsed: ParsedCommand) -> ActionResult:
        if parsed.command.does in ARTICLE_ACTIONS:
            return run_article_act(executor, parsed, self.main, place.head)
        if parsed.command.does in REPORT_ACTIONS:
            return run_mistake_report(executor, parsed)
        return executor.carry_out(parsed)

    def _is_done(self, event: Event) -> bool:
        """Whether an event was acted upon, on whichever branch."""
        commits = (self.main.commit, *self.context.branches.with_prefix("").values())
        line = event_line(event, self.context.server)
        return self.context.trailers.is_done(line, commits, int(event.at.timestamp()))

    def _files_as_seen(self, place: TargetBranch) -> FilesAsSeen:
        """The branch as it was when somebody wrote: the commit of a review, else by the forge's record of pushes.

        Of what is written elsewhere than below the branch's own pull request, nobody can say which text was read.
        """

        def files() -> CommitFiles | None:
            is_here = place.pull is not None and place.pull.number == self.event.number
            pushed = branch_tip_at(self.context.forge, place.branch, self.event.at) if is_here else ""
            commit = self.event.commit or pushed
            is_known = commit and self.context.branches.contains(place.branch, commit)
            return CommitFiles(self.repository, commit) if is_known else None

        return files
