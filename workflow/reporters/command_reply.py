"""The answer to a comment: what was done or why not, what is missing, whose turn it is now."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from workflow.engine.top_warnings import brief
from workflow.i18n.catalog import fill, tr
from workflow.i18n.message import Message
from workflow.queries.open_requests import OpenRequest
from workflow.reporters.escape import escape_markdown as escape
from workflow.reporters.pr_comment import MAX_COMMENT_CHARACTERS, finding_line, turn_line
from workflow.text.finding import Finding


class RequestStanding(Struct, frozen=True):
    """Where a letter stands."""

    number: str
    status: str
    """As the public reads it."""
    next: OpenRequest | None
    """None where nothing remains to be done."""
    commands: tuple[str, ...]
    """How the next step is written as a comment, one for each way that it can end."""


class CommandReply(Struct, frozen=True, kw_only=True):
    """Everything that an answer says."""

    message: Message
    done: bool
    points: tuple[Message, ...] = ()
    troubles: tuple[Message, ...] = ()
    """What could not be done besides, and whom to ask."""
    findings: tuple[Finding, ...] = ()
    lines: tuple[str, ...] = ()
    """What could be written as the next comment."""
    standing: RequestStanding | None = None
    edit: str = ""
    """The address at which GitHub lets the next file be written."""
    pull: int | None = None
    """The pull request in which the letter is worked on, where that is another one."""
    contacts: str = ""
    """The address at which the office writes down how the sender is reached, never in public."""


def render_reply(one: CommandReply, zone: str) -> str:
    """The answer as Markdown. Whatever people wrote is escaped."""
    mark = ":white_check_mark:" if one.done else ":information_source:" if one.lines else ":x:"
    parts = [f"{mark} **{escape(fill(one.message))}**", ""]
    parts += [f"- {escape(fill(point))}" for point in one.points]
    parts += [f"- :warning: {escape(fill(trouble))}" for trouble in one.troubles]
    parts += _findings(one.findings)
    if one.lines:
        parts += ["", *_code_block(one.lines)]
    if one.edit:
        parts += ["", "[" + tr("Write it here") + f"]({one.edit})"]
    if one.contacts:
        parts += ["", "[" + tr("For the office only: write the sender's address here") + f"]({one.contacts})"]
    if one.pull:
        parts += ["", tr("It is worked on in #{number}.", number=one.pull)]
    if one.standing:
        parts += ["", *standing(one.standing, zone)]
    return "\n".join(parts)[:MAX_COMMENT_CHARACTERS] + "\n"


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    """The findings below the names of their files, briefly: a comment is read on a telephone."""
    shown, more = brief(findings)
    for path, group in groupby(sorted(shown, key=attrgetter("path")), key=attrgetter("path")):
        yield from ("", f"{escape(path)}:", "")
        yield from map(finding_line, group)
    if more:
        yield "- " + tr("and {count} more warnings; the check of this change lists all of them.", count=more)


def standing(one: RequestStanding, zone: str) -> Iterator[str]:
    """A letter's state, whose turn it is, and the checklist of the step at hand."""
    yield f"**{escape(one.number)}**: {escape(one.status)}"
    if one.next is None:
        yield from ("", tr("No step is left."))
        return
    yield from ("", turn_line(one.next, zone))
    yield from (f"  - [ ] {escape(item)}" for item in one.next.step.completeness)
    if one.commands:
        yield from ("", tr("Whoever's turn it is writes one of these, as a comment:"), "", *_code_block(one.commands))


def pull_request_body(one: RequestStanding, issue: int | None, helping: str, zone: str) -> str:
    """The text of a new pull request. `helping`: the command that lists all commands."""
    head = tr("The letter came in by #{number}.", number=issue) if issue else ""
    tail = tr("Each step is done by a comment here; {command} lists them all.", command=helping)
    return "\n".join([*([head, ""] if head else []), *standing(one, zone), "", tail, ""])


def _code_block(lines: tuple[str, ...]) -> list[str]:
    """Lines to copy. A line of ours never begins a fence of its own."""
    return ["```text", *(line.replace("```", "'''") for line in lines), "```"]
