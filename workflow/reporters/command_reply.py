"""The reply to a command in a comment: what was done or why not, what is missing, whose turn it is now."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from workflow.engine.top_warnings import errors_and_top_warnings
from workflow.i18n.catalog import tr, translate
from workflow.i18n.message import Message
from workflow.queries.open_requests import OpenRequest
from workflow.reporters.escape import escape_markdown
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
    """Everything that a reply says."""

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


def render_reply(reply: CommandReply, zone: str) -> str:
    """The reply as Markdown. Whatever people wrote is escaped."""
    mark = ":white_check_mark:" if reply.done else ":information_source:" if reply.lines else ":x:"
    parts = [f"{mark} **{escape_markdown(translate(reply.message))}**", ""]
    parts += [f"- {escape_markdown(translate(point))}" for point in reply.points]
    parts += [f"- :warning: {escape_markdown(translate(trouble))}" for trouble in reply.troubles]
    parts += _findings(reply.findings)
    if reply.lines:
        parts += ["", *_code_block(reply.lines)]
    if reply.edit:
        parts += ["", "[" + tr("Write it here") + f"]({reply.edit})"]
    if reply.contacts:
        parts += ["", "[" + tr("For the office only: write the sender's address here") + f"]({reply.contacts})"]
    if reply.pull:
        parts += ["", tr("It is worked on in #{number}.", number=reply.pull)]
    if reply.standing:
        parts += ["", *standing(reply.standing, zone)]
    return "\n".join(parts)[:MAX_COMMENT_CHARACTERS] + "\n"


def _findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    """The findings below the names of their files, briefly: a comment is read on a telephone."""
    shown, more = errors_and_top_warnings(findings)
    for path, group in groupby(sorted(shown, key=attrgetter("path")), key=attrgetter("path")):
        yield from ("", f"{escape_markdown(path)}:", "")
        yield from map(finding_line, group)
    if more:
        yield "- " + tr("and {count} more warnings; the check of this change lists all of them.", count=more)


def standing(where: RequestStanding, zone: str) -> Iterator[str]:
    """A letter's state, whose turn it is, and the checklist of the step at hand."""
    yield f"**{escape_markdown(where.number)}**: {escape_markdown(where.status)}"
    if where.next is None:
        yield from ("", tr("No step is left."))
        return
    yield from ("", turn_line(where.next, zone))
    yield from (f"  - [ ] {escape_markdown(item)}" for item in where.next.step.completeness)
    if where.commands:
        yield from ("", tr("Whoever's turn it is writes one of these, as a comment:"), "", *_code_block(where.commands))


def pull_request_body(where: RequestStanding, issue: int | None, helping: str, zone: str) -> str:
    """The text of a new pull request. `helping`: the command that lists all commands."""
    head = tr("The letter came in by #{number}.", number=issue) if issue else ""
    tail = tr("Each step is done by a comment here; {command} lists them all.", command=helping)
    return "\n".join([*([head, ""] if head else []), *standing(where, zone), "", tail, ""])


def _code_block(lines: tuple[str, ...]) -> list[str]:
    """Lines to copy. A line of ours never begins a fence of its own."""
    return ["```text", *(line.replace("```", "'''") for line in lines), "```"]
