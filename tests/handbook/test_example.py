"""The handbook's letter, followed block by block in two offices: what a clerk copies passes the check, seals included."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offices import check
from tests.support.sample_site import sample_office
from tests.support.second_office import second_office
from workflow.config.load import load_office
from workflow.handbook.render import render_handbook
from workflow.records.file_source import Folder
from workflow.records.read import read_article
from workflow.text.field_types import parse_instant
from workflow.text.finding import Severity

LETTER, STORY = "content/requests/2026/0171.md", "content/news/2026/donor-darah-akhir-pekan.md"
LATER = int(parse_instant("2026-11-20T10:00+07:00"))
OF_STORY_OUT = "`status: ready` menjadi `status: published`"
OF_STORY = re.compile(r"ganti `status: [a-z]+` menjadi `status: [a-z]+`")
OFFICES = {"sample": sample_office, "second": second_office}


class Desk:
    """An office, in which its handbook's letter is worked on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        office, _ = load_office(root)
        assert office
        self.handbook = render_handbook(office)
        self.zone = re.findall(r"zona (WI\w+)", self.handbook)[0]

    def blocks(self, title: str) -> list[str]:
        """The YAML blocks below a heading, up to the next one."""
        found = re.search(rf"^### {re.escape(title)}.*?$(.*?)(?=^##)", self.handbook, re.MULTILINE | re.DOTALL)
        assert found, title
        return re.findall(r"^```yaml\n(.*?)^```", found[1], re.MULTILINE | re.DOTALL)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert text.count(old) == 1, (path, old)
        (self.root / path).write_text(text.replace(old, new))

    def steps(self) -> Iterator[None]:
        """Do one step after the other as the handbook says; pauses where the letter is merged."""
        sections = re.findall(r"^### Langkah \d+:(.*?)(?=^##)", self.handbook, re.MULTILINE | re.DOTALL)
        for section in sections:
            own = OF_STORY.sub("", section)
            for status, block in re.findall(r"`status: ([a-z]+)`|^```yaml\n(.*?)^```", own, re.MULTILINE | re.DOTALL):
                if status:
                    due = status
                    continue
                if block.startswith("  - step:"):
                    if OF_STORY_OUT in section:
                        self.edit(STORY, "status: ready\n", "status: published\n")
                    self.edit(LETTER, f"status: {self.status()}\n", f"status: {due}\n")
                self.copy(block)
                if "step: " in block:
                    yield

    def copy(self, block: str) -> None:
        """Put a block where the handbook says it belongs."""
        if block.startswith("---\n"):
            path = self.root / (LETTER if block.startswith("---\nid:") else STORY)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block)
        elif block.startswith("status: ready"):
            status, publish_at, editor = block.splitlines(keepends=True)
            self.edit(STORY, "status: draft\n", status + publish_at)
            self.edit(STORY, "corrections:", f"{editor}corrections:")
        elif block.startswith("  - step:"):
            self.edit(LETTER, "holds: []\n", f"{block}holds: []\n")
        else:
            self.edit(LETTER, "steps:\n", f"{block}steps:\n")

    def status(self) -> str:
        return str(re.findall(r"^status: (\S+)$", (self.root / LETTER).read_text(), re.MULTILINE)[0])

    def errors(self) -> list[str]:
        found = check(self.root, LATER).findings
        return [f"{one.path}:{one.line} {one.rule}" for one in found if one.severity is Severity.ERROR]


@pytest.fixture(params=OFFICES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    return Desk(OFFICES[request.param](tmp_path / "office"))


def count_steps(root: Path) -> int:
    """How many steps the office's SOP has."""
    [sop] = (root / "site_config/sop").glob("*.yml")
    return len(re.findall(r"^  - number:", sop.read_text(), re.MULTILINE))


def finish(desk: Desk) -> None:
    for _ in desk.steps():
        pass


def test_every_step_passes(desk: Desk) -> None:
    merged = []
    for _ in desk.steps():
        assert desk.errors() == [], desk.status()
        merged.append(desk.status())
    assert len(merged) == count_steps(desk.root) + 2  # one is sent back, and done again


def correct(desk: Desk) -> None:
    text = (desk.root / STORY).read_text()
    (desk.root / STORY).write_text(text.replace(f"12.00 {desk.zone}", f"13.00 {desk.zone}"))
    desk.edit(STORY, "corrections: []\n", desk.blocks("Ralat")[0])


def test_the_correction(desk: Desk) -> None:
    finish(desk)
    correct(desk)
    assert desk.errors() == []


def test_the_withdrawal_and_the_way_back(desk: Desk) -> None:
    finish(desk)
    withdrawal, republication = desk.blocks("Menarik berita")
    desk.edit(STORY, "status: published\n", "status: withdrawn\n")
    desk.edit(STORY, "corrections: []\n", f"acts:\n{withdrawal}")
    assert desk.errors() == []
    desk.edit(STORY, "status: withdrawn\n", "status: published\n")
    text = (desk.root / STORY).read_text()
    head, _, body = text[4:].partition("---\n")
    (desk.root / STORY).write_text(f"---\n{head}{republication}---\n{body}")
    assert desk.errors() == []


def test_the_moved_embargo(desk: Desk) -> None:
    finish(desk)
    text = (desk.root / STORY).read_text()
    [act] = desk.blocks("Mengubah embargo")
    before, after = re.findall(r"moved_(?:from|to): (\S+)", act)
    (desk.root / STORY).write_text(re.sub(r"publish_at: \S+", f"publish_at: {before}", text))
    article = read_article(Folder(desk.root), STORY)
    assert article
    approved = re.findall(r"content: (\S+)", (desk.root / LETTER).read_text())[-1]
    desk.edit(LETTER, approved, article.seals.full)  # an embargo that was approved so
    desk.edit(STORY, f"publish_at: {before}", f"publish_at: {after}")
    desk.edit(STORY, "corrections: []\n", act)
    assert desk.errors() == []
