"""history/owners: the office's rules change only by, or with the approval of, those who answer for them."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.change_view import WholeChange
from workflow.rules.rule import Hit, Rule, Subject


def check(view: WholeChange) -> Iterator[Hit]:
    """Every changed file that has owners was changed, merged or approved by one of them."""
    for one in view.unvouched:
        owners = ", ".join(one.owners)
        message = (
            say("{author} changed this file, for which {owners} must answer.", author=one.author, owners=owners)
            if one.author
            else say("No commit brought this file as it stands; {owners} must answer for it.", owners=owners)
        )
        help_ = say(
            "Ask one of them to approve exactly this commit. On GitHub somebody else opens the pull request, "
            "since nobody can approve their own; on a Git server of your own, they may make the commit themselves."
        )
        yield Hit(0, message, help_, path=one.path)


RULE = Rule(
    slug="history/owners",
    subject=Subject.CHANGE_WHOLE,
    purpose=mark("Nobody makes themselves head by a pull request: who may do what is changed by those entitled to."),
    source=mark("site_config/policy.yml (owners)"),
    bad=mark("# a commit of rina\nM site_config/people.yml"),
    good=mark("# a commit of kadis\nM site_config/people.yml"),
    check=check,
)
