"""publishing/placeholder: no line of the outline is left."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RemnantKind, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Severity


def check(view: PairView) -> Iterator[Hit]:
    """Nothing of what a draft began as is left: a warning while it is written, an error from the approval on.

    A paragraph that only looks like a line of an outline is no error in an archive that was closed long ago.
    """
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts):
        return
    request = other if isinstance(other, RequestFacts) and other.news == own.key else None
    closed = request is not None and request.settled
    approved = request is not None and request.approved_at is not None and not closed
    for one in own.left:
        firm = not own.draft or approved
        if closed and one.what is not RemnantKind.LINE:
            firm = False
        severity = Severity.ERROR if firm else Severity.WARNING
        yield Hit(one.place, say(WORDS[one.what], words=one.words), HELP[one.what], severity=severity)


WORDS = {
    RemnantKind.LINE: mark("This line of the outline is still to be replaced: “{words} ...”."),
    RemnantKind.BRACKETS: mark("This paragraph in square brackets looks like a line of an outline: “{words} ...”."),
    RemnantKind.REMARK: mark("This remark is no news, and readers would see it: “{words} ...”."),
}
HELP = {
    RemnantKind.LINE: say("Write what it asks for in its place, or delete it; a story that holds it is not approved."),
    RemnantKind.BRACKETS: say(
        "Write what it asks for in its place, or delete it; a note to readers stands in round brackets."
    ),
    RemnantKind.REMARK: say("Delete it; what colleagues are to know is said in a comment."),
}

RULE = Rule(
    slug="publishing/placeholder",
    subject=Subject.PAIR,
    purpose=mark(
        "A draft begins as an outline; each of its lines is replaced by the news. While it is written, what is left is "
        "a warning; from the approval on it is an error, so that no outline is ever published."
    ),
    source=mark("SOP 418/2024, steps 4 and 5; site_config/writing.yml"),
    decisions=("measured-writing-rules",),
    bad=mark("[Kutipan narasumber, dengan nama dan jabatannya]"),
    good="“Warga tidak perlu datang ke kota,” kata Kepala Dinas, Anggrek Contoh.",
    severity=Severity.WARNING,
    check=check,
)
