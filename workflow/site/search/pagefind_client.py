"""A client of Pagefind's indexer: search documents in, index files out.

It is a subprocess with a protocol of its own: messages of base64 that end with a comma. The Python package's client
waits a tenth of a second after each answer (minutes for 5,000 documents). Documents are sent one by one and each answer
awaited: with several under way their order is left to chance, and so are the bytes of the index. The files are asked
for, not written by the indexer: it says that it has written them before they are whole.
"""

import base64
import json
import subprocess
import threading
from collections.abc import Iterable
from typing import Any

from pagefind.service import get_executable

from workflow.site.search.documents import SearchDocument
from workflow.site.search.pagefind_repack import repack

INDEX_LANGUAGE = "id"
INDEXER_TIMEOUT = 300.0
"""Seconds that an index may take: about 30 times what 5,000 articles need."""
ENTRY_FILE = "pagefind-entry.json"
_INDEX_SUFFIXES = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ENTRY_FILE)
MISSING_INDEXER = "pagefind"
"""What is missing when nothing answers."""
BROWSER_FILES = ("pagefind.js", "pagefind-worker.js", f"wasm.{INDEX_LANGUAGE}.pagefind")
"""What the browser runs; it is the same for every index."""


class SearchError(Exception):
    """There is no index: the indexer is missing, broke down or took too long."""


def build_index(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files of an index, by path: the same documents give the same bytes. Raises SearchError."""
    try:
        files = {file["path"]: base64.b64decode(file["content"]) for file in _run(documents)}
        kept = {path: data for path, data in files.items() if path.endswith((*_INDEX_SUFFIXES, *BROWSER_FILES))}
        if not {ENTRY_FILE, *BROWSER_FILES} <= kept.keys():
            raise SearchError(MISSING_INDEXER)
        return dict(sorted(repack(kept, ENTRY_FILE, INDEX_LANGUAGE).items()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SearchError(str(error)) from error


def _run(documents: Iterable[SearchDocument]) -> list[dict[str, str]]:
    binary = get_executable()
    if binary is None:
        raise SearchError(MISSING_INDEXER)
    pipe = subprocess.PIPE
    with subprocess.Popen([binary, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as running:
        alarm = threading.Timer(INDEXER_TIMEOUT, running.kill)
        alarm.start()
        try:
            return _converse(_Connection(running), documents)
        finally:
            alarm.cancel()
            running.kill()


def _converse(connection: "_Connection", documents: Iterable[SearchDocument]) -> list[dict[str, str]]:
    index = connection.ask(type="NewIndex", config={"force_language": INDEX_LANGUAGE})["index_id"]
    for document in documents:
        connection.ask(
            type="AddRecord",
            index_id=index,
            url=document.address,
            content=document.content,
            language=INDEX_LANGUAGE,
            meta=document.meta,
            filters=document.filters,
            sort=document.sort,
        )
    files: list[dict[str, str]] = connection.ask(type="GetFiles", index_id=index)["files"]
    return files


class _Connection:
    """Requests and answers, one after the other."""

    def __init__(self, running: "subprocess.Popen[bytes]") -> None:
        self.running, self.rest, self.number = running, b"", 0

    def ask(self, **payload: Any) -> dict[str, Any]:
        """The payload of the answer. Raises SearchError for an error and OSError when the indexer is gone."""
        self.number += 1
        message = json.dumps({"message_id": self.number, "payload": payload}).encode()
        assert self.running.stdin  # noqa: S101  # opened as a pipe
        self.running.stdin.write(base64.b64encode(message) + b",")
        self.running.stdin.flush()
        answer: dict[str, Any] = json.loads(base64.b64decode(self._message()))["payload"]
        if answer["type"] == "Error":
            raise SearchError(str(answer.get("message")))
        return answer

    def _message(self) -> bytes:
        assert self.running.stdout  # noqa: S101
        while b"," not in self.rest:
            more = self.running.stdout.read1(1 << 16)  # type: ignore[attr-defined]  # a BufferedReader
            if not more:
                raise SearchError(MISSING_INDEXER)
            self.rest += more
        message, self.rest = self.rest.split(b",", 1)
        return message
