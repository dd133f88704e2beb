"""people/acts: whoever corrects, withdraws or republishes a story may, and is not who wrote it."""

from collections.abc import Iterator

from workflow.i18n.message import Message, WordList, mark, say
from workflow.records.article import SHOWING_ACTS, ActKind
from workflow.rules.context import ActFacts, ArticleFacts, PairView, RequestFacts
from workflow.rules.people._unknown_person import unknown_person
from workflow.rules.rule import Hit, Rule, Subject


def check(view: PairView) -> Iterator[Hit]:
    """Each act is by somebody who may approve texts or by the head, after step 6, and with four eyes."""
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or not isinstance(other, RequestFacts) or other.news != own.key:
        return
    took = own.taken_by
    for index, act in enumerate(own.acts):
        place = ("acts", index, "by")
        if not act.is_known:
            yield unknown_person(place, act.by)
        elif set(act.roles).isdisjoint(other.approvers):
            message = say("`{name}` may not do this: it is for {roles}.", name=act.by, roles=WordList(other.approvers))
            yield Hit(place, message, say("Roles are those of the day on which it was done."))
        elif act.act in SHOWING_ACTS and act.by in (own.author, *other.drafters, took):
            yield Hit(place, _alone(act, took), say("Somebody else has to look at it."))
        if other.released and act.at <= min(other.released):
            message = say("This is not after the step that published the story.")
            yield Hit(("acts", index, "at"), message, say("What that step publishes is what was approved."))
        took = {ActKind.WITHDRAWAL: act.by, ActKind.REPUBLICATION: ""}.get(act.act, took)


def _alone(act: ActFacts, took: str) -> Message:
    if act.by == took:
        return say("`{name}` withdrew this story and may not also republish it.", name=act.by)
    if act.act is ActKind.REPLY:
        return say("`{name}` wrote this story and may not also decide how it is replied to.", name=act.by)
    return say("`{name}` wrote this story and may not also correct it alone.", name=act.by)


RULE = Rule(
    slug="people/acts",
    subject=Subject.PAIR,
    purpose=mark(
        "A published story is corrected, withdrawn and republished by those who may approve texts or by the head; "
        "who wrote it does not vouch for it."
    ),
    source=mark("SOP 418/2024, step 5; Pedoman Pemberitaan Media Siber (ralat, koreksi, pencabutan)"),
    bad="author: rina\nacts:\n  - {act: correction, by: rina, ...}",
    good="author: rina\nacts:\n  - {act: correction, by: sari, ...}",
    check=check,
)
