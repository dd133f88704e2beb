"""Which letter a command names. The one place that decides whether a number in people's words is an address.

A number counts directly behind the command's word and nowhere else: `/tarik 2026-0003: ...` is about letter 0003, but
`/tarik: digabung dengan surat 2026-0003` about the letter below which it was written. A title may begin with years
("2025-2029"), a hold may last until the 14th: what may be either is no address unless the letter is the one at hand.
"""

import re
from collections.abc import Callable

from msgspec import Struct

from workflow.config.commands import Argument, Command, CommandAction
from workflow.input.agenda_number import NoAgendaNumber, read_number
from workflow.services.errors import RefusedError

_WHOLE = re.compile(r"\s*(20\d\d[-/]\d{4})(?![\w/-])(.*)", re.ASCII | re.DOTALL)
_SHORT = re.compile(r"\s*(\d{1,4})(\s*(?:[:\uff1a].*)?)", re.ASCII | re.DOTALL)
_WORD = re.compile(r"\s*(\w{1,30})(?=\s)")
_ENDS = re.compile(r"\s*(?:[:\uff1a].*)?", re.DOTALL)


class AddressedCommand(Struct, frozen=True):
    """A command's line behind its word: the letter that it names, and the rest."""

    number: str
    """As it was typed; "" for none."""
    rest: str
    is_plain: bool = True
    """Whether it can be nothing but a letter's number."""


def resolve_number(typed: str, at: int, zone: str, is_there: Callable[[str], bool]) -> str:
    """The letter that a number names, as in 2026-0171. Raises RefusedError where it names none, or may name two."""
    found = read_number(typed, at, zone, is_there)
    if isinstance(found, NoAgendaNumber):
        raise RefusedError(found.message)
    return found


def split_address(rest: str, command: Command) -> AddressedCommand:
    """The number directly behind a command's words, where it can be a letter's.

    Words of the command's that say nothing belong to it: `/tayangkan lagi 2026-0171`. In `/lapor nomor 2026/12` what
    they introduce is something else.
    """
    at = 0
    while command.rest is None and (word := _WORD.match(rest, at)) and word[1].lower() in command.skip:
        at = word.end()
    whole, short = _WHOLE.fullmatch(rest, at), _SHORT.fullmatch(rest, at)
    if whole:
        is_title = command.does is CommandAction.DRAFT and not _ENDS.fullmatch(whole[2])
        return AddressedCommand(whole[1], whole[2].strip(), is_plain=not is_title)
    if short and command.does is not CommandAction.DRAFT and command.rest is not Argument.REPORT:
        return AddressedCommand(short[1], short[2].strip(), is_plain=command.does is CommandAction.STATUS)
    return AddressedCommand("", rest)
