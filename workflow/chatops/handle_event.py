"""One try at doing what an event asks for, on what Git holds just now. Nothing is written here."""

from msgspec.structs import replace

from workflow.chatops.actions.article_acts import ARTICLE_ACTIONS, run_article_act
from workflow.chatops.actions.execute import CommandExecutor, FilesAsSeen
from workflow.chatops.actions.intake import enter_letter, entered_number
from workflow.chatops.actions.review_step import ReviewStep, review_notes
from workflow.chatops.actions.sent_images import CommandContext
from workflow.chatops.event.context import EventContext
from workflow.chatops.event.dispatch import EventMeaning, MissingSlash, command_example, help_result, read_event_text
from workflow.chatops.event.reply import Reply, no_action_reply
from workflow.chatops.event.result import ActionResult
from workflow.chatops.event.target_branch import BRANCH_PREFIX, BranchFinder, TargetBranch
from workflow.chatops.event.trailers import event_line
from workflow.chatops.parsing.addressing import resolve_number
from workflow.chatops.parsing.caption import with_caption
from workflow.chatops.parsing.command import ParsedCommand, WithinSentence
from workflow.config.accounts import AccountHolder, account_holder
from workflow.config.commands import CommandAction
from workflow.config.load import load_office_files
from workflow.config.office import Office
from workflow.config.visibility import is_listed
from workflow.forge.event import Event, EventKind, IgnoreReason
from workflow.forge.freshness import text_doubt
from workflow.forge.pull_requests import branch_tip_at
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.i18n.message import Message, WordList, say
from workflow.rules.authority.code_owners import owner_of_path
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
PEOPLE_FILE = "site_config/people.yml"
STATUS_IS_NOT_PUBLIC = say(
    "Where a letter stands is told here to whoever sent it, below the issue by which it came in. "
    "For all others there is the public register on the office's website."
)


