"""What those who decide, approve and publish had before them: their word holds for that and nothing else."""

from collections import Counter
from collections.abc import Iterator

from workflow.history.tree import Tree, tree_of
from workflow.records.policy import Level
from workflow.records.read import ReadArticle, read_article
from workflow.records.request import Request
from workflow.rules.authority.case import values_of
from workflow.rules.authority.occasions import needs_of
from workflow.rules.authority.party import edition_for
from workflow.rules.authority.provenance import Provenance
from workflow.rules.authority.table import FACTS, LETTER
from workflow.rules.change_view import Approved, RecordChange, Released
from workflow.rules.fields.path import article_path
from workflow.sop.edition import Need

DECIDED = (*FACTS, *LETTER, "letter.nature")
"""What a disposition is about."""


def fill(view: RecordChange[Request], provenance: Provenance, before: Tree, after: Tree) -> None:
    """Note in a view what its new entries vouch for, and whether that is still what it was."""
    if view.after is None:
        return
    request = view.after.record
    edition = edition_for(view.office, request.sop)
    needs = {index: needs_of(request, index, edition) for index in sorted(view.evidence)}
    decided = (index for index, left in needs.items() if Need.DISPOSITION in left)
    view.redrafted = {index: fields for index in decided if (fields := _later(view, index, provenance))}
    path = article_path(request.news) if request.news else ""
    article = read_article(after, path) if path else None
    if article is None:
        return
    old = read_article(before, path)
    approved = [index for index, left in needs.items() if Need.CONTENT in left]
    writing = {step.number for step in edition.steps if step.leaves(Need.NEWS)}
    drafters = frozenset(entry.by for entry in request.steps if entry.step in writing)
    for index in approved:
        view.approved[index] = _approved(request.steps[index].by, article, old, provenance, drafters)
    published = [index for index, left in needs.items() if Need.OUTLETS in left]
    for index in published:
        reviewed = view.evidence[index].level is Level.REVIEWED
        view.released[index] = _released(request, index, article, old, anew=bool(approved), reviewed=reviewed)


def _released(
    request: Request, index: int, article: ReadArticle, old: ReadArticle | None, *, anew: bool, reviewed: bool
) -> Released:
    approvals = [one for one in request.steps[:index] if one.content]
    last = max(approvals, key=lambda one: one.finished, default=None)
    return Released(
        before=old.record.publish_at if old else None,
        now=article.record.publish_at,
        approved_anew=anew,
        approved_at=last.finished if last else None,
        approved_by=last.by if last else "",
        reviewed=reviewed,
    )


def _later(view: RecordChange[Request], index: int, provenance: Provenance) -> tuple[str, ...]:
    """The fields of a letter that were changed after somebody decided on it."""
    commit = view.evidence[index].commit.id
    then = values_of(provenance.place(view.change.path, commit), tree_of(provenance.repository, commit)) or {}
    now = values_of(view.change.path, tree_of(provenance.repository, provenance.stretch.head)) or {}
    return tuple(field for field in DECIDED if field != "id" and then.get(field) != now.get(field))


def _approved(
    person: str, article: ReadArticle, old: ReadArticle | None, provenance: Provenance, drafters: frozenset[str]
) -> Approved:
    path = article.document.path
    other, hers, writers = old, False, set(drafters)
    for step in provenance.stretch.touching(path):
        writer = provenance.witness.worth(step.commit).person
        writers |= {writer} if writer else set()
        if writer in (None, person):
            hers = True
        else:
            other = read_article(tree_of(provenance.repository, step.commit.id), path) or other
    share = 1.0 if not hers else _share(other, article) if other else 0.0
    return Approved(article.record.author, article.record.editor, share, frozenset(writers))


def _share(old: ReadArticle, new: ReadArticle) -> float:
    """How much of a story's words another version of it has, from 0 to 1."""
    one, two = (Counter(_words(version)) for version in (old, new))
    return (one & two).total() / max(one.total(), two.total(), 1)


def _words(article: ReadArticle) -> Iterator[str]:
    yield from article.record.title.split()
    yield from article.record.summary.split()
    yield from article.document.body.split()
