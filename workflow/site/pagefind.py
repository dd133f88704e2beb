"""Pagefind's indexer: records in, files out.

It is spoken to in its own protocol: messages of base64 that end with a comma. The Python package's client waits a tenth
of a second after each answer (minutes for 5,000 records). Records are sent one by one and each answer awaited: with
several under way their order is left to chance, and so are the bytes of the index. The files are asked for, not written
by the indexer: it says that it has written them before they are whole.
"""

import base64
import gzip
import hashlib
import json
import re
import subprocess
import threading
from collections.abc import Iterable
from typing import Any

from pagefind.service import get_executable

from workflow.site.findable import Record
from workflow.site.pagefind_files import in_order

LANGUAGE = "id"
PATIENCE = 300.0
"""Seconds an index may take: about 30 times what 5,000 articles need."""
ENTRY = "pagefind-entry.json"
_KEPT = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ENTRY)
GONE = "pagefind"
"""What is missing when nothing answers."""
PROGRAM = ("pagefind.js", f"wasm.{LANGUAGE}.pagefind")
"""What the browser runs; it is the same for every index."""


_FILTER = re.compile(rb"\x82[\x61-\x77][a-z]+\x6aid_[0-9a-f]{7}")
"""A filter in the list: a pair of its name and of its file's, in CBOR."""
_FILTERS = re.compile(rb"(?:%s){2,}" % _FILTER.pattern)


class SearchError(Exception):
    """There is no index: the indexer is missing, broke down or took too long."""


def make_index(records: Iterable[Record]) -> dict[str, bytes]:
    """The files of an index, by path: the same records give the same bytes. Raises SearchError."""
    try:
        files = _run(records)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SearchError(str(error)) from error
    made = {
        file["path"]: base64.b64decode(file["content"]) for file in files if file["path"].endswith((*_KEPT, *PROGRAM))
    }
    if not {ENTRY, *PROGRAM} <= made.keys():
        raise SearchError(GONE)
    return dict(sorted(_settled(made).items()))


def _settled(made: dict[str, bytes]) -> dict[str, bytes]:
    """The files with filters and their values in order: Pagefind lists both as chance has it, and names by bytes."""
    [name] = (path for path in made if path.endswith(".pf_meta"))
    meta = gzip.decompress(made[name])
    settled = {path: data for path, data in made.items() if path != name and not path.endswith(".pf_filter")}
    for path in (path for path in made if path.endswith(".pf_filter")):
        data = in_order(gzip.decompress(made[path]))
        old, new = path.split("/")[-1].split(".")[0], f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:7]}"
        meta = meta.replace(old.encode(), new.encode())
        settled[f"filter/{new}.pf_filter"] = gzip.compress(data, mtime=0)
    meta = _FILTERS.sub(lambda found: b"".join(sorted(_FILTER.findall(found[0]))), meta)
    old, new = name.split(".")[1], f"{LANGUAGE}_{hashlib.sha256(meta).hexdigest()[:10]}"
    settled[ENTRY] = made[ENTRY].replace(old.encode(), new.encode())
    return settled | {f"pagefind.{new}.pf_meta": gzip.compress(meta, mtime=0)}


def _run(records: Iterable[Record]) -> list[dict[str, str]]:
    binary = get_executable()
    if binary is None:
        raise SearchError(GONE)
    pipe = subprocess.PIPE
    with subprocess.Popen([binary, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as running:
        alarm = threading.Timer(PATIENCE, running.kill)
        alarm.start()
        try:
            return _converse(_Line(running), records)
        finally:
            alarm.cancel()
            running.kill()


def _converse(line: "_Line", records: Iterable[Record]) -> list[dict[str, str]]:
    index = line.ask(type="NewIndex", config={"force_language": LANGUAGE})["index_id"]
    for record in records:
        line.ask(
            type="AddRecord",
            index_id=index,
            url=record.address,
            content=record.content,
            language=LANGUAGE,
            meta=record.meta,
            filters=record.filters,
            sort=record.sort,
        )
    files: list[dict[str, str]] = line.ask(type="GetFiles", index_id=index)["files"]
    return files


class _Line:
    """Question and answer."""

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
                raise SearchError(GONE)
            self.rest += more
        message, self.rest = self.rest.split(b",", 1)
        return message
