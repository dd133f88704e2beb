"""A regency of its own with an SOP of six steps and three people: from `redaksi init` to a letter reported and its site."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.new_offices import NOW, PROGRAM, SIKKA, fill_sop
from tests.support.sample_site import build_site
from workflow.cli.setup import update
from workflow.git.worktree import GitIdentity
from workflow.scaffold.answers import SopStart
from workflow.scaffold.new_office import make_office

HEADER = """\
---
title: Pasar Murah Dibuka di Sepuluh Kecamatan
request: 2026-0001
status: draft
category: ekonomi
summary: Pasar murah dibuka di sepuluh kecamatan mulai Senin agar harga pangan terjangkau.
author: kristo
---
Pemerintah Kabupaten Sikka membuka pasar murah di sepuluh kecamatan mulai Senin (23/11/2026) agar harga pangan tetap
terjangkau, dengan menjual beras di bawah harga pasar.

Warga cukup membawa kartu keluarga, pukul 08.00 sampai 14.00 WITA.
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "sikka"
    monkeypatch.setenv("REDAKSI_LANG", "en")
    monkeypatch.setattr(update, "program_of", lambda _: PROGRAM)
    make_office(root, replace(SIKKA, sop=SopStart.EMPTY), PROGRAM, NOW, GitIdentity("Meja", "meja@kantor.example"))
    fill_sop(root)
    git(root, "commit", "--quiet", "--all", "--message=SOP")
    monkeypatch.chdir(root)
    done = redaksi("update", "--yes", "--commit")
    assert done.code == 0, done.err
    return root


def do(at: str, *arguments: str) -> str:
    done = redaksi(*arguments, f"--now=2026-11-20T{at}+08:00")
    assert done.code == 0, (arguments, done.out, done.err)
    return done.out


def step(at: str, person: str, *flags: str) -> str:
    return do(at, "step", "2026-0001", f"--as={person}", *flags)


def test_a_letter_goes_its_six_steps(office: Path) -> None:
    checklist = (office / ".github/pull_request_template.md").read_text()
    assert "6. Kegiatan 6" in checklist
    assert "belum diisi" not in checklist
    do(
        "09:00",
        "new",
        "--as=kristo",
        "--number=1/A",
        "--date=2026-11-19",
        "--from=setda",
        "--subject=Pasar murah",
        "--yes",
    )
    step("09:05", "yohanes", "--result=publish", "--to=redaktur", "--instruction=Olah menjadi berita.")
    do(
        "09:06",
        "draft",
        "2026-0001",
        "--as=kristo",
        "--category=ekonomi",
        "--title=Pasar Murah Dibuka di Sepuluh Kecamatan",
    )
    [draft] = office.glob("content/news/2026/*.md")
    draft.write_text(HEADER)
    step("09:10", "kristo")
    refused = redaksi("step", "2026-0001", "--as=kristo", "--result=approved", "--now=2026-11-20T09:11+08:00")
    assert refused.code == 1
    assert "people/" in refused.err
    step("09:12", "maria", "--result=approved")
    step("09:15", "kristo", "--outlets=website")
    closed = step("09:20", "kristo", "--channel=letter", "--report=LAP/1")
    assert "next:" not in closed
    assert "0 open requests" in do("09:21", "status")
    assert do("09:21", "check").endswith("0 errors, 0 warnings.\n") or "all in order" in do("09:21", "check")
    assert git(office, "status", "--porcelain") == ""
    built = build_site(office, "2026-11-20T10:00+08:00")
    assert "Pasar Murah Dibuka" in (built.site / f"berita/2026/{draft.stem}/index.html").read_text()
    register = (built.site / "register/2026/0001/index.html").read_text()
    assert "WITA" in register
    assert not re.search("WIB|Ketapang", register)
