"""`redaksi check`: exit codes, wrong calls, named files, and never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.offices import ARTICLE, BASE, DRAFT, FINISHED, OPEN, ROOT, edited
from workflow.cli.main import COMMANDS
from workflow.config.load import ENTRY_FILES, OPTIONAL_ENTRY_FILES, RECORD_FILES
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.text.finding import ExitCode

PROGRAM = str(Path(sys.executable).with_name("redaksi"))
"""The installed command."""
LISTS = {f"site_config/{name}.yml" for name in ("people", "agencies", "partners", "categories", "delays")}


def test_clean_is_0(office_root: Path) -> None:
    """Nothing found."""
    result = redaksi("check", "--root", office_root)
    assert result == (ExitCode.CLEAN, "4 files checked: all in order.\n", "")


def test_warnings_are_0(office_root: Path) -> None:
    """A warning is shown and stops nobody."""
    result = redaksi("check", "--root", office_root, "--now", "2026-11-20T10:21+07:00")
    assert result.code == ExitCode.CLEAN
    assert "warning[deadlines/open]" in result.out


def test_errors_are_1(office_root: Path) -> None:
    """An error."""
    edited(office_root, OPEN, "from: disdik", "from: x")
    result = redaksi("check", "--root", office_root)
    assert result.code == ExitCode.FINDINGS
    assert f"{OPEN}:9:3" in result.out


def test_a_broken_configuration_is_2(office_root: Path) -> None:
    """Where the configuration is wrong, the exit code says so, and people are told what to mend first."""
    edited(office_root, "site_config/sop/418-2024.yml", "total: 375", "total: 376")
    result = redaksi("check", "--root", office_root)
    assert result.code == ExitCode.CONFIGURATION
    assert "site_config/sop/418-2024.yml:14:1" in result.out
    assert "mend those first" in result.out


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(BASE).as_posix() for path in BASE.glob("site_config/**/*.yml"))
)
@pytest.mark.parametrize("data", [None, b"", b"\xff", b"- a\n", b"{{{", b"a: b\n"])
def test_any_configuration_file_gone_or_broken(name: str, data: bytes | None, office_root: Path) -> None:
    """Each file of the configuration may be missing, empty or rubbish: it is said, in its place, with exit code 2.

    Where the program brings a file along, an office may do without its own.
    """
    file = office_root / name
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)
    result = redaksi("check", "--root", office_root, "--format", "json", "--now", "2026-11-20T10:00+07:00")
    if (name in LISTS and data == b"") or (data is None and (DEFAULTS_FOLDER / name).exists()):
        assert result.code in {
            ExitCode.CLEAN,
            ExitCode.FINDINGS,
        }  # an empty list is a list; what it lacks is missed elsewhere
        return
    assert result.code == ExitCode.CONFIGURATION
    blamed = {finding["path"] for finding in json.loads(result.out)["findings"]}
    assert {name, "site_config/sop/"} & blamed


def test_the_unforeseen_is_3(office_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the program itself: one sentence, no traceback."""
    monkeypatch.setattr("workflow.engine.check_office.index_content", lambda _: 1 / 0)
    result = redaksi("check", "--root", office_root)
    assert result.code == ExitCode.UNEXPECTED
    assert result.err.startswith("redaksi: unexpected failure: ZeroDivisionError")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["nonsense"],
        ["check", "--nonsense"],
        ["check", "--format", "xml"],
        ["check", "--now", "yesterday"],
        ["check", "--now", "2026-11-20T10:00"],
        ["check", "--now", "2026-02-30T10:00+07:00"],
        ["check", "--now", ""],
        ["check", "--root", "/nonexistent/office"],
        ["check", "--root", __file__],
        ["check", "--head", "HEAD"],
        ["check", "--root"],
        ["explain", "steps/ordre"],
        ["clock"],
        ["clock", "107"],
        ["clock", "2026-9999"],
        ["clock", "../../etc"],
    ],
)
def test_a_wrong_call_is_2(arguments: list[str], office_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call is explained on the error stream, and nothing else is written."""
    monkeypatch.chdir(office_root)
    result = redaksi(*arguments)
    assert result.code == ExitCode.CONFIGURATION
    assert result.out == ""
    assert result.err


@pytest.mark.parametrize("path", ["/etc/hostname", "..", "../x.md", "content/../..", "content/../../x.md", "/"])
@pytest.mark.parametrize("command", ["check", "fmt"])
def test_paths_outside_the_office_are_2(
    path: str, command: str, office_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither absolute nor winding ways lead out, and nothing out there is read or written."""
    outside = office_root.parent / "x.md"
    outside.write_bytes((BASE / OPEN).read_bytes() + b"  \n\n")
    before = outside.read_bytes()
    monkeypatch.chdir(office_root)
    result = redaksi(command, path)
    assert result.code == ExitCode.CONFIGURATION
    assert "outside the office" in result.err
    assert outside.read_bytes() == before


def test_named_files(office_root: Path) -> None:
    """Only the named files are judged; the ones they name are read."""
    edited(office_root, OPEN, "from: disdik", "from: x")
    edited(office_root, ARTICLE, "Pekan imunisasi dimulai pada hari Senin.", "Lain.")
    assert redaksi("check", "--root", office_root, office_root / DRAFT, office_root / FINISHED).code == ExitCode.CLEAN
    result = redaksi("check", "--root", office_root, office_root / ARTICLE)
    assert result.code == ExitCode.FINDINGS
    assert "publishing/changed" in result.out
    assert "links/agency" not in result.out


def test_paths_from_anywhere(office_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path counts from where one stands, or from the office; a folder stands for the records in it."""
    monkeypatch.chdir(office_root / "content" / "requests")
    for path in ("2026/0001.md", OPEN, "2026", "."):
        result = redaksi("check", "--root", office_root, path, "--format", "json")
        assert result.code == ExitCode.CLEAN, result
        assert json.loads(result.out)["summary"]["files"] == (2 if path in {"2026", "."} else 1)
    assert json.loads(redaksi("check", "--root", "../..", "../..", "--format", "json").out)["summary"]["files"] == 4


def test_a_named_file_that_is_not_there(office_root: Path) -> None:
    """It is a finding, since somebody deleted or mistyped it."""
    result = redaksi("check", "--root", office_root, office_root / "content/requests/2026/0099.md")
    assert result.code == ExitCode.FINDINGS
    assert "error[fields/unreadable]" in result.out


def test_a_named_stray_file(office_root: Path) -> None:
    """A file that has no place under content/ is said to have none."""
    (office_root / "content/requests/2026/note.md").write_text("x")
    assert (
        redaksi("check", "--root", office_root, office_root / "content/requests/2026/note.md").code == ExitCode.FINDINGS
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="a device is made, which only root may")
def test_odd_files(office_root: Path) -> None:
    """Links, pipes and folders in a record's place are findings; none is followed, none is waited for."""
    folder = office_root / "content/requests/2026"
    (folder / "0003.md").symlink_to("/etc/passwd")
    (folder / "0004.md").symlink_to("0004.md")
    (folder / "0005.md").mkdir()
    os.mkfifo(folder / "0006.md")
    (folder / "0007.md").symlink_to(office_root / OPEN)
    for arguments in ([], [folder / f"000{number}.md" for number in (3, 4, 6, 7)]):
        result = redaksi("check", "--root", office_root, "--format", "json", *arguments)
        assert result.code == ExitCode.FINDINGS
        blamed = {finding["path"][-7:-3] for finding in json.loads(result.out)["findings"]}
        assert blamed == {"0003", "0004", "0006", "0007"}
        assert "root:" not in result.out


NAMES = [
    b"\xff\xfe.md",
    b"a\n::error::x.md",
    b"\x1b[31mred.md",
    "\u202e0003.md".encode(),
    b"`@user` <b>|[x](y).md",
    b"0003.MD",
]


@pytest.mark.parametrize("form", ["terminal", "github", "sarif", "json", "markdown"])
def test_hostile_file_names(form: str, office_root: Path) -> None:
    """Names that are not UTF-8, break lines or steer terminals are findings in every form."""
    for name in NAMES:
        with open(os.path.join(os.fsencode(office_root), b"content/requests/2026", name), "wb") as file:  # noqa: PTH118, PTH123  bytes
            file.write(b"x")
    done = subprocess.run(
        [PROGRAM, "check", "--root", office_root, "--format", form], capture_output=True, cwd=ROOT, check=False
    )
    assert done.returncode == ExitCode.FINDINGS
    assert done.stderr == b""
    printed = done.stdout.decode()
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    if form in {"json", "sarif"}:
        json.loads(printed)
    if form == "github":
        assert printed.count("\n::error ") + printed.startswith("::error ") == len(NAMES)


def test_an_empty_folder_is_no_office(tmp_path: Path) -> None:
    """Everything that is missing is named."""
    result = redaksi("check", "--root", tmp_path, "--format", "json")
    assert result.code == ExitCode.CONFIGURATION
    wanted = {*ENTRY_FILES, *RECORD_FILES} - OPTIONAL_ENTRY_FILES
    lacking = {name for name in wanted if not (DEFAULTS_FOLDER / f"site_config/{name}.yml").exists()}
    named = {finding["path"] for finding in json.loads(result.out)["findings"]}
    assert named == {*(f"site_config/{name}.yml" for name in lacking), "site_config/sop/"}


def test_an_office_without_records(office_root: Path) -> None:
    """It is in order: nothing has come yet."""
    for path in office_root.glob("content/*/*/*"):
        path.unlink()
    assert redaksi("check", "--root", office_root).out == "0 files checked: all in order.\n"


def test_no_cache(office_root: Path) -> None:
    """`--no-cache` writes none."""
    redaksi("check", "--root", office_root, "--no-cache")
    assert list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*")) == []
    redaksi("check", "--root", office_root)
    assert list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.verdicts"))


@pytest.mark.parametrize("language", ["id", "en", "id_ID.UTF-8", "xx", ""])
def test_as_a_process(language: str, office_root: Path) -> None:
    """The installed command, in either language and in a bare environment."""
    edited(office_root, OPEN, "from: disdik", "from: x")
    environment = {"PATH": os.environ["PATH"], "REDAKSI_LANG": language, "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"]}
    done = subprocess.run(
        [PROGRAM, "check", "--root", office_root], capture_output=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == ExitCode.FINDINGS
    assert (b"error[links/agency]" in done.stdout) == (language == "en")
    assert done.stderr == b""


def test_help_names_every_command() -> None:
    """`redaksi --help`, and each command's own."""
    result = redaksi("--help")
    assert result.code == ExitCode.CLEAN
    for command in COMMANDS:
        assert f"\n  {command} " in result.out
        own = redaksi(command, "--help")
        assert own.code == ExitCode.CLEAN
        assert own.out.startswith(f"Usage: redaksi {command}")
    assert redaksi("--version").out.startswith("redaksi ")


def test_a_reader_that_goes_away(office_root: Path) -> None:
    """`redaksi explain | head -1` ends quietly."""
    command = f"{PROGRAM} explain | head -1"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
