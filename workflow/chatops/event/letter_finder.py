"""Which letter an event is about, and on which branch: by the number that is named, the pull request or the issue."""

from msgspec.structs import replace

from workflow.chatops.event.context import EventContext
from workflow.chatops.event.target_branch import BRANCH_PREFIX, BranchFinder, TargetBranch
from workflow.chatops.event.trailers import issue_line
from workflow.chatops.parsing.addressing import resolve_number
from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import CommandAction
from workflow.config.office import Office
from workflow.forge.event import Event
from workflow.git.repository import Repository
from workflow.i18n.message import say
from workflow.services.errors import RefusedError


class LetterFinder:
    """The letters that one event can mean, as Git and the forge have them now; each is looked for once."""

    def __init__(self, repository: Repository, context: EventContext, event: Event, office: Office) -> None:
        self.context, self.event, self.office = context, event, office
        self._finder = BranchFinder(repository, context.branches, context.forge, context.main, context.key)
        self._found: dict[str, TargetBranch] = {}
        """By the number that was named."""

    def of_issue(self) -> TargetBranch | None:
        """The letter that came in by the event's issue; None where it was not entered yet. Raises RefusedError."""
        number = self._number_of_issue()
        return self._finder.of_number(number, self.event.id) if number else None

    def named(self, typed: str) -> TargetBranch:
        """The letter of a number as it was typed, or with "" the one at hand. Raises RefusedError, ForgeError."""
        if typed not in self._found:
            self._found[typed] = self._look(typed)
        return self._found[typed]

    def addressed(self, parsed: ParsedCommand) -> ParsedCommand:
        """The command with a number that is a letter's for sure, or with none. Raises RefusedError where it is unsure.

        A number that may be a title's first word as well (`is_plain` is false) counts where it is the letter at hand.
        """
        if not parsed.number or parsed.is_plain:
            return parsed
        number = self._resolved(parsed.number)
        at_hand = self.named("").number
        if number == at_hand:
            return parsed
        if parsed.command.does is CommandAction.DRAFT and not self._finder.has(number):
            return replace(parsed, number="", rest=f"{parsed.number} {parsed.rest}")
        raise RefusedError(
            say(
                "“{typed}” may be letter {number} or a part of what you say about letter {own}. Nothing was entered; "
                "write `/{word} {number}: ...` or `/{word}: {typed} ...`.",
                typed=parsed.number,
                number=number,
                own=at_hand,
                word=parsed.word,
            )
        )

    def _look(self, typed: str) -> TargetBranch:
        number = self._resolved(typed) if typed else ""
        if self.event.on_pull:
            return self._finder.of_pull(self.event, number)
        number = number or self._number_of_issue()
        if not number:
            raise RefusedError(say("No letter was entered from this issue yet."))
        return self._finder.of_number(number, self.event.id)

    def _resolved(self, typed: str) -> str:
        return resolve_number(typed, int(self.event.at.timestamp()), self.office.zone, self._finder.has)

    def _number_of_issue(self) -> str:
        """The number under which the issue's letter was entered, by the trailers of commits; "" for none."""
        branches = self.context.branches
        commits = (branches.tip(self.context.main), *branches.with_prefix(BRANCH_PREFIX).values())
        opened = int((self.event.opened or self.event.at).timestamp())
        return self.context.trailers.number_of(issue_line(self.event, self.context.server), commits, opened)
