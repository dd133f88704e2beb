"""A quite different procedure runs through the same code: five steps, other people, a branch and a loop.

A village library lends meeting rooms: an application is registered, examined (granted, refused, or incomplete and
so back to the applicant), the room is prepared, handed over, and the loan closed.
"""

from pathlib import Path

import pytest

from tests.support.offices import base_office, check, shorts
from workflow.config.load import load_office
from workflow.text.field_types import parse_instant

EDITION = """\
id: ruang-2026
number: 7/RUANG/2026
title: Peminjaman Ruang
effective: 2026-11-10
office: Perpustakaan Contoh
approved_by: Kepala Perpustakaan
legal_bases: [Peraturan Desa 1/2026]
qualifications: [Ramah]
related: []
equipment: [Kunci]
warnings: [Ruang terpakai dua kali]
records: [Buku peminjaman]
head: pustakawan
total: 100
performers:
  pustakawan: {title: Pustakawan}
  penjaga: {title: Penjaga}
statuses: {tercatat: Tercatat, diizinkan: Diizinkan, ditolak: Ditolak, kurang: Kurang lengkap, siap: Siap,
  dipakai: Dipakai, selesai: Selesai, batal: Batal}
withdrawn: batal
steps:
  - number: 1
    activity: Mencatat permohonan
    performer: penjaga
    norm: {min: 5, max: 10}
    results:
      tercatat: {name: Tercatat, status: tercatat, next: 2}
  - number: 2
    activity: Memeriksa permohonan
    performer: pustakawan
    not_by: [1]
    norm: {min: 10, max: 40}
    results:
      izin: {name: Diizinkan, status: diizinkan, next: 3}
      tolak: {name: Ditolak, status: ditolak, needs: [note]}
      kurang: {name: Kurang, status: kurang, next: 1, needs: [note]}
  - number: 3
    activity: Menyiapkan ruang
    performer: penjaga
    norm: {min: 20, max: 30}
    results:
      siap: {name: Siap, status: siap, next: 4}
      rusak: {name: Rusak, status: tercatat, next: 2, needs: [note]}
  - number: 4
    activity: Menyerahkan kunci
    performer: penjaga
    alternates: [pustakawan]
    norm: {min: 5, max: 5}
    results:
      pakai: {name: Dipakai, status: dipakai, next: 5}
  - number: 5
    activity: Menerima kunci kembali
    performer: penjaga
    norm: {min: 5, max: 15}
    results:
      selesai: {name: Selesai, status: selesai, needs: [report]}
"""
PEOPLE = """\
wati:
  name: Wati Contoh
  roles: [{role: pustakawan, from: 2026-01-01}]
joko:
  name: Joko Contoh
  roles: [{role: penjaga, from: 2026-01-01}]
"""
POLICY = """\
late_after: 60
evidence: {default: committed, reviewers: [pustakawan]}
owners:
  - {path: content/, roles: [penjaga]}
  - {path: site_config/, roles: [pustakawan]}
"""
HEAD = """\
---
id: 2026-0900
sop: ruang-2026
status: {status}
letter:
  number: 1/WARGA/2026
  date: 2026-11-16
  received: 2026-11-16T08:00+07:00
  from: dinkes
  subject: Peminjaman ruang
  nature: biasa
steps:
"""
PATH = "content/requests/2026/0900.md"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An office with this procedure, these people and a policy for them."""
    root = base_office(tmp_path / "office")
    for file in root.rglob("*.md"):
        file.unlink()
    (root / "site_config/sop/418-2024.yml").unlink()
    (root / "site_config/sop/ruang-2026.yml").write_text(EDITION)
    (root / "site_config/people.yml").write_text(PEOPLE)
    (root / "site_config/policy.yml").write_text(POLICY)
    return root


def written(status: str, *entries: str) -> str:
    """A loan with these entries, each "step person minute [more]"."""
    lines = []
    for entry in entries:
        step, person, minute, *more = entry.split(" ", 3)
        lines.append(f"  - {{step: {step}, by: {person}, finished: 2026-11-16T{minute}+07:00{''.join(more)}}}\n")
    return HEAD.format(status=status) + "".join(lines) + "---\nIsi.\n"


def judged(root: Path, status: str, *entries: str, now: str = "") -> list[str]:
    """What is said of a loan at the minute of its last entry (or another), as "line:column severity rule"."""
    (root / PATH).write_text(written(status, *entries))
    at = parse_instant(f"2026-11-16T{now or entries[-1].split(' ')[2]}+07:00")
    return [line.removeprefix(PATH + ":") for line in shorts(check(root, at).findings)]


def test_the_edition_is_taken(library: Path) -> None:
    """It loads without a finding."""
    office, findings = load_office(library)
    assert findings == []
    assert office
    assert [edition.id for edition in office.editions] == ["ruang-2026"]


STRAIGHT = (
    "1 joko 08:10",
    "2 wati 08:20 , result: izin",
    "3 joko 08:40 , result: siap",
    "4 joko 08:45",
    "5 joko 08:55 , report: B/1",
)


@pytest.mark.parametrize(
    ("status", "entries"),
    [
        ("selesai", STRAIGHT),
        ("dipakai", STRAIGHT[:4]),
        ("ditolak", (STRAIGHT[0], "2 wati 08:20 , result: tolak, note: Penuh")),
        (
            "diizinkan",
            (STRAIGHT[0], "2 wati 08:15 , result: kurang, note: KTP", "1 joko 08:20", "2 wati 08:30 , result: izin"),
        ),
        ("tercatat", (*STRAIGHT[:2], "3 joko 08:40 , result: rusak, note: Lampu")),
        (
            "siap",
            (*STRAIGHT[:2], "3 joko 08:30 , result: rusak, note: Lampu", "2 wati 08:35 , result: izin", STRAIGHT[2]),
        ),
    ],
)
def test_right_ways(status: str, entries: tuple[str, ...], library: Path) -> None:
    """Straight on, refused, back to the applicant, and round the loop: all in order."""
    assert judged(library, status, *entries) == []


@pytest.mark.parametrize(
    ("status", "entries", "where", "rule"),
    [
        ("siap", (STRAIGHT[0], "3 joko 08:20 , result: siap"), "step: 3", "steps/order"),
        (
            "selesai",
            (*STRAIGHT, "5 joko 08:56 , note: Lagi, report: B/1"),
            "step: 5, by: joko, finished: 2026-11-16T08:56",
            "steps/after-end",
        ),
        ("ditolak", (STRAIGHT[0], "2 wati 08:20 , result: tolak"), "result: tolak", "steps/note"),
        ("tercatat", (STRAIGHT[0], "2 wati 08:20"), "{step: 2", "steps/result"),
        ("diizinkan", (STRAIGHT[0], "2 wati 08:20 , result: done"), "result: done", "steps/result"),
        ("selesai", (*STRAIGHT[:4], "5 joko 08:55"), "step: 5", "steps/output"),
        ("siap", (*STRAIGHT[:2], "3 wati 08:40 , result: siap"), "by: wati, finished: 2026-11-16T08:40", "people/role"),
        ("tercatat", ("1 wati 08:10",), "by: wati, finished: 2026-11-16T08:10", "people/role"),
        ("tercatat", (STRAIGHT[0], "9 joko 08:20"), "step: 9", "steps/order"),
        ("siap", STRAIGHT[:4], "status", "steps/status"),
        ("tercatat", ("1 joko 08:11",), "finished", "deadlines/norm"),
        ("tercatat", ("1 joko 07:59",), "finished", "steps/before-letter"),
    ],
)
def test_wrong_ways(status: str, entries: tuple[str, ...], where: str, rule: str, library: Path) -> None:
    """Each mistake is found by the same rules, on its line."""
    text = written(status, *entries)
    at = text.index(where)
    spot = f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"
    found = judged(library, status, *entries, now="09:00" if rule == "steps/before-letter" else "")
    assert f"{spot} error {rule}" in found
    assert all(line.startswith(spot.split(":", maxsplit=1)[0] + ":") for line in found if "error" in line)


def test_its_own_clock_and_loop(library: Path) -> None:
    """Twice round the loop crosses this procedure's total of 100 minutes; the norms are its own."""
    way = (
        "1 joko 08:10",
        "2 wati 08:50 , result: kurang, note: KTP",
        "1 joko 09:00",
        "2 wati 09:40 , result: izin",
        "3 joko 09:41 , result: siap",
    )
    assert judged(library, "siap", *way) == ["17:25 error deadlines/total"]


