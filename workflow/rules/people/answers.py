"""people/answers: whoever answers a reader's report may approve texts, and did not write the story."""

from collections.abc import Iterator

from workflow.i18n.message import WordList, mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject


def check(view: PairView) -> Iterator[Hit]:
    """Each answer is by somebody who might have corrected the story. Former sites' stories: the table of authority."""
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or not isinstance(other, RequestFacts) or other.news != own.key:
        return
    for answer in own.answers:
        place = ("reports", answer.place, "answered_by")
        if set(answer.roles).isdisjoint(other.approvers):
            message = say(
                "`{name}` may not do this: it is for {roles}.", name=answer.by, roles=WordList(other.approvers)
            )
            yield Hit(place, message, say("Roles are those of the day on which it was done."))
        elif answer.by in (own.author, *other.drafters):
            message = say("`{name}` wrote this story and may not also decide whether it is mistaken.", name=answer.by)
            yield Hit(place, message, say("Somebody else has to look at it."))


RULE = Rule(
    slug="people/answers",
    subject=Subject.PAIR,
    purpose=mark("Whether a reader is right is decided by those who may correct the story, and never by who wrote it."),
    source=mark("SOP 418/2024, step 5; Pedoman Pemberitaan Media Siber (ralat, koreksi, hak jawab)"),
    bad="author: rina\nreports:\n  - {received: 2024-10-22T08:00+07:00, answered_by: rina, outcome: rejected, ...}",
    good="author: rina\nreports:\n  - {received: 2024-10-22T08:00+07:00, answered_by: sari, outcome: rejected, ...}",
    check=check,
)
