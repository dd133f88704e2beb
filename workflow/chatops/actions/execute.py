"""Executes a command for one person on the files of a branch, through the services. Nothing is written here."""

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from workflow.chatops.actions.prompts import ARGUMENT_QUESTIONS, ARGUMENTS_MISSING, argument_lines, command_again
from workflow.chatops.actions.sent_images import CommandContext
from workflow.chatops.actions.set_image import ImageCommand
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.bind_arguments import bind_arguments
from workflow.chatops.parsing.caption import PHOTO_ACTIONS
from workflow.chatops.parsing.command import BLANK_CHARACTERS, COLONS, ParsedCommand
from workflow.config.commands import Argument, Command, CommandAction
from workflow.config.office import Office
from workflow.i18n.dates import long_date
from workflow.i18n.message import Day, Message, say
from workflow.input.ambiguity import Direction, Unclear
from workflow.input.dates import read_day
from workflow.records.file_source import Files
from workflow.records.paths import article_path
from workflow.records.read import read_article
from workflow.services import holds
from workflow.services.create_draft import create_draft
from workflow.services.current_step import CurrentStep, find_current_step, find_request
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.inputs import StepInput
from workflow.services.plan_step import plan_step, require_approved_text
from workflow.sop.edition import Need, Result, Step

VISIBLE_ONCE_MERGED = say("Readers see it once this is merged; until then nothing changes on the site.")
ONLY_MERGE_REMAINS = say(
    "All that is left is to merge the letter's pull request, once its check is green; until then the archive is as it "
    "was."
)
BEFORE_TITLE = " " + "".join(COLONS)
"""What may stand before an article's title."""
FilesAsSeen = Callable[[], Files | None]
"""The files as somebody saw them when they wrote; None where nobody can say what that was."""


