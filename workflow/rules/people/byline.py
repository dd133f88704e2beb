"""people/byline: author and editor of an article are known, and two persons."""

from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import ArticleView
from workflow.rules.people.known import PEOPLE_HELP
from workflow.rules.rule import Hit, Rule, Subject
from workflow.text.suggest import closest_word


def check(view: ArticleView) -> Iterator[Hit]:
    """`author` and `editor` are keys of people.yml and differ."""
    article, people = view.record, view.office.people
    for field, person in (("author", article.author), ("editor", article.editor)):
        if person and person not in people:
            close = closest_word(person, people)
            help_ = say("Did you mean `{name}`?", name=close) if close else PEOPLE_HELP
            yield Hit((field,), say("There is nobody called `{name}` in site_config/people.yml.", name=person), help_)
    if article.editor == article.author:
        yield Hit(("editor",), say("Author and editor are the same person."), say("Somebody else has to look at it."))


RULE = Rule(
    slug="people/byline",
    subject=Subject.ARTICLE,
    purpose=mark("An article names who wrote it and who edited it, and they are not the same person."),
    source=mark("SOP 418/2024, steps 4 and 5"),
    bad="author: rina\neditor: rina",
    good="author: rina\neditor: sari",
    reads=("author", "editor"),
    check=check,
)
