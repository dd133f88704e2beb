"""A reminder leads to where the step is done: the open pull request, all of the letter's, or a terminal."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.support.command_line import redaksi
from tests.support.http_server import served
from tests.support.mail_desk import AT, Desk, part

NUMBER = "2026-0165"
SEARCH = f"https://forge.example/kantor/berita/pulls?q=is%3Apr+{NUMBER}"


class Forge:
    """What a forge on loopback answers; None: that it may not be read."""

    def __init__(self) -> None:
        self.branches: list[str] | None = []
        self.pulls: dict[str, list[int]] = {}
        self.url = ""

    def answer(self, path: str) -> Any:
        """The data of a path below the repository."""
        if self.branches is None:
            return None
        if path.startswith("/git/matching-refs/heads/"):
            asked = path.removeprefix("/git/matching-refs/heads/")
            return [{"ref": f"refs/heads/{one}"} for one in self.branches if one.startswith(asked)]
        branch = path.partition("head=kantor:")[2].partition("&")[0].replace("%2F", "/")
        return [self._pull(number, branch) for number in self.pulls.get(branch, [])]

    def _pull(self, number: int, branch: str) -> dict[str, Any]:
        side = {"ref": branch, "sha": "1" * 40, "repo": {"full_name": "kantor/berita"}}
        address = f"https://forge.example/kantor/berita/pull/{number}"
        return {"number": number, "state": "open", "head": side, "base": side, "html_url": address}


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    known = Forge()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = known.answer(self.path.removeprefix("/repos/kantor/berita"))
            body = json.dumps(data).encode()
            self.send_response(200 if data is not None else 403)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with served(Handler) as address:
        given = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "kantor/berita"}
        for name, value in (given | {"GITHUB_TOKEN": "t0ken", "GITHUB_SERVER_URL": "https://forge.example"}).items():
            monkeypatch.setenv(name, value)
        yield known


def reminded(desk: Desk) -> tuple[str, str]:
    """The text and the HTML of the reminder about a letter whose story is to be published."""
    assert redaksi("watch", AT).code == 0
    found = next(one for one in desk.handler.mails if NUMBER in str(one["Subject"]))
    return part(found, "text/plain").replace("\r\n", "\n"), part(found, "text/html")


@pytest.mark.parametrize(
    ("branches", "pulls", "link"),
    [
        ([f"redaksi/{NUMBER}"], {f"redaksi/{NUMBER}": [7]}, "https://forge.example/kantor/berita/pull/7"),
        (
            [f"redaksi/{NUMBER}", f"redaksi/{NUMBER}-99"],
            {f"redaksi/{NUMBER}": [], f"redaksi/{NUMBER}-99": [12]},
            "https://forge.example/kantor/berita/pull/12",
        ),
        ([], {}, SEARCH),
        (None, {}, SEARCH),
    ],
    ids=["open", "a later one", "merged", "not readable"],
)
def test_a_reminder_leads_to_the_pull_request_and_says_what_to_write(
    desk: Desk, forge: Forge, branches: list[str] | None, pulls: dict[str, list[int]], link: str
) -> None:
    forge.branches, forge.pulls = branches, pulls
    text, html = reminded(desk)
    assert f"Kerjakan di pull request surat ini: {link}\n" in text
    assert f'<a href="{link}"' in html
    for form in (text, html):
        assert "Tulis di sana sebagai komentar:" in form
        assert "/terbit website" in form
        assert "redaksi step" not in form


def test_without_a_forge_it_is_done_at_a_terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    for form in reminded(desk):
        assert f"redaksi step {NUMBER}" in form
        assert "komentar" not in form


def test_the_list_of_the_morning_leads_to_each_letter(desk: Desk, forge: Forge) -> None:
    """Also where the forge may not be read: whoever opens the address sees what they may."""
    forge.branches = None
    redaksi("digest", AT)
    [mail] = desk.handler.mails
    assert f"\n  {SEARCH}\n" in part(mail, "text/plain").replace("\r\n", "\n")
    assert f'<a href="{SEARCH}"' in part(mail, "text/html")
