"""The two questions that are asked by GraphQL: who changed an issue's text, whether a review's was (forge/edit_history.py)."""

import re
from typing import TYPE_CHECKING, Any

from tests.github.shapes import instant
from tests.github.things import Json

if TYPE_CHECKING:
    from tests.github.hub import Hub

KNOWN = {
    "repository",
    "issue",
    "lastEditedAt",
    "userContentEdits",
    "totalCount",
    "nodes",
    "editedAt",
    "editor",
    "login",
    "node",
    "id",
}
WORDS = KNOWN | {
    "query",
    "String",
    "Int",
    "owner",
    "name",
    "number",
    "first",
    "on",
    "User",
    "databaseId",
    "ID",
    "PullRequestReview",
}


def answer(hub: "Hub", asked: Any) -> Json:
    """GitHub's answer; a question with words that are not known here is a complaint."""
    unknown = set(re.findall(r"[A-Za-z]\w*", asked["query"])) - WORDS
    hub.complaints += [f"GraphQL: {word}" for word in sorted(unknown)]
    if "id" in asked["variables"]:
        return {"data": {"node": {"lastEditedAt": None}}}
    thread = hub.threads[asked["variables"]["number"]]
    made = [{"editedAt": instant(at), "editor": _editor(hub, login)} for at, login in reversed(thread.edits)]
    last = made[0]["editedAt"] if made else None
    edits = {"totalCount": len(made), "nodes": made}
    return {"data": {"repository": {"issue": {"lastEditedAt": last, "userContentEdits": edits}}}}


def _editor(hub: "Hub", login: str) -> Json:
    return {"login": login, "databaseId": hub.number_of(login)}
