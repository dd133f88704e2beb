"""The audit of stories: every act on one since it was published, and whatever changed in it without an act."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from workflow.audit.report import AuditedAct, AuditedImport, Rewrite, RewriteKind
from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.evidence.entry_evidence import EvidenceAssessor
from workflow.git.log import Commit, FileChange
from workflow.git.repository import Repository
from workflow.records.article import Act, Article, Correction, ImportedArticle
from workflow.records.paths import beside
from workflow.records.read import read_record
from workflow.records.request import Withdrawal
from workflow.records.seal import seals_of
from workflow.records.shown_pictures import shown_pictures

StatedAct = Act | Correction | Withdrawal


class ArticleVersion(NamedTuple):
    """One version of a story, as far as the audit needs it."""

    article: Article | None
    """None where there is none, or none that can be read."""
    seal: str = ""
    """Over everything but the bytes of the pictures and the attachments."""
    pictures: tuple[str, ...] = ()
    """Where the pictures lie that it shows."""

    @property
    def log(self) -> tuple[StatedAct, ...]:
        """Everything that was said of what was done to it, in whatever form."""
        one = self.article
        return (*one.corrections, *([one.withdrawn] if one.withdrawn else []), *one.acts) if one else ()

    @property
    def is_public(self) -> bool:
        """Whether readers could have seen it."""
        return self.article is not None and self.article.status.was_public

    def media(self, path: str) -> tuple[str, ...]:
        """Where its pictures and its attachments lie."""
        attachments = self.article.attachments if self.article else ()
        return (*self.pictures, *(beside(path, one.file) for one in attachments))


NO_VERSION = ArticleVersion(None)


class ArticleReplay:
    """Notes what comes to the branch's own line, commit by commit."""

    def __init__(self, repository: Repository, office: Office, assessor: EvidenceAssessor) -> None:
        self.repository, self.office, self.assessor = repository, office, assessor
        self.acts: list[AuditedAct] = []
        self.rewrites: list[Rewrite] = []
        self.imports: list[AuditedImport] = []
        self._main: dict[str, ArticleVersion] = {}
        self._acted: set[str] = set()
        """Stories with an act that the commit at hand brings to the own line."""
        self._first: dict[tuple[str, int, Act], Commit] = {}
        """Acts that are not on the own line yet, with the commit that first held them."""
        self._brought: dict[str, Commit] = {}
        """Stories of the former site that are not on the own line yet, with the commit that first held them."""

    def story(self, change: FileChange, commit: Commit, received: int, *, on_line: bool) -> None:
        """Replay what a commit did to a story."""
        path, before, after = change.path, self._main.get(change.path, NO_VERSION), self._read(change)
        known = before.article.acts if before.article else ()
        for index, act in enumerate(after.article.acts if after.article else ()):
            if known[index : index + 1] != (act,):
                self._first.setdefault((path, index, act), commit)
        if isinstance(after.article, ImportedArticle) and not isinstance(before.article, ImportedArticle):
            self._brought.setdefault(path, commit)
        if on_line:
            if isinstance(after.article, ImportedArticle) and path in self._brought:
                self._import(path, after.article, commit, received)
            self.rewrites += (
                Rewrite(path, kind, position, commit.id, commit.author_name, received)
                for kind, position in _rewrites(change, before, after)
            )
            self.acts += self._new(path, known, after, received)
            self._main[path] = after
            if not before.is_public or len(after.log) > len(before.log):
                self._acted.add(path)

    def media(self, changes: Sequence[FileChange], commit: Commit, received: int) -> None:
        """Replay what a commit of the own line did to pictures and attachments, once its stories are replayed.

        Only an act that comes with it speaks of it: a touched story may say no more than a new report, or a comment.
        """
        acted, self._acted = self._acted, set()
        for change in changes:
            if not change.added:
                self._swapped(change, commit, received, acted)

    def _swapped(self, change: FileChange, commit: Commit, received: int, acted: Container[str]) -> None:
        for path, reading in self._main.items():
            if reading.is_public and change.path in reading.media(path) and path not in acted:
                kind = RewriteKind.TEXT_CHANGED
                self.rewrites.append(Rewrite(path, kind, None, commit.id, commit.author_name, received))

    def _import(self, path: str, story: ImportedArticle, taken_in: Commit, received: int) -> None:
        """Note a story of the former site that comes to the own line; by no commit of the head's is a fault."""
        first = self._brought.pop(path)
        evidence = self.assessor.commit_evidence(first)
        people = (evidence.person, self.assessor.commit_evidence(taken_in).person)
        is_of_head = any(self._is_head(person, received) for person in people if person)
        if not is_of_head:
            kind = RewriteKind.IMPORTED
            self.rewrites.append(Rewrite(path, kind, None, first.id, first.author_name, received))
        self.imports.append(
            AuditedImport(
                path=path,
                source=story.source,
                by=evidence.person or "",
                level=evidence.level,
                is_of_head=is_of_head,
                commit=first.id,
                author=first.author_name,
                committed=first.committed,
                received=received,
            )
        )

    def _is_head(self, person: str, at: int) -> bool:
        heads = {edition.head for edition in self.office.editions}
        return not heads.isdisjoint(self.office.roles_of(person, at))

    def _read(self, change: FileChange) -> ArticleVersion:
        data = None if change.removed else self.repository.read_blob(change.new)
        found = read_record(Article, change.path, data)
        if found is None or found.flaws:
            return NO_VERSION
        seals = seals_of(found.record, found.document.body, None)
        return ArticleVersion(found.record, seals.full, shown_pictures(found.document))

    def _new(self, path: str, known: Sequence[Act], after: ArticleVersion, received: int) -> Iterator[AuditedAct]:
        for index, act in enumerate(after.article.acts if after.article else ()):
            if tuple(known[index : index + 1]) == (act,):
                continue
            commit = self._first.pop((path, index, act))
            evidence = self.assessor.commit_evidence(commit)
            yield AuditedAct(
                path=path,
                request=after.article.request if after.article else "",
                position=index + 1,
                act=act.act,
                by=act.by,
                at=act.at,
                note=act.note,
                level=evidence.level if evidence.person == act.by else Level.CLAIMED,
                commit=commit.id,
                author=commit.author_name,
                committed=commit.committed,
                received=received,
            )


def _rewrites(
    change: FileChange, before: ArticleVersion, after: ArticleVersion
) -> Iterator[tuple[RewriteKind, int | None]]:
    """What of a story that readers could see was touched without saying so."""
    if change.removed and before.is_public:
        yield RewriteKind.FILE_DELETED, None
    elif after.article is None:
        if before.is_public:
            yield RewriteKind.UNREADABLE, None
    else:
        for index, item in enumerate(before.log):
            if after.log[index : index + 1] != (item,):
                kind = RewriteKind.CHANGED if index < len(after.log) else RewriteKind.DELETED
                yield kind, index + 1
        if before.is_public and before.seal != after.seal and len(after.log) <= len(before.log):
            yield RewriteKind.TEXT_CHANGED, None
        if before.is_public and not after.is_public:
            yield RewriteKind.UNPUBLISHED, None
