"""The editor's list of records: a short row for each, read from Git's objects and cached while the tip stays the same.

The page orders, filters and pages them (assets/list.js); words are looked for here, in the whole text of all years.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from workflow.config.office import Office
from workflow.editor.decap_config import NEWS_FOLDER, REQUESTS_FOLDER, Collection
from workflow.editor.record_states import closed_request_states
from workflow.git.commit_files import CommitFiles
from workflow.git.repository import Repository
from workflow.queries.open_requests import load_request, open_request
from workflow.records.paths import ARTICLE_PATH, REQUEST_PATH

PATH_PATTERNS = {Collection.NEWS: ARTICLE_PATH, Collection.REQUESTS: REQUEST_PATH}
COLLECTION_FOLDERS = {Collection.NEWS: NEWS_FOLDER, Collection.REQUESTS: REQUESTS_FOLDER}
MAX_OBJECT_HEADER_BYTES = 32
"""Bytes that follow an object's name in Git's answer, at most."""
_LINE = re.compile(r"^(?:  (?=received|from|subject))?([a-z_]+):[ \t]+(\S.*)$", re.MULTILINE)
"""A field's name and value at the margin, and those of the letter that are shown."""

Row = tuple[str, str, str, str, str, str, str, int]
"""Collection, name within it, title, state, when (published, or the letter received; "" unknown), the agenda number
or the sender's key, the state on a branch of its own ("" for none), whether its time by the SOP is over."""


class SearchableText(Struct, frozen=True):
    """A record as it is searched and shown."""

    path: str
    words: str
    """The whole file in small letters."""
    row: Row


class DraftOnBranch(Struct, frozen=True):
    """A record that is being written on a branch of its own."""

    path: str
    tip: str
    status: str


@lru_cache(2)
def searchable_texts(root: Path, tip: str) -> tuple[SearchableText, ...]:
    """Every record of a commit. Raises GitError."""
    with Repository(root) as repository:
        tree = CommitFiles(repository, tip)
        places = {
            path: collection
            for collection, form in PATH_PATTERNS.items()
            for path in tree.walk(COLLECTION_FOLDERS[collection])
            if form.fullmatch(path) and tree.identity(path)
        }
        held = _contents(repository, [tree.identity(path) for path in places])
        return tuple(_text(places[path], path, data) for path, data in zip(places, held, strict=True))


def _contents(repository: Repository, identities: list[str]) -> Iterator[bytes]:
    """The bytes of many objects, asked for at once: one by one would take twice as long."""
    answered = memoryview(repository.run("cat-file", "--batch", "--buffer", data="\n".join(identities).encode()))
    at = 0
    for identity in identities:
        head = bytes(answered[at : at + len(identity) + MAX_OBJECT_HEADER_BYTES]).partition(b"\n")[0]
        at += len(head) + 1
        if head.endswith(b" missing"):  # of a clone that is not whole
            yield b""
            continue
        size = int(head.rpartition(b" ")[2])
        yield bytes(answered[at : at + size])
        at += size + 1


def list_rows(root: Path, tip: str, written: Iterable[DraftOnBranch], office: Office, now: int) -> list[Row]:
    """A row for each record; what is being written stands as its branch has it. Raises GitError."""
    found = {one.path: one.row for one in searchable_texts(root, tip)}
    found |= {one.path: (*text.row[:6], one.status, 0) for one, text in _drafts(root, written)}
    late = _late(root, tip, office, now)
    return [(*row[:7], int(path in late)) for path, row in found.items()]


def search_records(root: Path, tip: str, written: Iterable[DraftOnBranch], sought: str) -> list[str]:
    """The records (collection/name) whose text holds every one of some words, in whatever order. Raises GitError."""
    words = sought.lower().split()
    everything = [*searchable_texts(root, tip), *(text for _, text in _drafts(root, written))]
    return list({f"{one.row[0]}/{one.row[1]}": None for one in everything if all(word in one.words for word in words)})


def _drafts(root: Path, written: Iterable[DraftOnBranch]) -> Iterator[tuple[DraftOnBranch, SearchableText]]:
    """What is being written, where the branch really holds it."""
    with Repository(root) as repository:
        for draft in written:
            data = CommitFiles(repository, draft.tip).read(draft.path)
            collection = next((name for name, form in PATH_PATTERNS.items() if form.fullmatch(draft.path)), None)
            if data is not None and collection:
                yield draft, _text(collection, draft.path, data)


def _late(root: Path, tip: str, office: Office, now: int) -> set[str]:
    """The letters whose step is overdue, by the SOP's own clock."""
    closed = closed_request_states(office)
    waiting = [
        one.path
        for one in searchable_texts(root, tip)
        if one.row[0] == Collection.REQUESTS and one.row[3] not in closed
    ]
    with Repository(root) as repository:
        tree = CommitFiles(repository, tip)
        views = {path: load_request(tree, path, office, now) for path in waiting}
    found = {path: open_request(view, now) for path, view in views.items() if view}
    return {path for path, one in found.items() if one and one.left is not None and one.left < 0}


def _text(collection: Collection, path: str, data: bytes) -> SearchableText:
    text = data.decode("utf-8", "replace")
    header = _header(text)
    return SearchableText(path, text.lower(), _row(collection, path, header))


def _row(collection: Collection, path: str, header: Mapping[str, str]) -> Row:
    name = path.removeprefix(f"{COLLECTION_FOLDERS[collection]}/").removesuffix(".md")
    keys = ("subject", "received", "from") if collection is Collection.REQUESTS else ("title", "publish_at", "request")
    title, when, note = (header.get(key, "") for key in keys)
    return (collection.value, name, title or name, header.get("status", ""), when, note, "", 0)


def _header(text: str) -> dict[str, str]:
    """The single lines of a header that are shown; the first of a name counts. Never refuses: the check does that."""
    end = text.find("\n---", 3)
    found: dict[str, str] = {}
    for one in _LINE.finditer(text, 0, end if end > 0 else len(text)):
        found.setdefault(one[1], _scalar(one[2]))
    return found


def _scalar(value: str) -> str:
    value = value.strip()
    if value.startswith('"'):
        try:
            return str(json.loads(value))
        except ValueError:
            return value
    if value.startswith("'"):
        return value[1:].removesuffix("'").replace("''", "'")
    return value.partition(" #")[0].rstrip()
