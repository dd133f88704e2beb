"""links/request: the request that an article names is there and names the article, and no other."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleFacts, PairView, RequestFacts
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.finding import Related


def check(view: PairView) -> Iterator[Hit]:
    """`request` leads to a request whose `news` leads back; so two articles cannot share one request.

    The step that hands an article over writes `news`. Until then the article is being written, and nothing is wrong.
    """
    own, other = view.own, view.other
    if not isinstance(own, ArticleFacts) or view.other_broken:
        return
    if not isinstance(other, RequestFacts):
        message = say("There is no request {id}.", id=own.request)
        yield Hit(("request",), message, say("Write the agenda number of the letter that asked for this news."))
    elif other.news is None and own.public:
        where = Related(other.path, ("steps",), say("the request"))
        message = say("Request {id} does not name this article.", id=own.request)
        yield Hit(("request",), message, say("Add a line `news: {key}` to the request.", key=own.key), (where,))
    elif other.news is not None and other.news != own.key:
        where = Related(other.path, ("news",), say("the request's article"))
        message = say("Request {id} already has another article: {news}.", id=own.request, news=other.news)
        yield Hit(("request",), message, say("One request leads to one article."), (where,))


RULE = Rule(
    slug="links/request",
    subject=Subject.PAIR,
    purpose=mark("An article belongs to exactly one request, and a request has at most one article."),
    source=mark("SOP 418/2024, step 4"),
    decisions=("records-are-files",),
    bad=mark("request: 2024-0107   # whose `news` names another article"),
    good=mark("request: 2024-0107   # whose `news` names this article"),
    check=check,
)
