"""The audit: replays the whole history of a branch, entry by entry, with what Git witnesses of each.

One `git log --raw` and one object stream read everything; each version of a request is parsed once.
"""

from collections.abc import Iterator
from typing import NamedTuple

from workflow.audit.article_acts import ArticleReplay
from workflow.audit.report import Audit, AuditedEntry, Rewrite, RewriteKind
from workflow.config.allowed_signers import allowed_signers
from workflow.config.office import Office
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.evidence.pushers import pushers_by_record
from workflow.git.log import Commit, CommitChanges, FileChange, commit_history
from workflow.git.repository import Repository
from workflow.git.ssh_signature import SignatureVerifier
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, is_media
from workflow.records.read import read_record
from workflow.records.request import Request


class RequestVersion(NamedTuple):
    """One version of a request, as far as the audit needs it."""

    blob: str
    request: Request | None
    """None where it cannot be read."""
    written: tuple[bytes, ...] = ()
    """The entries as the texts they are written with, by which two are compared."""


NO_VERSION = RequestVersion("", None)
PlacedEntry = tuple[str, int, bytes]
"""An entry at its place in a file."""


class Replay:
    """Goes through the commits, oldest first, and notes what comes to the branch's own line."""

    def __init__(
        self, repository: Repository, office: Office, assessor: EvidenceAssessor, own_line: frozenset[str]
    ) -> None:
        self.repository, self.office, self.assessor, self.own_line = repository, office, assessor, own_line
        self.entries: list[AuditedEntry] = []
        self.rewrites: list[Rewrite] = []
        self.commits = 0
        self.stories = ArticleReplay(repository, office, assessor)
        self._main: dict[str, RequestVersion] = {}
        self._latest: dict[str, RequestVersion] = {}
        self._first: dict[PlacedEntry, Commit] = {}
        """Entries that are not on the own line yet, with the commit that first held them."""
        self._received = 0

    def take(self, step: CommitChanges) -> None:
        """Replay one commit."""
        self.commits += 1
        on_line = step.commit.id in self.own_line
        if on_line:
            self._received = max(self._received, self._made_at(step.commit))
        for change in step.changes:
            if REQUEST_PATH.fullmatch(change.path):
                self._change(change, step.commit, on_line=on_line)
            elif ARTICLE_PATH.fullmatch(change.path):
                self.stories.story(change, step.commit, self._received, on_line=on_line)
        if on_line:
            media = [change for change in step.changes if is_media(change.path)]
            self.stories.media(media, step.commit, self._received)

    def _change(self, change: FileChange, commit: Commit, *, on_line: bool) -> None:
        path, before = change.path, self._main.get(change.path, NO_VERSION)
        after = self._read(change)
        known = before.written
        for index, entry in enumerate(after.written):
            if known[index : index + 1] != (entry,):
                self._first.setdefault((path, index, entry), commit)
        if on_line:
            self.rewrites += self._rewrites(change, before, after, commit)
            if after.request:
                self.entries += self._new(path, known, after.request, after.written)
            self._main[path] = after

    def _read(self, change: FileChange) -> RequestVersion:
        if change.removed:
            return NO_VERSION
        latest = self._latest.get(change.path)
        if latest and latest.blob == change.new:
            return latest
        found = read_record(Request, change.path, self.repository.read_blob(change.new))
        version = RequestVersion(change.new, None)
        if found and found.broken.isdisjoint(NEEDED_FIELDS):
            version = RequestVersion(change.new, found.record, found.document.written("steps"))
        self._latest[change.path] = version
        return version

    def _new(
        self, path: str, known: tuple[bytes, ...], request: Request, written: tuple[bytes, ...]
    ) -> Iterator[AuditedEntry]:
        for index, entry in enumerate(request.steps):
            if known[index : index + 1] == written[index : index + 1]:
                continue
            commit = self._first.pop((path, index, written[index]))
            evidence = self.assessor.entry_evidence(request, index, commit, at=self._received)
            made = self._made_at(commit)
            yield AuditedEntry(
                path=path,
                request=request.id,
                edition=request.sop,
                position=index + 1,
                step=entry.step,
                by=entry.by,
                result=entry.result,
                started=entry.started,
                finished=entry.finished,
                corrects=entry.corrects,
                late=entry.late is not None,
                level=evidence.level,
                commit=commit.id,
                author=commit.author_name,
                committed=commit.committed,
                received=self._received,
                lag=self.office.timeline.elapsed(entry.finished, made) if made > entry.finished else 0,
            )

    def _made_at(self, commit: Commit) -> int:
        return self.assessor.made_at(commit, self.assessor.received)

    def _rewrites(
        self, change: FileChange, before: RequestVersion, after: RequestVersion, commit: Commit
    ) -> Iterator[Rewrite]:
        def rewrite(kind: RewriteKind, position: int | None) -> Rewrite:
            return Rewrite(change.path, kind, position, commit.id, commit.author_name, self._received)

        if change.removed:
            yield rewrite(RewriteKind.FILE_DELETED, None)
        elif after.request is None:
            yield rewrite(RewriteKind.UNREADABLE, None)
        else:
            for index, entry in enumerate(before.written):
                if after.written[index : index + 1] != (entry,):
                    yield rewrite(_kind(entry, index, after.written), index + 1)


NEEDED_FIELDS = ("id", "sop", "steps", "letter", "disposition")


def _kind(entry: bytes, index: int, now: tuple[bytes, ...]) -> RewriteKind:
    if entry in now:
        return RewriteKind.MOVED
    return RewriteKind.CHANGED if index < len(now) else RewriteKind.DELETED


def audit_history(repository: Repository, office: Office, head: str, received: int) -> Audit:
    """Replay everything that a commit reaches, judged by one office's people. Raises GitError."""
    line = repository.run("rev-list", "--first-parent", "--end-of-options", head).decode("ascii").split()
    with SignatureVerifier(allowed_signers(office)) as verifier:
        assessor = EvidenceAssessor(repository, office, verifier, received, pushers_by_record(repository))
        replay = Replay(repository, office, assessor, frozenset(line))
        for step in commit_history(repository, head):
            replay.take(step)
    rewrites = sorted([*replay.rewrites, *replay.stories.rewrites], key=lambda one: one.received)
    acts, imports = tuple(replay.stories.acts), tuple(replay.stories.imports)
    return Audit(head, replay.commits, tuple(replay.entries), tuple(rewrites), acts, imports)
