"""publishing/acts: what was done to a published story is told whole, in order, and is what the story now is."""

from collections.abc import Iterator

from workflow.i18n.message import Message, mark, say
from workflow.records.article import Act, ActKind, Article
from workflow.records.seal import picture_bytes, seals_of
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject

REMEDY = say(
    "Take the entry out, or correct it; what can be done to a story now, `redaksi explain publishing/acts` says."
)


def check(view: ArticleView) -> Iterator[Hit]:
    """Acts follow each other, each possible after the one before; the time of publication is the one they lead to."""
    article = view.record
    if article.acts and not article.status.was_public:
        message = say("An article that is not published has no acts.")
        yield Hit(("acts",), message, say("Change the text itself; acts are for what readers have seen."))
        return
    yield from _unsealed(view)
    taken, before, appears = article.withdrawn is not None, 0, None
    for index, act in enumerate(article.acts):
        place = ("acts", index)
        if act.at < before:
            message = say("This lies before the act that stands above it.")
            yield Hit((*place, "at"), message, say("Correct `at`, or the order of the entries."))
        if not view.now.reached(act.at):
            yield Hit((*place, "at"), say("This lies in the future."), say("Write when it was done."))
        if objection := _objection(act, taken=taken, appears=appears):
            yield Hit((*place, "act"), objection, REMEDY)
        taken = {ActKind.WITHDRAWAL: True, ActKind.REPUBLICATION: False}.get(act.act, taken)
        before, appears = act.at, act.moved_to or appears
    if appears is not None and article.publish_at != appears:
        message = say("The time of publication is not the one that the latest moved embargo names.")
        help_ = say("Write in `publish_at` the time that the latest entry `act: embargo` moves it to.")
        yield Hit(("publish_at",), message, help_)


def _unsealed(view: ArticleView) -> Iterator[Hit]:
    """Each act seals the story as it leaves it; for the latest one the line to paste is printed."""
    article, path = view.record, view.document.path
    for index, act in enumerate(article.acts):
        if act.content is None:
            message, help_ = say("The act does not say how it leaves the story."), None
            if index == len(article.acts) - 1:
                body = view.document.body
                seals = seals_of(article, body, picture_bytes(view.office.files, path, article, body))
                help_ = say(
                    "Read the story once more. If it is to stand so, write: content: {digest}", digest=seals.full
                )
            yield Hit(("acts", index), message, help_)


def _objection(act: Act, *, taken: bool, appears: int | None) -> Message | None:
    """Why an act cannot be, after what was done before it; `appears`: the time that the latest moved embargo set."""
    if (act.act is ActKind.REPUBLICATION) != taken:
        return (
            say("The story is withdrawn; the only act that can follow is its republication.")
            if taken
            else say("Only a withdrawn story can be republished.")
        )
    if act.act is not ActKind.EMBARGO:
        return say("Only a moved embargo has `moved_from` and `moved_to`.") if act.moved_from or act.moved_to else None
    if act.moved_from is None or act.moved_to is None:
        return say("A moved embargo says with `moved_from` and `moved_to` from when to when.")
    return _untimely(act.at, act.moved_from, act.moved_to, appears)


def _untimely(at: int, old: int, new: int, appears: int | None) -> Message | None:
    """What is wrong with the times of a moved embargo."""
    if appears is not None and old != appears:
        return say("`moved_from` is not the time that the embargo before it named.")
    if old <= at:
        return say("Readers could see the story already; an embargo cannot be moved then. Withdraw it instead.")
    if new < at or new == old:
        return say("An embargo is moved to another time, and to none that has passed when that is done.")
    return None


RULE = Rule(
    slug="publishing/acts",
    subject=Subject.ARTICLE,
    purpose=mark(
        "Whatever is done to a story after it was published (correction, withdrawal, republication, a moved embargo) "
        "is an entry of its own, and the entries explain how the story stands."
    ),
    source=mark("Pedoman Pemberitaan Media Siber (ralat, koreksi, pencabutan)"),
    bad=mark("acts:\n  - {act: republication, ...}   # and it was never withdrawn"),
    good="acts:\n  - act: correction\n    by: sari\n    at: 2024-10-22T09:00+07:00\n    note: Angka diperbaiki.\n"
    "    content: seal2:...",
    reads=tuple(name for name in Article.__struct_fields__ if name != "corrections"),
    check=check,
)
