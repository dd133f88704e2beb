"""Earlier comments of a thread, as GitHub lists them.

Source: GitHub's OpenAPI description, `GET /repos/{owner}/{repo}/issues/{issue_number}/comments`: the oldest first;
`user` and `performed_via_github_app` may be null.
"""

import datetime as dt
from typing import Any

from msgspec import Struct

from workflow.forge.event import Event
from workflow.forge.github_user import Account
from workflow.forge.rest_api import GitHub, convert_answer


class Comment(Struct, frozen=True):
    """One comment."""

    id: int
    created_at: dt.datetime
    updated_at: dt.datetime
    body: str | None = None
    user: Account | None = None
    performed_via_github_app: Any = None

    def is_word_of(self, account: int) -> bool:
        """Whether an account's owner wrote it, as it stands."""
        own = self.user is not None and self.user.id == account
        return own and self.performed_via_github_app is None and self.updated_at == self.created_at


def comments_before(forge: GitHub, event: Event) -> list[Comment]:
    """The earlier comments of whoever wrote, in the same thread, the newest first; none that was changed since.

    Raises ForgeError.
    """
    found = convert_answer(forge.pages(f"issues/{event.number}/comments"), list[Comment])
    return [one for one in reversed(found) if one.id < event.id and one.is_word_of(event.account)]
