"""Looking at every row, mending what differs, and looking again. A refusal of one row does not end the others."""

import re
from collections.abc import Iterable

from msgspec import Struct

from workflow.forge.api_errors import FORBIDDEN, NOT_FOUND
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.forge.settings.row import PLANS, Look, Request, Row
from workflow.forge.settings.snapshot import Facts, Seen
from workflow.i18n.message import Message, Phrase, Words, say

ROUNDS = 3
"""A row may need some rounds: an environment is made before it can be opened for a branch."""
CONFLICT = 409
PLAN = re.compile(r"upgrade to|billing plan|current plan|not available for this|must be purchased", re.IGNORECASE)
"""How GitHub says that the plan does not have something; it has no code for that."""

NAMES = {"actions_variables": "Variables"}
"""Permissions that GitHub's pages call otherwise than its answers do."""


class Result(Struct, frozen=True):
    """What became of one row."""

    row: Row
    before: Look
    after: Look
    """As it stands now."""
    done: tuple[Request, ...] = ()
    refused: Message | None = None

    @property
    def ok(self) -> bool:
        """Whether it is as it should be now."""
        return not self.after.gaps


def survey(rows: Iterable[Row], forge: GitHub, facts: Facts) -> list[Result]:
    """How everything stands; nothing is changed."""
    seen = Seen(forge, facts)
    return [Result(row, found, found) for row in rows for found in [_look(row, seen)]]


def apply(rows: Iterable[Row], forge: GitHub, facts: Facts) -> list[Result]:
    """Set what differs, row by row, and look at everything again at the end."""
    seen = Seen(forge, facts)
    mended = [_mend(row, seen) for row in rows]
    seen = Seen(forge, facts)
    return [Result(one.row, one.before, _look(one.row, seen), one.done, one.refused) for one in mended]


def _mend(row: Row, seen: Seen) -> Result:
    before = found = _look(row, seen)
    done: list[Request] = []
    for _ in range(ROUNDS):
        if not found.requests:
            break
        try:
            for request in found.requests:
                _send(seen.forge, request)
                done.append(request)
        except ForgeError as error:
            return Result(row, before, found, tuple(done), refusal(error, row))
        finally:
            seen.forget()
        found = _look(row, seen)
    return Result(row, before, found, tuple(done))


def _look(row: Row, seen: Seen) -> Look:
    try:
        return row.look(seen)
    except ForgeError as error:
        return Look((refusal(error, row),))


def _send(forge: GitHub, request: Request) -> None:
    match request.method:
        case "POST":
            forge.post(request.path, request.data)
        case "PUT":
            forge.put(request.path, request.data)
        case "PATCH":
            forge.patch(request.path, request.data)
        case "DELETE":
            forge.delete(request.path)


def refusal(error: ForgeError, row: Row) -> Message:
    """Why GitHub did not answer or did not do it, and what helps."""
    if PLAN.search(error.reason):
        return say(
            "this repository's plan does not have it: {plan}. GitHub says: {said}",
            plan=Phrase(PLANS[row.plan]),
            said=error.reason,
        )
    if error.status in {FORBIDDEN, NOT_FOUND}:
        return say(
            "this token may not; it needs {needs}, and its owner must administer the repository. GitHub says: {said}",
            needs=permissions(error.needs or row.needs),
            said=error.reason or str(error.status),
        )
    if error.status == CONFLICT:
        return say("the organization has decided it for all its repositories. GitHub says: {said}", said=error.reason)
    return error.message


def permissions(needs: str) -> Words:
    """`pages=write,administration=write; metadata=read` as people find them where tokens are made.

    A semicolon stands between sets of which one is enough (GitHub Docs, "Troubleshooting the REST API").
    """
    return Words(tuple(_in_words(one) for one in needs.split(";")))


def _in_words(needs: str) -> str:
    found = [one.strip().partition("=") for one in needs.split(",")]
    return ", ".join(f"{NAMES.get(name, name.replace('_', ' ').capitalize())}: {level}" for name, _, level in found)
