"""The comment under a pull request: letter by letter, what the change does, who is next, what is missing."""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from workflow.engine.change_summary import AddedEntry, RequestSummary
from workflow.engine.check_files import is_record
from workflow.engine.report import Report
from workflow.i18n.catalog import format_duration, tr, translate
from workflow.i18n.dates import long_time
from workflow.i18n.message import Message, say
from workflow.queries.open_requests import OpenRequest
from workflow.records.field_labels import label_of
from workflow.reporters.audit import level_name
from workflow.reporters.escape import escape_markdown
from workflow.reporters.summary import severity_name, summary
from workflow.text.finding import Finding, Severity

MARKER = "<!-- redaksi: one comment, edited in place -->"
NOTHING_LEFT = say("Nothing more is to be done.")
MAX_COMMENT_CHARACTERS = 60_000
"""Characters; GitHub takes 65,536."""


def render_comment(
    report: Report,
    effects: list[RequestSummary],
    rest: list[Finding],
    zone: str,
    proper: Mapping[str, str] = MappingProxyType({}),
    gaps: Collection[str] = (),
) -> str:
    """The comment as Markdown. Text out of the change is escaped; what would be too long is left to the log.

    `proper`: what files that are not in canonical form should hold; `gaps`: what could not be read of the change.
    """
    parts = [f"{MARKER}\n## Redaksi: {escape_markdown(summary(report))}\n"]
    if gaps:
        parts.append("\n".join([*(f"- :warning: {escape_markdown(gap)}" for gap in gaps), ""]))
    parts += ["\n".join(_request(effect, zone)) for effect in effects]
    if rest:
        parts.append("\n".join(["### " + tr("Other files"), "", *(finding_line(one, path=True) for one in rest), ""]))
    parts += ["\n".join(_canonical_form(path, text)) for path, text in proper.items()]
    length = 0
    for count, part in enumerate(parts):
        length += len(part) + 1
        if length > MAX_COMMENT_CHARACTERS:
            return "\n".join([*parts[:count], tr("(More than fits into a comment; the job's log has all of it.)"), ""])
    return "\n".join(parts)


def _request(effect: RequestSummary, zone: str) -> Iterator[str]:
    title = f"{effect.id}: {effect.subject}" if effect.subject else effect.id
    yield from (f"### {escape_markdown(title)}", "")
    for added in effect.added:
        yield _entry(added)
    yield (
        turn_line(effect.next, zone)
        if effect.next
        else f"- {escape_markdown(translate(effect.obstacle or NOTHING_LEFT))}"
    )
    if effect.findings:
        yield from ("", *(finding_line(one) for one in effect.findings))
    if effect.paste and effect.next:
        yield from ("", "<details>", "<summary>" + tr("Lines for the next step") + "</summary>", "")
        yield from ("```yaml", *effect.paste.splitlines(), "```", "")
        if effect.commands:
            words = " / ".join(f"`{word}`" for word in effect.commands)
            yield from (tr("Or write a comment under the letter instead: {commands}", commands=words), "")
        yield "</details>"
    yield ""


def _canonical_form(path: str, text: str) -> Iterator[str]:
    """What a file should hold, to be copied by people who have only a browser."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    title = tr("Canonical form of {path}: put this in the place of all that the file holds", path=path)
    yield from (
        "<details>",
        f"<summary>{escape_markdown(title)}</summary>",
        "",
        fence,
        *text.split("\n")[:-1],
        fence,
        "",
    )
    yield from ("</details>", "")


def refusal_comment(message: Message) -> str:
    """The comment where nothing could be judged."""
    return f"{MARKER}\n## Redaksi: {escape_markdown(translate(message))}\n"


def merge_queue_comment(text: str) -> str:
    """A comment on a group of a merge queue, marked as such: it is not about one pull request alone."""
    note = tr(
        "This was found in the merge queue, where this pull request is judged together with those before it. Nothing "
        "of it has entered the main branch. Mend what is wrong, then put the pull request into the queue again."
    )
    return text.replace(f"{MARKER}\n", f"{MARKER}\n**{escape_markdown(note)}**\n\n", 1)


def _entry(added: AddedEntry) -> str:
    text = tr(
        "Entered: step {number}, {activity}, by {person}",
        number=added.step,
        activity=added.activity,
        person=added.person,
    )
    notes = [
        added.result,
        level_name(added.level) if added.level else "",
        tr("late entry (susulan)") if added.late else "",
    ]
    said = ", ".join(note for note in notes if note)
    return "- " + escape_markdown(f"{text} ({said})" if said else text)


def turn_line(one: OpenRequest, zone: str) -> str:
    """Whose turn it is and until when, as a line of a list."""
    text = tr(
        "Next: {role}, step {number}, {activity}", role=one.role, number=one.step.number, activity=one.step.activity
    )
    if one.due is None or one.left is None:
        when = tr("the clock stands still (hold)")
    elif one.left < 0:
        when = tr("due {when}, LATE by {time}", when=long_time(one.due, zone), time=format_duration(one.left))
    else:
        when = tr("due {when}, {time} left", when=long_time(one.due, zone), time=format_duration(one.left))
    return f"- **{escape_markdown(text)}**: {escape_markdown(when)}"


def finding_line(finding: Finding, *, path: bool = False) -> str:
    """One finding as a line of a list."""
    mark = ":x:" if finding.severity is Severity.ERROR else ":warning:"
    where = f"{finding.path}:{finding.line}" if path else tr("line {number}", number=finding.line)
    if is_record(finding.path) and (label := label_of(finding.place)):
        where = f"{translate(label)} ({where})"
    said = f"{escape_markdown(translate(finding.message))} ({escape_markdown(finding.rule)})"
    text = f"- {mark} {severity_name(finding.severity)}, {escape_markdown(where)}: {said}"
    return f"{text}<br>{escape_markdown(translate(finding.help))}" if finding.help else text
