"""history/acts: acts on a published story are appended, each by its own person, and a new text by two."""

from collections.abc import Iterator, Sequence

from workflow.config.policy import Level
from workflow.i18n.message import Message, mark, say
from workflow.records.article import DATING_ACTS, SHOWING_ACTS, Act, ActKind, Article, tells_again
from workflow.rules.change_context import ActEvidence, RecordChange
from workflow.rules.rule import Hit, Rule, Subject
from workflow.sop.edition import Need


def check(view: RecordChange[Article]) -> Iterator[Hit]:
    """What stood stands; each new act was entered when it was done, by the person it names, with enough evidence."""
    if view.after is None:
        return
    if view.before:
        for name in ("acts", "corrections"):
            yield from _grown(view, name)
    for index, evidence in sorted(view.acts.items()):
        act = view.after.record.acts[index]
        if _is_repeated(view, index):
            message = say("Readers were told this already, and nothing of the story is another.")
            yield Hit(("acts", index), message, say("Take the entry out, or write what is new."))
        for message, help_ in _objections(view, act, evidence):
            yield Hit(("acts", index), message, help_)
    yield from _overtaken(view)


def _is_repeated(view: RecordChange[Article], index: int) -> bool:
    """Whether an act tells only what an earlier one has told, of the same text."""
    acts = view.after.record.acts if view.after else ()
    of_this_change = min(view.acts)
    earlier = acts[of_this_change:index] if view.acts[index].writers else acts[:index]
    return tells_again(acts[index], earlier)


def _overtaken(view: RecordChange[Article]) -> Iterator[Hit]:
    """The latest act that shows a text is of the one that stands, though an act that shows none seals it after that."""
    acts = view.after.record.acts if view.after else ()
    showing = [index for index in view.acts if acts[index].act in SHOWING_ACTS]
    if not showing or (latest := max(showing)) == len(acts) - 1:
        return  # the seal of the last act is of the story as it stands (publishing/changed)
    evidence = view.acts[latest]
    if evidence.overtaken and not evidence.approvers - {acts[latest].by}:
        fields = ", ".join(evidence.overtaken)
        message = say(
            "The story was changed after this act, so nobody vouches for it as it stands: {fields}.", fields=fields
        )
        help_ = say("Enter a correction of the story as it stands, or let somebody else approve exactly this commit.")
        yield Hit(("acts", latest), message, help_)


def _grown(view: RecordChange[Article], name: str) -> Iterator[Hit]:
    if view.before is None or view.after is None:
        return
    old: Sequence[object] = getattr(view.before.record, name)
    new: Sequence[object] = getattr(view.after.record, name)
    for index, entry in enumerate(old):
        if index >= len(new) or new[index] != entry:
            where = view.before.related((name, index), say("the entry as it stood"))
            help_ = say("Put the entry back as it was, and append what is new.")
            yield Hit((name,), say("An act on this story was changed or deleted afterwards."), help_, (where,))


def _objections(
    view: RecordChange[Article], act: Act, evidence: ActEvidence
) -> Iterator[tuple[Message, Message | None]]:
    """What is to be said against a new act."""
    made = evidence.made
    if made.commit is None or made.person != act.by:
        help_ = say("Everyone enters their own acts; the address of the commit must be in site_config/people.yml.")
        yield say("This act names `{name}`, but {author} entered it.", name=act.by, author=made.author), help_
        return
    needed, others = _needed_level(view), evidence.approvers - {act.by}
    level = Level.REVIEWED if others else made.level
    if level.rank < needed.rank:
        message = say("The act is worth less than the policy asks for what readers see: {needed}.", needed=needed.value)
        yield message, made.lacks
    own = [field for field, writer in evidence.writers.items() if writer in (None, act.by)]
    if act.act in SHOWING_ACTS and own and not others:
        fields = ", ".join(own)
        message = say("`{name}` changed this story and vouches for it alone: {fields}.", name=act.by, fields=fields)
        yield message, say("Let somebody else approve exactly this commit, or enter the act.")
    if act.act is ActKind.CORRECTION and not evidence.writers:
        help_ = say("Correct the story in the same change, or leave the act out.")
        yield say("The correction corrects nothing."), help_
    if act.act in DATING_ACTS and view.before and act.moved_from not in _times(view, act):
        yield say("`moved_from` is not the time that stood there."), None
    if act.at < made.at and view.office.timeline.elapsed(act.at, made.at) > view.office.policy.late_after * 60:
        yield say("The act was entered long after the time it names."), say("Write the time at which it is entered.")


def _times(view: RecordChange[Article], act: Act) -> set[int | None]:
    """When the story was to appear, or to expire: as the base has it, or as an act before this one set it."""
    acts = view.after.record.acts if view.after else ()
    moved: set[int | None] = {one.moved_to for one in acts if one is not act and one.act is act.act}
    if view.before is None:
        return moved
    base = view.before.record
    return moved | {base.publish_at if act.act is ActKind.EMBARGO else base.valid_until}


def _needed_level(view: RecordChange[Article]) -> Level:
    """What the policy asks of those who vouch for a text."""
    policy = view.office.policy.evidence
    steps = [step.number for step in view.office.editions[-1].steps if step.leaves(Need.CONTENT)]
    return max((policy.default, *(policy.needed(number) for number in steps)), key=lambda level: level.rank)


RULE = Rule(
    slug="history/acts",
    subject=Subject.CHANGE_ARTICLE,
    purpose=mark(
        "A correction, a withdrawal or a republication is worth something because the person it names entered it, "
        "when it was done; and nobody changes what readers see alone."
    ),
    source=mark("SOP 418/2024, step 5; Pedoman Pemberitaan Media Siber (ralat, koreksi, pencabutan)"),
    bad=mark("# a commit of rina that appends\n+  - act: withdrawal\n+    by: kadis"),
    good=mark("# a commit of kadis that appends\n+  - act: withdrawal\n+    by: kadis"),
    reads=("acts", "corrections"),
    check=check,
)
