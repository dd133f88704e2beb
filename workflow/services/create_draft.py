"""Creates a draft article for a request: the office's outline to be filled in, with the sender's data below."""

import re
import unicodedata

from msgspec import Struct

from workflow.config.file_names import is_portable
from workflow.config.office import Office
from workflow.config.redirects import is_site_name
from workflow.i18n.dates import local_time
from workflow.i18n.message import WordList, say
from workflow.records.article import ArticleStatus
from workflow.records.file_source import Files
from workflow.records.paths import article_path
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError
from workflow.services.precheck import findings_about, unauthorized_changes
from workflow.services.update_article import find_article_key
from workflow.sop.edition import Need
from workflow.text.finding import Finding
from workflow.text.yaml_edit import yaml_scalar

LONGEST_SLUG = 60
SHORTEST_TOPIC_WORD = 3
"""Letters of words that say nothing of a topic."""
REQUEST_OPENING = re.compile(
    r"(?:mohon|permohonan|permintaan)?\s*(?:bantuan\s+)?(?:publikasi|pemuatan|peliputan)\s+", re.IGNORECASE
)
"""How letters begin to ask; the rest of the subject is what the news is about."""
MOST_SAME_NAMES = 100
"""Articles of the same name in a year."""


class NewDraft(Struct, frozen=True):
    """A new article, which is not written yet."""

    path: str
    title: str
    text: str
    findings: tuple[Finding, ...]
    """What is still to be done about it, by the check; what its title lacks comes first."""


def create_draft(
    files: Files, office: Office, number: str, person: str, now: int, *, title: str | None, category: str | None
) -> NewDraft:
    """A new article for a request. Raises RefusedError where none is to be made."""
    view = find_request(files, office, number, now)
    record, number = view.record, view.record.id
    if there := record.news or find_article_key(files, number):
        raise RefusedError(
            say("Request {id} has its article already; write on in {path}.", id=number, path=article_path(there))
        )
    step = view.walk.next
    if step is None:
        raise RefusedError(say("Request {id} is closed; no article is written for it any more.", id=number))
    if not any(Need.NEWS in one.needs for one in step.results.values()):
        message = say(
            "Request {id} is not at the step that writes the article. It is the turn of step {number}: {activity}",
            id=number,
            number=step.number,
            activity=step.activity,
        )
        raise RefusedError(message)
    if category is not None and category not in office.categories:
        names = WordList(tuple(office.categories))
        raise RefusedError(say("There is no category “{name}”. There are {names}.", name=category, names=names))
    outline = office.writing.outline
    if outline is None:
        raise RefusedError(say("site_config/writing.yml has no `outline`; a draft is made of it."))
    heading = title or _heading(record.letter.subject)
    lines = {
        "title": heading,
        "request": number,
        "status": ArticleStatus.DRAFT.value,
        "category": category or _likeliest_category(office, f"{record.letter.subject} {view.document.body}"),
        "summary": outline.summary,
        "author": person,
    }
    header = "".join(f"{name}: {yaml_scalar(value)}\n" for name, value in lines.items())
    data = view.document.body
    below = f"\n\n{outline.data}\n\n{data}" if data else ""
    text = f"---\n{header}---\n" + "\n\n".join(outline.paragraphs) + below + "\n"
    path = _free_path(files, heading, local_time(now, office.zone).year)
    if found := unauthorized_changes(files, {path: text.encode()}, office, person, now):
        raise RefusedError(say("The check refuses this draft."), tuple(found), {path: text})
    found = findings_about(files, path, text, office, now)
    return NewDraft(path, heading, text, tuple(sorted(found, key=lambda one: one.place != ("title",))))


def _heading(subject: str) -> str:
    """The letter's subject without its officialese: what it asks to be published."""
    found = REQUEST_OPENING.sub("", subject, count=1)
    return (found or subject)[:1].upper() + (found or subject)[1:]


def _likeliest_category(office: Office, text: str) -> str:
    """The category whose name and description share most words with the letter; the first one where none does."""
    words = set(_words(text))
    scores = {key: len(words & set(_words(f"{one.name} {one.description}"))) for key, one in office.categories.items()}
    return max(scores, key=lambda key: scores[key])


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > SHORTEST_TOPIC_WORD]


def _free_path(files: Files, heading: str, year: int) -> str:
    """A path that no article and no page of the site has. Raises RefusedError."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "berita"
    for place in range(1, MOST_SAME_NAMES):
        path = article_path(f"{year}/{slug}" if place == 1 else f"{year}/{slug}-{place}")
        if files.size(path) is None and is_portable(path) and not is_site_name(path):
            return path
    raise RefusedError(say("There are too many articles called {name} already. Choose another title.", name=slug))
