"""Mistakes that readers report, by comment: entered with the story, and answered."""

from workflow.chatops.actions.execute import VISIBLE_ONCE_MERGED, CommandExecutor
from workflow.chatops.actions.prompts import ARGUMENTS_MISSING, command_again
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import Argument, CommandAction
from workflow.i18n.message import say
from workflow.services.article_actions import read_receipt_time
from workflow.services.file_change import PreparedChange
from workflow.services.mistake_reports import MistakeAnswer, ReportedMistake, answer_report, enter_report
from workflow.services.update_article import resolve_article_path

REPORT_ACTIONS = frozenset((CommandAction.MISTAKE_REPORT, CommandAction.MISTAKE_ANSWER))
WHAT_IS_WRONG = say("What is said to be wrong? Without the reader's name and address")


def run_mistake_report(executor: CommandExecutor, parsed: ParsedCommand) -> ActionResult:
    """What comes of the command. Raises RefusedError."""
    office, files = executor.office, executor.files
    path = resolve_article_path(files, office, executor.number, executor.now)
    if parsed.command.does is CommandAction.MISTAKE_ANSWER:
        answer = MistakeAnswer(reason=parsed.values.get(Argument.REASON, ""))
        return _done(executor, answer_report(files, office, path, executor.person, answer, executor.at))
    summary = parsed.values.get(Argument.STATEMENT, "")
    if not summary:
        line = command_again(parsed, (Argument.STATEMENT,))
        return ActionResult(message=ARGUMENTS_MISSING, number=executor.number, points=(WHAT_IS_WRONG,), lines=(line,))
    words = parsed.values.get(Argument.RECEIVED, "")
    received = read_receipt_time(words, office, executor.at) if words else executor.at
    said = ReportedMistake(summary, received)
    return _done(executor, enter_report(files, office, path, executor.person, said, executor.at))


def _done(executor: CommandExecutor, change: PreparedChange) -> ActionResult:
    return ActionResult(
        message=change.title, change=change, number=executor.number, points=(VISIBLE_ONCE_MERGED,), done=True
    )
