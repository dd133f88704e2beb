"""Whether what an event tells is still there as it was written: a run may begin late, and be started once more.

Source: GitHub's OpenAPI description, `GET /repos/{owner}/{repo}/issues/comments/{comment_id}` (404) and
`GET /repos/{owner}/{repo}/issues/{issue_number}` (404, 410).
"""

from msgspec import Struct

from workflow.forge.api_errors import GONE, NOT_FOUND
from workflow.forge.event import Event, EventKind, IgnoreReason
from workflow.forge.rest_api import ForgeError, GitHub, convert_answer

_PATHS = {EventKind.COMMENT: "issues/comments/{event.id}", EventKind.ISSUE: "issues/{event.number}"}
"""A review is not among them: it comes from the API in the first place."""


class _Written(Struct, frozen=True):
    body: str | None = None


def text_doubt(forge: GitHub, event: Event) -> IgnoreReason | None:
    """Why a comment or an issue is not its writer's word any more; None where it is. Raises ForgeError."""
    if event.kind not in _PATHS:
        return None
    try:
        now = convert_answer(forge.get(_PATHS[event.kind].format(event=event)), _Written)
    except ForgeError as error:
        if error.status not in (NOT_FOUND, GONE):
            raise
        return IgnoreReason.DELETED
    return None if (now.body or "") == event.text else IgnoreReason.EDITED
