"""One bad page never holds the others: what has an error is shown as it was when it was last in order.

The former version is taken from the commit that the live site was made from. What was taken back, made confidential or
was never public is not shown again. Of what cannot be shown even so, the site has nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from workflow.history.errors import GitError
from workflow.history.git import Repository
from workflow.history.tree import tree_of
from workflow.records.article import Article, Image
from workflow.records.files import Files, Folder
from workflow.records.live import Live
from workflow.records.office import Office
from workflow.records.publicity import audiences
from workflow.records.request import Request
from workflow.rules.check import check_files, check_office
from workflow.rules.fields.path import ARTICLE, REQUEST, article_path, request_path
from workflow.rules.held import Held, held_back, named
from workflow.rules.judging import is_record
from workflow.rules.version import version, whole_version
from workflow.text.finding import Severity

TAKEN = re.compile(rb"^(?:status: *[\"']?withdrawn|  nature: *[\"']?rahasia|  - act: *[\"']?withdrawal)", re.MULTILINE)
"""What says that a record is not to be seen any more, in a file that may be broken."""


class Former:
    """Lays former versions into a folder of laid out files, in the place of records with errors."""

    def __init__(self, repository: Repository, folder: Path, office: Office, live: Live | None, now: int) -> None:
        self.repository, self.folder, self.office, self.live, self.now = repository, folder, office, live, now
        self.laid: dict[str, str] = {}
        """The files of former versions, and the commit each is from."""

    def restore(self) -> list[Held]:
        """What is held back; of what can be shown as it was, the former version is laid out then."""
        report = check_office(self.folder, (self.office, []), self.now)
        return [self._restored(one) for one in held_back(Folder(self.folder), report.findings, self.now)]

    def _restored(self, one: Held) -> Held:
        commit = self.live.held.get(one.path, self.live.commit) if self.live else ""
        files = self._former(one, commit) if commit else {}
        head = {path: (self.folder / path).read_bytes() if (self.folder / path).is_file() else None for path in files}
        self._lay(files)
        if not files or self._is_wrong(records := [path for path in files if is_record(path)]):
            self._lay(head)
            return one
        self.laid |= dict.fromkeys(files, commit)
        return replace(one, former=commit) if records else one

    def _former(self, one: Held, commit: str) -> dict[str, bytes | None]:
        """The files of a record, its partner and its picture as a commit has them; none where they may not be shown."""
        try:
            tree = tree_of(self.repository, self.repository.resolve(commit))
            paths = {one.path, one.partner, *_partners(one.path, tree), *_partners(one.partner, tree)} - {""}
        except GitError:
            return {}
        head = Folder(self.folder)
        if any(TAKEN.search(head.read(path) or b"status: withdrawn") for path in paths):
            return {}
        records = {path: tree.read(path) for path in paths}
        if None in records.values() or not self._was_shown(one.path, tree):
            return {}
        pictures = {path: tree.read(path) for story in paths for path in _pictures(story, tree)}
        return {**records, **pictures}

    def _was_shown(self, path: str, tree: Files) -> bool:
        found = whole_version(_kind(path), path, tree)
        return found is not None and bool(audiences(found.record, int(self.live.now) if self.live else self.now))

    def _lay(self, files: dict[str, bytes | None]) -> None:
        for path, data in files.items():
            if data is None:
                (self.folder / path).unlink(missing_ok=True)
            else:
                (self.folder / path).write_bytes(data)

    def _is_wrong(self, records: list[str]) -> bool:
        report = check_files(self.folder, (self.office, []), records, self.now)
        return any(one.severity is Severity.ERROR and one.path in records for one in report.findings)


def _kind(path: str) -> type[Request] | type[Article]:
    return Request if REQUEST.fullmatch(path) else Article


def _partners(path: str, tree: Files) -> Iterator[str]:
    """The record that one names in a commit."""
    name = named(tree, path) if path else ""
    if name:
        yield article_path(name) if REQUEST.fullmatch(path) else request_path(name)


def _pictures(path: str, tree: Files) -> Iterator[str]:
    found = version(Article, path, tree)[0] if ARTICLE.fullmatch(path) else None
    image = found.record.image if found else None
    if isinstance(image, Image):
        yield f"{path.rpartition('/')[0]}/{image.src}"
