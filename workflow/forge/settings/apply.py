"""Looking at every row, mending what differs, and looking again. A refusal of one row does not end the others."""

import re
from collections.abc import Iterable

from msgspec import Struct

from workflow.forge.api_errors import FORBIDDEN, NOT_FOUND
from workflow.forge.rest_api import ForgeError, GitHub
from workflow.forge.settings.row import PLANS, ApiRequest, Observation, SettingRow
from workflow.forge.settings.snapshot import OfficeFacts, SettingsSnapshot
from workflow.i18n.message import Message, Phrase, WordList, say

MAX_ROUNDS = 3
"""A row may need some rounds: an environment is made before it can be opened for a branch."""
CONFLICT = 409
PLAN_LACKS_IT = re.compile(
    r"upgrade to|billing plan|current plan|not available for this|must be purchased", re.IGNORECASE
)
"""How GitHub says that the plan does not have something; it has no code for that."""

PERMISSION_NAMES = {"actions_variables": "Variables"}
"""Permissions that GitHub's pages call otherwise than its answers do."""


class AppliedRow(Struct, frozen=True):
    """What became of one row."""

    row: SettingRow
    before: Observation
    after: Observation
    """As it stands now."""
    done: tuple[ApiRequest, ...] = ()
    refused: Message | None = None

    @property
    def ok(self) -> bool:
        """Whether it is as it should be now."""
        return not self.after.gaps


def survey(rows: Iterable[SettingRow], forge: GitHub, facts: OfficeFacts) -> list[AppliedRow]:
    """How everything stands; nothing is changed."""
    seen = SettingsSnapshot(forge, facts)
    return [AppliedRow(row, found, found) for row in rows for found in [_look(row, seen)]]


def apply(rows: Iterable[SettingRow], forge: GitHub, facts: OfficeFacts) -> list[AppliedRow]:
    """Set what differs, row by row, and look at everything again at the end."""
    seen = SettingsSnapshot(forge, facts)
    mended = [_mend(row, seen) for row in rows]
    seen = SettingsSnapshot(forge, facts)
    return [AppliedRow(one.row, one.before, _look(one.row, seen), one.done, one.refused) for one in mended]


def _mend(row: SettingRow, seen: SettingsSnapshot) -> AppliedRow:
    before = found = _look(row, seen)
    done: list[ApiRequest] = []
    for _ in range(MAX_ROUNDS):
        if not found.requests:
            break
        try:
            for request in found.requests:
                _send(seen.forge, request)
                done.append(request)
        except ForgeError as error:
            return AppliedRow(row, before, found, tuple(done), explain_refusal(error, row))
        finally:
            seen.forget()
        found = _look(row, seen)
    return AppliedRow(row, before, found, tuple(done))


def _look(row: SettingRow, seen: SettingsSnapshot) -> Observation:
    try:
        return row.look(seen)
    except ForgeError as error:
        return Observation((explain_refusal(error, row),))


def _send(forge: GitHub, request: ApiRequest) -> None:
    match request.method:
        case "POST":
            forge.post(request.path, request.data)
        case "PUT":
            forge.put(request.path, request.data)
        case "PATCH":
            forge.patch(request.path, request.data)
        case "DELETE":
            forge.delete(request.path)


def explain_refusal(error: ForgeError, row: SettingRow) -> Message:
    """Why GitHub did not answer or did not do it, and what helps."""
    if PLAN_LACKS_IT.search(error.reason):
        return say(
            "this repository's plan does not have it: {plan}. GitHub says: {said}",
            plan=Phrase(PLANS[row.plan]),
            said=error.reason,
        )
    if error.status in {FORBIDDEN, NOT_FOUND}:
        return say(
            "this token may not; it needs {needs}, and its owner must administer the repository. GitHub says: {said}",
            needs=permission_words(error.needs or row.needs),
            said=error.reason or str(error.status),
        )
    if error.status == CONFLICT:
        return say("the organization has decided it for all its repositories. GitHub says: {said}", said=error.reason)
    return error.message


def permission_words(needs: str) -> WordList:
    """`pages=write,administration=write; metadata=read` as people find them where tokens are made.

    A semicolon stands between sets of which one is enough (GitHub Docs, "Troubleshooting the REST API").
    """
    return WordList(tuple(_in_words(one) for one in needs.split(";")))


def _in_words(needs: str) -> str:
    found = [one.strip().partition("=") for one in needs.split(",")]
    return ", ".join(
        f"{PERMISSION_NAMES.get(name, name.replace('_', ' ').capitalize())}: {level}" for name, _, level in found
    )
