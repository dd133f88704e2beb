"""publishing/acts: what was done to a published story is told whole, in order, and is what the story now is."""

from collections.abc import Iterator, Mapping

from workflow.i18n.message import Message, mark, say
from workflow.records.article import DATING_ACTS, Act, ActKind, Article
from workflow.records.seal import NOTED_FIELDS, seals_at
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
    taken, before = article.withdrawn is not None, 0
    times: dict[ActKind, int] = {}
    for index, act in enumerate(article.acts):
        place = ("acts", index)
        if act.at < before:
            message = say("This lies before the act that stands above it.")
            yield Hit((*place, "at"), message, say("Correct `at`, or the order of the entries."))
        if not view.now.reached(act.at):
            yield Hit((*place, "at"), say("This lies in the future."), say("Write when it was done."))
        objection = _misplaced(act, taken=taken) or _incomplete(act, int(article.publish_at or 0), times.get(act.act))
        if objection:
            yield Hit((*place, "act"), objection, REMEDY)
        taken = {ActKind.WITHDRAWAL: True, ActKind.REPUBLICATION: False}.get(act.act, taken)
        before = act.at
        times |= {act.act: int(act.moved_to)} if act.moved_to else {}
    yield from _undated(article, times)


def _undated(article: Article, times: Mapping[ActKind, int]) -> Iterator[Hit]:
    """The story has the times to which the latest acts of a kind set them."""
    if article.publish_at != times.get(ActKind.EMBARGO, article.publish_at):
        message = say("The time of publication is not the one that the latest moved embargo names.")
        help_ = say("Write in `publish_at` the time that the latest entry `act: embargo` moves it to.")
        yield Hit(("publish_at",), message, help_)
    if article.valid_until != times.get(ActKind.EXPIRY, article.valid_until):
        message = say("The story does not expire when the latest entry `act: expiry` says.")
        help_ = say("Write in `valid_until` the time that the latest entry `act: expiry` moves it to.")
        yield Hit(("valid_until",), message, help_)


def _unsealed(view: ArticleView) -> Iterator[Hit]:
    """Each act seals the story as it leaves it; for the latest one the line to paste is printed."""
    article, path = view.record, view.document.path
    for index, act in enumerate(article.acts):
        if act.content is None:
            message, help_ = say("The act does not say how it leaves the story."), None
            if index == len(article.acts) - 1:
                seals = seals_at(view.office.files, path, article, view.document.body)
                help_ = say(
                    "Read the story once more. If it is to stand so, write: content: {digest}", digest=seals.full
                )
            yield Hit(("acts", index), message, help_)


def _misplaced(act: Act, *, taken: bool) -> Message | None:
    """Why an act cannot be done then, or has fields that are another kind's."""
    if (act.act is ActKind.REPUBLICATION) != taken:
        return (
            say("The story is withdrawn; the only act that can follow is its republication.")
            if taken
            else say("Only a withdrawn story can be republished.")
        )
    if (act.moved_from or act.moved_to) and act.act not in DATING_ACTS:
        return say("Only a moved embargo or expiry has `moved_from` and `moved_to`.")
    if (act.respondent or act.capacity or act.received) and act.act is not ActKind.REPLY:
        return say("Only a reply has `respondent`, `capacity` and `received`.")
    return None


def _incomplete(act: Act, appears: int, set_to: int | None) -> Message | None:
    """What is wrong with the fields that only its kind of act has.

    `appears`: when the story is published; `set_to`: the time that the latest act of the same kind set.
    """
    if act.act is ActKind.REPLY:
        return _incomplete_reply(act, appears)
    if act.act is ActKind.EXPIRY:
        return _untimely_expiry(act, appears, set_to)
    if act.act is ActKind.UPDATE and act.at < appears:
        return say("Nobody can read the story yet; there is nothing to reply to or to add to.")
    if act.act is not ActKind.EMBARGO:
        return None
    if act.moved_from is None or act.moved_to is None:
        return say("A moved embargo says with `moved_from` and `moved_to` from when to when.")
    return _untimely(act.at, act.moved_from, act.moved_to, set_to)


def _incomplete_reply(act: Act, appears: int) -> Message | None:
    """What a reply (hak jawab) does not say, or cannot be."""
    if not act.respondent or not act.capacity or act.received is None:
        return say("A reply says with `respondent`, `capacity` and `received` who replied, as what, and when.")
    if act.received > act.at:
        return say("The reply was shown before it was received.")
    return say("The reply was received before the story was published.") if act.received < appears else None


def _untimely_expiry(act: Act, appears: int, set_to: int | None) -> Message | None:
    """What is wrong with the times of an expiry."""
    if act.moved_to is None:
        return say("An entry `act: expiry` says with `moved_to` until when the story is valid.")
    if set_to is not None and act.moved_from != set_to:
        return say("`moved_from` is not the time that the expiry before it named.")
    if act.moved_to == act.moved_from:
        return say("The expiry is moved to the time that it has already.")
    return say("The story would expire before it appears.") if act.moved_to <= appears else None


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
        "Whatever is done to a story after it was published (correction, update, reply, withdrawal, republication, a "
        "moved embargo or expiry) is an entry of its own, and the entries explain how the story stands."
    ),
    source=mark("Pedoman Pemberitaan Media Siber (ralat, koreksi, hak jawab, pencabutan)"),
    bad=mark("acts:\n  - {act: republication, ...}   # and it was never withdrawn"),
    good="acts:\n  - act: correction\n    by: sari\n    at: 2024-10-22T09:00+07:00\n    note: Angka diperbaiki.\n"
    "    content: seal2:...",
    reads=tuple(name for name in Article.__struct_fields__ if name not in ("corrections", *NOTED_FIELDS)),
    check=check,
)
