"""Whatever GitHub's description lets be null or absent in an event, somebody is heard or told (judging: test_described.py).

Which fields the program reads, its own types say; whether one may be null or absent, the description decides.
"""

import copy
import json
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from tests.github.description import WEBHOOKS, example, wrong_event
from tests.github.things import Json
from workflow.forge import webhook
from workflow.forge.event import Event, IgnoredEvent, ReviewRun

READ: dict[str, type[Struct]] = {**webhook.PAYLOADS}
"""GitHub's names of the events on which `redaksi act` acts, and the types that say what it reads of them."""
ACTED = {name for name in WEBHOOKS if name.startswith(("issue", "workflow-run"))}
How = Literal["null", "absent"]


class Variant(NamedTuple):
    """One field of one event that is not there as usual."""

    event: str
    path: tuple[str, ...]
    how: How


def name_of(event: str) -> str:
    """GitHub's name of an event, as `GITHUB_EVENT_NAME` has it."""
    return max((name for name in READ if event.startswith(name.replace("_", "-"))), key=len)


def fields(kind: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of each field that is read, of those within too."""
    if get_origin(kind) in (Annotated, Union, UnionType):
        for one in get_args(kind):
            yield from fields(one, path)
    elif isinstance(kind, type) and issubclass(kind, Struct):
        for field in msgspec.structs.fields(kind):
            yield (*path, field.encode_name)
            yield from fields(field.type, (*path, field.encode_name))


@cache
def whole(event: str) -> Json:
    """GitHub's example; a run as the description has it now, of the workflow for reviews."""
    made = example(event)
    if "workflow_run" in made:
        who = {"actor": made["sender"], "triggering_actor": made["sender"]}
        made["workflow_run"] |= {"path": webhook.REVIEW_WORKFLOW, "event": "pull_request_review", **who}
        made["workflow_run"]["repository"]["full_name"] = made["repository"]["full_name"]
    return dict(made)


def changed(variant: Variant) -> Json | None:
    """The payload with that field null or absent; None where GitHub's example has no such field."""
    made = copy.deepcopy(whole(variant.event))
    at: Any = made
    for step in variant.path[:-1]:
        at = at.get(step) if isinstance(at, dict) else None
    if not isinstance(at, dict) or variant.path[-1] not in at:
        return None
    if variant.how == "null":
        at[variant.path[-1]] = None
    else:
        del at[variant.path[-1]]
    return made


def permitted() -> Iterator[Variant]:
    """Every variant that the description lets be."""
    for event in sorted(ACTED):
        usual = set(wrong_event(event, whole(event)))
        for path in dict.fromkeys(fields(READ[name_of(event)])):
            for how in ("null", "absent"):
                made = changed(Variant(event, path, how))
                if made is not None and set(wrong_event(event, made)) <= usual:
                    yield Variant(event, path, how)


def test_no_field_that_may_be_missing_makes_the_program_silent() -> None:
    variants = list(permitted())
    # the ones that were found by hand
    assert Variant("issue-comment-created", ("comment", "user"), "null") in variants
    assert Variant("issues-opened", ("issue", "body"), "null") in variants
    assert Variant("workflow-run-completed", ("workflow_run", "head_branch"), "null") in variants
    assert Variant("issues-opened", ("issue", "number"), "null") not in variants
    assert {variant: found for variant in variants if not _is_heard(found := _read(variant))} == {}


def _read(variant: Variant) -> object:
    return webhook.read_event(name_of(variant.event), json.dumps(changed(variant)).encode())


def _is_heard(found: object) -> bool:
    """Whether it is acted on, or ignored in a thread, where that can be told."""
    return isinstance(found, Event | ReviewRun) or (isinstance(found, IgnoredEvent) and bool(found.thread))
