"""Records withheld from the public because they have an error: stories, and letters of the register."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.config.visibility import open_audiences
from workflow.engine.check_files import is_record
from workflow.engine.check_office import check_office
from workflow.records.file_source import Files, Folder
from workflow.records.paths import ARTICLE_PATH, article_path, request_path
from workflow.records.read import read_version, record_type
from workflow.records.request import Request
from workflow.text.finding import Finding, Severity

CONSEQUENT_RULES = frozenset(
    ("publishing/changed", "publishing/approval", "publishing/unapproved", "publishing/release")
)
"""Rules that a text breaks, too, when it was changed to break another one."""


VISIBILITY_FIELDS = frozenset(("status", "publish_at", "acts", "withdrawn", "letter"))
"""Fields that decide who may see a record."""


class WithheldRecord(Struct, frozen=True):
    """A record that is withheld."""

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


def withheld_records(files: Files, findings: Iterable[Finding], now: int) -> list[WithheldRecord]:
    """What is withheld at an instant, by path; `findings`: of the check of all records in `files`."""
    errors: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR and is_record(finding.path):
            errors.setdefault(finding.path, []).append(finding)
    for own in errors.values():
        own.sort(key=lambda finding: finding.rule in CONSEQUENT_RULES)
    withheld = {record.path: record for path in errors for record in _withheld(files, path, errors, now)}
    return [withheld[path] for path in sorted(withheld)]


def withheld_in_folder(root: Path, office: Office, now: int) -> list[WithheldRecord]:
    """What is withheld of the records in a folder."""
    return withheld_records(Folder(root), check_office(root, (office, []), now).findings, now)


def _withheld(files: Files, path: str, errors: dict[str, list[Finding]], now: int) -> Iterator[WithheldRecord]:
    partner = read_partner_path(files, path)
    story, letter = (path, partner) if ARTICLE_PATH.fullmatch(path) else (partner, path)
    if story and files.size(story) is None:
        story = ""
    if story and _is_public(files, story, now):
        yield WithheldRecord(story, letter, errors[path][0], len(errors[path]) - 1)
    elif path == letter and _is_public(files, letter, now):
        yield WithheldRecord(letter, "", errors[path][0], len(errors[path]) - 1)


def read_partner_path(files: Files, path: str) -> str:
    """The path of the letter or story that a record names, as far as it can be read; "" for none."""
    version = read_version(record_type(path), files, path)
    if version is None:
        return ""
    if isinstance(version.record, Request):
        return article_path(version.record.news) if "news" not in version.broken and version.record.news else ""
    return request_path(version.record.request) if version.record.request else ""


def _is_public(files: Files, path: str, now: int) -> bool:
    """Whether everybody would see a record, were it not for its errors; one that cannot be read may be public."""
    version = read_version(record_type(path), files, path)
    if version is None or not version.broken.isdisjoint(VISIBILITY_FIELDS):
        return True
    return bool(open_audiences(version.record, now))
