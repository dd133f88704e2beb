"""publishing/body: the text can be shown on a page."""

from collections.abc import Iterator

from workflow.language.message import mark, say
from workflow.rules.rule import Hit, Rule, Subject
from workflow.rules.view import ArticleView
from workflow.text.body import UnfitBodyError, render_body
from workflow.text.markdown import is_fit

SURELY_SMALL = 12_000
"""Characters of a text that no way of writing makes larger than a page may be, but those below."""
SWELLING = ("]:", "|")
"""What makes a short text long: a link that is written once and used often, the empty cells of tables."""


def check(view: ArticleView) -> Iterator[Hit]:
    """The page maker can read the text, and its page is not too large."""
    body = view.document.body
    if is_fit(body) and len(body) <= SURELY_SMALL and not any(sign in body for sign in SWELLING):
        return
    try:
        render_body(body)
    except UnfitBodyError:
        yield Hit(view.document.body_start, say("This text is too long or too deeply nested for a page."), HELP)


HELP = say("Divide it into several stories, or write fewer lists within lists, tables and repeated links.")

RULE = Rule(
    slug="publishing/body",
    subject=Subject.ARTICLE,
    purpose=mark("A text that no page can hold would be left out of the site unseen."),
    source=mark("Design, Publishing (what the inspection would say, the check says before)"),
    bad="> > > > > > > > > terlalu dalam",
    good="> Kutipan.",
    check=check,
)
