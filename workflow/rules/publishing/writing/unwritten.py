"""publishing/unwritten: whoever hands a story over has written one."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: PairView) -> Iterator[Hit]:
    """A story has a sentence of its own once it is handed over; below the outline's last line stand the sender's data.

    One that was given back may be emptied and begun again; of one that is withdrawn nobody reads the text.
    """
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or own.written or (own.public and not own.shown):
        return
    if isinstance(other, RequestFacts) and other.news == own.key and (other.handed_over or not own.draft):
        where = (Related(other.path, ("steps",), say("the request's steps")),)
        yield Hit(("status",), say("The story has no text of its own yet."), HELP, where)


HELP = say("Write the news below the second line `---`, in the place of the outline and the sender's data.")

RULE = Rule(
    slug="publishing/unwritten",
    subject=Subject.PAIR,
    purpose=mark("What is handed over for correction is a story, not an outline with the sender's data below it."),
    source=mark("SOP 418/2024, steps 4 and 5 (output: the concept of the news)"),
    bad=mark("(a header, a heading and nothing else)"),
    good="Pekan imunisasi dimulai pada hari Senin.",
    check=check,
)
