"""steps/edition: a request is judged by the SOP edition in force when its letter came."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.suggest import closest_word


def check(view: RequestView) -> Iterator[Hit]:
    """The named edition exists and was in force on the day the letter was received."""
    request, office = view.record, view.office
    named = office.edition(request.sop)
    in_force = office.edition_on(office.timeline.day_of(request.letter.received))
    if named is None:
        close = in_force.id if in_force else closest_word(request.sop, [edition.id for edition in office.editions])
        help_ = say("Write `sop: {edition}`.", edition=close) if close else None
        yield Hit(("sop",), say("There is no SOP edition `{name}`.", name=request.sop), help_)
    elif in_force is None:
        message = say("The letter was received before the first edition of the SOP took effect.")
        yield Hit(("letter", "received"), message, say("Correct the date, or add the older edition."))
    elif named is not in_force:
        message = say(
            "The edition in force when the letter was received is {edition}, not {name}.",
            edition=in_force.id,
            name=named.id,
        )
        yield Hit(("sop",), message, say("Write `sop: {edition}`.", edition=in_force.id))


RULE = Rule(
    slug="steps/edition",
    subject=Subject.REQUEST,
    purpose=mark("Every request is judged by the edition of the SOP that was in force when its letter was received."),
    source=mark("SOP 418/2024, TGL EFEKTIF"),
    bad="sop: 100-2062",
    good="sop: 100-2026",
    reads=("sop", "letter"),
    check=check,
)
