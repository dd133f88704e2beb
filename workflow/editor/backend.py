"""Where the editor keeps what it saves: branches of this clone, `cms/<collection>/<name>`, and main at the end.

It answers the questions that Decap's proxy backend asks (decap-server's protocol, version 1). A branch is written
without touching the work tree; what is published goes through the desk, like every other change.
"""

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from workflow.desk.change import Change
from workflow.desk.committing import at_the_desk
from workflow.desk.refusal import RefusedError
from workflow.editor.config import NEWS, REQUESTS, Collection
from workflow.editor.saving import Saved, judged
from workflow.editor.story_acts import StoryActs
from workflow.history.desk import CommitError, Identity, catch_up, share
from workflow.history.git import Repository
from workflow.history.tree import Tree
from workflow.history.writer import Draft, Writer
from workflow.language.catalog import fill, tr
from workflow.language.message import say
from workflow.records.files import Files
from workflow.records.load import load_from
from workflow.records.office import Office
from workflow.rules.brief import brief
from workflow.rules.fields.path import ARTICLE, PICTURE, REQUEST
from workflow.text.finding import Finding

PREFIX = "cms/"
FIRST_STATUS = "draft"
LARGEST = 20 << 20
"""Bytes of a picture that is still taken."""
_SLUG = re.compile(r"(?:20\d\d/)?[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
Json = dict[str, Any]


class MissingError(Exception):
    """What was asked for is not there."""


class Backend(Struct, frozen=True):
    """One clone, for one person at one time."""

    root: Path
    branch: str
    """The branch that everything is published into."""
    person: str
    """The key of whoever writes."""
    author: Identity
    now: int

    def answer(self, action: str, params: Json) -> Any:
        """What Decap is told. Raises RefusedError, MissingError, GitError, WriteError; KeyError where it asks oddly."""
        answers: dict[str, Callable[[Json], Any]] = {
            "entriesByFolder": self._folder,
            "entriesByFiles": lambda params: [self._entry(one["path"], self.branch) for one in params["files"]],
            "getEntry": lambda params: self._entry(params["path"], self.branch),
            "unpublishedEntries": lambda _: [self._key(name) for name in self._branches()],
            "unpublishedEntry": self._unpublished,
            "unpublishedEntryDataFile": lambda params: {"data": self._text(params["path"], self._of(params))},
            "unpublishedEntryMediaFile": lambda params: self._media(params["path"], self._of(params)),
            "deleteUnpublishedEntry": self._delete,
            "persistEntry": self._persist,
            "updateUnpublishedEntryStatus": self._set_status,
            "publishUnpublishedEntry": self._publish,
            "getMedia": lambda _: [],
            "getMediaFile": lambda params: self._media(params["path"], self.branch),
            "getDeployPreview": lambda _: None,
            "storyActs": lambda params: self._acts.shown(params["path"]),
            "storyAct": lambda params: self._acts.enter(params["path"], params),
            "getNotes": lambda _: {"notes": []},
            "getPRMetadata": lambda _: {"metadata": None},
        }
        if action == "info":
            return {"repo": self.root.name, "publish_modes": ["editorial_workflow"], "type": "local_git"}
        if action not in answers:
            raise RefusedError(say("The editor cannot do this here: {action}.", action=action))
        return answers[action](params)

    @property
    def _acts(self) -> StoryActs:
        return StoryActs(self.root, self.branch, self.person, self.author, self.now)

    def _folder(self, params: Json) -> list[Json]:
        folder, form = params["folder"], {NEWS: ARTICLE, REQUESTS: REQUEST}[params["folder"]]
        with Repository(self.root) as repository:
            tree = Tree(repository, self._tip(repository, self.branch))
            paths = [path for path in tree.walk(folder) if form.fullmatch(path)]
            return [_file(path, tree.read(path) or b"") for path in paths]

    def _entry(self, path: str, branch: str) -> Json:
        return _file(path, self._bytes(path, branch))

    def _text(self, path: str, branch: str) -> str:
        return self._bytes(path, branch).decode("utf-8", "replace")

    def _media(self, path: str, branch: str) -> Json:
        content = base64.b64encode(self._bytes(path, branch)).decode()
        return {"id": path, "path": path, "name": Path(path).name, "content": content, "encoding": "base64"}

    def _bytes(self, path: str, branch: str) -> bytes:
        if not any(form.fullmatch(path) for form in (ARTICLE, REQUEST, PICTURE)):
            raise MissingError(path)
        with Repository(self.root) as repository:
            found = Tree(repository, self._tip(repository, branch)).read(path)
        if found is None:
            raise MissingError(path)
        return found

    def _tip(self, repository: Repository, branch: str) -> str:
        return repository.resolve(f"refs/heads/{branch}")

    def _branches(self) -> list[str]:
        listed = Writer(self.root).git("for-each-ref", "--format=%(refname:short)", f"refs/heads/{PREFIX}")
        return [name for name in listed.split() if _is_ours(name)]

    def _key(self, branch: str) -> str:
        return branch.removeprefix(PREFIX)

    def _of(self, params: Json) -> str:
        """The branch of an entry. Raises MissingError where its name is not one."""
        if params.get("id") and not params.get("slug"):
            name = f"{PREFIX}{params['id']}"
        else:
            name = f"{PREFIX}{params['collection']}/{params['slug']}"
        if not _is_ours(name):
            raise MissingError(name)
        return name

    def _unpublished(self, params: Json) -> Json:
        branch = self._of(params)
        writer = Writer(self.root)
        tip = writer.tip(f"refs/heads/{branch}")
        if not tip:
            raise MissingError(branch)
        fork = writer.git("merge-base", f"refs/heads/{self.branch}", tip).strip()
        listed = writer.git("diff", "--name-status", "--no-renames", "-z", fork, tip).split("\0")
        pairs = zip(listed[::2], listed[1::2], strict=False)
        diffs = [{"path": path, "id": path, "newFile": state == "A"} for state, path in pairs]
        collection, _, slug = branch.removeprefix(PREFIX).partition("/")
        when = writer.git("log", "-1", "--format=%cI", tip).strip()
        return {
            "collection": collection,
            "slug": slug,
            "status": self._status(branch),
            "diffs": diffs,
            "updatedAt": when,
        }

    def _status(self, branch: str) -> str:
        """Kept where decap-server keeps it: in the description of the branch."""
        listed = Writer(self.root).git("config", "--default", "", f"branch.{branch}.description").strip()
        return listed.rpartition("/")[2] or FIRST_STATUS

    def _set_status(self, params: Json) -> Json:
        status = params["newStatus"]
        if status not in ("draft", "pending_review", "pending_publish"):
            raise RefusedError(say("The editor cannot do this here: {action}.", action=str(status)))
        Writer(self.root).git("config", f"branch.{self._of(params)}.description", f"decap-cms/{status}")
        return {"message": status}

    def _delete(self, params: Json) -> Json:
        branch = self._of(params)
        writer = Writer(self.root)
        tip = writer.tip(f"refs/heads/{branch}")
        if tip:
            writer.git("branch", "--quiet", "--delete", "--force", "--", branch)
        return {"message": branch}

    def _persist(self, params: Json) -> Json:
        files = params.get("dataFiles") or [params["entry"]]
        options = params["options"]
        branch = self._of({"collection": options["collectionName"], "slug": files[0]["slug"]})
        sent = {one.get("newPath") or one["path"]: str(one["raw"]).encode("utf-8", "surrogatepass") for one in files}
        sent |= {one["path"]: base64.b64decode(one["content"]) for one in params["assets"]}
        if any(len(data) > LARGEST for data in sent.values()):
            raise RefusedError(say("A file is larger than {size} MB.", size=LARGEST >> 20))
        writer = Writer(self.root)
        tip = writer.tip(f"refs/heads/{branch}")
        with Repository(self.root) as repository:
            parent = tip or self._tip(repository, self.branch)
            files_then = Tree(repository, parent)
            saved = judged(files_then, self._office(files_then), sent, self.person, self.now)
        title = str(options["commitMessage"]).splitlines()[0][:200]
        draft = Draft(files=_texts(saved), message=f"{title}\n", at=self.now, parents=(parent,), author=self.author)
        writer.commit(f"refs/heads/{branch}", draft)
        if not tip:
            self._set_status({**params, "collection": options["collectionName"], "slug": files[0]["slug"],
                              "newStatus": options.get("status") or FIRST_STATUS})  # fmt: skip
        return {"message": branch, **_told(saved)}

    def _office(self, files: Files) -> Office:
        """The office by the files of a branch. Raises RefusedError where its configuration has errors."""
        office, _ = load_from(files)
        if office is None:
            raise RefusedError(say("The office's configuration has errors; run `redaksi check`."))
        return office

    def _publish(self, params: Json) -> Json:
        """Commit what a branch changed onto the branch that is checked out, as the desk does, and forget the branch."""
        branch = self._of(params)
        if self._acts.merge(branch):
            return self._delete(params)
        changed = [one["path"] for one in self._unpublished(params)["diffs"]]
        sent = {path: self._bytes(path, branch) for path in changed}
        self._online(catch_up)
        with Repository(self.root) as repository:
            main = Tree(repository, self._tip(repository, self.branch))
            saved = judged(main, self._office(main), sent, self.person, self.now)
        title = say("{name}: written in the editor", name=branch.removeprefix(PREFIX))
        with at_the_desk(self.root) as desk:
            desk.commit(Change(title, _texts(saved)), self.author, fill(title))
        self._online(share)
        return {**self._delete(params), **_told(saved)}

    def _online(self, do: Callable[[Path], None]) -> None:
        """Meet the remote. Raises RefusedError where that is not possible."""
        try:
            do(self.root)
        except CommitError as error:
            raise RefusedError(say("The branch cannot be shared just now: {reason}", reason=str(error))) from error


def _is_ours(branch: str) -> bool:
    """Whether a branch is one that the editor made: its names are safe to give to Git."""
    collection, _, slug = branch.removeprefix(PREFIX).partition("/")
    return branch.startswith(PREFIX) and collection in set(Collection) and bool(_SLUG.fullmatch(slug))


def _file(path: str, data: bytes) -> Json:
    return {"data": data.decode("utf-8", "replace"), "file": {"path": path, "id": path, "label": Path(path).name}}


def _texts(saved: Saved) -> dict[str, str]:
    return {path: data.decode("utf-8", "surrogateescape") for path, data in saved.files.items()}


def _told(saved: Saved) -> Json:
    """What the page says beside Decap's own messages (assets/told.js): the first few warnings, in plain words."""
    few, more = brief(saved.warnings)
    rest = [tr("and {count} more warnings", count=more)] if more else []
    return {"warnings": [*map(_said, few), *rest]}


def _said(finding: Finding) -> str:
    text = tr("line {number}: {message}", number=finding.line, message=fill(finding.message))
    return f"{text} {fill(finding.help)}" if finding.help else text
