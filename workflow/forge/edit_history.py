"""Who changed the text of an issue after it was opened, or of a review. Only GitHub's GraphQL API says so.

Source: GitHub Docs, GraphQL reference, `Issue.userContentEdits`, `Issue.lastEditedAt`, `PullRequestReview.lastEditedAt`
(whoever may write to a repository may also edit another person's review).
"""

from typing import Annotated

from msgspec import Meta, Struct

from workflow.forge.api_errors import UNREADABLE
from workflow.forge.event import Identity, Moment
from workflow.forge.rest_api import ForgeError, GitHub, convert_answer

MAX_EDITS = 100
"""Edits that are looked at."""
ISSUE_EDITS_QUERY = """query($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) {
    lastEditedAt
    userContentEdits(first: 100) { totalCount nodes { editedAt editor { login ... on User { databaseId } } } }
  } }
}"""

REVIEW_EDIT_QUERY = "query($id: ID!) { node(id: $id) { ... on PullRequestReview { lastEditedAt } } }"


class Editor(Struct, frozen=True, rename="camel"):
    """An account that changed a text."""

    login: Annotated[str, Meta(pattern=r"^[\w.\[\]-]{1,100}$(?!\n)")]
    database_id: Identity | None = None
    """Its number; None for what is no person's."""


class Edit(Struct, frozen=True, rename="camel"):
    """One change of a text."""

    edited_at: Moment
    editor: Editor | None = None
    """None: the account was deleted, or GitHub does not say."""


class _Edits(Struct, frozen=True, rename="camel"):
    total_count: int
    nodes: list[Edit | None] | None


class _Issue(Struct, frozen=True, rename="camel"):
    last_edited_at: Moment | None
    user_content_edits: _Edits | None


class _Repository(Struct, frozen=True):
    issue: _Issue | None


class _Data(Struct, frozen=True):
    repository: _Repository | None


class _Answer(Struct, frozen=True):
    data: _Data | None


def issue_edits(forge: GitHub, number: int) -> list[Edit]:
    """The changes of an issue's text, the first of which is its making. Raises ForgeError where GitHub does not say.

    A last change that is not among those listed, and a list that is longer than what is looked at, are changes by
    nobody knows whom.
    """
    owner, _, name = forge.repository.partition("/")
    data = convert_answer(
        forge.query(ISSUE_EDITS_QUERY, {"owner": owner, "name": name, "number": number}), _Answer
    ).data
    issue = data.repository.issue if data and data.repository else None
    if issue is None:
        raise ForgeError(UNREADABLE)
    listed = issue.user_content_edits
    edits = [one for one in (listed.nodes or [] if listed else []) if one]
    last = issue.last_edited_at
    if last and (
        max((one.edited_at for one in edits), default=None) != last or (listed and listed.total_count > MAX_EDITS)
    ):
        edits.append(Edit(last))
    return edits


class _Node(Struct, frozen=True, rename="camel"):
    last_edited_at: Moment | None


class _Nodes(Struct, frozen=True):
    node: _Node | None


class _Named(Struct, frozen=True):
    data: _Nodes | None


def is_review_edited(forge: GitHub, review: str) -> bool:
    """Whether a review's text was changed after it was sent, by whomever. Raises ForgeError where GitHub does not say.

    `review`: its name in GraphQL.
    """
    data = convert_answer(forge.query(REVIEW_EDIT_QUERY, {"id": review}), _Named).data
    if data is None or data.node is None:
        raise ForgeError(UNREADABLE)
    return data.node.last_edited_at is not None
