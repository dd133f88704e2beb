"""The last good version: one bad page never blocks the others, but is shown as it was when it was last in order.

The former version is taken from the commit that the live site was made from. It is shown only where everybody might see
the record as it stands now, so that nothing taken back, made confidential or put off comes back this way. Of what
cannot be shown even so, the site has nothing.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from workflow.config.office import Office
from workflow.deploy.manifest import Manifest
from workflow.deploy.may_show import may_be_shown
from workflow.engine.check_office import check_files, check_office
from workflow.engine.withheld import WithheldRecord, read_partner_path, withheld_records
from workflow.git.commit_files import files_of_commit
from workflow.git.errors import GitError
from workflow.git.repository import Repository
from workflow.i18n.message import Message
from workflow.records.file_source import Files, Folder
from workflow.records.paths import ARTICLE_PATH
from workflow.rules.authority.git_change import media_paths
from workflow.text.finding import Finding, Severity

Contents = dict[str, bytes | None]
"""Files by path; None for one that is not there."""
ANY_SIZE = 1 << 30
"""Bytes: pictures may be larger than what a record may be."""


class LastGoodVersions:
    """Puts former versions into an exported folder, in the place of records with errors."""

    def __init__(self, repository: Repository, folder: Path, office: Office, live: Manifest | None, now: int) -> None:
        self.repository, self.folder, self.office, self.live, self.now = repository, folder, office, live, now
        self.restored: dict[str, str] = {}
        """The files of former versions, and the commit each is from."""
        self.held: list[WithheldRecord] = []
        self.withheld: set[str] = set()
        """Records without an error whose own pages are at fault; the page maker leaves them out."""

    @property
    def lost(self) -> set[str]:
        """The records of which readers see nothing."""
        return {one.path for one in self.held if not one.former}

    def restore(self) -> None:
        """Hold back what has an error, and put the former version in its place where it may be shown."""
        report = check_office(self.folder, (self.office, []), self.now)
        faulty = withheld_records(Folder(self.folder), report.findings, self.now)
        self.held = [self._with_former(record) for record in faulty]

    def hold(self, wrong: dict[str, Message]) -> None:
        """Hold back records without an error whose pages are at fault."""
        for path, message in wrong.items():
            partner = read_partner_path(Folder(self.folder), path)
            one = WithheldRecord(path, partner, Finding("history/site", path, 0, message, line=1, column=1))
            shown = one if path in self.restored else self._with_former(one)
            self.withheld |= set() if shown.former else {path}
            self.held = [*(other for other in self.held if other.path != path), shown]

    def _with_former(self, one: WithheldRecord) -> WithheldRecord:
        """What is held back, with the commit of its former version where that is in its place now.

        First the record with the error alone, then its partner and picture with it.
        """
        commit = self.live.held.get(one.path, self.live.commit) if self.live else ""
        if not commit:
            return one
        try:
            tree = files_of_commit(self.repository, self.repository.resolve(commit))
            related = {
                one.path,
                one.partner,
                read_partner_path(tree, one.path),
                read_partner_path(tree, one.partner),
            } - {""}
            groups = (self._open({one.finding.path}, tree), self._open(related, tree))
            if any(self._restores(group, one, tree, commit) for group in groups):
                return replace(one, former=commit)
        except GitError:
            pass  # of a commit that is not there nothing can be shown
        return one

    def _open(self, paths: set[str], tree: Files) -> list[str]:
        """The records among some that may be shown as a commit has them."""
        here = Folder(self.folder)
        return sorted(path for path in paths if may_be_shown(path, here, tree, self.live, self.now))

    def _restores(self, paths: list[str], one: WithheldRecord, tree: Files, commit: str) -> bool:
        """Whether all is in order with some records as a commit has them; then they and their files are in place."""
        here = Folder(self.folder)
        media = [file for path in paths for file in media_paths(path, (tree,))]
        then = {path: tree.read(path, ANY_SIZE) for path in (*paths, *media)}
        now: Contents = {path: here.read(path, ANY_SIZE) for path in then}
        files: Contents = {path: data for path, data in then.items() if data is not None and data != now[path]}
        if not files:
            return False  # it is as it was, and at fault all the same
        others = [path for file in media if file in files for path in _stories_with(file, here)]
        write_contents(self.folder, files)
        if self._is_wrong({*paths, one.path, one.partner, *others} - {""}):
            write_contents(self.folder, {path: now[path] for path in files})
            return False
        self.restored |= dict.fromkeys(files, commit)
        return True

    def _is_wrong(self, records: set[str]) -> bool:
        report = check_files(self.folder, (self.office, []), records, self.now)
        return any(one.severity is Severity.ERROR and one.path in records for one in report.findings)


def restore_held(repository: Repository, folder: Path, held: dict[str, str]) -> None:
    """Put former versions into a folder as a manifest says. Raises GitError."""
    records = {path: commit for path, commit in held.items() if path.startswith("content/")}
    former = {
        path: files_of_commit(repository, repository.resolve(commit)).read(path, ANY_SIZE)
        for path, commit in records.items()
    }
    write_contents(folder, {path: data for path, data in former.items() if data is not None})


def write_contents(folder: Path, files: Contents) -> None:
    """Make files in a folder hold what they should, whatever stands in their place."""
    for path, data in files.items():
        place = folder / path
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        elif data is None:
            place.unlink(missing_ok=True)
        if data is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def _stories_with(media: str, files: Files) -> Iterator[str]:
    """The stories that show a picture or offer an attachment."""
    folder, _, name = media.rpartition("/")
    for path in (f"{folder}/{one}" for one in files.names(folder)):
        if (
            ARTICLE_PATH.fullmatch(path)
            and name.encode() in (files.read(path) or b"")
            and media in media_paths(path, (files,))
        ):
            yield path
