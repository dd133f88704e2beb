"""Mistakes that readers report, by comment: entered with the story, and answered."""

from workflow.chatops.actions.execute import VISIBLE_ONCE_MERGED, CommandExecutor
from workflow.chatops.actions.prompts import ARGUMENT_QUESTIONS, ARGUMENTS_MISSING
from workflow.chatops.event.result import ActionResult
from workflow.chatops.parsing.command import ParsedCommand
from workflow.config.commands import Argument, CommandAction
from workflow.i18n.message import say
from workflow.records.read import read_article
from workflow.services.article_actions import read_receipt_time
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange
from workflow.services.mistake_reports import MistakeAnswer, ReportedMistake, answer_report, enter_report
from workflow.services.update_article import resolve_article_path

REPORT_ACTIONS = frozenset((CommandAction.MISTAKE_REPORT, CommandAction.MISTAKE_ANSWER))


def run_mistake_report(executor: CommandExecutor, parsed: ParsedCommand) -> ActionResult:
    """What comes of the command. Raises RefusedError."""
    office, files = executor.office, executor.files
    path = resolve_article_path(files, office, executor.number, executor.now)
    if parsed.command.does is CommandAction.MISTAKE_ANSWER:
        answer = MistakeAnswer(_first_open(executor, path), parsed.values.get(Argument.REASON, ""))
        return _done(executor, answer_report(files, office, path, executor.person, answer, executor.at))
    summary = parsed.values.get(Argument.STATEMENT, "")
    if not summary:
        points = (ARGUMENT_QUESTIONS[Argument.STATEMENT],)
        lines = (parsed.command.example,)
        return ActionResult(message=ARGUMENTS_MISSING, number=executor.number, points=points, lines=lines)
    words = parsed.values.get(Argument.RECEIVED, "")
    received = read_receipt_time(words, office, executor.at) if words else executor.at
    said = ReportedMistake(summary, received)
    return _done(executor, enter_report(files, office, path, executor.person, said, executor.at))


def _first_open(executor: CommandExecutor, path: str) -> int:
    article = read_article(executor.files, path)
    reports = article.record.reports if article else ()
    place = next((place for place, report in enumerate(reports, 1) if report.is_open), 0)
    if not place:
        raise RefusedError(say("No report of this story is open."))
    return place


def _done(executor: CommandExecutor, change: PreparedChange) -> ActionResult:
    return ActionResult(
        message=change.title, change=change, number=executor.number, points=(VISIBLE_ONCE_MERGED,), done=True
    )
