"""What the public would see, and does not, because something is wrong with it: stories, and letters of the register."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from workflow.records.article import Article
from workflow.records.files import Files, Folder
from workflow.records.office import Office
from workflow.records.publicity import audiences
from workflow.records.request import Request
from workflow.rules.check import check_office
from workflow.rules.fields.path import ARTICLE, REQUEST, article_path, request_path
from workflow.rules.judging import is_record
from workflow.rules.version import version
from workflow.text.finding import Finding, Severity

FOLLOWING = frozenset(("publishing/changed", "publishing/approval", "publishing/unapproved", "publishing/release"))
"""Rules that a text breaks, too, when it was changed to break another one."""


class Held(Struct, frozen=True):
    """A record that is held back."""

    path: str
    """Of the story, or of a letter that has none."""
    partner: str
    """Of the other record that must be in order with it; "" for none."""
    finding: Finding
    """The error to mend first: one about the text itself before one that it is not the approved text."""
    others: int = 0
    """Further errors in the same file."""
    former: str = ""
    """The commit whose version the public sees meanwhile; "" where it sees none."""


def held_back(files: Files, findings: Iterable[Finding], now: int) -> list[Held]:
    """What is held back at an instant, by path; `findings`: of the check of all records in `files`."""
    errors: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR and is_record(finding.path):
            errors.setdefault(finding.path, []).append(finding)
    for those in errors.values():
        those.sort(key=lambda finding: finding.rule in FOLLOWING)
    found = {one.path: one for path in errors for one in _held(files, path, errors, now)}
    return [found[path] for path in sorted(found)]


def held_in(root: Path, office: Office, now: int) -> list[Held]:
    """What is held back of the records in a folder."""
    return held_back(Folder(root), check_office(root, (office, []), now).findings, now)


def _held(files: Files, path: str, errors: dict[str, list[Finding]], now: int) -> Iterator[Held]:
    story, letter = _pair(files, path)
    if story and _is_public(files, story, now):
        yield Held(story, letter, errors[path][0], len(errors[path]) - 1)
    elif path == letter and _is_public(files, letter, now):
        yield Held(letter, "", errors[path][0], len(errors[path]) - 1)


def _pair(files: Files, path: str) -> tuple[str, str]:
    """The paths of a story and of its letter, as far as a file with errors names the other; "" for none."""
    name = named(files, path)
    if ARTICLE.fullmatch(path):
        return path, request_path(name) if name else ""
    story = article_path(name) if name else ""
    return (story if story and files.size(story) is not None else ""), path


def named(files: Files, path: str) -> str:
    """What a record names, its letter's number or its story's key; "" where that cannot be read."""
    kind, field = (Request, "news") if REQUEST.fullmatch(path) else (Article, "request")
    found, broken = version(kind, path, files)
    if found is None or field in broken:
        return ""
    return str(getattr(found.record, field) or "")


def _is_public(files: Files, path: str, now: int) -> bool:
    """Whether everybody would see a record, were it not for its errors; one that cannot be read may be public."""
    kind: type[Request] | type[Article] = Request if REQUEST.fullmatch(path) else Article
    found, broken = version(kind, path, files)
    if found is None or not broken.isdisjoint(("status", "publish_at", "letter", "acts", "withdrawn")):
        return True
    return bool(audiences(found.record, now))
