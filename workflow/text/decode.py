"""The gate: bytes become text, or a finding says why not. Everything that enters is hostile.

What is refused here was measured to be dangerous: characters that YAML takes for line breaks
(U+0085, U+2028, U+2029), ones a reviewer cannot see in a diff (bidirectional controls, zero-width
spaces, tags), and sizes that make parsers slow.
"""

import re

from workflow.i18n.message import Message, say
from workflow.text.finding import Finding, ReadingRule
from workflow.text.invisible_characters import CLEAN_HELP, ODD_CHARACTER, code_of

LARGEST_FILE_BYTES = 256 * 1024
"""Bytes of the largest file that is read; a news article has about 4 KB."""

FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\U000e0000-\U000effff]"
)


def decode(path: str, data: bytes, largest: int = LARGEST_FILE_BYTES) -> tuple[str, list[Finding]]:
    """The text of a file with LF line ends, or the findings that refuse it (the text is then empty)."""
    if len(data) > largest:
        return "", [unreadable_finding(path, "", 0, say("The file is larger than {limit} KiB.", limit=largest // 1024))]
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n")
        help_ = say("Save the file again with the encoding UTF-8.")
        return "", [unreadable_finding(path, before, len(before), say("The file is not valid UTF-8 text."), help_)]
    # isprintable() is far faster than the expression and true of nearly every file
    if not text.replace("\n", "").isprintable() and (found := FORBIDDEN_CHARACTERS.search(text)):
        return "", [forbidden_character_finding(path, text, found.start())]
    return text, []


def unreadable_finding(path: str, text: str, offset: int, message: Message, help_: Message | None = None) -> Finding:
    """A finding that the file cannot be read, at a character offset. Its position is final: no document follows."""
    line, column = line_and_column(text, offset)
    return Finding(ReadingRule.UNREADABLE, path, offset, message, help_, line=line, column=column)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of a character offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def forbidden_character_finding(path: str, text: str, offset: int) -> Finding:
    """A finding for a character that has no business in an office's text."""
    help_ = (
        CLEAN_HELP
        if ODD_CHARACTER.fullmatch(text[offset]) and text[offset] != "\r"
        else say("Delete the invisible character, or type the line again by hand.")
    )
    if text[offset] == "\ufeff" and offset == 0:
        help_ = say("Save the file as UTF-8 without a byte order mark (BOM); `redaksi fmt` does that.")
    return unreadable_finding(path, text, offset, forbidden_character_message(text[offset]), help_)


def forbidden_character_message(character: str) -> Message:
    """That a character is refused, by its code: it cannot be shown."""
    return say("The character {code} is not allowed here.", code=code_of(character))