class EventHandler:
    """An event met with one state of the repository."""

    def __init__(self, repository: Repository, setting: EventContext, event: Event) -> None:
        self.repository, self.setting, self.event = repository, setting, event
        self.at = int(event.at.timestamp())
        self.map = BranchFinder(repository, setting.branches, setting.forge, setting.main, setting.key)
        self.base = CommitFiles(repository, setting.branches.tip(setting.main))
        self.holder = AccountHolder()
        """Whoever wrote."""
        self.places: dict[str, TargetBranch] = {}
        """Where letters are worked on, by the number that was named."""
        self.is_named = False
        """Whether a letter was named."""

    def reply(self) -> Reply | IgnoreReason:
        """What is to be said, and perhaps done, or why nothing is. Raises RefusedError."""
        office, _ = load_office_files(self.base)
        if office is None:
            raise RefusedError(say("The office's configuration on {main} has errors.", main=self.setting.main))
        self.holder = account_holder(office, self.event.login, self.event.account)
        try:
            reply = self._reply(office)
        except RefusedError as error:
            if self.event.kind is EventKind.REVIEW and not (error.findings or self.is_named):
                return IgnoreReason.REVIEW  # most reviews are for reading, and mean no step
            reply = Reply(outcome=ActionResult(message=error.message, findings=error.findings), office=office)
        flaw = self.holder.flaw
        if isinstance(reply, IgnoreReason) or flaw is None or flaw in (reply.outcome.message, *reply.outcome.points):
            return reply
        return replace(reply, outcome=replace(reply.outcome, points=(*reply.outcome.points, flaw)))

    @property
    def person(self) -> str:
        """The key of whoever wrote; "" for somebody who is not of the office."""
        return self.holder.person

    def _reply(self, office: Office) -> Reply | IgnoreReason:
        said = read_event_text(self.event, office, lambda number: self._due(office, number))
        said = with_caption(said, self.event.text, office.commands) if isinstance(said, ParsedCommand) else said
        if said is None or self._is_talk(office, said):
            return REASON_WITHOUT_REQUEST[self.event.kind]
        doubt = self.event.doubt or text_doubt(self.setting.forge, self.event)
        if doubt and not self._is_done(self.event):
            register = self.event.kind is EventKind.ISSUE and command_example(office, CommandAction.REGISTER)
            return no_action_reply(office, doubt, line=register or "")
        if self._is_personal(office, said):
            return Reply(outcome=ActionResult(message=PERSONAL_DATA_IN_COMMAND), office=office)
        if isinstance(said, (WithinSentence, MissingSlash)):
            return no_action_reply(
                office, IgnoreReason.WITHIN if isinstance(said, WithinSentence) else IgnoreReason.SLASH, line=said.line
            )
        if isinstance(said, ActionResult):
            return Reply(outcome=said, office=office)
        return self._done(office, said)

    def _is_talk(self, office: Office, said: EventMeaning) -> bool:
        """Whether what may be a command is nobody's who would give one: a stranger's path, a sender's "terima"."""
        if isinstance(said, MissingSlash):
            return not self._is_of_the_office(office)
        return isinstance(said, WithinSentence) and not (self.person or self._is_opener())

    def _due(self, office: Office, named: str) -> int | None:
        """The step at which the letter is that somebody means; None where nobody can say."""
        try:
            place = self._place(office, named)
            view = find_request(CommitFiles(self.repository, place.head), office, place.number, self.setting.now)
        except RefusedError:
            return None
        return view.walk.next.number if view.walk.next else None

    def _is_personal(self, office: Office, said: ParsedCommand | WithinSentence | MissingSlash | ActionResult) -> bool:
        """Whether a command holds what must never be entered, nor be said once more in the answer."""
        match said:
            case ParsedCommand() if self.event.kind is EventKind.REVIEW:
                words: tuple[str, ...] = ()  # an approval stands all the same (reviewing.py)
            case ParsedCommand():
                words = (said.rest, *said.values.values())
            case WithinSentence() | MissingSlash():
                words = (said.line,)
            case ActionResult():
                words = said.lines
        return any(True for _ in find_personal_data("\n".join(words), public_contacts(office)))

    def _is_opener(self) -> bool:
        """Whether the letter of this issue is the writer's own."""
        return not self.event.on_pull and self.event.opener == self.event.account

    def _done(self, office: Office, said: ParsedCommand) -> Reply | IgnoreReason:
        """What comes of a command, or of the letter that an issue is."""
        if self.event.kind is EventKind.ISSUE:
            return self._letter(office, said)
        doing = said.command.does
        if doing is CommandAction.HELP:
            return Reply(outcome=help_result(office), office=office)
        if doing is CommandAction.STATUS:
            return self._asked(office, said)
        outside = self._outside(office)
        looks = (
            doing is CommandAction.REGISTER and self._is_opener()
        )  # whether their own letter is complete, a sender may ask
        if outside and not looks and self.event.kind is not EventKind.REVIEW:  # of reviews, most are no step
            raise RefusedError(outside)
        if doing is CommandAction.REGISTER:
            return self._letter(office, said)
        self.is_named = bool(said.number)
        said = self._addressed(office, said)
        return self._carried_out(office, self._place(office, said.number), said)

    def _is_of_the_office(self, office: Office) -> bool:
        return bool(self.person and office.roles_of(self.person, self.at))

    def _outside(self, office: Office) -> Message | None:
        """Why whoever wrote may do nothing here, and who can change it; None for somebody of the office."""
        if self.holder.flaw and not self.person:
            return self.holder.flaw
        titles = office.editions[-1].performers
        whom = WordList(
            tuple(titles[role].title for role in owner_of_path(office, PEOPLE_FILE).roles if role in titles)
        )
        if not self.person:
            return say(
                "The account {login} is not in {path}; nothing was entered. Ask {roles} to have it written there.",
                login=self.event.login,
                path=PEOPLE_FILE,
                roles=whom,
            )
        if not office.roles_of(self.person, self.at):
            return say(
                "{name} holds no role in the office at present; nothing was entered. "
                "Ask {roles} to have it written in {path}.",
                name=office.people[self.person].name,
                path=PEOPLE_FILE,
                roles=whom,
            )
        return None

    def _letter(self, office: Office, said: ParsedCommand) -> Reply:
        """The letter of this issue; entered, looked at, or there already."""
        if self.event.on_pull:
            raise RefusedError(say("A letter is entered from its issue, not from a pull request."))
        there = self._entered()
        if there:
            return self._told(office, self.map.of_number(there, self.event.id))
        person = self.person if self._is_of_the_office(office) else ""
        outcome = enter_letter(office, self.setting, self.event, person, said)
        place = TargetBranch(outcome.number, BRANCH_PREFIX + outcome.number, self.base.commit, "", is_new_letter=True)
        return Reply(outcome=outcome, office=office, place=place if outcome.change else None)

    def _place(self, office: Office, named: str) -> TargetBranch:
        """Where the letter is worked on that is named, or at hand."""
        if named not in self.places:
            number = resolve_number(named, self.at, office.zone, self.map.has) if named else ""
            if self.event.on_pull:
                self.places[named] = self.map.of_pull(self.event, number)
            else:
                number = number or self._entered()
                if not number:
                    raise RefusedError(say("No letter was entered from this issue yet."))
                self.places[named] = self.map.of_number(number, self.event.id)
        return self.places[named]

    def _addressed(self, office: Office, said: ParsedCommand) -> ParsedCommand:
        """A command whose number is a letter's for sure, or none. Raises RefusedError where it may be either."""
        if not said.number or said.is_plain:
            return said
        number = resolve_number(said.number, self.at, office.zone, self.map.has)
        own = self._place(office, "").number
        if number == own:
            return said
        if said.command.does is CommandAction.DRAFT and not self.map.has(number):
            return replace(said, number="", rest=f"{said.number} {said.rest}")
        raise RefusedError(
            say(
                "“{typed}” may be letter {number} or a part of what you say about letter {own}. Nothing was entered; "
                "write `/{word} {number}: ...` or `/{word}: {typed} ...`.",
                typed=said.number,
                number=number,
                own=own,
                word=said.word,
            )
        )

    def _entered(self) -> str:
        """The number of the letter that came in by this issue."""
        return entered_number(self.setting.traces, self.base.commit, self.event, self.setting.server)

    def _asked(self, office: Office, said: ParsedCommand) -> Reply:
        """The state of a letter: of any for the office, of their own for a sender."""
        is_senders = self._is_opener() and not said.number
        if not is_senders and not self._is_of_the_office(office):
            raise RefusedError(STATUS_IS_NOT_PUBLIC)
        return self._told(office, self._place(office, said.number))

    def _told(self, office: Office, place: TargetBranch) -> Reply:
        """The state of a letter; of a confidential one for the office only."""
        reply = self._status(office, place)
        is_open = reply.view is not None and is_listed(reply.view.record.letter.nature)
        if not is_open and not self._is_of_the_office(office):
            raise RefusedError(STATUS_IS_NOT_PUBLIC)
        return reply

    def _status(self, office: Office, place: TargetBranch) -> Reply:
        files = CommitFiles(self.repository, place.head)
        view = find_request(files, replace(office, files=files), place.number, self.setting.now)
        outcome = ActionResult(message=say("So the letter stands:"), number=place.number, done=True)
        return Reply(outcome=outcome, office=office, place=place, view=view)

    def _carried_out(self, office: Office, place: TargetBranch, said: ParsedCommand) -> Reply | IgnoreReason:
        if self._is_done(self.event):
            return self._again(office, place)
        files = CommitFiles(self.repository, place.head)
        judged = replace(office, files=files)
        seen = self._seen(place)
        sending = CommandContext(
            self.setting, self.event, self._is_done, lambda named: self._place(office, named).number
        )
        clerk = CommandExecutor(files, judged, place.number, self.person, self.at, self.setting.now, seen, sending)
        if self.event.kind is EventKind.REVIEW:
            reviewing = ReviewStep(self.setting.forge, self.event, office, clerk, said)
            told = reviewing.told(self._outside(office))
            if told:
                return told
        try:
            outcome = reviewing.entered() if self.event.kind is EventKind.REVIEW else self._outcome(clerk, place, said)
            return Reply(outcome=outcome, office=office, place=place)
        except RefusedError as error:
            view = find_request(files, judged, place.number, self.setting.now)
            outcome = ActionResult(message=error.message, findings=error.findings, number=place.number)
            return Reply(outcome=outcome, office=office, place=place, view=view)

    def _outcome(self, clerk: CommandExecutor, place: TargetBranch, said: ParsedCommand) -> ActionResult:
        is_act = said.command.does in ARTICLE_ACTIONS
        return run_article_act(clerk, said, self.base, place.head) if is_act else clerk.carry_out(said)

    def _is_done(self, event: Event) -> bool:
        """Whether an event was acted upon, on whichever branch."""
        commits = (self.base.commit, *self.setting.branches.below("").values())
        return self.setting.traces.is_done(event_line(event, self.setting.server), commits, int(event.at.timestamp()))

    def _again(self, office: Office, place: TargetBranch) -> Reply:
        """The state of a letter of which this very event was acted upon before."""
        reply = self._status(office, place)
        points = tuple(review_notes(self.event, reply.outcome))
        return replace(reply, outcome=replace(reply.outcome, points=points))

    def _seen(self, place: TargetBranch) -> FilesAsSeen:
        """The branch as it was when somebody wrote: the commit of a review, else by the forge's record of pushes.

        Of what is written elsewhere than below the branch's own pull request, nobody can say which text was read.
        """

        def files() -> CommitFiles | None:
            is_here = place.pull is not None and place.pull.number == self.event.number
            then = branch_tip_at(self.setting.forge, place.branch, self.event.at) if is_here else ""
            commit = self.event.commit or then
            known = commit and self.setting.branches.contains(place.branch, commit)
            return CommitFiles(self.repository, commit) if known else None

        return files
