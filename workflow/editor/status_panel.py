"""The panel above a story's form: its state and, in the exported page, the comments by which others go on."""

from itertools import takewhile
from typing import Any

from workflow.config.office import Office
from workflow.i18n.catalog import translate
from workflow.i18n.language import DEFAULT_LANGUAGE, in_language
from workflow.i18n.message import Message, say
from workflow.records.article import ActKind
from workflow.rules.authority.state import State

WIDGET = "redaksi-story"
"""Of the field that says it (assets/story.js)."""
STATE_WORDS: dict[State, Message] = {
    State.DRAFT: say("Not published. It goes out by the steps of its letter."),
    State.EMBARGOED: say("Published, and not to be seen before its time."),
    State.PUBLISHED: say("Published: readers see it. Every change of it is told to them."),
    State.WITHDRAWN: say("Withdrawn: readers see a page that says why."),
}
HOW_TO_CORRECT = say(
    "To correct it: change the text and save. That opens a pull request. Somebody who did not write it (an editor or "
    "the head) then writes below it what was wrong and what is right:"
)
ACTS_BY_STATE: dict[State, tuple[tuple[ActKind, Message], ...]] = {
    State.EMBARGOED: (
        (ActKind.CORRECTION, HOW_TO_CORRECT),
        (ActKind.EMBARGO, say("To move its time, an editor or the head writes below the letter's issue:")),
        (ActKind.WITHDRAWAL, say("To withdraw it, an editor or the head writes below the letter's issue:")),
    ),
    State.PUBLISHED: (
        (ActKind.CORRECTION, HOW_TO_CORRECT),
        (
            ActKind.UPDATE,
            say("To tell what has happened since, an editor or the head writes below the letter's issue:"),
        ),
        (ActKind.REPLY, say("To show a reply (hak jawab), an editor or the head writes below the letter's issue:")),
        (ActKind.EXPIRY, say("To say until when it is valid, an editor or the head writes below the letter's issue:")),
        (ActKind.WITHDRAWAL, say("To withdraw it, an editor or the head writes below the letter's issue:")),
    ),
    State.WITHDRAWN: (
        (
            ActKind.REPUBLICATION,
            say("To show it again, somebody who neither wrote nor withdrew it writes below the letter's issue:"),
        ),
    ),
}
"""What is done with a story by comment on GitHub."""


def panel_words(office: Office) -> dict[str, Any]:
    """The page's words for each state. `{id}` in a comment stands for the letter's number."""
    with in_language(DEFAULT_LANGUAGE):
        return {
            "widget": WIDGET,
            "stands": {str(state): translate(said) for state, said in STATE_WORDS.items()},
            "ways": {
                str(state): [
                    {"act": kind.value, "said": translate(said), "comment": comment_for(office, kind)}
                    for kind, said in ways
                ]
                for state, ways in ACTS_BY_STATE.items()
            },
            "fields": {
                "note": translate(say("Words that readers see")),
                "until": translate(say("Time, as in Monday 30 November 09.00")),
                "respondent": translate(say("Who replies (no address or number)")),
                "capacity": translate(say("In which capacity")),
                "received": translate(say("When the reply came in, as in 20 November 09.50")),
            },
            "asking": translate(say("Looking what can be done ...")),
            "pulls": translate(say("The pull requests")),
            "issue": translate(say("The issues about this letter")),
        }


def comment_for(office: Office, kind: ActKind) -> str:
    """How the office writes an act as a comment; below an issue with the letter's number behind the command's words."""
    commands = office.commands.commands.values()
    command = next((one for one in commands if one.does.value == kind.value), None)
    if command is None or kind is ActKind.CORRECTION:
        return command.example if command else ""
    head, colon, tail = command.example.partition(":")
    first, *rest = head.split()
    own = [first, *takewhile(lambda word: word in command.skip, rest)]
    return " ".join([*own, "{id}", *rest[len(own) - 1 :]]) + colon + tail
