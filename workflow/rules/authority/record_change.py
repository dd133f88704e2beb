"""A record before and after a change, made ready for the table: its state, what differs, what comes along."""

from typing import Any

from workflow.config.office import Office
from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH, ATTACHMENT_PATH, beside, request_path
from workflow.records.read import read_unbroken, read_version, record_type
from workflow.records.request import Request
from workflow.rules.authority.fields import changed_fields, field_values
from workflow.rules.authority.judge import AuthorityCase
from workflow.rules.authority.occasions import article_occasions, request_occasions
from workflow.rules.authority.party import edition_for
from workflow.rules.authority.state import State, article_state, request_state
from workflow.rules.context import Moment, RequestView
from workflow.sop.edition import Edition


def authority_case(path: str, before: Files, after: Files, office: Office, now: int) -> AuthorityCase | None:
    """A record in two trees, by the office of the first; None where the second has no record that can be read."""
    kind = _kind(path, after)
    old, new = (record_values(path, files) for files in (before, after))
    if new is None:
        return None
    state, fields = record_state(path, before, office, now), changed_fields(old or {}, new)
    letter = path if kind is Request else _request_of_article(path, before) or _request_of_article(path, after)
    edition = _edition(letter, before, after, office)
    occasions = {*request_occasions(*_both(Request, letter, before, after), edition)} if letter else set()
    if kind is not Request:
        occasions |= {*article_occasions(*_both(Article, path, before, after))}
    return AuthorityCase(kind, state, edition, tuple(fields), frozenset(occasions))


def _kind(path: str, files: Files) -> type[Request | Article]:
    """What the record is in a tree: the table knows imported stories apart, so none becomes one, or ceases to be."""
    version = read_version(record_type(path), files, path)
    return type(version.record) if version else record_type(path)


def record_values(path: str, files: Files) -> dict[str, Any] | None:
    """What stands in each field of a record in a tree; None where it cannot be read."""
    version = read_version(record_type(path), files, path)
    if version is None:
        return None
    document = version.document
    header = document.header
    attached = tuple(map(files.identity, attachments_named(header, path)))
    return field_values(record_type(path), document, picture_identity(header, path, files), attached)


def picture_identity(header: dict[str, Any], path: str, files: Files) -> str:
    """The name of the bytes of the picture that an article's header names; "" where there is none."""
    image = header.get("image")
    name = image.get("src") if isinstance(image, dict) else None
    return files.identity(f"{path.rpartition('/')[0]}/{name}") if isinstance(name, str) and "/" not in name else ""


def attachments_named(header: dict[str, Any], path: str) -> list[str]:
    """The paths of the attachments that an article's header names, whatever else is wrong with it."""
    items = header.get("attachments")
    names = (one.get("file") for one in items if isinstance(one, dict)) if isinstance(items, list) else ()
    found = (beside(path, name) for name in names if isinstance(name, str))
    return [one for one in found if ATTACHMENT_PATH.fullmatch(one)]


def _both(kind: type[Any], path: str, before: Files, after: Files) -> tuple[Any, Any]:
    versions = [read_unbroken(kind, files, path) for files in (before, after)]
    return versions[0] and versions[0].record, versions[1] and versions[1].record


def _request_of_article(path: str, files: Files) -> str:
    """The path of the request that an article names; "" where it cannot be read."""
    story = read_unbroken(Article, files, path)
    return request_path(story.record.request) if story and story.record.request else ""


def _edition(letter: str, before: Files, after: Files, office: Office) -> Edition:
    for files in (before, after):
        version = read_unbroken(Request, files, letter) if letter else None
        if version and office.edition(version.record.sop):
            return edition_for(office, version.record.sop)
    return edition_for(office, None)


def record_state(path: str, files: Files, office: Office, now: int) -> State:
    """How a record stands in a tree; a broken one is unreadable."""
    if files.size(path) is None:
        return State.NEW
    if not ARTICLE_PATH.fullmatch(path):
        letter = _followed(path, files, office, now)
        return request_state(letter) if letter else State.UNREADABLE
    story = read_unbroken(Article, files, path)
    if story is None:
        return State.UNREADABLE
    key = next((match[1] for match in [ARTICLE_PATH.fullmatch(path)] if match), "")
    letter = _followed(request_path(story.record.request), files, office, now) if story.record.request else None
    return article_state(story.record, key, letter, now)


def _followed(path: str, files: Files, office: Office, now: int) -> RequestView | None:
    """A letter on its way through the SOP; None where it cannot be followed."""
    version = read_unbroken(Request, files, path)
    if version is None or office.edition(version.record.sop) is None:
        return None
    return RequestView(version.record, version.document, office, Moment(now))
