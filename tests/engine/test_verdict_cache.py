"""The cache speeds up and never decides: lost, damaged, planted or stale, the verdict is the same; so with processes."""

import hashlib
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.offices import (
    ARTICLE,
    BASE,
    DRAFT,
    FINISHED,
    OPEN,
    ROOT,
    case_folders,
    check,
    edited,
    lay_out,
    requests,
    sample_now,
    shorts,
)
from workflow.config.load import load_office
from workflow.engine import check_files, verdict_cache
from workflow.engine import check_office as checking
from workflow.engine.run_rules import Verdict, judge
from workflow.infra import disk_cache
from workflow.infra.file_state import FileStat
from workflow.records import content_index
from workflow.text.field_types import parse_instant

OFFICE = load_office(BASE)[0]
NOW = sample_now(OFFICE)
PICTURE = "content/news/2026/pekan-imunisasi.jpg"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really read and judged; files count as settled at once, and the whole is not remembered."""
    paths: list[str] = []
    judge_file = check_files.judge_file

    def noting(files: object, path: str, *rest: object) -> Verdict:
        paths.append(path)
        return judge_file(files, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "judge_file", noting)
    monkeypatch.setattr(disk_cache, "RACY_NANOSECONDS", -1)
    monkeypatch.setattr(verdict_cache.VerdictCache, "whole", lambda *_: None)
    return paths


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files judged one by one in runs that may remember what was said of the whole."""
    paths: list[str] = []
    judge_all = checking._judge_all

    def noting(names: list[str], *rest: object) -> dict[str, Verdict]:
        paths.extend(names)
        return judge_all(names, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(checking, "_judge_all", noting)
    monkeypatch.setattr(disk_cache, "RACY_NANOSECONDS", -1)
    return paths


def verdicts(root: Path, now: int = NOW) -> list[str]:
    """The check's findings, with the cache."""
    return shorts(check(root, now, keep=True).findings)


@pytest.fixture
def wrong(office_root: Path) -> Path:
    """An office with a finding in each of its four records."""
    edited(office_root, FINISHED, "T08:40", "T08:44")
    edited(office_root, OPEN, "from: disdik", "from: x")
    edited(office_root, ARTICLE, "category: kesehatan", "category: x")
    edited(office_root, DRAFT, "category: pendidikan", "category: x")
    return office_root


def test_an_unchanged_office_is_not_read_again(wrong: Path, judged: list[str]) -> None:
    """The second run judges no file and says the same."""
    first = verdicts(wrong)
    assert len(first) == len(judged) == 4
    judged.clear()
    assert verdicts(wrong) == first
    assert judged == []
    assert shorts(check(wrong, NOW).findings) == first


def test_only_the_changed_file_is_read(wrong: Path, judged: list[str]) -> None:
    """One file changed, one file judged."""
    verdicts(wrong)
    judged.clear()
    edited(wrong, OPEN, "from: x", "from: disdik")
    assert len(verdicts(wrong)) == 3
    assert judged == [OPEN]


def store(root: Path) -> Path:
    """The cache file of an office."""
    return disk_cache.cache_file(root, "verdicts")


def sealed(data: bytes) -> bytes:
    """Rubbish with a checksum that fits."""
    return hashlib.blake2b(data, digest_size=16).digest() + data


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "one-byte": lambda _: b"x",
    "sixteen-bytes": lambda data: data[:16],
    "half": lambda data: data[: len(data) // 2],
    "last-byte-lost": lambda data: data[:-1],
    "longer": lambda data: data + b"x",
    "rubbish": lambda _: random.Random(1).randbytes(5000),
    "sealed-rubbish": lambda _: sealed(random.Random(2).randbytes(5000)),
    "sealed-nothing": lambda _: sealed(b""),
    "sealed-nil": lambda _: sealed(b"\xc0"),
    "sealed-depth": lambda _: sealed(b"\x91" * 100_000),
    "sealed-huge-map": lambda _: sealed(b"\xdf\xff\xff\xff\xff"),
    "pickle": lambda _: sealed(b"cos\nsystem\n(S'true'\ntR."),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache(damage: str, wrong: Path, judged: list[str]) -> None:
    """It is as if there were none; and the run puts a good one in its place."""
    first = verdicts(wrong)
    data = store(wrong).read_bytes()
    store(wrong).write_bytes(DAMAGES[damage](data))
    judged.clear()
    assert verdicts(wrong) == first
    assert len(judged) == 4
    judged.clear()
    assert verdicts(wrong) == first
    assert judged == []


def test_the_whole_is_remembered(wrong: Path, remembered: list[str]) -> None:
    """Nothing changed: no verdict is looked at; a file more, less or other, and all are."""
    first = verdicts(wrong)
    remembered.clear()
    assert verdicts(wrong) == first
    assert remembered == []
    (wrong / "content/news/2026/fremd.txt").write_text("x")
    assert len(verdicts(wrong)) == len(first) + 1
    assert remembered


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_memory_of_the_whole(damage: str, wrong: Path, remembered: list[str]) -> None:
    """It is as if there were none."""
    first = verdicts(wrong)
    file = store(wrong).with_suffix(".whole")
    file.write_bytes(DAMAGES[damage](file.read_bytes()))
    remembered.clear()
    assert verdicts(wrong) == first
    assert remembered


def test_any_flipped_bit(wrong: Path, judged: list[str]) -> None:
    """A bit anywhere in it is enough."""
    first = verdicts(wrong)
    data = bytearray(store(wrong).read_bytes())
    numbers = random.Random(3)
    for _ in range(40):
        at = numbers.randrange(len(data) * 8)
        data[at // 8] ^= 1 << at % 8
        store(wrong).write_bytes(data)
        judged.clear()
        assert verdicts(wrong) == first
        assert len(judged) == 4
        data = bytearray(store(wrong).read_bytes())


def test_a_lost_cache(wrong: Path) -> None:
    """It may be deleted, or its place be one where nothing can be written."""
    first = verdicts(wrong)
    store(wrong).unlink()
    assert verdicts(wrong) == first
    store(wrong).unlink(missing_ok=True)
    store(wrong).mkdir()
    assert verdicts(wrong) == first


def test_a_cache_folder_that_is_a_file(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check goes on without."""
    place = wrong.parent / "file"
    place.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(place))
    assert len(verdicts(wrong)) == 4


def test_a_changed_program(wrong: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts of another version are not taken, nor those of this program before somebody changed a line of it."""
    verdicts(wrong)
    judged.clear()
    monkeypatch.setattr(disk_cache, "program_digest", lambda: "another")
    verdicts(wrong)
    assert len(judged) == 4


def test_a_program_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """A job of GitHub lays it out anew each time; what an earlier job kept is still of the same program."""
    digests = []
    for name, text, when in (("a", "x = 1", 1), ("b", "x = 1", 2), ("c", "x = 2", 1)):
        file = tmp_path / name / "cli/main.py"
        file.parent.mkdir(parents=True)
        file.write_text(text)
        os.utime(file, (when, when))
        digests.append(disk_cache.package_digest(tmp_path / name))
    assert digests[0] == digests[1] != digests[2]
    (tmp_path / "a/cli/main.py").rename(tmp_path / "a/cli/other.py")
    assert disk_cache.package_digest(tmp_path / "a") not in digests
    words = tmp_path / "b/defaults/site_config/spelling/id_ID.dic"
    words.parent.mkdir(parents=True)
    words.write_text("1\nkantor\n")
    assert disk_cache.package_digest(tmp_path / "b") not in digests, "verdicts depend on the dictionary, too"


def test_a_changed_configuration(wrong: Path, judged: list[str]) -> None:
    """A key added to a list makes a record right without a byte of the record changing."""
    assert f"{OPEN}:9:3 error links/agency" in verdicts(wrong)
    with (wrong / "site_config/agencies.yml").open("a") as file:
        file.write("x:\n  name: Dinas X\n  short: X\n")
    judged.clear()
    assert f"{OPEN}:9:3 error links/agency" not in verdicts(wrong)
    assert len(judged) == 4


def test_another_office_s_cache(wrong: Path, tmp_path: Path, judged: list[str]) -> None:
    """A cache planted in another checkout's place is not taken: its files are other files."""
    other = lay_out(BASE / "nothing", tmp_path / "other")
    verdicts(wrong)
    store(other).write_bytes(store(wrong).read_bytes())
    judged.clear()
    assert verdicts(other) == []
    assert len(judged) == 4


MOMENTS = ["2026-10-31T10:00", "2026-11-02T08:44", "2026-11-20T08:05", "2026-11-20T09:49", "2026-11-20T09:50"] + [
    f"2026-11-{rest}"
    for rest in ("20T10:20", "20T10:21", "23T07:59", "23T08:00", "24T09:00", "25T10:00", "26T08:59", "26T09:00")
]


def test_time_goes_on(office_root: Path, judged: list[str]) -> None:
    """Whatever hour the kept verdicts are from, at every other hour the check says what it would without them."""
    edited(office_root, ARTICLE, "2026-11-02T11:30+07:00", "2026-11-23T08:00+07:00")
    fingerprint = "ac95906ecf64ce652c02b089cc9432bc60fed5e1e5423eecd9a7fbc538dce422"
    correction = f"corrections: [{{at: 2026-11-26T09:00+07:00, note: Angka., content: 'sha256:{fingerprint}'}}]"
    edited(office_root, ARTICLE, "corrections: []", correction)
    moments = [parse_instant(f"{moment}+07:00") for moment in MOMENTS]
    fresh = {now: shorts(check(office_root, now).findings) for now in moments}
    assert len({tuple(found) for found in fresh.values()}) >= 5
    for before in moments:
        store(office_root).unlink(missing_ok=True)
        verdicts(office_root, before)
        kept = store(office_root).read_bytes()
        for now in random.Random(before).sample(moments, 5):
            assert verdicts(office_root, now) == fresh[now], (before, now)
            store(office_root).write_bytes(kept)
    assert judged


def test_the_memory_of_the_whole_knows_its_hours(office_root: Path, remembered: list[str]) -> None:
    """What was said at one hour is not said at another where it does not hold."""
    edited(office_root, ARTICLE, "2026-11-02T11:30+07:00", "2026-11-23T08:00+07:00")
    moments = [parse_instant(f"{moment}+07:00") for moment in MOMENTS]
    fresh = {now: shorts(check(office_root, now).findings) for now in moments}
    for before in moments:
        verdicts(office_root, before)
        for now in moments:
            assert verdicts(office_root, now) == fresh[now], (before, now)
    assert remembered


def test_a_quiet_hour_is_not_judged_again(office_root: Path, judged: list[str]) -> None:
    """While nothing falls due, later runs keep what they have; when something does, one file is read."""
    verdicts(office_root, parse_instant("2026-11-20T10:00+07:00"))
    judged.clear()
    verdicts(office_root, parse_instant("2026-11-20T10:20+07:00"))
    assert judged == []
    assert verdicts(office_root, parse_instant("2026-11-20T10:21+07:00")) == [f"{OPEN}:26:5 warning deadlines/open"]
    assert judged == [OPEN]


@pytest.mark.parametrize("change", ["deleted", "replaced", "linked"])
def test_a_changed_picture(change: str, office_root: Path, judged: list[str]) -> None:
    """The article is judged again when its picture changes; and when it is put right again."""
    assert verdicts(office_root) == []
    picture = (office_root / PICTURE).read_bytes()
    (office_root / PICTURE).unlink()
    if change == "replaced":
        (office_root / PICTURE).write_bytes(b"x" * len(picture))
    elif change == "linked":
        (office_root / PICTURE).symlink_to(BASE / PICTURE)
    assert f"{ARTICLE}:12:3 error links/image" in verdicts(office_root)
    (office_root / PICTURE).unlink(missing_ok=True)
    (office_root / PICTURE).write_bytes(picture)
    assert verdicts(office_root) == []
    assert judged


def test_same_size_and_time_but_other_content(office_root: Path, judged: list[str]) -> None:
    """A program that sets a file's time back does not hide its change: the time of change cannot be set."""
    verdicts(office_root)
    file = office_root / OPEN
    times = file.stat()
    edited(office_root, OPEN, "from: disdik", "from: disdix")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert verdicts(office_root) == [f"{OPEN}:9:3 error links/agency"]
    assert judged[-1] == OPEN


@pytest.mark.parametrize("guarded", [True, False])
def test_a_change_within_a_tick_of_the_clock(guarded: bool, office_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system with a coarse clock, a file changed just after it was read looks unchanged; it is seen all the same.

    Without the guard it would not be, which shows that the guard is what does it.
    """
    monkeypatch.setattr(
        content_index, "stat_of", lambda stat: FileStat(stat.st_size, 0, stat.st_ctime_ns // 10**13 * 10**13, 0)
    )
    monkeypatch.setattr(disk_cache, "RACY_NANOSECONDS", 10**14 if guarded else -1)
    assert verdicts(office_root) == []
    edited(office_root, OPEN, "from: disdik", "from: disdix")
    assert verdicts(office_root) == ([f"{OPEN}:9:3 error links/agency"] if guarded else [])


def test_a_new_and_a_deleted_file(office_root: Path, judged: list[str]) -> None:
    """A file that came is judged, one that went is forgotten."""
    verdicts(office_root)
    judged.clear()
    new = office_root / "content/requests/2026/0003.md"
    new.write_text("x")
    assert len(verdicts(office_root)) == 1
    assert judged == ["content/requests/2026/0003.md"]
    new.unlink()
    assert verdicts(office_root) == []
    assert new.name.encode() not in store(office_root).read_bytes()


def test_the_cache_lies_outside_the_office(office_root: Path) -> None:
    """No pull request can bring one, and a check leaves nothing in the work tree."""
    before = sorted(office_root.rglob("*"))
    verdicts(office_root)
    assert sorted(office_root.rglob("*")) == before
    assert store(office_root).exists()
    assert not store(office_root).is_relative_to(office_root)


@pytest.mark.thorough
def test_a_kept_verdict_is_the_verdict(tmp_path: Path) -> None:
    """Every finding of every case survives being kept, to the letter."""
    made = {}
    for number, case in enumerate(case_folders()):
        root = lay_out(case, tmp_path / str(number))
        for path in (FINISHED, OPEN, ARTICLE, DRAFT):
            if not (root / path).exists():  # a case may be about a file that is not there
                continue
            made[f"{number}/{path}"] = judge(path, (root / path).read_bytes(), OFFICE, NOW)
    stamp = FileStat(0, 0, 0, 0)
    file = tmp_path / "kept"
    verdict_cache.save_verdicts(
        file, "key", {name: verdict_cache.CachedVerdict(verdict, stamp, ()) for name, verdict in made.items()}
    )
    assert {name: entry.verdict for name, entry in verdict_cache.load_verdicts(file, "key").items()} == made
    assert sum(len(verdict.findings) for verdict in made.values()) > 100


@pytest.mark.xdist_group("processes")
def test_many_processes_say_what_one_says(office_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same report, finding by finding, for the sample office with damage done to every third request."""
    root = office_root.parent / "sample"
    for folder in ("site_config", "content"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file():
                copy = root / file.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(file.read_bytes())
    for path in list(requests(root))[::3]:
        path.write_text(path.read_text().replace("T1", "T0").replace("- step: 3", "- step: 2"))
    alone = check(root)
    assert len(alone.findings) > 20
    monkeypatch.setattr(checking, "PARALLEL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("workflow.infra.parallel.CHUNK_SIZE", 5)
    assert check(root) == alone
