"""Pagefind's indexer: records in, files out.

It is spoken to in its own protocol: messages of base64 that end with a comma. The Python package's client waits a tenth
of a second after each answer (minutes for 5,000 records). Records are sent one by one and each answer awaited: with
several under way their order is left to chance, and so are the bytes of the index.
"""

import base64
import json
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

from workflow.site.findable import Record

LANGUAGE = "id"
PATIENCE = 300.0
"""Seconds an index may take: about 30 times what 5,000 articles need."""
_KEPT = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", "pagefind-entry.json")
GONE = "pagefind"
"""What is missing when nothing answers."""
PROGRAM = ("pagefind.js", f"wasm.{LANGUAGE}.pagefind")
"""What the browser runs; it is the same for every index."""


class SearchError(Exception):
    """There is no index: the indexer is missing, broke down or took too long."""


def make_index(records: Iterable[Record]) -> dict[str, bytes]:
    """The files of an index, by path: the same records give the same bytes. Raises SearchError."""
    with tempfile.TemporaryDirectory(prefix="redaksi-") as folder:
        try:
            _run(records, Path(folder))
        except (OSError, ValueError, KeyError) as error:
            raise SearchError(str(error)) from error
        files = (file for file in Path(folder).rglob("*") if file.is_file() and file.name.endswith((*_KEPT, *PROGRAM)))
        made = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    if not {"pagefind-entry.json", *PROGRAM} <= made.keys():
        raise SearchError(GONE)
    return dict(sorted(made.items()))


def _run(records: Iterable[Record], target: Path) -> None:
    binary = get_executable()
    if binary is None:
        raise SearchError(GONE)
    pipe = subprocess.PIPE
    with subprocess.Popen([binary, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as running:
        alarm = threading.Timer(PATIENCE, running.kill)
        alarm.start()
        try:
            _converse(_Line(running), records, target)
        finally:
            alarm.cancel()
            running.kill()


def _converse(line: "_Line", records: Iterable[Record], target: Path) -> None:
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
    line.ask(type="WriteFiles", index_id=index, output_path=str(target))


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
