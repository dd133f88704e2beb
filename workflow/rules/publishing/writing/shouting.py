"""publishing/shouting: a title does not shout."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject

FEWEST_LETTERS = 6
"""Letters below which capitals prove nothing."""


def check(view: ArticleView) -> Iterator[Hit]:
    """Not mostly capitals (acronyms left out), no repeated exclamation marks."""
    title, writing = view.record.title, view.office.writing
    words = [word for word in title.split() if word.strip(".,:;!?\"'()“”") not in writing.acronyms]
    letters = [char for word in words for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    if len(letters) >= FEWEST_LETTERS and capitals > writing.capitals_max * len(letters):
        yield Hit(("title",), say("The title is written in capitals."), say("Write it as in a newspaper."))
    if "!!" in title or "??" in title:
        yield Hit(("title",), say("The title shouts with repeated marks."), say("Keep at most one."))


RULE = Rule(
    slug="publishing/shouting",
    subject=Subject.ARTICLE,
    purpose=mark("A public office informs; it does not shout."),
    source=mark("site_config/writing.yml"),
    bad="title: PEKAN IMUNISASI DIMULAI!!!",
    good="title: Pekan Imunisasi Dimulai di 20 Kecamatan",
    reads=("title",),
    drifts=True,
    check=check,
)
