"""history/author: whoever is named in an entry is the author of the commit that brought it."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.records.request import Request
from workflow.rules.change_view import RecordChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: RecordChange[Request]) -> Iterator[Hit]:
    """The author's address is one of the person's, or the person signed the entry; nobody fills in for others."""
    if view.after is None:
        return
    steps = view.after.record.steps
    for index, evidence in sorted(view.evidence.items()):
        entry, commit = steps[index], evidence.commit
        if evidence.own or entry.by not in view.office.people:
            continue
        message = say(
            "Step {number} names `{name}`, but the commit {commit} was made by {author}.",
            number=entry.step,
            name=entry.by,
            commit=commit.id[:10],
            author=commit.author_name,
        )
        help_ = say("Everyone enters their own steps; the address of the commit must be in site_config/people.yml.")
        yield Hit(("steps", index, "by"), message, help_)
    taken = view.after.record.withdrawn
    if taken and view.taken_back and view.taken_back.person != taken.by:
        author = view.taken_back.author
        message = say("`{name}` is said to have entered this, but it was {author}.", name=taken.by, author=author)
        yield Hit(("withdrawn", "by"), message, say("Whoever enters it names themselves."))
    for index in view.orphans:
        message = say("No commit brought this entry as it stands; it came of a merge.")
        help_ = say("Bring the branch up to date with main, and let the person named enter the step again.")
        yield Hit(("steps", index), message, help_)


RULE = Rule(
    slug="history/author",
    subject=Subject.CHANGE_REQUEST,
    purpose=mark("An entry is worth something because the person it names made it: it is brought by their own commit."),
    source=mark("Design, What an entry is worth (committed)"),
    bad=mark("# a commit of budi that appends\n+  - step: 4\n+    by: rina"),
    good=mark("# a commit of rina that appends\n+  - step: 4\n+    by: rina"),
    reads=("steps", "withdrawn"),
    check=check,
)
