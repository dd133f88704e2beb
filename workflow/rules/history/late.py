"""history/late: an entry made well after its step was done says so (susulan)."""

from collections.abc import Iterator

from workflow.i18n.message import Duration, mark, say
from workflow.records.request import Request
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """Between the time an entry claims and when it was first claimed lies no more than the tolerance.

    That is the commit's date, or when the server got it where that is known and later: who commits in time but pushes
    only the next day is late too, since until then the date is their word alone.
    """
    if view.after is None:
        return
    limit = view.office.policy.late_after * 60
    for index, claimed in sorted(view.new_entries.claimed_at.items()):
        entry = view.after.record.steps[index]
        if entry.late or entry.finished >= claimed:
            continue
        lag = view.office.timeline.elapsed(entry.finished, claimed)
        if lag > limit:
            message = say(
                "Step {number} was entered {lag} of working time after it was done.",
                number=entry.step,
                lag=Duration(lag),
            )
            yield Hit(("steps", index, "finished"), message, HELP)


HELP = say("If the time is right, mark the entry as a late one: add `late:` with the reason. Else mend the time.")

RULE = Rule(
    slug="history/late",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("Whoever fills in yesterday's steps today does so openly: a late entry is marked and has a reason."),
    source=mark("site_config/policy.yml (late_after)"),
    decisions=("evidence-from-git",),
    bad=mark("# committed at 15:00\n+    finished: 2024-10-21T08:15+07:00"),
    good="+    finished: 2024-10-21T08:15+07:00\n+    late: Jaringan kantor putus sampai siang.",
    reads=("steps",),
    check=check,
)
