"""Copies a finished site into a release, hard-linking files that are as in the previous release.

Nothing is ever written into a file that is there, for it may be what readers see; and the site's own files get no
second link, so that it may be built anew in its folder.
"""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from workflow.deploy.copy_state import CopyState
from workflow.deploy.errors import changed_since_audit
from workflow.deploy.manifest import MANIFEST_PATH, SIGNATURE_PATH, Manifest, decode_manifest
from workflow.deploy.releases import FinishedSite
from workflow.infra.file_state import stat_of

UMASK = 0o022
"""The umask: the web server, another user, must be able to read a site."""
MODE_MASK = stat.S_IFMT(0o177777) | 0o777
FILE_MODE, FOLDER_MODE = stat.S_IFREG | 0o666 & ~UMASK, stat.S_IFDIR | 0o777 & ~UMASK
"""Of a mode: the kind and everybody's rights, and what they are in a site."""
SYNC_ALL_FROM = 500
"""Files and folders from which on one call for all disks is quicker than one for each."""


def write_copy(
    site: FinishedSite, place: Path, former: Path | None, known: dict[str, CopyState]
) -> dict[str, CopyState]:
    """Make `place` the site that was audited, and all of it safe on the disk.

    `place`: a folder that is not there yet, or a copy that nobody reads any more, of which everything that fits stays.
    `former`: a copy that is read; `known`: what was copied last. Returns what is there now. Raises OSError, and
    ReleaseTargetError where a file of the site is no longer what was audited.
    """
    umask = os.umask(UMASK)
    try:
        copier = SiteCopier(site, place, former, known)
        copier.fill()
        copier.sync()
    finally:
        os.umask(umask)
    return copier.copied


def read_manifest(site: Path) -> Manifest | None:
    """The manifest of a site; None where there is none that can be read."""
    try:
        return decode_manifest((site / MANIFEST_PATH).read_bytes())
    except OSError:
        return None


def fsync(path: str) -> None:
    """Wait until a file's content, or what was renamed in a folder, is on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class SiteCopier:
    """Makes one copy. Paths are strings below the site; folders end with `/`, but the site's own is ""."""

    def __init__(self, site: FinishedSite, place: Path, former: Path | None, known: dict[str, CopyState]) -> None:
        self.site, self.place, self.former = f"{site.folder}/", f"{place}/", f"{former}/" if former else ""
        self.digests, self.known = site.digests, known
        self.manifests = [path for path in (SIGNATURE_PATH, MANIFEST_PATH) if os.path.exists(self.site + path)]
        self.folders = _parent_folders([*site.digests, *self.manifests])
        self.copied: dict[str, CopyState] = {}
        self.there: set[str] = set()
        """Folders that are there."""
        self.changed: dict[str, None] = {}
        """Files that were copied, and folders in which something was changed."""

    def fill(self) -> None:
        """Copy every file; the manifest comes last."""
        if os.path.isdir(self.place):
            self._trim("")
        for folder in sorted(self.folders - self.there):
            os.mkdir(self.place + folder)
            self._note(folder.rstrip("/"))
            self.changed[folder] = None
        for path in self.digests.keys() - self.copied.keys():
            if not self._linked(path):
                self._copy(path)
            self._note(path)
        for path in self.manifests:
            self._write(path, _read(self.site + path))
            self._note(path)

    def sync(self) -> None:
        """Wait until all of it is on the disk."""
        if len(self.changed) > SYNC_ALL_FROM:
            os.sync()
        else:
            for path in self.changed:
                fsync(self.place + path)

    def _trim(self, folder: str) -> None:
        """Remove what the site has not, or has otherwise."""
        self.there.add(folder)
        with os.scandir(self.place + folder) as entries:
            for entry in entries:
                path, status = folder + entry.name, entry.stat(follow_symlinks=False)
                if path in self.digests and (state := self._fitting(entry.path, path, status)):
                    self.copied[path] = state
                elif f"{path}/" in self.folders and status.st_mode & MODE_MASK == FOLDER_MODE:
                    self._trim(f"{path}/")
                else:
                    self.changed[folder] = None
                    _remove(entry)

    def _fitting(self, file: str, path: str, status: os.stat_result) -> CopyState | None:
        """The state of a file that is what the site has at a path; what is not known is read. Raises OSError."""
        known, now, digest = self.known.get(path), stat_of(status), self.digests[path]
        if known and known.stamp == now:
            return known if known.digest == digest else None
        is_like = status.st_mode & MODE_MASK == FILE_MODE and status.st_size == os.stat(self.site + path).st_size
        return CopyState(now, digest) if is_like and _digest(_read(file)) == digest else None

    def _linked(self, path: str) -> bool:
        """Hard-link the former file where it is the same and the file system can."""
        file = self.former + path
        try:
            if not self.former or not (state := self._fitting(file, path, os.lstat(file))):
                return False
            os.link(file, self.place + path)
        except OSError:  # most often, there was no such file
            return False
        self.copied[path] = CopyState(stat_of(os.lstat(file)), state.digest)  # one more link is a change, too
        return True

    def _copy(self, path: str) -> None:
        """Copy a file that still is what was audited. Raises ReleaseTargetError."""
        try:
            data = _read(self.site + path)
        except OSError:
            raise changed_since_audit(path, self.site) from None
        if _digest(data) != self.digests[path]:
            raise changed_since_audit(path, self.site)
        self.copied[path] = CopyState(stat_of(self._write(path, data)), self.digests[path])

    def _write(self, path: str, data: bytes) -> os.stat_result:
        self.changed[path] = None
        handle = os.open(self.place + path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            return os.fstat(handle)

    def _note(self, path: str) -> None:
        """Something was put into the folder of a path."""
        self.changed[_parent_folder(path)] = None


def _parent_folders(paths: list[str]) -> set[str]:
    folders = {""}
    for path in paths:
        folder = _parent_folder(path)
        while folder not in folders:
            folders.add(folder)
            folder = _parent_folder(folder[:-1])
    return folders


def _parent_folder(path: str) -> str:
    head, slash, _ = path.rpartition("/")
    return head + slash


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
