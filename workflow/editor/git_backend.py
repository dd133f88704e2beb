"""The editor's storage backend: drafts on branches of this clone, `cms/<collection>/<name>`, published into main.

It answers the questions that Decap's proxy backend asks (decap-server's protocol, version 1). A branch is written
without touching the work tree; what is published goes through the desk, like every other change.
"""

import base64
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from workflow.config.office import Office
from workflow.editor.article_acts import ArticleActs
from workflow.editor.decap_config import Collection
from workflow.editor.errors import EditorRefusedError, RefusalReason, usable_office
from workflow.editor.protocol import Json, NotFoundError, Params, decode_image, file_answer, save_answer
from workflow.editor.record_list import COLLECTION_FOLDERS, DraftOnBranch, list_rows, search_records
from workflow.editor.text_merge import merge_texts
from workflow.editor.uploads import accepted_uploads, must_be_free_name
from workflow.editor.validate_save import validate_save
from workflow.git.commit_files import CommitFiles
from workflow.git.commit_writer import CommitWriter, DraftCommit
from workflow.git.repository import Repository
from workflow.git.worktree import CommitError, GitIdentity, pull, push
from workflow.i18n.catalog import translate
from workflow.i18n.message import say
from workflow.records.file_source import Files, Overlay, blob_id
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH, is_media
from workflow.rules.authority.git_change import media_paths
from workflow.services.file_change import PreparedChange
from workflow.services.transaction import exclusive_transaction

