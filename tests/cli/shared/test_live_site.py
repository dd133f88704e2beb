"""What the live site says of itself, asked of a real server: patiently, and told apart from a site that is not there."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.http_server import served
from tests.support.offices import ROOT
from workflow.cli.shared import live_site
from workflow.cli.shared.live_site import read_manifest_at
from workflow.deploy.fetch_live import FetchError, FetchProblem

MARK = json.dumps({"version": 1, "commit": "0" * 40, "committed": 1, "now": "2026-11-20T10:00:00+07:00"})


class Site:
    """What the server answers, one after the other; the last answer stays."""

    def __init__(self) -> None:
        self.answers = [200]
        self.asked = 0
        self.url = ""
        self.elsewhere = ""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/.well-known/redaksi.json"
            status = site.answers[min(site.asked, len(site.answers) - 1)]
            site.asked += 1
            self.send_response(status)
            if status == 301:
                self.send_header("Location", site.elsewhere)
            self.send_header("Content-Length", str(len(MARK)))
            self.end_headers()
            self.wfile.write(MARK.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    monkeypatch.setattr(live_site, "RETRY_PAUSES_SECONDS", (0, 0))
    with served(Handler) as address:
        site.url = address
        yield site


@pytest.mark.parametrize(("answers", "asked"), [([200], 1), ([503, 200], 2), ([502, 500, 200], 3)])
def test_a_server_that_is_out_of_order_is_asked_again(site: Site, answers: list[int], asked: int) -> None:
    site.answers = answers
    assert read_manifest_at(site.url) == MARK.encode()
    assert site.asked == asked


@pytest.mark.parametrize(("status", "asked"), [(404, 1), (410, 1)])
def test_a_site_without_a_mark_is_not_live_yet(site: Site, status: int, asked: int) -> None:
    site.answers = [status]
    assert (read_manifest_at(site.url), site.asked) == (b"", asked)


def test_a_site_that_cannot_be_asked_is_no_site_that_is_not_there(site: Site, tmp_path: Path) -> None:
    """Else a server that is down for a minute would let an older commit go live."""
    site.answers = [503]
    with pytest.raises(FetchError):
        read_manifest_at(site.url)
    assert redaksi("due", "--root", ROOT, f"--live={site.url}").code == 2
    found = redaksi("publish", "--root", tmp_path, "--artifact", tmp_path / "site", f"--live={site.url}")
    assert (found.code, "status 503" in found.err) == (2, True)
    assert not (tmp_path / "site").exists()


def test_an_address_that_leads_elsewhere_is_named(site: Site) -> None:
    site.answers, site.elsewhere = [301], "https://kantor.example/.well-known/redaksi.json"
    with pytest.raises(FetchError) as found:
        read_manifest_at(site.url)
    assert found.value.why is FetchProblem.ELSEWHERE
    shown = redaksi("due", "--root", ROOT, f"--live={site.url}")
    assert shown.code == 2
    assert "https://kantor.example/.well-known/redaksi.json" in shown.err
    assert "SITE_URL" in shown.err


def test_due_asks_the_site(site: Site) -> None:
    found = redaksi("due", "--root", ROOT, f"--live={site.url}", "--format=json")
    assert (found.code, json.loads(found.out)["due"]) == (0, True)


def test_a_file_that_is_not_there_is_a_wrong_call_for_publish(tmp_path: Path) -> None:
    found = redaksi("publish", "--root", tmp_path, "--artifact", tmp_path / "site", "--live", tmp_path / "no.json")
    assert (found.code, "cannot be read" in found.err) == (2, True)
