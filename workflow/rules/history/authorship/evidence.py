"""history/evidence: each new entry is worth at least what the policy asks for its step."""

from collections.abc import Iterator

from workflow.config.policy import Level
from workflow.i18n.message import Message, Phrase, mark, say
from workflow.records.request import Request
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """The level that Git and the reviews show is not below the needed one."""
    if view.after is None:
        return
    for index, evidence in sorted(view.evidence.items()):
        step = view.after.record.steps[index].step
        needed = view.office.policy.evidence.needed(step)
        if evidence.level.rank >= needed.rank:
            continue
        message = say(
            "Step {number} must be {needed}, but is only {level}: "
            "author {author}, committer {committer}, pushed by {pusher}.",
            number=step,
            needed=Phrase(LEVEL_NAMES[needed]),
            level=Phrase(LEVEL_NAMES[evidence.level]),
            author=evidence.commit.author_email,
            committer=evidence.commit.committer_email,
            pusher=evidence.pusher,
        )
        yield Hit(("steps", index), message, _help(evidence.lacks, needed))


def _help(lacks: Message, needed: Level) -> Message:
    if needed is Level.SIGNED:
        return say("Commit with a signature, or run `redaksi sign` and commit.")
    return PUSH if needed is Level.PUSHED else lacks


PUSH = say(
    "Push the commit yourself from your own account, or sign it. At the desk, `redaksi check --base origin/main "
    "--pusher NAME` says beforehand what GitHub will say."
)


LEVEL_NAMES = {
    Level.CLAIMED: mark("claimed"),
    Level.COMMITTED: mark("committed by the person named"),
    Level.PUSHED: mark("pushed by the person named"),
    Level.SIGNED: mark("signed by the person named"),
    Level.REVIEWED: mark("reviewed by somebody else"),
}

RULE = Rule(
    slug="history/evidence",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("The office says, step by step, what an entry must be worth before it counts."),
    source=mark("site_config/policy.yml"),
    decisions=("evidence-from-git",),
    bad=mark("# policy: {2: signed}; an unsigned commit that appends\n+  - step: 2\n+    by: kadis"),
    good=mark("# the same commit, made with `git commit -S`"),
    reads=("steps", "disposition", "letter"),
    after=("history/author", "history/signature"),
    check=check,
)
