"""publishing/title: a title of a good length."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """The title is neither too long for a phone nor too short to say anything."""
    title, writing = view.record.title, view.office.writing
    if len(title) > writing.title_max:
        message = say(
            "The title has {length} characters; at most {limit} are allowed.",
            length=len(title),
            limit=writing.title_max,
        )
        yield Hit(("title",), message, say("Say the most important thing in fewer words."))
    elif len(title) < writing.title_min:
        message = say(
            "The title has {length} characters; at least {limit} are asked for.",
            length=len(title),
            limit=writing.title_min,
        )
        yield Hit(("title",), message, say("Say what happened, and where."))


RULE = Rule(
    slug="publishing/title",
    subject=Subject.ARTICLE,
    purpose=mark("A title fits on a phone and in a search result, and says what happened."),
    source=mark("site_config/writing.yml"),
    bad="title: Imunisasi",
    good="title: Pekan Imunisasi Dimulai di 20 Kecamatan",
    reads=("title",),
    drifts=True,
    check=check,
)
