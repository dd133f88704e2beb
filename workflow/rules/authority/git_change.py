"""The table asked about a change in Git: each record that it touches, with who made what of it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from workflow.config.office import Office
from workflow.config.policy import Level
from workflow.git.commit_files import CommitFiles, files_of_commit
from workflow.git.log import Commit, FileChange
from workflow.i18n.message import say
from workflow.records.article import Article
from workflow.records.file_source import Files
from workflow.records.paths import ARTICLE_PATH
from workflow.records.paths import IMAGE_PATH as PICTURE_PATH
from workflow.records.request import Request
from workflow.rules.authority.fields import PICTURE
from workflow.rules.authority.judge import FieldRefusal, ValueProvenance, refusals
from workflow.rules.authority.provenance import Provenance
from workflow.rules.authority.record_change import authority_case, record_values
from workflow.rules.authority.table import READER_FIELDS
from workflow.rules.change_context import ActEvidence, MadeBy, RecordChange
from workflow.text.document import YAML_ESCAPE


class RecordAuthority:
    """Says of each record of a change what was done to it by somebody who may not."""

    def __init__(
        self, provenance: Provenance, before: CommitFiles, after: CommitFiles, office: Office, now: int
    ) -> None:
        self.provenance, self.before, self.after, self.office, self.now = provenance, before, after, office, now

    def refusals(self, path: str) -> tuple[FieldRefusal, ...]:
        """What the table does not let pass of one record."""
        case = authority_case(path, self.before, self.after, self.office, self.now)
        if case is None:
            return ()
        at = self.provenance.witness.received
        return tuple(refusals(case, self.office, at, lambda field: self._vouching(path, field)))

    def _vouching(self, path: str, field: str) -> ValueProvenance:
        made = self.provenance.made_by(self.maker(path, field), self.office.policy.evidence.default)
        return made.and_by(self._approvers(path, field))

    def maker(self, path: str, field: str) -> Commit | None:
        """The commit that made a field of a record what it is at the head."""
        return self.provenance.maker(self._paths(path, field), lambda commit: self._value(path, commit).get(field))

    def acts(self, view: RecordChange[Article]) -> dict[int, ActEvidence]:
        """Who stands behind each new act on a story."""
        path, known = view.change.path, len(view.before.record.acts) if view.before else 0
        case = authority_case(path, self.before, self.after, self.office, self.now)
        if view.after is None or case is None:
            return {}
        changed = [field for field in case.fields if field in READER_FIELDS]
        return {index: self._act(path, index, changed) for index in range(known, len(view.after.record.acts))}

    def _act(self, path: str, index: int, fields: Collection[str]) -> ActEvidence:
        """`fields`: those of the story that the change changes."""

        def act_at(commit: str) -> object:
            acts = self._value(path, commit).get("acts")
            return acts[index] if isinstance(acts, list) and index < len(acts) else None

        witness, makers = self.provenance.witness, {field: self.maker(path, field) for field in fields}
        return ActEvidence(
            made=self._made(self.provenance.maker((path,), act_at)),
            writers={field: witness.worth(one).person if one else None for field, one in makers.items()},
            approvers=self._approvers(path, PICTURE),
        )

    def taken_back(self, view: RecordChange[Request]) -> MadeBy | None:
        """Who entered that the sender took a letter back; None where the change does not bring that."""
        before, after = view.before, view.after
        if after is None or not after.record.withdrawn or (before and before.record.withdrawn):
            return None
        return self._made(self.maker(view.change.path, "withdrawn.by"))

    def held(self, view: RecordChange[Request]) -> dict[int, MadeBy]:
        """Who entered each hold that is new, or ended it."""
        path = view.change.path
        old = self._list(path, self.before, "holds")
        new = self._list(path, self.after, "holds")
        changed = [index for index, hold in enumerate(new) if index >= len(old) or hold != old[index]]

        def hold_at(commit: str, index: int) -> object:
            found = self._list(
                self.provenance.place(path, commit), files_of_commit(self.provenance.repository, commit), "holds"
            )
            return found[index] if index < len(found) else None

        return {
            index: self._made(self.provenance.maker((path,), lambda commit, index=index: hold_at(commit, index)))  # type: ignore[misc]
            for index in changed
        }

    def _list(self, path: str, tree: CommitFiles, field: str) -> list[Any]:
        found = (record_values(path, tree) or {}).get(field)
        return found if isinstance(found, list) else []

    def _made(self, commit: Commit | None) -> MadeBy:
        if commit is None:
            lacks = say("No commit brought this entry as it stands; it came of a merge.")
            return MadeBy(None, None, Level.CLAIMED, lacks, self.now)
        witness = self.provenance.witness
        worth = witness.worth(commit)
        return MadeBy(commit, worth.person, worth.level, worth.lacks, witness.made_at(commit, self.now))

    def _approvers(self, path: str, field: str) -> frozenset[str]:
        return frozenset.intersection(*map(self.provenance.approvers, self._paths(path, field)))

    def _paths(self, path: str, field: str) -> list[str]:
        return [path, *(picture_paths(path, (self.before, self.after)) if field == PICTURE else ())]

    def _value(self, path: str, commit: str) -> dict[str, Any]:
        place = self.provenance.place(path, commit)
        return record_values(place, files_of_commit(self.provenance.repository, commit)) or {}


def picture_paths(path: str, trees: Iterable[Files]) -> list[str]:
    """Where the pictures lie that an article names in some trees."""
    found = (record_values(path, tree) or {} for tree in trees)
    names = (one.get("image.src") for one in found)
    return [f"{path.rpartition('/')[0]}/{name}" for name in names if isinstance(name, str)]


def articles_with_changed_picture(changes: Iterable[FileChange], before: CommitFiles) -> Iterator[str]:
    """The stories whose pictures a change touches though it does not touch them."""
    touched = {change.path for change in changes}
    for change in changes:
        if change.added or not PICTURE_PATH.fullmatch(change.path):
            continue
        folder, _, name = change.path.rpartition("/")
        for path in before.repository.holding((name, YAML_ESCAPE), before.commit, folder):
            if ARTICLE_PATH.fullmatch(path) and path not in touched and change.path in picture_paths(path, (before,)):
                yield path
