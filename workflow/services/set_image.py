"""Sets the picture of an article: a first one, another one, or other words to the one it has."""

from msgspec import Struct

from workflow.config.file_names import fold_name, is_portable
from workflow.config.office import Office
from workflow.i18n.message import say
from workflow.images.reencode import REENCODED_ENDING
from workflow.records.article import Image
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH, article_path, beside
from workflow.records.read import ReadArticle, read_article
from workflow.records.serialize import ARTICLE_ORDER
from workflow.rules.authority.git_change import picture_paths
from workflow.rules.authority.state import State, article_state
from workflow.rules.authority.table import PUBLIC_STATES
from workflow.services.current_step import find_request
from workflow.services.errors import RefusedError
from workflow.services.file_change import PreparedChange, edit_record_header
from workflow.services.precheck import precheck, precheck_errors
from workflow.services.update_article import find_article_keys
from workflow.text.finding import Finding
from workflow.text.markdown import picture_names
from workflow.text.yaml_edit import set_group

ONLY_WITH_CORRECTION = say(
    "Readers may have seen this story, so its picture changes only together with a correction (ralat). Nothing was "
    "entered."
)
TOO_LATE = {
    State.APPROVED: say(
        "This story was approved as it stands, so its picture changes only together with a new approval. Nothing was "
        "entered; ask whoever approved it."
    ),
    **dict.fromkeys(PUBLIC_STATES, ONLY_WITH_CORRECTION),
}
"""What is said where a picture comes too late."""
MOST_SAME_NAMES = 100
"""Pictures that are called like a story."""


class PreparedImage(Struct, frozen=True):
    """A story with its picture, not yet written."""

    change: PreparedChange
    name: str
    """Of the picture's file."""
    remarks: tuple[Finding, ...]
    """What whoever does it should know of the story: its warnings, and errors that it had before."""


def article_keys_for(files: Files, office: Office, number: str, now: int) -> list[str]:
    """The keys of the stories of a letter. Raises RefusedError where there is none."""
    record = find_request(files, office, number, now).record
    keys = [record.news] if record.news else [*find_article_keys(files, number)]
    if not keys:
        raise RefusedError(say("There is no article for letter {id} yet; begin it first.", id=number))
    return keys


def article_to_illustrate(files: Files, office: Office, number: str, key: str, now: int) -> ReadArticle:
    """A story of a letter, where its picture may change. Raises RefusedError."""
    path = article_path(key)
    article = read_article(files, path)
    if article is None:
        raise RefusedError(say("{path} has errors; mend it before it gets a picture.", path=path))
    state = article_state(article.record, key, find_request(files, office, number, now), now)
    if state in TOO_LATE:
        raise RefusedError(TOO_LATE[state])
    return article


def set_image(
    files: Files, office: Office, person: str, article: ReadArticle, image: Image, content: bytes | None, now: int
) -> PreparedImage:
    """The story with the picture that `content` is, under the name of the story; `None`: with the one it has.

    `image.src` counts only for a picture that stays. Raises RefusedError where the check has something new against it.
    """
    path, name = article.document.path, image.src
    pictures: dict[str, bytes | None] = {}
    if content is not None:
        own = _own_picture(files, article)
        name = _free(files, path, own)
        pictures = {beside(path, own): None} if own else {}
        pictures[beside(path, name)] = content
    text = _with_image(article, name, image)
    brought = {place: data for place, data in pictures.items() if data is not None}
    found = precheck(files, {path: text, **brought}, office, now, person, path)
    known = {(one.rule, one.place) for one in precheck_errors(files, {path: article.document.text}, office, now)}
    fresh = tuple(one for one in found.errors if (one.rule, one.place) not in known)
    if fresh:
        message = say("The check refuses this picture of {path}. Nothing was entered.", path=path)
        raise RefusedError(message, fresh, {path: text})
    title = say("{id}: picture of the story", id=article.record.request)
    return PreparedImage(PreparedChange(title, {path: text}, pictures=pictures), name, (*found.errors, *found.remarks))


def _with_image(article: ReadArticle, name: str, image: Image) -> str:
    values = {"src": name, "alt": image.alt, "caption": image.caption, "credit": image.credit}
    written = {field: value for field, value in values.items() if value}
    return edit_record_header(article.document, lambda header: set_group(header, "image", written, ARTICLE_ORDER))


def _own_picture(files: Files, article: ReadArticle) -> str:
    """The name of the picture that a story has, and shows nowhere else, and no other one has; "" for none."""
    path, old = article.document.path, article.record.image
    if old is None or files.size(beside(path, old.src)) is None or old.src in picture_names(article.document.body):
        return ""
    for name in files.names(path.rpartition("/")[0]):
        other = beside(path, name)
        is_naming = ARTICLE_PATH.fullmatch(other) and other != path and old.src.encode() in (files.read(other) or b"")
        if is_naming and beside(path, old.src) in picture_paths(other, (files,)):
            return ""
    return old.src


def _free(files: Files, path: str, own: str) -> str:
    """The story's own name, with a number where something else has it. `own`: the picture that may go.

    Raises RefusedError.
    """
    folder, _, file = path.rpartition("/")
    taken = {fold_name(name) for name in files.names(folder)} - {fold_name(own)}
    slug = file.removesuffix(".md")
    for place in range(1, MOST_SAME_NAMES):
        name = f"{slug}.{REENCODED_ENDING}" if place == 1 else f"{slug}-{place}.{REENCODED_ENDING}"
        if fold_name(name) not in taken and is_portable(f"{folder}/{name}"):
            return name
    raise RefusedError(say("There are too many pictures called {name} already.", name=slug))
