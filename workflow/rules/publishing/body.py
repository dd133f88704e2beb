"""publishing/body: the text can be shown on a page, and the page is not larger than the office allows."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.markdown import is_safe_to_parse
from workflow.text.safe_html import UnfitBodyError, render_body

PAGE_FRAME_BYTES = 60_000
"""Bytes that a page has around a story's text: the theme, the picture's addresses, what programs read."""
BYTES_PER_CHARACTER = 12
"""Bytes that a character becomes at most, as the signs below are not in the text."""
EXPANDING_SIGNS = ("]:", "|")
"""What makes a short text long: a link that is written once and used often, the empty cells of tables."""


def check(view: ArticleView) -> Iterator[Hit]:
    """The page maker can read the text, and its page is not too large."""
    body, notes = view.document.body, sum(len(act.note) for act in view.record.public_acts)
    most = view.office.limits.largest.html - PAGE_FRAME_BYTES - BYTES_PER_CHARACTER * notes
    if (
        is_safe_to_parse(body)
        and len(body) * BYTES_PER_CHARACTER <= most
        and not any(sign in body for sign in EXPANDING_SIGNS)
    ):
        return
    try:
        html = render_body(body)
    except UnfitBodyError:
        yield Hit(view.document.body_start, say("This text is too long or too deeply nested for a page."), HELP)
        return
    if len(html.encode()) > most:
        yield Hit(view.document.body_start, say("This text is too long or too deeply nested for a page."), HELP)


HELP = say("Divide it into several stories, or write fewer lists within lists, tables and repeated links.")

RULE = Rule(
    slug="publishing/body",
    subject=Subject.ARTICLE,
    purpose=mark("A text that no page can hold would be left out of the site unseen."),
    source=mark("site_config/limits.yml"),
    decisions=("foreseen-publication",),
    bad="> > > > > > > > > terlalu dalam",
    good="> Kutipan.",
    reads=("acts", "corrections", "withdrawn"),
    check=check,
)
