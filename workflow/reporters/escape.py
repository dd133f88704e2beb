"""Escaping: text from files is hostile and must not control a terminal, a log or a comment."""

import re

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff"
    "\U000e0000-\U000effff]"
)
"""Control, direction and invisible characters; and what stands for bytes of a file name that are not UTF-8."""


def printable(text: str) -> str:
    """One line of visible characters; control and direction characters become their code."""
    return _CONTROL.sub(lambda character: f"\\u{ord(character.group()):04x}", text)


def annotation_data(text: str) -> str:
    """Text in the message of a GitHub workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def annotation_property(text: str) -> str:
    """Text in a property of a GitHub workflow command."""
    return annotation_data(text).replace(":", "%3A").replace(",", "%2C")


def escape_markdown(text: str) -> str:
    """Text inside Markdown that GitHub shows: no links, mentions, issues, images, HTML or tables come of it."""
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]()#+!|~-])", r"\\\1", text)
    text = text.replace("#", "#&#8203;")  # before the next line, which writes such marks itself
    return text.replace("@", "@&#8203;").replace("://", ":&#8203;//").replace("www.", "www&#8203;.")


def without_links(text: str) -> str:
    """Text in a SARIF message, where `[words](target)` would be a link."""
    return text.replace("](", "\\](")
