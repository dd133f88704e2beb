"""history/vouched: dispositions, approvals and publications hold for what was there; nobody approves their own work."""

from collections.abc import Iterator

from workflow.i18n.message import InstantValue, Message, WordList, mark, say
from workflow.records.request import Request
from workflow.rules.change_context import NewApproval, NewPublication, RecordChange
from workflow.rules.rule import Hit, Rule, Subject

LEAST_FOREIGN_SHARE = 0.5
"""The share of a story's words that whoever approves it has from somebody else; below, it is their own text."""
TIMELY = say("Put `publish_at` back, or have the story approved with the new time.")


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """What new entries vouch for was not changed after them, is another's work, and appears when that was said."""
    if view.after is None:
        return
    steps = view.after.record.steps
    for index, fields in sorted(view.redrafted.items()):
        message = say("The letter was changed after it was disposed of: {fields}.", fields=", ".join(fields))
        yield Hit(("steps", index), message, say("Put it back as it was, or let the head dispose of it anew."))
    for index, approved in sorted(view.approved.items()):
        for message, help_ in _self_approved(steps[index].by, approved):
            yield Hit(("steps", index, "by"), message, help_)
    for index, released in sorted(view.released.items()):
        if steps[index].by == released.approved_by and not released.reviewed:
            message = say("`{name}` approved this story and may not also publish it.", name=released.approved_by)
            yield Hit(("steps", index, "by"), message, say("Let somebody else enter the step, or approve this commit."))
        for message in _untimely(released, steps[index].finished, view):
            yield Hit(("steps", index), message, TIMELY)


def _self_approved(person: str, one: NewApproval) -> Iterator[tuple[Message, Message]]:
    if one.author == person:
        help_ = say("Let another editor approve it; `author` names who wrote it.")
        yield say("`{name}` is the author of this story and may not approve it.", name=person), help_
    elif one.author not in one.writers:
        help_ = say("`author` names who wrote the story: one of {names}.", names=WordList(tuple(sorted(one.writers))))
        yield say("`{name}` had no part in writing this story.", name=one.author), help_
    elif one.share < LEAST_FOREIGN_SHARE:
        help_ = say("Let another editor approve it, or return it to its writer.")
        yield say("`{name}` wrote most of this story and may not approve it.", name=person), help_
    if one.editor not in (None, person):
        help_ = say("Write `editor: {name}` into the story.", name=person)
        yield (
            say(
                "The story names `{other}` as its editor, but `{name}` approves it.",
                other=one.editor or "",
                name=person,
            ),
            help_,
        )


def _untimely(one: NewPublication, finished: int, view: RecordChange[Request]) -> Iterator[Message]:
    zone = view.office.zone
    if not one.approved_anew and one.now not in (one.before, finished):
        yield say("The time of publication was changed with the publication: it was approved otherwise.")
    if one.now is not None and one.approved_at is not None and one.now < one.approved_at:
        when = InstantValue(one.approved_at, zone)
        yield say("The time of publication lies before the approval of the story ({when}).", when=when)


RULE = Rule(
    slug="history/vouched",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark(
        "Whoever decides, approves or publishes vouches for what was before them; it does not change behind their "
        "back, and it is not their own work."
    ),
    source=mark("SOP 418/2024, steps 2, 5 and 6"),
    bad=mark("# sari replaces the whole text of rina's story and approves it herself"),
    good=mark("# sari mends the spelling of rina's story and approves it"),
    reads=("steps", "letter", "news"),
    check=check,
)