def test_whose_turn(library: Path) -> None:
    """The open step is due by this procedure's norm, to the minute."""
    entries = (STRAIGHT[0], STRAIGHT[1])
    assert judged(library, "diizinkan", *entries, now="08:50") == []
    late = judged(library, "diizinkan", *entries, now="08:51")
    assert late == ["14:5 warning deadlines/open"]


def test_editions_side_by_side(library: Path) -> None:
    """Beside the eight-step edition, each letter is judged by the one in force when it came."""
    base = base_office(library.parent / "base")
    old = (base / "site_config/sop/418-2024.yml").read_text()
    (library / "site_config/sop/418-2024.yml").write_text(old)
    with (library / "site_config/people.yml").open("a") as people:
        people.write((base / "site_config/people.yml").read_text())
    finished = (base / "content/requests/2026/0001.md").read_text()
    (library / "content/requests/2026/0001.md").write_text(finished)
    article = "content/news/2026/pekan-imunisasi.md"
    (library / article).write_text((base / article).read_text())
    assert judged(library, "selesai", *STRAIGHT) == []
    (library / "content/requests/2026/0001.md").write_text(finished.replace("sop: 418-2024", "sop: ruang-2026"))
    assert "content/requests/2026/0001.md:3:1 error steps/edition" in judged(library, "selesai", *STRAIGHT)
