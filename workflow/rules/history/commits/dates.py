"""history/dates: the commits of a change carry dates that can be true."""

from collections.abc import Iterator

from workflow.git.push_record import CLOCK_DRIFT_SECONDS
from workflow.i18n.message import InstantValue, mark, say
from workflow.rules.change_context import WholeChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: WholeChange) -> Iterator[Hit]:
    """No commit is later than now or earlier than the one it builds on: a backdated one could hide an old key."""
    made = {view.fork: view.fork_time} | {step.commit.id: step.commit.committed for step in view.steps}
    for step in view.steps:
        commit = step.commit
        path = step.changes[0].path if step.changes else ""
        before = max((made[parent] for parent in commit.parents if parent in made), default=0)
        if commit.committed > view.now + CLOCK_DRIFT_SECONDS:
            message = say("The commit {commit} carries a date in the future.", commit=commit.id[:10])
            yield Hit(0, message, HELP, path=path)
        elif commit.committed + CLOCK_DRIFT_SECONDS < before:
            message = say(
                "The commit {commit} carries a date before the commit it builds on ({when}).",
                commit=commit.id[:10],
                when=InstantValue(before, view.zone),
            )
            yield Hit(0, message, HELP, path=path)


HELP = say("Set the computer's clock and make the commit again.")

RULE = Rule(
    slug="history/dates",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Dates of commits witness when an entry was made; so they run forward and not ahead of the clock."),
    decisions=("evidence-from-git",),
    bad="GIT_COMMITTER_DATE=2020-01-01 git commit ...",
    good="git commit ...",
    check=check,
)
