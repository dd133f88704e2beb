"""steps/output: each step leaves behind what the SOP names as its output."""

from collections.abc import Iterator

from workflow.i18n.message import Message, Phrase, mark, say
from workflow.records.request import missing_needs
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.edition import Need
from workflow.sop.state_machine import Transition

MISSING_OUTPUTS: dict[Need, tuple[Phrase, Message]] = {
    Need.DISPOSITION: (
        Phrase(mark("the disposition is missing")),
        say("Add a block `disposition:` with `decision` and `instruction`."),
    ),
    Need.NEWS: (Phrase(mark("the article is missing")), say("Add a line `news: <year>/<file name without .md>`.")),
    Need.CONTENT: (
        Phrase(mark("the fingerprint of the approved text is missing")),
        say("Add a line `content:`; `redaksi check` prints it once the article is there."),
    ),
    Need.OUTLETS: (
        Phrase(mark("the outlets are missing")),
        say("Add a line `outlets: [website, ...]` with keys of site_config/partners.yml."),
    ),
    Need.NOTICE: (
        Phrase(mark("the notice to the sender is missing")),
        say("Add a line `notice: {{channel: email}}` (email, whatsapp, phone, letter or in-person)."),
    ),
    Need.REPORT: (Phrase(mark("the report is missing")), say("Add a line `report:` with the report's number.")),
}


def check(view: RequestView) -> Iterator[Hit]:
    """Everything a result needs is there."""
    for turn in view.walk.turns:
        for need in _lacking(view, turn):
            if need in MISSING_OUTPUTS:
                what, help_ = MISSING_OUTPUTS[need]
                message = say("Step {number} is entered as done, but {what}.", number=turn.number, what=what)
                yield Hit(("steps", turn.index, "step"), message, help_)


def _lacking(view: RequestView, turn: Transition) -> list[Need]:
    """What an entry leaves out; where the disposition decides the result and is missing, that."""
    if turn.result:
        return missing_needs(view.record, view.record.steps[turn.index], turn.result)
    undecided = turn.step and turn.step.decides and not view.record.disposition
    return [Need.DISPOSITION] if undecided and not view.record.steps[turn.index].result else []


RULE = Rule(
    slug="steps/output",
    subject=Subject.REQUEST,
    purpose=mark(
        "A step counts as done when its output is there: disposition, article, approved text, outlets, notice, report."
    ),
    source=mark("SOP 418/2024, column Output"),
    bad="  - step: 6\n    by: rina\n    finished: 2024-10-21T15:30+07:00",
    good="  - step: 6\n    by: rina\n    finished: 2024-10-21T15:30+07:00\n    outlets: [website]",
    reads=("sop", "steps", "disposition", "news"),
    after=("steps/edition",),
    check=check,
)
