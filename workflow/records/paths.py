"""fields/path: a file lies where its content says."""

import re
from collections.abc import Iterator

from workflow.i18n.message import mark, say
from workflow.rules.context import RequestView
from workflow.rules.rule import Hit, Rule, Subject


def request_path(agenda_number: str) -> str:
    """Where the request of an agenda number lies."""
    year, number = agenda_number.split("-")
    return f"content/requests/{year}/{number}.md"


def article_path(key: str) -> str:
    """Where an article lies."""
    return f"content/news/{key}.md"


ARTICLE = re.compile(r"content/news/(20\d\d/[a-z0-9]+(?:-[a-z0-9]+)*)\.md")
REQUEST = re.compile(r"content/requests/20\d\d/\d{4}\.md")
PICTURE = re.compile(r"content/news/20\d\d/[a-z0-9]+(?:[._-][a-z0-9]+)*\.(?:jpg|jpeg|png|webp)")


def check(view: RequestView) -> Iterator[Hit]:
    """A request's `id` is its path."""
    wanted = request_path(view.record.id)
    if view.document.path != wanted:
        message = say("The agenda number {id} belongs into the file {path}.", id=view.record.id, path=wanted)
        help_ = say("Rename the file, or correct `id`. A number is used only once.")
        yield Hit(("id",), message, help_)


RULE = Rule(
    slug="fields/path",
    subject=Subject.REQUEST,
    purpose=mark(
        "The agenda number is the file's name, so that a number taken twice collides in Git; nothing else lies "
        "under content/."
    ),
    source=mark("SOP 418/2024, step 1 (the letter is entered in the agenda)"),
    decisions=("records-are-files",),
    bad="# content/requests/2024/0107.md\nid: 2024-0108",
    good="# content/requests/2024/0107.md\nid: 2024-0107",
    reads=("id",),
    check=check,
)
