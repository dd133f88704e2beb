"""GitHub as far as the exported page's list needs it, made of a real repository: it counts what it is asked."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tests.support.browser import QuietHandler
from tests.support.clone import call
from tests.support.devtools import Tab, browser_tab
from tests.support.http_server import served

REPOSITORY = "kantor/berita"
OBJECT = re.compile(
    r'(x\d+): object\((oid|expression): "((?:[\w./:-])+)"\) '
    r"\{ (?:\.\.\. on (?P<kind>Tree|Blob) \{ (?:entries \{ name (?:oid)? \}|text) \}) \}"
)
QUERY = re.compile(
    r"query\(\$owner: String!, \$name: String!\) \{ repository\(owner: \$owner, name: \$name\) \{ (.*) \} \}"
)
SIGNED_IN = (
    f"""localStorage.setItem("decap-cms-user", {json.dumps(json.dumps({"backendName": "redaksi", "token": "t"}))})"""
)


class Hub:
    """What GitHub holds, and what it was asked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.asked: list[str] = []
        self.sent = 0
        """Bytes of answers."""
        self.unknown: list[str] = []
        """Questions that this GitHub does not know."""
        self.refusing = False
        """Whether it asks everybody to wait, as when too much was asked in an hour."""

    def answer(self, path: str, body: bytes) -> Any:
        """GitHub's answer; None to what is not known here."""
        self.asked.append(path)
        place = path.removeprefix("/api").partition("?")[0]
        if place == "/graphql" and (query := QUERY.fullmatch(json.loads(body)["query"])):
            return {"data": {"repository": self._objects(query[1])}}
        known = {
            "/user": {"login": "rina", "name": "Rina Contoh"},
            f"/repos/{REPOSITORY}": {"owner": {"login": "kantor"}, "permissions": {"push": True}},
            f"/repos/{REPOSITORY}/pulls": self._pulls(),
            f"/repos/{REPOSITORY}/git/trees/main:content/news": {"tree": []},  # pictures beside no article: none
        }
        if place not in known:
            self.unknown.append(path)
        return known.get(place)

    def _objects(self, parts: str) -> dict[str, Any]:
        wanted = list(OBJECT.finditer(parts))
        assert " ".join(one[0] for one in wanted) == parts, parts[:300]
        names = "".join(f"{one[3]}\n" for one in wanted).encode()
        told = self._git("cat-file", "--batch", data=names)
        found: dict[str, Any] = {}
        for one in wanted:
            head, _, told = told.partition(b"\n")
            if head.endswith(b" missing"):
                found[one[1]] = None
                continue
            size = int(head.split()[2])
            found[one[1]] = self._object(one[3], one["kind"], told[:size])
            told = told[size + 1 :]
        return found

    def _object(self, name: str, kind: str, data: bytes) -> dict[str, Any]:
        if kind == "Blob":
            return {"text": data.decode("utf-8")}
        listed = self._git("ls-tree", name).decode().splitlines()
        return {"entries": [{"name": row.partition("\t")[2], "oid": row.split()[2]} for row in listed]}

    def _pulls(self) -> list[dict[str, Any]]:
        branches = self._git("for-each-ref", "--format=%(refname:short)", "refs/heads/cms/").decode().split()
        labels = [{"name": "decap-cms/pending_review"}]
        return [{"head": {"ref": name, "repo": {"fork": False}}, "labels": labels} for name in branches]

    def _git(self, *arguments: str, data: bytes | None = None) -> bytes:
        return subprocess.run(["git", *arguments], cwd=self.root, input=data, check=True, capture_output=True).stdout


class _Handler(QuietHandler):
    """The exported page, and GitHub's API below /api on the same host: the page asks nobody else."""

    def __init__(self, *arguments: Any, hub: Hub, **named: Any) -> None:
        self.hub = hub
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:  # noqa: N802  the base class's name
        """A file, or an answer."""
        if self.path.startswith("/api/"):
            self._answer(b"")
        else:
            super().do_GET()

    def do_POST(self) -> None:  # noqa: N802  the base class's name
        """An answer."""
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        found = self.hub.answer(self.path, body)
        data = json.dumps(found).encode()
        self.hub.sent += len(data)
        refused = HTTPStatus.FORBIDDEN if self.hub.refusing and "/graphql" in self.path else None
        self.send_response(refused or (HTTPStatus.NOT_FOUND if found is None else HTTPStatus.OK))
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def exported(folder: Path, root: Path) -> Iterator[tuple[Hub, str, Tab]]:
    """The exported page of an office in a browser that is signed in, and its GitHub."""
    page, hub = folder / "page", Hub(root)
    written = call(root, "admin", f"--export={page}", f"--repository={REPOSITORY}")
    assert written.returncode == 0, written.stderr
    with (
        served(partial(_Handler, hub=hub, directory=str(page))) as address,
        browser_tab(folder / "profile") as tab,
    ):
        settings = json.loads((page / "config.json").read_text("utf-8"))
        settings["config"]["backend"]["api_root"] = f"{address}/api"
        (page / "config.json").write_text(json.dumps(settings), "utf-8")
        tab.size(1280)
        tab.call("Page.addScriptToEvaluateOnNewDocument", source=SIGNED_IN)
        yield hub, f"{address}/index.html", tab
