"""What must not be public: the values of private fields, and whether any of them stands in a text.

Texts are compared word by word, without case, marks and escapes. A long value is looked for in windows of a few
words, so that a part of it is found too. Values that are too short to mean anything are not looked for, and one that
an office's public texts hold as well is no secret.
"""

import html
import re
from collections.abc import Iterable, Iterator

from workflow.records.article import Article, ArticleStatus
from workflow.records.office import Office
from workflow.records.request import Nature, Request

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[\[\]()*`<>|#~\n]+|https?://\S+")
WIDEST, NARROWEST = 8, 4
"""Words of a window; running text of fewer words is not looked for."""
SHORTEST = 8
"""Letters of the shortest value looked for."""


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return WORD.findall(html.unescape(text).lower())


class Secrets:
    """Private values, each as its words parted by spaces, found in time that grows only with the text."""

    def __init__(self) -> None:
        self._origins: dict[str, str] = {}
        self._shapes: dict[str, set[tuple[int, int]]] = {}
        """By the longest word of a value: where it stands in it, and how many words the value has."""
        self._shapeless: list[str] = []
        """Values that are not among the shapes yet."""

    def add(self, value: str | None, origin: str) -> None:
        """A value that is secret as a whole: an address, a number, a name."""
        window = words(value or "")
        if len("".join(window)) >= SHORTEST:
            self.take({" ".join(window): origin})

    def add_prose(self, text: str | None, origin: str) -> None:
        """Running text: every part of it is secret."""
        for run in MARKS.split(text or ""):
            found = WORD.findall(run)
            for start in range(0, len(found), WIDEST):
                if len(found[start : start + WIDEST]) >= NARROWEST:
                    self.add(" ".join(found[start : start + WIDEST]), origin)

    def values(self) -> dict[str, str]:
        """Everything that is looked for, and which field it is of."""
        return self._origins

    def take(self, values: dict[str, str]) -> None:
        """Values that others have gathered."""
        for value, origin in values.items():
            if self._origins.setdefault(value, origin) is origin:
                self._shapeless.append(value)

    def forget(self, values: Iterable[str]) -> None:
        """Values that everybody may read anyway are no secret."""
        for value in values:
            self._origins.pop(value, None)
        self._shapes, self._shapeless = {}, [*self._origins]

    def _shape(self) -> None:
        for value in self._shapeless:
            window = value.split(" ")
            longest = max(window, key=len)
            self._shapes.setdefault(longest, set()).add((window.index(longest), len(window)))
        self._shapeless = []

    def found_in(self, text: str) -> Iterator[str]:
        """Each secret that stands in a text."""
        said = words(text)
        self._shape()
        if self._shapes.keys().isdisjoint(said):
            return
        for place, word in enumerate(said):
            for offset, length in self._shapes.get(word, ()):
                value = " ".join(said[max(place - offset, 0) : place - offset + length])
                if value in self._origins:
                    yield value


def of_people(office: Office) -> Secrets:
    """What the office keeps to itself about its people."""
    secrets = Secrets()
    for key, person in office.people.items():
        where = f"site_config/people.yml ({key})"
        for value in (person.name, person.github, *person.emails, *(role.decree for role in person.roles)):
            secrets.add(value, where)
        for signing in person.keys:
            secrets.add(signing.key, where)
    return secrets


def of_request(path: str, request: Request, body: str) -> Secrets:
    """What is private of a request."""
    secrets = Secrets()
    _add_request(secrets, path, request)
    secrets.add_prose(body, f"{path} (the letter's text)")
    return secrets


def of_article(path: str, article: Article, body: str) -> Secrets:
    """What is private of an article that nobody may read yet, or any more."""
    secrets = Secrets()
    _add_article(secrets, path, article, body)
    return secrets


def _add_request(secrets: Secrets, path: str, request: Request) -> None:
    secrets.add(request.letter.number, f"{path} (letter.number)")
    if request.letter.nature is Nature.CONFIDENTIAL:
        secrets.add(request.letter.subject, f"{path} (letter.subject)")
        secrets.add(request.id, f"{path} (id)")
    if request.disposition:
        secrets.add_prose(request.disposition.instruction, f"{path} (disposition.instruction)")
    for entry in request.steps:
        told = [about.note for about in (entry.delay, entry.notice) if about]
        for note in (entry.note, entry.late, *told):
            secrets.add_prose(note, f"{path} (steps)")
        secrets.add(entry.report, f"{path} (steps, report)")
        secrets.add(entry.signature, f"{path} (steps, signature)")
    for reason in [one.reason for one in (*request.holds, request.withdrawn) if one]:
        secrets.add_prose(reason, f"{path} (reason)")


def _add_article(secrets: Secrets, path: str, article: Article, body: str) -> None:
    """An article that nobody may read yet, or any more; the title of a withdrawn one may still be named."""
    if article.status is not ArticleStatus.WITHDRAWN:
        secrets.add_prose(article.title, f"{path} (title)")
    image = article.image
    for text in (article.summary, body, *((image.alt, image.caption) if image else ())):
        secrets.add_prose(text, path)
