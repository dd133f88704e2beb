"""Acts on published stories from the editor, in Git: entries on a story's branch or on main, and merges."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from workflow.editor.decap_config import NEWS_FOLDER, Collection
from workflow.editor.errors import usable_office
from workflow.editor.proposals import act_from_page, comes_with_text, must_not_be_author, offered_acts
from workflow.git.commit_files import CommitFiles
from workflow.git.commit_range import range_between
from workflow.git.commit_writer import CommitWriter, DraftCommit
from workflow.git.repository import Repository
from workflow.git.worktree import CommitError, GitIdentity, merge_branch, pull, push
from workflow.i18n.catalog import translate
from workflow.i18n.message import say
from workflow.records.article import TEXT_ACTS, ActKind
from workflow.records.paths import ARTICLE_PATH
from workflow.rules.publishing import changed
from workflow.services.article_actions import ArticleAtHand, article_at_hand
from workflow.services.article_acts import prepare_act
from workflow.services.errors import RefusedError
from workflow.services.precheck import precheck_errors
from workflow.services.text_authors import field_authors
from workflow.services.transaction import exclusive_transaction

NEWS_BRANCH_PREFIX = f"cms/{Collection.NEWS}/"
MERGE_IS_NEXT = say("The correction is entered. Set it ready, then merge: only then do readers see it.")
ACT_ENTERED = say("It is done. Readers see it as soon as the site is made anew.")
CORRECTION_NOT_ENTERED = say(
    "The change of this story is not entered as a correction yet, so it cannot be merged. Open the story: above its "
    "form stands who can enter it."
)


class ArticleActs(Struct, frozen=True):
    """One clone, for one person at one time."""

    root: Path
    branch: str
    """The branch that everything is published into."""
    person: str
    author: GitIdentity
    now: int

    def offered(self, path: str) -> dict[str, Any]:
        """What the page shows above a story's form. Raises RefusedError."""
        with Repository(self.root) as repository:
            story = self._story(repository, path, self._tip(_branch_of(path)))
            return offered_acts(story, self.person, self._writers(repository, story, path))

    def enter(self, path: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Enter what somebody wants: a correction beside its text, on the story's branch; all else on main."""
        if self._comes_with_text(path, params["act"]):
            self._correct(path, params)
            return {"said": translate(MERGE_IS_NEXT)}
        self._with_remote(pull)
        with Repository(self.root) as repository:
            story = self._story(repository, path, "")
            change = prepare_act(story, self.person, act_from_page(params, story)).change
        with exclusive_transaction(self.root) as desk:
            desk.commit(change, self.author, translate(change.title))
        self._with_remote(push)
        return {"said": translate(ACT_ENTERED)}

    def _comes_with_text(self, path: str, act: Any) -> bool:
        """Whether the act is entered beside a changed text, on the story's branch."""
        if act not in TEXT_ACTS:
            return False
        with Repository(self.root) as repository:
            return comes_with_text(ActKind(act), self._story(repository, path, self._tip(_branch_of(path))))

    def _correct(self, path: str, params: Mapping[str, Any]) -> None:
        branch, tip = _branch_of(path), self._tip(_branch_of(path))
        with Repository(self.root) as repository:
            story = self._story(repository, path, tip)
            must_not_be_author(story, self.person, self._writers(repository, story, path))
            change = prepare_act(story, self.person, act_from_page(params, story)).change
        parents = (tip or self._tip(self.branch),)
        message = f"{translate(change.title)}\n"
        draft = DraftCommit(files=change.texts, message=message, at=self.now, parents=parents, author=self.author)
        CommitWriter(self.root).commit(f"refs/heads/{branch}", draft)

    def merge(self, branch: str) -> bool:
        """Merge a corrected story into main as its remote has it, its commits as they are: they say who wrote what.

        False where the branch holds no story that readers have. Raises RefusedError.
        """
        path = f"{NEWS_FOLDER}/{branch.removeprefix(NEWS_BRANCH_PREFIX)}.md"
        if not ARTICLE_PATH.fullmatch(path) or not self._is_shown(path):
            return False
        with Repository(self.root) as repository:
            self._must_be_mergeable(repository, path, self._tip(branch))
        title = translate(say("{name}: correction merged in the editor", name=path))
        with exclusive_transaction(self.root) as desk:
            try:
                merge_branch(self.root, branch, self.author, title, desk.lock)
            except CommitError as error:
                raise RefusedError(say("Nothing was entered: {reason}", reason=str(error))) from error
        self._with_remote(push)
        return True

    def _is_shown(self, path: str) -> bool:
        with Repository(self.root) as repository:
            there = CommitFiles(repository, self._tip(self.branch)).size(path) is not None
            return there and self._story(repository, path, "").is_shown

    def _must_be_mergeable(self, repository: Repository, path: str, tip: str) -> None:
        """Raises RefusedError where the check would refuse the merge, or the one who entered it wrote it, too."""
        changes = range_between(repository, self._tip(self.branch), tip)
        if changes.conflicts:
            raise RefusedError(
                say("{path} was changed by somebody else meanwhile; delete this change and begin anew.", path=path)
            )
        story = self._story(repository, path, changes.result)
        text = story.article.document.text
        findings = precheck_errors(story.files, {path: text}, story.office, self.now)
        if any(finding.rule == changed.RULE.slug for finding in findings):
            raise RefusedError(CORRECTION_NOT_ENTERED)
        if findings:
            raise RefusedError(say("The check refuses this text."), tuple(findings), {path: text})
        before = article_at_hand(story.base, story.office, path, self.now).article.record.acts
        entries = story.article.record.acts[len(before) :]
        if story.changed and not any(entry.act in TEXT_ACTS for entry in entries):
            raise RefusedError(CORRECTION_NOT_ENTERED)  # seals of former years do not hold the picture
        for entry in entries:
            must_not_be_author(story, entry.by, self._writers(repository, story, path))

    def _story(self, repository: Repository, path: str, commit: str) -> ArticleAtHand:
        """A story as a commit has it, "" for main, against what readers have. Raises RefusedError."""
        base = CommitFiles(repository, self._tip(self.branch))
        files = CommitFiles(repository, commit) if commit else base
        return article_at_hand(files, usable_office(base), path, self.now, base)

    def _writers(self, repository: Repository, story: ArticleAtHand, path: str) -> set[str]:
        """Who wrote what differs from what readers have."""
        tip = self._tip(_branch_of(path))
        if not tip or not story.changed or not isinstance(story.base, CommitFiles):
            return set()
        return field_authors(repository, story.base, tip, story.office, self.now, path, story.changed)

    def _tip(self, branch: str) -> str:
        return CommitWriter(self.root).tip(f"refs/heads/{branch}")

    def _with_remote(self, do: Callable[[Path], None]) -> None:
        try:
            do(self.root)
        except CommitError as error:
            raise RefusedError(say("The branch cannot be shared just now: {reason}", reason=str(error))) from error


def _branch_of(path: str) -> str:
    """The branch on which the editor keeps what was saved of a story. Raises RefusedError for no story's path."""
    if not ARTICLE_PATH.fullmatch(path):
        raise RefusedError(say("There is no story {path}.", path=path))
    return NEWS_BRANCH_PREFIX + path.removeprefix(f"{NEWS_FOLDER}/").removesuffix(".md")
