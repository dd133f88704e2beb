"""What those who decide, approve and publish had before them: their entries vouch for that and nothing else."""

from collections import Counter
from collections.abc import Iterator

from workflow.config.policy import Level
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.log import Commit, latest_commits
from workflow.records.paths import article_path
from workflow.records.read import ReadArticle, read_article
from workflow.records.request import Request
from workflow.rules.authority.occasions import needs_of
from workflow.rules.authority.party import edition_for
from workflow.rules.authority.provenance import Provenance
from workflow.rules.authority.record_change import record_values
from workflow.rules.authority.table import LETTER_FIELDS, REGISTRATION_FIELDS
from workflow.rules.change_context import NewApproval, NewEntries, NewPublication, VouchedEntries
from workflow.sop.edition import Need

MOST_VERSIONS = 200
"""Versions of a story that are looked at; the oldest of them counts as its writer's as a whole."""
DISPOSED_FIELDS = (*REGISTRATION_FIELDS, *LETTER_FIELDS, "letter.nature")
"""What a disposition is about."""


def vouched_entries(
    path: str, request: Request, new: NewEntries, provenance: Provenance, before: CommitFiles, after: CommitFiles
) -> VouchedEntries:
    """What the new entries of a request vouch for, and whether that is still what it was."""
    edition = edition_for(provenance.assessor.office, request.sop)
    needs = {index: needs_of(request, index, edition) for index in sorted(new.evidence)}
    redrafted = {
        index: fields
        for index, left in needs.items()
        if Need.DISPOSITION in left
        and (fields := _changed_since(new.evidence[index].commit.id, path, provenance, after))
    }
    article = read_article(after, article_path(request.news)) if request.news else None
    if article is None:
        return VouchedEntries(redrafted)
    writing = {step.number for step in edition.steps if step.leaves(Need.NEWS)}
    drafters = frozenset(entry.by for entry in request.steps if entry.step in writing)
    approved = {
        index: _approval(request.steps[index].by, article, provenance, drafters)
        for index, left in needs.items()
        if Need.CONTENT in left
    }
    old = read_article(before, article.document.path)
    released = {}
    for index in (index for index, left in needs.items() if Need.OUTLETS in left):
        reviewed = new.evidence[index].level is Level.REVIEWED
        released[index] = _publication(request, index, article, old, anew=bool(approved), reviewed=reviewed)
    return VouchedEntries(redrafted, approved, released)


def _publication(
    request: Request, index: int, article: ReadArticle, old: ReadArticle | None, *, anew: bool, reviewed: bool
) -> NewPublication:
    approvals = [one for one in request.steps[:index] if one.content]
    last = max(approvals, key=lambda one: one.finished, default=None)
    return NewPublication(
        before=old.record.publish_at if old else None,
        now=article.record.publish_at,
        approved_anew=anew,
        approved_at=last.finished if last else None,
        approved_by=last.by if last else "",
        reviewed=reviewed,
    )


def _changed_since(commit: str, path: str, provenance: Provenance, after: CommitFiles) -> tuple[str, ...]:
    """The fields of a letter that were changed after the commit by which somebody decided on it."""
    then = record_values(provenance.place(path, commit), files_of_commit(provenance.repository, commit)) or {}
    now = record_values(path, after) or {}
    return tuple(field for field in DISPOSED_FIELDS if field != "id" and then.get(field) != now.get(field))


def _approval(person: str, article: ReadArticle, provenance: Provenance, drafters: frozenset[str]) -> NewApproval:
    authorship = TextAuthorship()
    for writer, version in _versions(article.document.path, provenance):
        authorship.take(writer, version)
    touching = provenance.commit_range.touching(article.document.path)
    writers = {writer for step in touching if (writer := _writer(step.commit, provenance))}
    return NewApproval(article.record.author, article.record.editor, 1 - authorship.share(person), drafters | writers)


def _writer(commit: Commit, provenance: Provenance) -> str | None:
    return provenance.assessor.commit_evidence(commit).person


def _versions(path: str, provenance: Provenance) -> Iterator[tuple[str | None, ReadArticle]]:
    """Each version of a story, oldest first, with whose work it is: what main has, and what the change makes of it."""
    repository, stretch, assessor = provenance.repository, provenance.commit_range, provenance.assessor
    for commit in latest_commits(repository, stretch.base, path, MOST_VERSIONS):
        if version := read_article(CommitFiles(repository, commit.id), path):
            yield assessor.author_of(commit), version
    for step in stretch.touching(path):
        if version := read_article(files_of_commit(repository, step.commit.id), path):
            yield _writer(step.commit, provenance), version


class TextAuthorship:
    """Counts whose words a text is made of, version by version."""

    def __init__(self) -> None:
        self._words: dict[str | None, Counter[str]] = {}
        self._whole: Counter[str] = Counter()

    def take(self, writer: str | None, version: ReadArticle) -> None:
        """Go on to the next version, which somebody made of the one before."""
        now = Counter(_words(version))
        gone = self._whole - now
        for owner, words in self._words.items():
            taken = words & gone
            self._words[owner] = words - taken
            gone -= taken
        self._words.setdefault(writer, Counter()).update(now - self._whole)
        self._whole = now

    def share(self, writer: str) -> float:
        """How much of the story's words are somebody's, from 0 to 1."""
        return self._words.get(writer, Counter()).total() / max(self._whole.total(), 1)


def _words(article: ReadArticle) -> Iterator[str]:
    yield from article.record.title.split()
    yield from article.record.summary.split()
    yield from article.document.body.split()
