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
from workflow.language.message import Message
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
from workflow.text.finding import Finding, Severity

TAKEN = re.compile(rb"^(?:status: *[\"']?withdrawn|  nature: *[\"']?rahasia|  - act: *[\"']?withdrawal)", re.MULTILINE)
"""What says that a record is not to be seen any more, in a file that may be broken."""


class Former:
    """Lays former versions into a folder of laid out files, in the place of records with errors."""

    def __init__(self, repository: Repository, folder: Path, office: Office, live: Live | None, now: int) -> None:
        self.repository, self.folder, self.office, self.live, self.now = repository, folder, office, live, now
        self.laid: dict[str, str] = {}
        """The files of former versions, and the commit each is from."""
        self.held: list[Held] = []

    @property
    def lost(self) -> set[str]:
        """The records of which readers see nothing."""
        return {one.path for one in self.held if not one.former}

    def restore(self) -> None:
        """Hold back what has an error; of what can be shown as it was, the former version is laid out then."""
        report = check_office(self.folder, (self.office, []), self.now)
        found = held_back(Folder(self.folder), report.findings, self.now)
        self.held = [self._restored(one) for one in found]

    def hold(self, wrong: dict[str, Message]) -> None:
        """Hold back records without an error whose pages are at fault; where a former version is, too, take it away."""
        for path, message in wrong.items():
            partner = partner_of(Folder(self.folder), path)
            one = Held(path, partner, Finding("office/site", path, 0, message, line=1, column=1))
            shown = one if path in self.laid else self._restored(one)
            if not shown.former:
                self._lay(dict.fromkeys((path, partner) if partner else (path,)))
                self.laid = {other: commit for other, commit in self.laid.items() if other not in (path, partner)}
            self.held = [*(other for other in self.held if other.path != path), shown]

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
            paths = {one.path, one.partner, partner_of(tree, one.path), partner_of(tree, one.partner)} - {""}
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


def lay_out(repository: Repository, folder: Path, held: dict[str, str]) -> None:
    """Lay former versions into a folder as a mark says. Raises GitError."""
    for path, commit in held.items():
        data = tree_of(repository, repository.resolve(commit)).read(path)
        if data is not None and (folder / path).parent.is_dir():
            (folder / path).write_bytes(data)


def partner_of(files: Files, path: str) -> str:
    """The path of the record that one names; "" for none."""
    name = named(files, path) if path else ""
    return "" if not name else article_path(name) if REQUEST.fullmatch(path) else request_path(name)


def _pictures(path: str, tree: Files) -> Iterator[str]:
    found = version(Article, path, tree)[0] if ARTICLE.fullmatch(path) else None
    image = found.record.image if found else None
    if isinstance(image, Image):
        yield f"{path.rpartition('/')[0]}/{image.src}"
