"""history/taken-back: that a letter was taken back is entered at once, by whoever says so, before its news is out."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.records.request import Request
from workflow.rules.authority.occasions import needs_of
from workflow.rules.authority.party import edition_for
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.edition import Need


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """The person named entered it, at the time it names, and the story is not out yet."""
    made, after = view.taken_back, view.after
    if made is None or after is None or not after.record.withdrawn:
        return
    taken, request = after.record.withdrawn, after.record
    if made.person != taken.by:
        message = say("`{name}` is said to have entered this, but it was {author}.", name=taken.by, author=made.author)
        yield Hit(("withdrawn", "by"), message, say("Whoever enters it names themselves."))
    if taken.at < made.at and view.office.timeline.elapsed(taken.at, made.at) > view.office.policy.late_after * 60:
        message = say("That the letter was taken back was entered long after the time it names.")
        yield Hit(("withdrawn", "at"), message, say("Write the time at which it is entered."))
    edition = edition_for(view.office, request.sop)
    if any(Need.OUTLETS in needs_of(request, index, edition) for index in request.standing()):
        message = say("The news of this letter is out; the letter cannot be taken back any more.")
        yield Hit(("withdrawn",), message, say("Withdraw the story (`acts:`), and bring the letter to its end."))


RULE = Rule(
    slug="history/taken-back",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark(
        "A letter that is taken back ends there, with its clock; so it is entered at once and by name, and not when "
        "readers have seen its news."
    ),
    source=mark("SOP 418/2024, step 1"),
    decisions=("table-of-authority",),
    bad=mark("# a commit of rina\n+withdrawn: {by: kadis, ...}"),
    good=mark("# a commit of rina\n+withdrawn: {by: rina, ...}"),
    reads=("withdrawn", "steps", "sop", "disposition"),
    check=check,
)
