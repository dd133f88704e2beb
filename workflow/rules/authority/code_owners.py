"""Who answers for a file outside content/: the owners that the policy names, and by default the head of the office."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from workflow.config.office import Office
from workflow.config.policy import Level, Owner, covers, is_maintainable
from workflow.git.log import Commit, FileChange
from workflow.rules.authority.judge import ValueProvenance, hold_one_of
from workflow.rules.authority.provenance import Provenance
from workflow.rules.change_context import UnvouchedFile

RECORDS_FOLDER = "content/"
EVERYTHING = "/"
"""The path of the owner of whatever no other owner is named for."""


def code_owners(office: Office) -> tuple[Owner, ...]:
    """The owners of all paths, the general ones first: as in CODEOWNERS the last that covers a path counts.

    Nobody owns a record by its path: what may be done to it, and by whom, the table says. A maintainer owns only what
    maintainers may (`MAINTAINABLE`); what would be left without an owner is the head's.
    """
    head, maintainers = office.editions[-1].head, office.policy.maintainers
    named = (one for one in office.policy.owners if not f"{one.path}/".startswith(RECORDS_FOLDER))
    kept = (
        (one.path, tuple(role for role in one.roles if role not in maintainers or is_maintainable(one.path)))
        for one in named
    )
    return (Owner(EVERYTHING, (head,)), *(Owner(path, roles or (head,)) for path, roles in kept))


def owner_of_path(office: Office, path: str) -> Owner:
    """Who answers for a file."""
    return [one for one in code_owners(office) if one.path == EVERYTHING or covers(one.path, path)][-1]


def unvouched_files(changes: Iterable[FileChange], provenance: Provenance) -> Iterator[UnvouchedFile]:
    """Files outside content/ that were changed and that no owner made, merged or approved as they now are."""
    assessor = provenance.assessor
    for change in changes:
        if change.path.startswith(RECORDS_FOLDER):
            continue
        owner, by = owner_of_path(assessor.office, change.path), _vouching(change.path, provenance)
        if not hold_one_of(assessor.office, by.persons, owner.roles, assessor.received):
            yield UnvouchedFile(
                path=change.path,
                owners=tuple(map(assessor.office.role_title, owner.roles)),
                author=by.author,
                is_known=bool(by.claimed),
                is_owner=hold_one_of(assessor.office, (by.claimed,), owner.roles, assessor.received),
                needed=assessor.office.policy.evidence.needed_of_rules,
            )


def _vouching(path: str, provenance: Provenance) -> ValueProvenance:
    """Who stands behind a file as it now is, with the evidence that the policy asks for a change of the rules."""
    needed = provenance.assessor.office.policy.evidence.needed_of_rules
    made = provenance.made_by(provenance.maker((path,), lambda commit: provenance.state(commit, path)), needed)
    merged = provenance.made_by(_merge(path, provenance), needed)
    approvers = provenance.approvers(path)
    if needed is Level.REVIEWED:
        return replace(made, persons=approvers)
    return made.and_by(merged.persons | approvers)


def _merge(path: str, provenance: Provenance) -> Commit | None:
    """The merge at the head, where it brought a file in as it now is; one that brought something else says nothing."""
    one = provenance.commit_range
    top = next((step for step in one.steps if step.commit.id == one.head and len(step.commit.parents) > 1), None)
    if top is None or all(change.path != path for change in top.changes):
        return None
    return top.commit if provenance.state(one.head, path) == provenance.state(one.result, path) else None
