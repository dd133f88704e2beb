"""The table of authority asked before a commit: one person is about to change some files."""

from collections.abc import Iterable, Iterator, Mapping

from workflow.config.office import Office
from workflow.records.file_source import Files, Overlay
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, is_media
from workflow.rules.authority.git_change import media_paths
from workflow.rules.authority.judge import FieldRefusal, ValueProvenance, refusals
from workflow.rules.authority.record_change import authority_case


def refusals_before_commit(
    files: Files, changed: Mapping[str, bytes], office: Office, person: str, now: int
) -> Iterator[tuple[str, FieldRefusal]]:
    """What the table does not let a person change in this way, each with the path of its record."""
    after = Overlay(files, changed)
    name = office.people[person].name if person in office.people else person
    vouching = ValueProvenance(frozenset({person}), name)
    for path in sorted({*_records(changed), *_illustrated(files, changed)}):
        case = authority_case(path, files, after, office, now)
        if case:
            yield from ((path, one) for one in refusals(case, office, now, lambda _: vouching))


def _records(changed: Iterable[str]) -> Iterator[str]:
    return (path for path in changed if ARTICLE_PATH.fullmatch(path) or REQUEST_PATH.fullmatch(path))


def _illustrated(files: Files, changed: Mapping[str, bytes]) -> Iterator[str]:
    """Stories whose picture or attachment would be another one."""
    media = [path for path in changed if is_media(path) and files.size(path) is not None]
    for folder in {path.rpartition("/")[0] for path in media}:
        for name in files.names(folder):
            path = f"{folder}/{name}"
            if ARTICLE_PATH.fullmatch(path) and not set(media_paths(path, (files,))).isdisjoint(media):
                yield path
