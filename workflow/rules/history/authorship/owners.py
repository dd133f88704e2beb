"""history/owners: the office's rules change only by, or with the approval of, those who answer for them."""

from collections.abc import Iterator

from workflow.i18n.message import Message, Phrase, mark, say
from workflow.rules.change_context import UnvouchedFile, WholeChange
from workflow.rules.history.authorship.evidence import LEVEL_NAMES
from workflow.rules.rule import Hit, Rule, Subject


def check(view: WholeChange) -> Iterator[Hit]:
    """Every changed file that has owners was changed, merged or approved by one of them."""
    for one in view.unvouched:
        help_ = say(
            "Ask one of them to approve exactly this commit. On GitHub somebody else opens the pull request, "
            "since nobody can approve their own; on a Git server of your own, they may make the commit themselves."
        )
        yield Hit(0, _message(one), help_, path=one.path)


def _message(one: UnvouchedFile) -> Message:
    """Who changed the file, as far as that is known, and why that does not do."""
    owners = ", ".join(one.owners)
    if not one.author:
        return say("No commit brought this file as it stands; {owners} must answer for it.", owners=owners)
    if not one.is_known:
        return say(
            "{author} changed this file, for which {owners} must answer; it cannot be known who that is, since the "
            "commit's address is nobody's in site_config/people.yml.",
            author=one.author,
            owners=owners,
        )
    if one.is_owner:
        return say(
            "The commit that changed this file names {author}, who may change it; but it must be {needed}.",
            author=one.author,
            needed=Phrase(LEVEL_NAMES[one.needed]),
        )
    return say("{author} changed this file, for which {owners} must answer.", author=one.author, owners=owners)


RULE = Rule(
    slug="history/owners",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Nobody makes themselves head by a pull request: who may do what is changed by those entitled to."),
    source=mark("site_config/policy.yml (owners)"),
    bad=mark("# a commit of rina\nM site_config/people.yml"),
    good=mark("# a commit of kadis\nM site_config/people.yml"),
    check=check,
)
