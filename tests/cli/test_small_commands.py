"""`explain`, `status`, `clock`, `fmt`, `holidays` and `schema`: what they say, write, and leave alone."""

import re
from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.offices import ARTICLE, BASE, FINISHED, OPEN, ROOT, edited, requests
from tests.support.second_office import second_office
from workflow.i18n.catalog import translate
from workflow.rules.registry import RULES
from workflow.text.finding import ExitCode


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_every_rule_is_explained(rule: object) -> None:
    """Purpose, a wrong and a right example, and the source."""
    slug = rule.slug  # type: ignore[attr-defined]
    result = redaksi("explain", slug)
    assert result.code == ExitCode.CLEAN
    assert result.out.startswith(f"{slug} (")
    for heading in ("\nWrong:\n\n    ", "\nRight:\n\n    ", "\nSource: "):
        assert heading in result.out
    sources = [translate(source) for source in rule.sources()]  # type: ignore[attr-defined]
    assert result.out.endswith(f"\nSource: {'; '.join(sources)}\n")


def test_explain_in_an_office_of_another_procedure(tmp_path: Path) -> None:
    """The steps it names are not the office's, and the moments of its examples are in the office's zone."""
    office = second_office(tmp_path / "office")
    told = redaksi("explain", "steps/before-letter", f"--root={office}").out
    assert "Source: SOP 418/2024, step 1; SOP 418/2024 is what the program's rules were first written for" in told
    assert ("received: 2024-10-21T08:05+08:00" in told, "+07:00" in told) == (True, False)
    assert "+07:00" in redaksi("explain", "history/zone", f"--root={office}").out


