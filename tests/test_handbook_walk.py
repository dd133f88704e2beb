"""The handbook's letter, followed block by block: what a clerk copies from it passes the check, seals included."""

import re
from pathlib import Path

import pytest

from tests.support.offices import ROOT, check
from tests.support.sample_site import sample_office
from workflow.records.file_source import Folder
from workflow.records.read import read_article
from workflow.text.field_types import parse_instant
from workflow.text.finding import Severity

HANDBOOK = (ROOT / "PANDUAN.md").read_text("utf-8")
LETTER, STORY = "content/requests/2026/0171.md", "content/news/2026/donor-darah-akhir-pekan.md"
LATER = int(parse_instant("2026-11-20T10:00+07:00"))


def blocks(title: str) -> list[str]:
    """The YAML blocks below a heading, up to the next one."""
    found = re.search(rf"^### {re.escape(title)}.*?$(.*?)(?=^##)", HANDBOOK, re.MULTILINE | re.DOTALL)
    assert found, title
    return re.findall(r"^```yaml\n(.*?)^```", found[1], re.MULTILINE | re.DOTALL)


class Desk:
    """The sample office, in which the handbook's letter is worked on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / LETTER).write_text(blocks("Langkah 1")[0])

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert text.count(old) == 1, (path, old)
        (self.root / path).write_text(text.replace(old, new))

    def step(self, entry: str, before: str, after: str) -> None:
        """Append an entry and change the status, as the handbook says."""
        self.edit(LETTER, "holds: []\n", f"{entry}holds: []\n")
        self.edit(LETTER, f"status: {before}\n", f"status: {after}\n")

    def errors(self) -> list[str]:
        found = check(self.root, LATER).findings
        return [f"{one.path}:{one.line} {one.rule}" for one in found if one.severity is Severity.ERROR]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(sample_office(tmp_path / "office"))
    disposition, second = blocks("Langkah 2")
    desk.edit(LETTER, "steps:\n", f"{disposition}steps:\n")
    desk.step(second, "received", "disposed")
    desk.step(blocks("Langkah 3")[0], "disposed", "accepted")
    article, news, fourth = blocks("Langkah 4")
    (desk.root / STORY).write_text(article)
    desk.edit(LETTER, "steps:\n", f"{news}steps:\n")
    desk.step(fourth, "accepted", "drafted")
    return desk


def approve(desk: Desk) -> None:
    returned, again, ready, approval = blocks("Langkah 5")
    desk.step(returned, "drafted", "returned")
    desk.step(again, "returned", "drafted")
    status, publish_at, editor = ready.splitlines(keepends=True)
    desk.edit(STORY, "status: draft\n", status + publish_at)
    desk.edit(STORY, "author: rina\n", f"author: rina\n{editor}")
    desk.step(approval, "drafted", "corrected")


def publish(desk: Desk) -> None:
    approve(desk)
    desk.edit(STORY, "status: ready\n", "status: published\n")
    desk.step(blocks("Langkah 6")[0], "corrected", "published")


def test_every_step_passes(desk: Desk) -> None:
    assert desk.errors() == []
    approve(desk)
    assert desk.errors() == []


def test_the_letter_comes_to_its_end(desk: Desk) -> None:
    publish(desk)
    assert desk.errors() == []
    desk.step(blocks("Langkah 7")[0], "published", "notified")
    desk.step(blocks("Langkah 8")[0], "notified", "reported")
    assert desk.errors() == []


def correct(desk: Desk) -> None:
    text = (desk.root / STORY).read_text()
    (desk.root / STORY).write_text(text.replace("12.00 WIB", "13.00 WIB"))
    desk.edit(STORY, "corrections: []\n", blocks("Ralat")[0])


def test_the_correction(desk: Desk) -> None:
    publish(desk)
    correct(desk)
    assert desk.errors() == []


def test_the_withdrawal_and_the_way_back(desk: Desk) -> None:
    publish(desk)
    withdrawal, republication = blocks("Menarik berita")
    desk.edit(STORY, "status: published\n", "status: withdrawn\n")
    desk.edit(STORY, "corrections: []\n", f"acts:\n{withdrawal}")
    assert desk.errors() == []
    desk.edit(STORY, "status: withdrawn\n", "status: published\n")
    desk.edit(STORY, "---\nDinas", f"{republication}---\nDinas")
    assert desk.errors() == []


def test_the_moved_embargo(desk: Desk) -> None:
    publish(desk)
    desk.edit(STORY, "publish_at: 2026-11-19T13:15+07:00", "publish_at: 2026-11-21T06:00+07:00")
    article = read_article(Folder(desk.root), STORY)
    assert article
    approved = re.findall(r"content: (\S+)", (desk.root / LETTER).read_text())[-1]
    desk.edit(LETTER, approved, article.seals.full)  # an embargo that was approved so
    [act] = blocks("Mengubah embargo")
    desk.edit(STORY, "publish_at: 2026-11-21T06:00+07:00", "publish_at: 2026-11-21T09:00+07:00")
    desk.edit(STORY, "corrections: []\n", act)
    assert desk.errors() == []
