"""An office of three people: a letter goes its whole way with four eyes; and an office where that cannot be is told so."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.clone import git
from tests.support.command_line import Result, redaksi
from tests.support.tiny_office import TEAM, commit, commit_at_own_desk, tiny_office

LETTER = ("--number=100/WAY", "--date=2026-11-20", "--from=dinkes", "--subject=Permintaan publikasi loket keliling")
STORY = """\
Dinas Kesehatan Kabupaten Sikka membuka loket keliling di Kecamatan Nita mulai Senin (30/11/2026) untuk warga yang ingin
memeriksakan kesehatannya tanpa pergi ke kota.

Loket itu dibuka lima hari, pukul 08.00 sampai 12.00 Wita, dan melayani 200 warga setiap hari.

“Warga cukup membawa kartu keluarga,” kata Kepala Dinas Kesehatan, Anggrek Lewa.
"""
DAY = "2026-11-23"
CORRECTS = "Sub Koor PKPI (sebagai Editor) or Kabid Komunikasi Publik (Redaktur)"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDAKSI_LANG", "en")


class Desk:
    """Commands in one office on one working day."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def call(self, at: str, *arguments: str) -> Result:
        return redaksi(*arguments, f"--root={self.root}", f"--now={DAY}T{at}+08:00")

    def do(self, at: str, *arguments: str) -> str:
        """A command that must succeed."""
        done = self.call(at, *arguments)
        assert done.code == 0, (arguments, done.out, done.err)
        return done.out

    def commit(self, at: str, person: str, *arguments: str) -> str:
        """A command that somebody gives at their own desk, by its own clock, and that commits."""
        out = self.do(at, *arguments, f"--as={person}")
        commit_at_own_desk(self.root, person, f"{DAY}T{at}+08:00", "--amend", "--no-edit", "--reset-author")
        return out

    def step(self, at: str, person: str, *flags: str) -> str:
        return self.commit(at, person, "step", "2026-0001", *flags)

    def drafted(self, writer: str, *, receiver: str) -> None:
        """The letter up to step 4, with an article that somebody wrote."""
        self.commit("08:10", "rina", "new", *LETTER, "--yes")
        self.step("08:20", "maria", "--result=publish", "--to=redaktur", "--instruction=Olah menjadi berita.")
        self.step("08:30", receiver)
        begun = self.do("08:35", "draft", "2026-0001", f"--as={writer}", "--category=pelayanan-publik")
        [path] = re.findall(r"written: (\S+)", begun)
        draft = self.root / path
        header = draft.read_text().split("---\n")[1]
        header = re.sub(r"summary: .*", "summary: Loket keliling dibuka lima hari di Nita mulai Senin.", header)
        header = re.sub(r"title: .*", "title: Loket Keliling Kesehatan Dibuka di Nita", header)
        draft.write_text(f"---\n{header}---\n{STORY}")
        self.step("10:00", writer)


def warnings(out: str, rule: str) -> list[str]:
    return re.findall(rf"warning\[{rule}\]: (.*)", out)


def test_three_people_take_a_letter_through_all_eight_steps(tmp_path: Path) -> None:
    root = tiny_office(tmp_path / "office")
    begun = git(root, "rev-parse", "HEAD").strip()
    desk = Desk(root)
    assert "0 files checked: all in order." in desk.do("08:00", "check")
    desk.drafted("rina", receiver="sari")
    refused = desk.call("10:10", "step", "2026-0001", "--as=rina", "--result=approved")
    assert refused.code == 1
    assert "people/four-eyes" in refused.err
    desk.step("10:15", "sari", "--result=approved")
    desk.step("10:30", "rina", "--outlets=website")
    desk.step("10:35", "rina", "--channel=letter")
    desk.step("10:45", "rina", "--report=LAP/2026/0001")
    assert "2 files checked: all in order." in desk.do("11:00", "check")
    # and each entry is worth what the policy asks for, by the addresses of the office's own server
    whole = desk.call("11:00", "check", f"--base={begun}")
    assert (whole.code, warnings(whole.out, ".*")) == (0, []), whole.out
    authors = git(root, "log", "--format=%ae", f"{begun}..").split()
    assert set(authors) == {f"{key}@sikkakab.go.id" for key in TEAM}


