"""links/category: the category of an article exists."""

from collections.abc import Iterator

from workflow.i18n.message import mark
from workflow.rules.context import ArticleView
from workflow.rules.links._lookup import unknown_key
from workflow.rules.rule import Hit, Rule, Subject


def check(view: ArticleView) -> Iterator[Hit]:
    """`category` is a key of categories.yml."""
    yield from unknown_key(("category",), view.record.category, view.office.categories, "categories")


RULE = Rule(
    slug="links/category",
    subject=Subject.ARTICLE,
    purpose=mark("Every article stands in one of the office's categories, so that readers find it in a list."),
    source=mark("site_config/categories.yml"),
    decisions=("office-as-data",),
    bad="category: kesehtan",
    good="category: kesehatan",
    reads=("category",),
    check=check,
)