def test_explain_lists_all_rules() -> None:
    """Without a name, one line a rule, and before them the table that they ask."""
    lines = redaksi("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == ["authority", *(rule.slug for rule in RULES)]


def test_explain_guesses() -> None:
    """A mistyped rule is met with the right one."""
    assert "Did you mean `steps/order`?" in redaksi("explain", "steps/ordre").err


def test_status(office_root: Path) -> None:
    """The open request, whose turn it is, when it is due and how much time is left; the finished one is not open."""
    out = redaksi("status", "--root", office_root).out
    assert "2026-0002" in out
    assert "2026-0001" not in out
    assert "turn of Editor: step 5, Mengoreksi naskah" in out
    assert "due Friday, 20 November 2026, 10:20 WIB, 20 min left" in out
    assert out.endswith("1 open requests, 0 of them late.\n")


@pytest.mark.parametrize(
    ("now", "said"), [("10:20", "0 min left"), ("10:50", "LATE by 30 min"), ("13:15", "LATE by 1 h 25 min")]
)
def test_status_goes_with_time(now: str, said: str, office_root: Path) -> None:
    """Time left and time over are working time: the Friday break does not count."""
    out = redaksi("status", "--root", office_root, "--now", f"2026-11-20T{now}+07:00").out
    assert said in out
    assert ("1 of them late" in out) == ("LATE" in said)


def test_status_of_a_hold(office_root: Path) -> None:
    """While the sender owes data nothing is due."""
    edited(office_root, OPEN, "holds: []", "holds: [{from: 2026-11-20T09:55+07:00, reason: Data.}]")
    assert "the clock stands still" in redaksi("status", "--root", office_root, "--now", "2026-11-20T15:00+07:00").out


def test_status_survives_a_broken_file(office_root: Path) -> None:
    """The others are shown, the broken one is named."""
    (office_root / FINISHED).write_text("x")
    result = redaksi("status", "--root", office_root)
    assert "2026-0002" in result.out
    assert FINISHED in result.err


def test_status_prints_no_control_characters(office_root: Path) -> None:
    """A subject is shown as text."""
    edited(office_root, OPEN, "Permintaan publikasi pelatihan guru", '"[31m {0} %s"')
    assert "[31m {0} %s" in redaksi("status", "--root", office_root).out


def test_status_without_a_configuration(office_root: Path) -> None:
    """It says where to look."""
    (office_root / "site_config/calendar.yml").unlink()
    result = redaksi("status", "--root", office_root)
    assert result.code == ExitCode.CONFIGURATION
    assert "redaksi check" in result.err


def minutes(text: str) -> int:
    """A duration as it is printed, in minutes."""
    hours, rest = re.search(r"(\d+) h", text), re.search(r"(\d+) min", text)
    return 60 * int(hours[1] if hours else 0) + int(rest[1] if rest else 0)


@pytest.mark.parametrize("path", [*requests(ROOT), BASE / FINISHED, BASE / OPEN], ids=lambda path: path.stem)
def test_clock_adds_up(path: Path) -> None:
    """The segments of each step add up to the step, the steps to the total."""
    root = BASE if path.is_relative_to(BASE) else ROOT
    result = redaksi("clock", "--root", root, f"{path.parent.name}-{path.stem}")
    assert result.code == ExitCode.CLEAN
    blocks = result.out.split("\n\n")
    spent = 0
    for block in blocks[1:-1]:
        head, *segments = block.splitlines()
        took = minutes(head.split(": ", 1)[1].split(" / ")[0])
        counted = [line.rsplit(": ", 1)[1] for line in segments if re.search(r": (\d+ h|\d+ min)", line)]
        assert sum(map(minutes, counted)) == took, block
        spent += took
    assert minutes(blocks[-1].split(": ")[1].split(" of ")[0]) == spent


def test_fmt_leaves_the_canonical_alone(office_root: Path) -> None:
    """Nothing to do, nothing written."""
    before = {file: file.stat().st_mtime_ns for file in office_root.rglob("*") if file.is_file()}
    assert redaksi("fmt", "--root", office_root).code == ExitCode.CLEAN
    assert {file: file.stat().st_mtime_ns for file in office_root.rglob("*") if file.is_file()} == before


def test_fmt_writes_and_check_does_not(office_root: Path) -> None:
    """`--check` names the file and leaves with 1; without it the file is put in order, and only that one."""
    right = (office_root / OPEN).read_bytes()
    (office_root / OPEN).write_bytes(right.replace(b"\n", b"\r\n"))
    checked = redaksi("fmt", "--check", "--root", office_root)
    assert checked.code == ExitCode.FINDINGS
    assert OPEN in checked.out
    assert b"\r\n" in (office_root / OPEN).read_bytes()
    assert redaksi("fmt", "--root", office_root).code == ExitCode.CLEAN
    assert (office_root / OPEN).read_bytes() == right
    assert redaksi("fmt", "--check", "--root", office_root).code == ExitCode.CLEAN


def test_fmt_names_what_it_cannot_read(office_root: Path) -> None:
    """A broken file is left as it is, byte for byte."""
    (office_root / ARTICLE).write_bytes(b"---\na: *b\n")
    result = redaksi("fmt", "--root", office_root)
    assert result.code == ExitCode.FINDINGS
    assert ARTICLE in result.err
    assert (office_root / ARTICLE).read_bytes() == b"---\na: *b\n"


def test_fmt_follows_no_link(office_root: Path, tmp_path: Path) -> None:
    """A link in a record's place leads nowhere."""
    secret = tmp_path / "secret.md"
    secret.write_bytes((BASE / OPEN).read_bytes() + b"\n\n")
    (office_root / "content/requests/2026/0003.md").symlink_to(secret)
    before = secret.read_bytes()
    redaksi("fmt", "--root", office_root)
    redaksi("fmt", "--root", office_root, office_root / "content/requests/2026/0003.md")
    assert secret.read_bytes() == before


def test_fmt_of_a_folder_keeps_to_records(office_root: Path) -> None:
    """A folder stands for the records in it; other Markdown is not touched."""
    page = office_root / "README.md"
    page.write_bytes(b"---\nb: 1  \na: 2\n---\n\n\ntext  \n\n")
    before = page.read_bytes()
    assert redaksi("fmt", "--root", office_root, office_root).code == ExitCode.CLEAN
    assert page.read_bytes() == before


def test_holidays(office_root: Path) -> None:
    """A list that differs is shown and left with 1, then written, then agrees."""
    differs = redaksi("holidays", "--root", office_root)
    assert differs.code == ExitCode.FINDINGS
    assert "+years: [2024, 2025, 2026, 2027]" in differs.out
    assert redaksi("holidays", "--root", office_root, "--write").code == ExitCode.CLEAN
    assert redaksi("holidays", "--root", office_root).code == ExitCode.CLEAN
    assert redaksi("check", "--root", office_root).code == ExitCode.CLEAN


def test_schema(office_root: Path) -> None:
    """Schemas that are missing are named, then written, then current."""
    assert redaksi("schema", "--root", office_root).code == ExitCode.FINDINGS
    assert redaksi("schema", "--root", office_root, "--write").code == ExitCode.CLEAN
    assert redaksi("schema", "--root", office_root) == (ExitCode.CLEAN, "", "")