class CommandExecutor(Struct, frozen=True):
    """One person at one branch, at one time."""

    files: Files
    office: Office
    """By the base's configuration, its pictures from `files`."""
    number: str
    """The request."""
    person: str
    at: int
    """When the person wrote it; seconds since the epoch."""
    now: int
    seen: FilesAsSeen
    sending: CommandContext

    def carry_out(self, parsed: ParsedCommand) -> ActionResult:
        """What comes of a command. Raises RefusedError."""
        doing = parsed.command.does
        if doing is CommandAction.STEP:
            return self._step(parsed)
        if doing is CommandAction.DRAFT:
            return self._draft(parsed)
        if doing in PHOTO_ACTIONS:
            return ImageCommand(
                self.files, self.office, self.number, self.person, self.now, parsed, self.sending
            ).outcome()
        others = {
            CommandAction.PAUSE: self._pause,
            CommandAction.RESUME: self._resume,
            CommandAction.WITHDRAW: self._withdraw,
        }
        return others[doing](parsed)

    def is_due(self, parsed: ParsedCommand) -> bool:
        """Whether the request is at a step that the command does."""
        step = self._next()
        return bool(step and step.number in parsed.command.steps)

    def is_theirs(self) -> bool:
        """Whether this person's roles allow the step at which the request is."""
        step, roles = self._next(), self.office.roles_of(self.person, self.at)
        return bool(step and not set(roles).isdisjoint(step.roles))

    def _next(self) -> Step | None:
        return find_request(self.files, self.office, self.number, self.now).walk.next

    def _step(self, parsed: ParsedCommand) -> ActionResult:
        """The next step, where it is the command's and nothing is missing."""
        task = self._task(parsed.command)
        step_input = replace(bind_arguments(parsed, self.office, task.view.edition), finished=self.at)
        ready = plan_step(self.files, self.office, self.number, self.person, step_input, self.now)
        if ready.change is None:
            lines = (
                command_again(parsed),
                *argument_lines(ready.wants, self.office, task.view.edition, parsed.command),
            )
            if Argument.NEWS in ready.wants:
                lines = (self._example(CommandAction.DRAFT),)
            return ActionResult(
                message=ARGUMENTS_MISSING,
                number=self.number,
                points=tuple(ARGUMENT_QUESTIONS[want] for want in ready.wants),
                lines=tuple(line for line in lines if line),
            )
        result = task.result(step_input)
        if result and Need.CONTENT in result.needs:
            self._must_be_what_was_seen(task)
        return replace(self._done(ready.change), points=tuple(self._then(task.step, result)), findings=ready.remarks)

    def _task(self, command: Command) -> CurrentStep:
        """The task at hand, where a command may do it. Raises RefusedError."""
        task = find_current_step(self.files, self.office, self.number, self.now)
        if task.step.number not in command.steps:
            require_approved_text(self.files, self.office, task, self.now)
            message = say(
                "It is the turn of step {number}, {activity}; nothing was entered.",
                number=task.step.number,
                activity=task.step.activity,
            )
            raise RefusedError(message)
        return task

    def _must_be_what_was_seen(self, task: CurrentStep) -> None:
        """An approval counts for the text that was read, never for what somebody put in its place meanwhile."""
        news = task.view.record.news or ""
        then = self.seen()
        if then is None:
            message = say(
                "Nobody can say which text you read. Approve it with a review (Files changed, Review changes)."
            )
            raise RefusedError(message)
        if _article_seal(then, news) != _article_seal(self.files, news):
            raise RefusedError(say("The text was changed after you read it. Read it again, then approve it anew."))

    def _draft(self, parsed: ParsedCommand) -> ActionResult:
        task = self._task(parsed.command)
        title = parsed.rest.lstrip(BEFORE_TITLE) if parsed.rest.strip(BEFORE_TITLE + BLANK_CHARACTERS) else None
        article = create_draft(self.files, self.office, self.number, self.person, self.at, title=title, category=None)
        plan_step(self.files, self.office, self.number, self.person, StepInput(finished=self.at), self.now)
        subject = say("{id}: article begun", id=task.view.record.id)
        message = say("The article is begun: {path}. Fill in what stands in square brackets.", path=article.path)
        return ActionResult(
            message=message,
            change=PreparedChange(subject, {article.path: article.text}),
            number=self.number,
            points=self._photo_next(),
            findings=article.findings,
            edit=article.path,
            done=True,
        )

    def _photo_next(self) -> tuple[Message, ...]:
        """How the story gets its picture, where the office has a command for that."""
        example = self._example(CommandAction.PHOTO)
        hint = say(
            "Its photo is sent here in a comment, with the line {example}; what is to be written below, is asked.",
            example=example,
        )
        return (hint,) if example else ()

    def _pause(self, parsed: ParsedCommand) -> ActionResult:
        reason = parsed.values.get(Argument.REASON, "")
        if not reason:
            raise RefusedError(say("Say what the sender owes: {example}", example=parsed.command.example))
        day = self._day(parsed.values[Argument.UNTIL]) if Argument.UNTIL in parsed.values else None
        reason = f"{reason} ({long_date(day)})" if day else reason
        made = self._done(holds.pause(self.files, self.office, self.number, self.person, reason, self.at))
        noted = say("The day noted is {day}. The clock goes on only when somebody lets it.", day=Day(str(day)))
        return replace(made, points=(noted,)) if day else made

    def _day(self, words: str) -> dt.date:
        day = read_day(words, self.at, self.office.zone, Direction.FUTURE)
        if isinstance(day, Unclear):
            raise RefusedError(day.question("30 November 2026"))
        return day

    def _resume(self, _: ParsedCommand) -> ActionResult:
        return self._done(holds.resume(self.files, self.office, self.number, self.person, self.at))

    def _withdraw(self, parsed: ParsedCommand) -> ActionResult:
        reason = parsed.values.get(Argument.REASON, "")
        if not reason:
            raise RefusedError(
                say("Say why the sender took the letter back: {example}", example=parsed.command.example)
            )
        made = self._done(holds.withdraw(self.files, self.office, self.number, self.person, reason, self.at))
        return replace(made, points=(ONLY_MERGE_REMAINS,))

    def _done(self, change: PreparedChange) -> ActionResult:
        return ActionResult(message=change.title, change=change, number=self.number, done=True)

    def _then(self, step: Step, result: Result | None) -> Iterator[Message]:
        """What is still to be done that no step says: merging, and stopping the clock of a letter that was put off."""
        if result and Need.OUTLETS in result.needs:
            yield VISIBLE_ONCE_MERGED
        if result and result.next is None:
            yield ONLY_MERGE_REMAINS
        if result and result.next == step.number and (example := self._example(CommandAction.PAUSE)):
            yield say("The clock goes on. While the office waits for the sender, stop it: {example}", example=example)

    def _example(self, doing: CommandAction) -> str:
        return next((one.example for one in self.office.commands.commands.values() if one.does is doing), "")


def _article_seal(files: Files, news: str) -> str:
    """The seal of an article as it stands; "" where it cannot be read."""
    article = read_article(files, article_path(news))
    return article.seals.full if article else ""
