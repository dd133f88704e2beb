"""What `redaksi verify` found, for people and for programs."""

import json
from collections.abc import Iterator

from workflow.deploy.guard import SHORT_COMMIT
from workflow.deploy.verify_live import SiteVerdict, VerifyState
from workflow.i18n.catalog import tr, translate
from workflow.i18n.dates import local_time
from workflow.i18n.message import Message, mark, say
from workflow.reporters.escape import printable

MAX_FILES_NAMED = 50
"""Files of one kind that the terminal is told of; JSON names all."""
UNLISTED_FILES_NOTE = say("Whether the site also has files that its mark does not list cannot be known from outside.")
STATE_WORDS = {
    VerifyState.SAME: mark("same"),
    VerifyState.REPOSITORY: mark("differs from the repository"),
    VerifyState.MARK: mark("differs from the mark"),
    VerifyState.MISSING: mark("missing on the site"),
    VerifyState.ELSEWHERE: mark("leads elsewhere"),
    VerifyState.SILENT: mark("no answer"),
    VerifyState.UNASKED: mark("not asked"),
}
VERDICT_WORDS = {
    False: mark("The site is what the repository says."),
    True: mark(
        "The site is not what the repository says. Publish it anew; what differs again was changed on the server."
    ),
    None: mark("Whether the site is what the repository says cannot be known: not every file was answered."),
}


def as_text(outcome: SiteVerdict) -> Iterator[str]:
    """What is wrong, a line each, and a summary."""
    names = {"commit": outcome.live.commit[:SHORT_COMMIT], "address": outcome.address}
    yield tr("{address} says that it was made from {commit}.", **names)
    for fault in outcome.faults:
        yield tr("wrong: {message}", message=printable(translate(fault)))
    for state in VerifyState:
        pages = [(page.path, page.message) for page in outcome.pages if page.state is state and page.message]
        for path, message in pages[:MAX_FILES_NAMED]:
            yield f"{tr(STATE_WORDS[state])}: {printable(path)}: {printable(translate(message))}"
        if pages[MAX_FILES_NAMED:]:
            yield tr("... and {count} more; `--format json` names them all.", count=len(pages) - MAX_FILES_NAMED)
    for note in (*outcome.notes, UNLISTED_FILES_NOTE):
        yield tr("note: {message}", message=printable(translate(note)))
    yield ", ".join(
        f"{outcome.counts[state]} {tr(STATE_WORDS[state])}" for state in VerifyState if outcome.counts[state]
    )
    yield tr(VERDICT_WORDS[outcome.differs])


def as_json(outcome: SiteVerdict) -> str:
    """The same for programs: every file, in the words of `VerifyState`; sentences in the language of the user."""
    return json.dumps(
        {
            "version": 1,
            "address": outcome.address,
            "verdict": {False: "same", True: "different", None: "unknown"}[outcome.differs],
            "commit": outcome.live.commit,
            "now": local_time(outcome.live.now, "UTC").isoformat(),
            "signature": outcome.signature,
            "faults": [translate(fault) for fault in outcome.faults],
            "notes": [translate(note) for note in (*outcome.notes, UNLISTED_FILES_NOTE)],
            "counts": {state: outcome.counts[state] for state in VerifyState},
            "files": [
                {"path": page.path, "state": page.state, "message": page.message and translate(page.message)}
                for page in outcome.pages
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def unknown_as_json(address: str, reason: Message) -> str:
    """What programs are told where nothing can be judged."""
    answer = {"version": 1, "address": address, "verdict": "unknown", "reason": translate(reason)}
    return json.dumps(answer, ensure_ascii=False, indent=2)
