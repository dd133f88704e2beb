"""Names of the states of records in the editor's list, and which of them wait for nobody."""

from typing import Any

from workflow.config.office import Office
from workflow.i18n.catalog import translate
from workflow.i18n.message import Message, say
from workflow.records.article import ArticleStatus

ARTICLE_STATES: dict[ArticleStatus, Message] = {
    ArticleStatus.DRAFT: say("Draft"),
    ArticleStatus.READY: say("Ready to be published"),
    ArticleStatus.PUBLISHED: say("Published"),
    ArticleStatus.WITHDRAWN: say("Withdrawn"),
}
BRANCH_STATES: dict[str, Message] = {
    "draft": say("Being written"),
    "pending_review": say("To be reviewed"),
    "pending_publish": say("Ready to be merged"),
}
"""Decap's names for the state of what has a branch of its own."""


def closed_request_states(office: Office) -> frozenset[str]:
    """The statuses after which no step of a letter follows, in any edition of the SOP."""
    steps = [step for edition in office.editions for step in edition.steps]
    results = [result for step in steps for result in step.results.values()]
    going_on = {result.status for result in results if result.next is not None}
    ended = {result.status for result in results if result.next is None}
    return frozenset(ended - going_on | {edition.withdrawn for edition in office.editions})


def article_states() -> dict[str, Any]:
    """The states of an article in their order, with their names, and those that wait for nobody."""
    return {
        "states": {key.value: translate(name) for key, name in ARTICLE_STATES.items()},
        "closed": [one.value for one in ArticleStatus if one.was_public],
    }


def request_states(office: Office) -> dict[str, Any]:
    """The same of a letter: the SOP's own words."""
    return {
        "states": {key: name for edition in office.editions for key, name in edition.statuses.items()},
        "closed": sorted(closed_request_states(office)),
    }


def branch_states() -> dict[str, str]:
    """Decap's states of what has a branch of its own, with their names."""
    return {key: translate(name) for key, name in BRANCH_STATES.items()}
