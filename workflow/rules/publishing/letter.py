"""publishing/letter: whoever approves a story knows which sentences are the letter's own."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related, Severity


def check(view: PairView) -> Iterator[Hit]:
    """No sentence of a story that is not yet public stands word for word in its letter or disposition.

    A warning, since much of a letter is meant to be published; one a story, at the first such sentence.
    """
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or not isinstance(other, RequestFacts) or own.request != other.id:
        return
    theirs = set(other.letter)
    shared = [at for digest, at in own.sentences if digest in theirs]
    if not shared:
        return
    message = (
        say("This sentence and {count} more are the letter's, word for word.", count=len(shared) - 1)
        if len(shared) > 1
        else say("This sentence is the letter's, word for word.")
    )
    where = (Related(other.path, ("letter",), say("the letter")),)
    yield Hit(shared[0], message, say("Make sure that it may be public, or say it in words of your own."), where)


RULE = Rule(
    slug="publishing/letter",
    subject=Subject.PAIR,
    purpose=mark(
        "A letter is written to the office; whoever corrects its story sees which of its sentences would go out as "
        "they stand."
    ),
    source=mark("SOP 418/2024, steps 4 and 5; Law 14/2008, article 17"),
    bad=mark("Mohon bantuan publikasi kegiatan kami pada media Saudara.   # as the letter says"),
    good="Pelatihan guru digelar tiga hari di balai desa mulai Senin.",
    severity=Severity.WARNING,
    check=check,
)