def test_the_head_may_correct_so_that_two_suffice(tmp_path: Path) -> None:
    desk = Desk(tiny_office(tmp_path / "office", {"maria": ("kepala-dinas", "redaktur"), "rina": ("petugas",)}))
    assert "all in order" in desk.do("08:00", "check")
    desk.drafted("rina", receiver="maria")
    desk.step("10:15", "maria", "--result=approved")
    assert "all in order" in desk.do("10:16", "check")


FAILING: list[tuple[Mapping[str, tuple[str, ...]], str]] = [
    (
        {"maria": ("kepala-dinas",), "rina": ("petugas", "editor")},
        "From today on only Rina Lewa may do step 4 and step 5, and nobody may do both.",
    ),
    (
        {"maria": ("kepala-dinas",), "rina": ("petugas",), "sari": ("petugas",)},
        f"From today on nobody is {CORRECTS}, and the SOP needs one for step 5.",
    ),
    (
        {"maria": ("kepala-dinas 2024-01-02 2026-11-22",), "rina": ("petugas",), "sari": ("editor",)},
        "From today on nobody is Kepala Dinas Kominfo, and the SOP needs one for step 2.",
    ),
    (
        {"maria": ("kepala-dinas",), "rina": ("petugas",), "sari": ("editor 2024-01-02 2026-11-30",)},
        f"From Tuesday, 1 December 2026 on nobody is {CORRECTS}, and the SOP needs one for step 5.",
    ),
]


@pytest.mark.parametrize(("team", "said"), FAILING, ids=["two-people", "no-editor", "no-head", "editor-leaves"])
def test_an_office_is_told_what_its_people_cannot_do(team: Mapping[str, tuple[str, ...]], said: str, tmp_path: Path) -> None:  # fmt: skip
    root = tiny_office(tmp_path / "office", team)
    checked = Desk(root).call("08:00", "check")
    assert checked.code == 0  # nothing is blocked by it
    assert warnings(checked.out, "office/ready") == [said]


def test_a_letter_that_only_its_writer_could_correct_is_told_of(tmp_path: Path) -> None:
    """The only editor wrote the story. With another for a day it goes on."""
    root = tiny_office(tmp_path / "office", {"maria": ("kepala-dinas",), "rina": ("petugas",), "sari": ("editor",)})
    desk = Desk(root)
    desk.drafted("sari", receiver="rina")
    checked = desk.do("10:05", "check")
    assert warnings(checked, "office/ready") == []  # it could be done, had the petugas written
    assert warnings(checked, "people/turn") == [
        "Nobody can do step 5 now: only Sari Lewa could, who did what it is to look at."
    ]
    people = root / "site_config/people.yml"
    people.write_text(people.read_text().replace("{role: kepala-dinas,", f"{{role: redaktur, from: {DAY}}}\n    - {{role: kepala-dinas,"))  # fmt: skip
    commit(root, "maria", "Maria juga redaktur")
    assert warnings(desk.do("10:10", "check"), "people/turn") == []
    desk.step("10:15", "maria", "--result=approved")


def test_a_letter_waits_while_the_head_is_away_without_a_deputy(tmp_path: Path) -> None:
    gone = {**TEAM, "maria": ("kepala-dinas 2024-01-02 2026-11-22", "kepala-dinas 2026-11-30")}
    root = tiny_office(tmp_path / "office", gone)
    desk = Desk(root)
    desk.commit("08:10", "rina", "new", *LETTER, "--yes")
    assert warnings(desk.do("08:15", "check"), "people/turn") == [
        "Nobody can do step 2 now: nobody is Kepala Dinas Kominfo."
    ]
    people = root / "site_config/people.yml"
    acting = f"{{role: kepala-dinas, from: {DAY}, until: 2026-11-29, acting: plh, decree: 800.1/7/2026}}"
    people.write_text(people.read_text().replace("{role: redaktur,", f"{acting}\n    - {{role: redaktur,"))
    commit(root, "maria", "Sari pelaksana harian")
    assert "all in order" in desk.do("08:20", "check")
    desk.step("08:25", "sari", "--result=publish", "--to=redaktur", "--instruction=Olah menjadi berita.")