BRANCH_PREFIX = "cms/"
FIRST_STATUS = "draft"
_SLUG = re.compile(r"(?:20\d\d/)?[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


class GitBackend(Struct, frozen=True):
    """One clone, for one person at one time."""

    root: Path
    branch: str
    """The branch that everything is published into."""
    person: str
    """The key of whoever writes."""
    author: GitIdentity
    now: int

    def answer(self, action: str, params: Json) -> Any:
        """What Decap is told. Raises RefusedError, NotFoundError, MalformedQuestionError, GitError, WriteError."""
        answers: dict[str, Callable[[Json], Any]] = {
            "entriesByFiles": lambda params: [self._entry(one["path"], self.branch) for one in params["files"]],
            "getEntry": lambda params: self._entry(params["path"], self.branch),
            "unpublishedEntries": lambda _: [self._key(name) for name in self._branches()],
            "unpublishedEntry": self._unpublished,
            "unpublishedEntryDataFile": lambda params: {"data": self._text(params["path"], self._branch_of(params))},
            "unpublishedEntryMediaFile": lambda params: self._media(params["path"], self._branch_of(params)),
            "deleteUnpublishedEntry": self._delete,
            "persistEntry": self._persist,
            "updateUnpublishedEntryStatus": self._set_status,
            "publishUnpublishedEntry": self._publish,
            "getMedia": lambda _: [],
            "getMediaFile": lambda params: self._media(params["path"], self.branch),
            "getDeployPreview": lambda _: None,
            "storyActs": lambda params: self._acts.offered(params["path"]),
            "storyAct": lambda params: self._acts.enter(params["path"], params),
            "getNotes": lambda _: {"notes": []},
            "getPRMetadata": lambda _: {"metadata": None},
            "list": lambda _: {"rows": list_rows(self.root, *self._tip_and_drafts(), self._office_now(), self.now)},
            "find": lambda params: {"found": search_records(self.root, *self._tip_and_drafts(), str(params["words"]))},
        }
        if action == "info":
            return {"repo": self.root.name, "publish_modes": ["editorial_workflow"], "type": "local_git"}
        if action not in answers:
            raise EditorRefusedError(RefusalReason.ACTION, action=action)
        return answers[action](Params(params))

    @property
    def _acts(self) -> ArticleActs:
        return ArticleActs(self.root, self.branch, self.person, self.author, self.now)

    def _entry(self, path: str, branch: str) -> Json:
        return file_answer(path, self._bytes(path, branch))

    def _text(self, path: str, branch: str) -> str:
        return self._bytes(path, branch).decode("utf-8", "replace")

    def _media(self, path: str, branch: str) -> Json:
        content = base64.b64encode(self._bytes(path, branch)).decode()
        return {"id": path, "path": path, "name": Path(path).name, "content": content, "encoding": "base64"}

    def _bytes(self, path: str, branch: str) -> bytes:
        if not (is_media(path) or any(form.fullmatch(path) for form in (ARTICLE_PATH, REQUEST_PATH))):
            raise NotFoundError(path)
        if not CommitWriter(self.root).tip(f"refs/heads/{branch}"):
            raise NotFoundError(branch)
        with Repository(self.root) as repository:
            found = CommitFiles(repository, self._tip(repository, branch)).read(path)
        if found is None:
            raise NotFoundError(path)
        return found

    def _tip(self, repository: Repository, branch: str) -> str:
        return repository.resolve(f"refs/heads/{branch}")

    def _branches(self) -> list[str]:
        listed = CommitWriter(self.root).git("for-each-ref", "--format=%(refname:short)", f"refs/heads/{BRANCH_PREFIX}")
        return [name for name in listed.split() if _is_ours(name)]

    def _tip_and_drafts(self) -> tuple[str, list[DraftOnBranch]]:
        """What the list is made of: the tip, and what is being written on branches of its own."""
        writer = CommitWriter(self.root)
        written = [
            DraftOnBranch(_path_of(branch), writer.tip(f"refs/heads/{branch}"), self._status(branch))
            for branch in self._branches()
        ]
        return writer.tip(f"refs/heads/{self.branch}"), written

    def _office_now(self) -> Office:
        with Repository(self.root) as repository:
            return usable_office(CommitFiles(repository, self._tip(repository, self.branch)))

    def _key(self, branch: str) -> str:
        return branch.removeprefix(BRANCH_PREFIX)

    def _branch_of(self, params: Json) -> str:
        """The branch of an entry. Raises NotFoundError where its name is not one."""
        if params.get("id") and not params.get("slug"):
            name = f"{BRANCH_PREFIX}{params['id']}"
        else:
            name = f"{BRANCH_PREFIX}{params['collection']}/{params['slug']}"
        if not _is_ours(name):
            raise NotFoundError(name)
        return name

    def _unpublished(self, params: Json) -> Json:
        branch = self._branch_of(params)
        writer = CommitWriter(self.root)
        tip = writer.tip(f"refs/heads/{branch}")
        if not tip:
            raise NotFoundError(branch)
        collection, _, slug = branch.removeprefix(BRANCH_PREFIX).partition("/")
        when = writer.git("log", "-1", "--format=%cI", tip).strip()
        return {
            "collection": collection,
            "slug": slug,
            "status": self._status(branch),
            "diffs": self._diffs(branch),
            "updatedAt": when,
        }

    def _fork(self, branch: str) -> str:
        """Where a branch began."""
        return CommitWriter(self.root).git("merge-base", f"refs/heads/{self.branch}", f"refs/heads/{branch}").strip()

    def _diffs(self, branch: str) -> list[Json]:
        """What a branch changed since it began."""
        between = (self._fork(branch), f"refs/heads/{branch}")
        listed = CommitWriter(self.root).git("diff", "--name-status", "--no-renames", "-z", *between).split("\0")
        pairs = zip(listed[::2], listed[1::2], strict=False)
        return [{"path": path, "id": path, "newFile": state == "A"} for state, path in pairs if state != "D"]

    def _status(self, branch: str) -> str:
        """Kept where decap-server keeps it: in the description of the branch."""
        listed = CommitWriter(self.root).git("config", "--default", "", f"branch.{branch}.description").strip()
        return listed.rpartition("/")[2] or FIRST_STATUS

    def _set_status(self, params: Json) -> Json:
        status = params["newStatus"]
        if status not in ("draft", "pending_review", "pending_publish"):
            raise EditorRefusedError(RefusalReason.ACTION, action=str(status))
        CommitWriter(self.root).git("config", f"branch.{self._branch_of(params)}.description", f"decap-cms/{status}")
        return {"message": status}

    def _delete(self, params: Json) -> Json:
        branch = self._branch_of(params)
        writer = CommitWriter(self.root)
        tip = writer.tip(f"refs/heads/{branch}")
        if tip:
            writer.git("branch", "--quiet", "--delete", "--force", "--", branch)
        return {"message": branch}

    def _persist(self, params: Json) -> Json:
        files = [*map(Params, params["dataFiles"])]
        options = Params(params["options"])
        branch = self._branch_of({"collection": options["collectionName"], "slug": files[0]["slug"]})
        texts = {one.get("newPath") or one["path"]: str(one["raw"]).encode("utf-8", "surrogatepass") for one in files}
        if stray := [path for path in texts if path != _path_of(branch)]:
            raise EditorRefusedError(RefusalReason.NO_PLACE, path=stray[0])
        assets = {one["path"]: decode_image(one["content"]) for one in map(Params, params["assets"])}
        writer = CommitWriter(self.root)
        tip = writer.tip(f"refs/heads/{branch}")
        with Repository(self.root) as repository:
            parent = tip or self._tip(repository, self.branch)
            files_then = CommitFiles(repository, parent)
            sent = texts | accepted_uploads(files_then, texts, assets)
            saved = validate_save(files_then, usable_office(files_then), sent, self.person, self.now)
            unused = self._unused_media(Overlay(files_then, saved.files), branch, saved.files) if tip else ()
        title = str(options["commitMessage"]).splitlines()[0][:200]
        changed = {**saved.files, **dict.fromkeys(unused)}
        draft = DraftCommit(files=changed, message=f"{title}\n", at=self.now, parents=(parent,), author=self.author)
        writer.commit(f"refs/heads/{branch}", draft)
        if not tip:
            self._set_status({**params, "collection": options["collectionName"], "slug": files[0]["slug"],
                              "newStatus": options.get("status") or FIRST_STATUS})  # fmt: skip
        return {"message": branch, **save_answer(saved)}

    def _unused_media(self, files: Files, branch: str, saved: Mapping[str, bytes]) -> list[str]:
        """Pictures and documents that came with this branch and that its story names no more."""
        named = {one for path in saved for one in media_paths(path, (files,))}
        came = (one["path"] for one in self._diffs(branch) if one["newFile"])
        return [path for path in came if is_media(path) and path not in named]

    def _publish(self, params: Json) -> Json:
        """Commit what a branch changed onto the branch that is checked out, as the desk does, and forget the branch.

        What others changed there meanwhile stays.
        """
        branch = self._branch_of(params)
        self._with_remote(pull)  # what is published meanwhile is corrected, and no longer only changed
        if self._acts.merge(branch):
            return self._delete(params)
        with Repository(self.root) as repository:
            main = CommitFiles(repository, self._tip(repository, self.branch))
            sent = self._merged_files(branch, CommitFiles(repository, self._fork(branch)), main)
            for path in filter(is_media, sent):
                must_be_free_name(main, sent, path)
            saved = validate_save(main, usable_office(main), sent, self.person, self.now)
            fresh = {path: data for path, data in saved.files.items() if main.identity(path) != blob_id(data)}
        if fresh:
            title = say("{name}: written in the editor", name=branch.removeprefix(BRANCH_PREFIX))
            pictures: dict[str, bytes | None] = {path: data for path, data in fresh.items() if is_media(path)}
            texts = {path: data.decode() for path, data in fresh.items() if path not in pictures}
            with exclusive_transaction(self.root) as desk:
                desk.commit(PreparedChange(title, texts, pictures=pictures), self.author, translate(title))
        self._with_remote(push)
        return {**self._delete(params), **save_answer(saved)}

    def _merged_files(self, branch: str, fork: CommitFiles, main: CommitFiles) -> dict[str, bytes]:
        """The files that a branch brings, its texts with what main changed in them since. Raises EditorRefusedError."""
        sent: dict[str, bytes] = {}
        for path in (one["path"] for one in self._diffs(branch)):
            ours = self._bytes(path, branch)
            before, theirs = fork.read(path), main.read(path)
            both = merge_texts(CommitWriter(self.root), before or b"", ours, theirs) if theirs is not None else ours
            if both is None or (both != ours and is_media(path)):
                raise EditorRefusedError(RefusalReason.MEANWHILE, path=path)
            sent[path] = both
        return sent

    def _with_remote(self, do: Callable[[Path], None]) -> None:
        """Meet the remote. Raises RefusedError where that is not possible."""
        try:
            do(self.root)
        except CommitError as error:
            raise EditorRefusedError(RefusalReason.OFFLINE, reason=str(error)) from error


def _is_ours(branch: str) -> bool:
    """Whether a branch is one that the editor made: its names are safe to give to Git."""
    collection, _, slug = branch.removeprefix(BRANCH_PREFIX).partition("/")
    return branch.startswith(BRANCH_PREFIX) and collection in set(Collection) and bool(_SLUG.fullmatch(slug))


def _path_of(branch: str) -> str:
    """The one text that a branch of the editor's holds: what else lay on it would be published unseen."""
    collection, _, name = branch.removeprefix(BRANCH_PREFIX).partition("/")
    return f"{COLLECTION_FOLDERS[Collection(collection)]}/{name}.md"
