"""What those who decide, approve and publish had before them: their word holds for that and nothing else."""

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
from workflow.rules.change_context import NewApproval, NewPublication, RecordChange
from workflow.sop.edition import Need

MOST_VERSIONS = 200
"""Versions of a story that are looked at; the oldest of them counts as its writer's as a whole."""
DISPOSED_FIELDS = (*REGISTRATION_FIELDS, *LETTER_FIELDS, "letter.nature")
"""What a disposition is about."""


def fill(view: RecordChange[Request], provenance: Provenance, before: CommitFiles, after: CommitFiles) -> None:
    """Note in a view what its new entries vouch for, and whether that is still what it was."""
    if view.after is None:
        return
    request = view.after.record
    edition = edition_for(view.office, request.sop)
    needs = {index: needs_of(request, index, edition) for index in sorted(view.evidence)}
    decided = (index for index, left in needs.items() if Need.DISPOSITION in left)
    view.redrafted = {index: fields for index in decided if (fields := _later(view, index, provenance, after))}
    path = article_path(request.news) if request.news else ""
    article = read_article(after, path) if path else None
    if article is None:
        return
    old = read_article(before, path)
    approved = [index for index, left in needs.items() if Need.CONTENT in left]
    writing = {step.number for step in edition.steps if step.leaves(Need.NEWS)}
    drafters = frozenset(entry.by for entry in request.steps if entry.step in writing)
    for index in approved:
        view.approved[index] = _approved(request.steps[index].by, article, provenance, drafters)
    published = [index for index, left in needs.items() if Need.OUTLETS in left]
    for index in published:
        reviewed = view.evidence[index].level is Level.REVIEWED
        view.released[index] = _released(request, index, article, old, anew=bool(approved), reviewed=reviewed)


def _released(
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


def _later(view: RecordChange[Request], index: int, provenance: Provenance, after: CommitFiles) -> tuple[str, ...]:
    """The fields of a letter that were changed after somebody decided on it."""
    commit = view.evidence[index].commit.id
    then = (
        record_values(provenance.place(view.change.path, commit), files_of_commit(provenance.repository, commit)) or {}
    )
    now = record_values(view.change.path, after) or {}
    return tuple(field for field in DISPOSED_FIELDS if field != "id" and then.get(field) != now.get(field))


def _approved(person: str, article: ReadArticle, provenance: Provenance, drafters: frozenset[str]) -> NewApproval:
    written = TextAuthorship()
    for writer, version in _versions(article.document.path, provenance):
        written.take(writer, version)
    here = {
        one for step in provenance.stretch.touching(article.document.path) if (one := _writer(step.commit, provenance))
    }
    return NewApproval(article.record.author, article.record.editor, 1 - written.share(person), drafters | here)


def _writer(commit: Commit, provenance: Provenance) -> str | None:
    return provenance.witness.worth(commit).person


def _versions(path: str, provenance: Provenance) -> Iterator[tuple[str | None, ReadArticle]]:
    """Each version of a story, oldest first, with whose work it is: what main has, and what the change makes of it."""
    repository, stretch, witness = provenance.repository, provenance.stretch, provenance.witness
    for commit in latest_commits(repository, stretch.base, path, MOST_VERSIONS):
        if version := read_article(CommitFiles(repository, commit.id), path):
            yield witness.author_of(commit), version
    for step in stretch.touching(path):
        if version := read_article(files_of_commit(repository, step.commit.id), path):
            yield _writer(step.commit, provenance), version


class TextAuthorship:
    """Whose words a story is made of, version by version."""

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
