"""history/number: a new letter takes the next free agenda number, and none that was given before."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from workflow.i18n.message import mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: WholeChange) -> Iterator[Hit]:
    """No number of a coming year, none far above the highest, none of a letter that is gone."""
    this_year = datetime.fromtimestamp(view.now, ZoneInfo(view.zone)).year
    for one in view.numbers:
        taken = f"{one.year}-{one.number:04}"
        if one.year > this_year:
            message = say("The agenda number {id} is of a year that has not begun.", id=taken)
            yield Hit(0, message, say("Enter the letter under a number of {year}.", year=this_year), path=one.path)
            continue
        help_ = say(
            "The next free number is {id}: rename the file, and write it as `id`.", id=f"{one.year}-{one.next:04}"
        )
        if not one.number:
            yield Hit(0, say("{id} is no agenda number; numbers begin at 0001.", id=taken), help_, path=one.path)
        elif one.used:
            message = say("The agenda number {id} was given before; a number is never given again.", id=taken)
            yield Hit(0, message, help_, path=one.path)
        elif one.number > one.most:
            yield Hit(0, say("The agenda number {id} leaves out many numbers.", id=taken), help_, path=one.path)


RULE = Rule(
    slug="history/number",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark(
        "The agenda is counted through: nobody takes a number far ahead, which would end the year's numbering, and "
        "none that another letter had."
    ),
    source=mark("SOP 418/2024, step 1 (the letter is entered in the agenda)"),
    bad=mark("# the highest number is 2026-0107\nA content/requests/2026/9999.md"),
    good=mark("# the highest number is 2026-0107\nA content/requests/2026/0108.md"),
    check=check,
)
