"""A comment that is plainly a command without its slash: it is answered with how to write it, and never acted upon.

What is prose is left alone: "terima kasih", "setuju, lanjutkan", "lapor dulu ke Kabid". A comment is a command without
its slash where it has no other words of its writer's, and with the slash every word of it would be understood.
"""

import re

from workflow.chatops.parsing.bind_arguments import bind_arguments
from workflow.chatops.parsing.command import ParsedCommand, match_argument_line, own_lines, read_command
from workflow.chatops.parsing.command_words import AFTER_COMMAND_WORD, StepLookup, commands_by_result_word
from workflow.config.commands import CommandAction
from workflow.config.office import Office
from workflow.services.errors import RefusedError

MAX_COMMENT_LENGTH = 500
"""Characters."""
_LINE = re.compile(r"\\?([a-z][a-z-]+)(.*)", re.IGNORECASE | re.DOTALL)
"""With a backslash, which keyboards have beside the slash, or with nothing before it."""
_DIGIT = re.compile(r"\d", re.ASCII)


def with_slash(text: str, office: Office, due: StepLookup) -> str:
    """How the command that a comment plainly is would be written; "" for prose."""
    lines = own_lines(text, office.commands) if len(text) <= MAX_COMMENT_LENGTH else []
    found = _LINE.fullmatch(lines[0].strip("*_`")) if lines else None
    if not found or not all(match_argument_line(line, office.commands) for line in lines[1:]):
        return ""
    head, colon, more = f"/{found[1].lower()}{found[2]}".partition(":")
    head = head.rstrip(AFTER_COMMAND_WORD)
    said = read_command(head, office.commands, due)
    words = head.removeprefix("/").lower().split()
    typed = {words[0], "".join(words[:2]), "-".join(words[:2])}
    if not isinstance(said, ParsedCommand) or typed.isdisjoint(
        {*office.commands.spellings(), *commands_by_result_word(office.commands)}
    ):
        return ""
    has_more, is_own = bool(colon), said.word in typed
    return f"{head}{colon}{more}" if _is_understood(said, office, due, has_more=has_more, is_own=is_own) else ""


def _is_understood(said: ParsedCommand, office: Office, due: StepLookup, *, has_more: bool, is_own: bool) -> bool:
    """Whether what stands before a command's colon is understood to its last word, and says something at this step.

    `has_more`: there is a colon; `is_own`: the command's own word was used, which is told of at any step.
    """
    command, values = said.command, said.values
    if command.text in values and command.text is not command.rest:
        return False
    if command.does is not CommandAction.STEP:
        return is_own and (has_more if command.text else not (has_more or said.rest.strip(AFTER_COMMAND_WORD)))
    if not is_own and due(said.number) not in command.steps:
        return False
    try:
        wish = bind_arguments(said, office, office.editions[-1])
    except RefusedError:
        return False
    return bool(_DIGIT.search(wish.report or "0"))
