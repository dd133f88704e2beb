"""links/article: the article that a request names is there and names the request."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: PairView) -> Iterator[Hit]:
    """`news` leads to an article whose `request` leads back."""
    own, other = view.own, view.other
    if not isinstance(own, RequestFacts) or own.news is None or view.other_broken:
        return
    if other is None:
        message = say("There is no article content/news/{key}.md.", key=own.news)
        yield Hit(("news",), message, say("Correct the line, or put the article there."))
    elif isinstance(other, ArticleFacts) and other.request != own.id:
        message = say("The article belongs to request {id}, not to this one.", id=other.request)
        help_ = say("Write in `news:` the article of this request, or in the article `request: {id}`.", id=own.id)
        yield Hit(("news",), message, help_, (Related(other.path, ("request",), say("the article's request")),))


RULE = Rule(
    slug="links/article",
    subject=Subject.PAIR,
    purpose=mark(
        "A request and its article name each other, so that every published text can be traced to its letter."
    ),
    source=mark("SOP 418/2024, steps 4 and 6"),
    bad="news: 2024/pekan-imunisai",
    good="news: 2024/pekan-imunisasi",
    check=check,
)
