"""A published story in the editor: a changed text is kept as a proposal, and entered as a correction by another.

What the page offers is what the desk would do just now for whoever writes; all else is a sentence that says who can.
"""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from workflow.config.commands import Argument
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
    read_act_times,
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
    ActKind.UPDATE: OfferedAct(
        say("Add an update"),
        say("What has happened since, with its time, on top of the story; no mistake is mended by it."),
    ),
    ActKind.REPLY: OfferedAct(
        say("Show a reply (hak jawab)"),
        say("The reply, word for word, stands below the story, with who gave it and when it came in."),
    ),
    ActKind.EXPIRY: OfferedAct(
        say("Set until when it is valid"), say("From then on the story says that it no longer holds. Say why.")
    ),
}
SAVE_FIRST = say("To correct the story: change it below, save, then enter the correction here.")
REASON_MISSING = say("Write the reason, in words that readers understand.")
MISSING_WORDS: dict[Argument, Message] = {
    Argument.UNTIL: say("Write the time that is meant."),
    Argument.STATEMENT: say("Write what readers are told."),
    **dict.fromkeys(
        (Argument.RESPONDENT, Argument.CAPACITY, Argument.RECEIVED),
        say("Write who replies, in which capacity, and when the reply came in."),
    ),
}
ASKED_FIELDS: dict[ActKind, tuple[str, ...]] = {
    ActKind.EMBARGO: ("until",),
    ActKind.EXPIRY: ("until",),
    ActKind.REPLY: ("respondent", "capacity", "received"),
}
"""What the page asks for beside the note."""
ALL_ASKED = ("until", "respondent", "capacity", "received")
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
        is_of_text = comes_with_text(kind, story)
        try:
            must_not_be_author(story, person, writers if is_of_text else ())
            aim = story if is_of_text else shown  # a change that waits holds up nothing else
            prepare_act(aim, person, _placeholder_act(kind, aim))
        except RefusedError as error:
            sentences.append(f"{label}: {translate(error.message)}")
        else:
            help_, asks = translate(OFFERED_ACTS[kind].help), ASKED_FIELDS.get(kind, ())
            acts.append({"act": kind.value, "label": label, "help": help_, "asks": [*asks, "note"]})
    return {"acts": acts, "sentences": sentences}


def comes_with_text(kind: ActKind, story: ArticleAtHand) -> bool:
    """Whether an act takes the changed text of its story along: a correction does, an update where there is one."""
    return kind is ActKind.CORRECTION or (kind is ActKind.UPDATE and story.is_another)


def _placeholder_act(kind: ActKind, story: ArticleAtHand) -> ActInput:
    opens = story.article.record.publish_at or 0
    return ActInput(
        kind=kind,
        note=PLACEHOLDER_REASON,
        moved_to=max(opens, story.now) + HOUR,
        respondent=PLACEHOLDER_REASON,
        capacity=PLACEHOLDER_REASON,
        received=max(opens, story.now - HOUR),
    )


def act_from_page(params: Mapping[str, Any], story: ArticleAtHand) -> ActInput:
    """What somebody wrote into the page. Raises RefusedError where something is missing or cannot be."""
    kinds = {kind.value: kind for kind in ActKind}
    if params["act"] not in kinds:
        raise RefusedError(say("The editor cannot do this here: {action}.", action=str(params["act"])))
    if story.state in UNPUBLISHED_STATES:
        raise RefusedError(say("This story is not published; all of it is changed in its form."))
    said = {name: " ".join(str(params.get(name) or "").split()) for name in ("note", *ALL_ASKED)}
    kind = kinds[params["act"]]
    wish = ActInput(
        kind=kind,
        note=said["note"],
        respondent=said["respondent"],
        capacity=said["capacity"],
        **read_act_times(kind, said["until"], said["received"], story.office, story.now),
    )
    if wants := story.wants(wish):
        raise RefusedError(MISSING_WORDS.get(wants[0], REASON_MISSING))
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
        if _times(story, files) != _times(story, after):
            raise RefusedError(say("When a published story appears or expires is changed above the form, not in it."))
        if story.is_another:
            wish = ActInput(kind=ActKind.CORRECTION, note=PLACEHOLDER_REASON)
            able = who_may_act(story, wish)
            judged[path] = text_with_act(story, next(iter(able), ""), wish).encode()
            names = WordList(tuple(office.people[one].name for one in able if one != person) or (Phrase(NOBODY),))
            help_ = say("It can be entered by {names}.", names=names)
            said.append(Finding(changed.RULE.slug, path, 0, SAVED_AS_PROPOSAL, help_, Severity.WARNING))
    return judged, said


def _times(story: ArticleAtHand, files: Files) -> tuple[int | None, int | None]:
    article = article_at_hand(files, story.office, story.path, story.now).article.record
    return article.publish_at, article.valid_until


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
