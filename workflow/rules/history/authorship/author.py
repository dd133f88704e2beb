"""history/author: whoever is named in an entry is the author of the commit that brought it."""

from collections.abc import Iterator

from workflow.evidence.entry_evidence import EntryEvidence
from workflow.i18n.message import Message, mark, say
from workflow.records.request import Entry, Request
from workflow.rules.change_context import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """Author, committer and pusher are that person, or they signed the entry; nobody fills in for others.

    For the committer may stand a program that commits for people, for the pusher one of the office's own; and a good
    signature of the person outweighs both.
    """
    if view.after is None:
        return
    steps = view.after.record.steps
    for index, evidence in sorted(view.new_entries.evidence.items()):
        entry = steps[index]
        if not evidence.own and entry.by in view.office.people:
            yield Hit(("steps", index, "by"), _message(entry, evidence), HELP)
    for index in view.new_entries.orphans:
        message = say("No commit brought this entry as it stands; it came of a merge.")
        help_ = say("Bring the branch up to date with main, and let the person named enter the step again.")
        yield Hit(("steps", index), message, help_)


def _message(entry: Entry, evidence: EntryEvidence) -> Message:
    """Whom the entry names, and what was compared."""
    commit = evidence.commit
    return say(
        "Step {number} names `{name}`, but the commit {commit} was made by {author} ({mail}), "
        "committed by {committer}, pushed by {pusher}.",
        number=entry.step,
        name=entry.by,
        commit=commit.id[:10],
        author=commit.author_name,
        mail=commit.author_email,
        committer=commit.committer_email,
        pusher=evidence.pusher,
    )


HELP = say(
    "Everyone enters their own steps: make the commit with your address from site_config/people.yml and push it from "
    "your own account, or sign the entry with `redaksi sign`. At the desk, `redaksi check --base origin/main "
    "--pusher NAME` says beforehand what GitHub will say."
)

RULE = Rule(
    slug="history/author",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("An entry is worth something because the person it names made it: it is brought by their own commit."),
    decisions=("evidence-from-git",),
    bad=mark("# a commit of budi that appends\n+  - step: 4\n+    by: rina"),
    good=mark("# a commit of rina that appends\n+  - step: 4\n+    by: rina"),
    reads=("steps",),
    check=check,
)
