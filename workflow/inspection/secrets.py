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

Window = tuple[str, ...]


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return WORD.findall(html.unescape(text).lower())


class Secrets:
    """Private values, found in time that grows only with the text."""

    def __init__(self) -> None:
        self._origins: dict[Window, str] = {}
        self._shapes: dict[str, set[tuple[int, int]]] = {}

    def add(self, value: str | None, origin: str) -> None:
        """A value that is secret as a whole: an address, a number, a name."""
        window = tuple(words(value or ""))
        if len("".join(window)) >= SHORTEST:
            self._shape(window)
            self._origins.setdefault(window, origin)

    def _shape(self, window: Window) -> None:
        longest = max(window, key=len)
        self._shapes.setdefault(longest, set()).add((window.index(longest), len(window)))

    def add_prose(self, text: str | None, origin: str) -> None:
        """Running text: every part of it is secret."""
        for run in MARKS.split(text or ""):
            found = WORD.findall(run)
            for start in range(0, len(found), WIDEST):
                if len(found[start : start + WIDEST]) >= NARROWEST:
                    self.add(" ".join(found[start : start + WIDEST]), origin)

    def forget(self, texts: Iterable[str]) -> None:
        """Whatever stands in texts that everybody may read anyway is no secret."""
        for text in texts:
            for window, _ in [*self.found_in(text)]:
                self._origins.pop(window, None)
        self._shapes = {}
        for window in self._origins:
            self._shape(window)

    def found_in(self, text: str) -> Iterator[tuple[Window, str]]:
        """Each secret that stands in a text, and which field it is of."""
        said = words(text)
        if self._shapes.keys().isdisjoint(said):
            return
        for place, word in enumerate(said):
            for offset, length in self._shapes.get(word, ()):
                window = tuple(said[max(place - offset, 0) : place - offset + length])
                if window in self._origins:
                    yield window, self._origins[window]


def gather(
    office: Office, requests: dict[str, tuple[Request, str]], articles: dict[str, tuple[Article, str]], now: int
) -> Secrets:
    """The secrets of an office's records, each record with its text."""
    secrets = Secrets()
    for key, person in office.people.items():
        where = f"site_config/people.yml ({key})"
        for value in (person.name, person.github, *person.emails, *(role.decree for role in person.roles)):
            secrets.add(value, where)
        for signing in person.keys:
            secrets.add(signing.key, where)
    for path, (request, body) in requests.items():
        _add_request(secrets, path, request)
        secrets.add_prose(body, f"{path} (the letter's text)")
    for path, (article, body) in articles.items():
        if not article.is_public(now):
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
