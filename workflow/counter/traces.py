"""What a commit says of where it comes from: the comment that it does, and the issue that brought the letter."""

import re

from workflow.forge.event import Event, Kind

EVENT, ISSUE = "Redaksi-Event", "Redaksi-Issue"
"""Trailers of a commit. The address stands between angle brackets, so that none is the beginning of another."""
_ANCHORS = {Kind.COMMENT: "#issuecomment-{id}", Kind.ISSUE: "", Kind.REVIEW: "#pullrequestreview-{id}"}
_ISSUE = re.compile(rf"^{ISSUE}: <\S+/issues/(\d{{1,15}})>$", re.MULTILINE | re.ASCII)
_NUMBER = re.compile(r"20\d\d-\d{4}", re.ASCII)


def event_line(event: Event, server: str) -> str:
    """The line that names an event, by the address at which anybody can read it."""
    kind = "pull" if event.on_pull else "issues"
    anchor = _ANCHORS[event.kind].format(id=event.id)
    return f"{EVENT}: <{server}/{event.repository}/{kind}/{event.number}{anchor}>"


def issue_line(event: Event, server: str) -> str:
    """The line that names the issue by which a letter came in."""
    return f"{ISSUE}: <{server}/{event.repository}/issues/{event.number}>"


def issue_of(message: str) -> int | None:
    """The issue that a commit's message names."""
    found = _ISSUE.search(message)
    return int(found[1]) if found else None


def number_of(message: str) -> str:
    """The request that a commit of this program is about; "" where it says none."""
    found = _NUMBER.search(message.partition("\n")[0])
    return found[0] if found else ""
