"""A published story in the writing page: a changed text is kept as a proposal, and entered as a correction by another.

What the page offers is what the desk would do just now for whoever writes; all else is a sentence that says who can.
"""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from workflow.config.office import Office
from workflow.i18n.catalog import translate
from workflow.i18n.message import Message, Phrase, WordList, mark, say
from workflow.records.article import ActKind
from workflow.records.file_source import Files, Overlay
from workflow.records.paths import ARTICLE_PATH
from workflow.rules.authority.state import State
from workflow.rules.authority.table import UNPUBLISHED_STATES
from workflow.rules.publishing import changed
from workflow.services.article_actions import (
    POSSIBLE_STATES,
    ActInput,
    ArticleAtHand,
    article_at_hand,
    read_publication_time,
)
from workflow.services.article_acts import prepare_act, text_with_act, who_may_act
from workflow.services.errors import RefusedError
from workflow.text.finding import Finding, Severity

HOUR = 3600
NOBODY = mark("nobody at present")
PLACEHOLDER_REASON = "reason"
"""A reason in the place of the one that is still to be written."""


class OfferedAct(Struct, frozen=True):
    """How the page calls something that can be done."""

    label: Message
    help: Message


OFFERED_ACTS: dict[ActKind, OfferedAct] = {
    ActKind.CORRECTION: OfferedAct(
        say("Enter the correction"),
        say("Readers are told this: what was written before, and what is right."),
    ),
    ActKind.WITHDRAWAL: OfferedAct(
        say("Withdraw the story"), say("The text leaves the site; a page stays that tells readers this reason.")
    ),
    ActKind.REPUBLICATION: OfferedAct(say("Show the story again"), say("Readers are told this reason.")),
    ActKind.EMBARGO: OfferedAct(say("Move the embargo"), say("Readers are told this reason.")),
}
SAVE_FIRST = say("To correct the story: change it below, save, then enter the correction here.")
REASON_MISSING, TIME_MISSING = (
    say("Write the reason, in words that readers understand."),
    say("Write when the story is to appear."),
)
SAVED_AS_PROPOSAL = say("This is saved as a proposal. Readers see it once it is entered as a correction and merged.")


def offered_acts(story: ArticleAtHand, person: str, writers: Collection[str]) -> dict[str, Any]:
    """What the page shows above the form of a story: what can be done, and sentences about the rest."""
    acts, sentences = [], []
    shown = article_at_hand(story.base, story.office, story.path, story.now)
    for kind in (
        kind for kind in ActKind if story.state in POSSIBLE_STATES[kind] and story.state not in UNPUBLISHED_STATES
    ):
        label = translate(OFFERED_ACTS[kind].label)
        if kind is ActKind.CORRECTION and not story.is_another:
            sentences.append(translate(SAVE_FIRST))
            continue
        try:
            must_not_be_author(story, person, writers if kind is ActKind.CORRECTION else ())
            aim = story if kind is ActKind.CORRECTION else shown  # a change that waits holds up nothing else
            prepare_act(aim, person, _placeholder_act(kind, aim))
        except RefusedError as error:
            sentences.append(f"{label}: {translate(error.message)}")
        else:
            until = kind is ActKind.EMBARGO
            acts.append({"act": kind.value, "label": label, "help": translate(OFFERED_ACTS[kind].help), "until": until})
    return {"acts": acts, "sentences": sentences}


def _placeholder_act(kind: ActKind, story: ArticleAtHand) -> ActInput:
    opens = story.article.record.publish_at or 0
    return ActInput(kind=kind, note=PLACEHOLDER_REASON, moved_to=max(opens, story.now) + HOUR)


def act_from_page(params: Mapping[str, Any], story: ArticleAtHand) -> ActInput:
    """What somebody wrote into the page. Raises RefusedError where something is missing or cannot be."""
    kinds = {kind.value: kind for kind in ActKind}
    if params["act"] not in kinds:
        raise RefusedError(say("The editor cannot do this here: {action}.", action=str(params["act"])))
    if story.state in UNPUBLISHED_STATES:
        raise RefusedError(say("This story is not published; all of it is changed in its form."))
    until = str(params.get("until") or "").strip()
    wish = ActInput(
        kind=kinds[params["act"]],
        note=" ".join(str(params.get("note") or "").split()),
        moved_to=read_publication_time(until, story.office, story.now) if until else None,
    )
    if wants := story.wants(wish):
        raise RefusedError(TIME_MISSING if "until" in wants else REASON_MISSING)
    return wish


def with_pending_corrections(
    files: Files, office: Office, made: Mapping[str, bytes], person: str, now: int
) -> tuple[dict[str, bytes], list[Finding]]:
    """The texts as they would be once another has entered what is a correction, and what is said of those.

    So they are judged whole, though the entry is still to come. Raises RefusedError for what can never become one.
    """
    judged, said = dict(made), list[Finding]()
    after = Overlay(files, made)
    for path in filter(ARTICLE_PATH.fullmatch, made):
        story = article_at_hand(after, office, path, now, files)
        if story.state is State.WITHDRAWN and story.changed:
            raise RefusedError(say("The story is withdrawn. Have it shown again first, then correct it."))
        if not story.is_shown:
            continue
        if _published_at(story, files) != story.article.record.publish_at:
            raise RefusedError(say("When a published story appears is changed above the form, not in it."))
        if story.is_another:
            wish = ActInput(kind=ActKind.CORRECTION, note=PLACEHOLDER_REASON)
            able = who_may_act(story, wish)
            judged[path] = text_with_act(story, next(iter(able), ""), wish).encode()
            names = WordList(tuple(office.people[one].name for one in able if one != person) or (Phrase(NOBODY),))
            help_ = say("It can be entered by {names}.", names=names)
            said.append(Finding(changed.RULE.slug, path, 0, SAVED_AS_PROPOSAL, help_, Severity.WARNING))
    return judged, said


def _published_at(story: ArticleAtHand, files: Files) -> int | None:
    return article_at_hand(files, story.office, story.path, story.now).article.record.publish_at


def must_not_be_author(story: ArticleAtHand, person: str, writers: Collection[str]) -> None:
    """Whoever wrote a text does not vouch for it: there is nobody here who could approve it. Raises RefusedError."""
    if {"", person}.isdisjoint(writers):
        return
    able = who_may_act(story, ActInput(kind=ActKind.CORRECTION, note=PLACEHOLDER_REASON))
    names = tuple(story.office.people[one].name for one in able if one not in writers)
    raise RefusedError(
        say(
            "{name} wrote this change, so somebody else enters it: {names}, by opening this story here.",
            name=story.office.people[person].name,
            names=WordList(names or (Phrase(NOBODY),)),
        )
    )
