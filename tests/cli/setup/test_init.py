"""`redaksi init` and `redaksi update` as people meet them: at a terminal, in a script, with Ctrl-C."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.command_line import redaksi
from tests.support.new_offices import PROGRAM, fill_sop
from tests.support.terminal import INTERRUPT, at_terminal
from workflow.cli.setup import init, update
from workflow.config.load import load_office
from workflow.git.worktree import git_folder
from workflow.scaffold.changes import BESIDE
from workflow.scaffold.generated import generated_files
from workflow.scaffold.inventory import read_inventory
from workflow.scaffold.program import PROGRAM_FILE, Program

FLAGS = (
    "--name=Dinas Komunikasi dan Informatika Kabupaten Sikka",
    "--regency=Kabupaten Sikka",
    "--zone=wita",
    "--website=berita.sikka.example",
    "--head=Drs. Yohanes @yohanes",
    "--redaktur=Maria Goreti @maria-g",
    "--editor=Maria Goreti",
    "--petugas=Kristo Nong",
    "--sop=418",
)
NEWER = Program("99.0", {PROGRAM_FILE: b"redaksi==99.0\n"})


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer whose Git knows somebody, and a program that was released."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = Yohanes\nemail = 1+yohanes@users.noreply.github.com\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("REDAKSI_LANG", "en")
    for command in (init, update):
        monkeypatch.setattr(command, "program_of", lambda _: PROGRAM)
    (tmp_path / "meja").mkdir()
    return tmp_path / "meja"


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout


def made(desk: Path) -> Path:
    done = redaksi("init", desk / "sikka", *FLAGS)
    assert done.code == 0, done.err
    return desk / "sikka"


# A new office


def test_by_flags_nothing_is_asked_and_the_office_is_there(desk: Path) -> None:
    done = redaksi("init", desk / "sikka", *FLAGS)
    assert (done.code, done.err) == (0, "")
    assert "redaksi doctor" in done.out
    office, findings = load_office(desk / "sikka")
    assert office
    assert findings == []
    assert (office.zone, office.identity.website) == ("Asia/Makassar", "https://berita.sikka.example/")
    assert office.people["kristo"].github is None
    assert git(desk / "sikka", "log", "--format=%an <%ae>") == "Yohanes <1+yohanes@users.noreply.github.com>\n"


def test_of_an_empty_sop_all_say_first_that_it_is_to_be_filled_in(desk: Path) -> None:
    root = desk / "sikka"
    done = redaksi("init", root, *FLAGS[:-1], "--sop=kosong")
    assert done.code == 0, done.err
    assert "First fill in the SOP" in done.out
    assert "shows the site" not in done.out
    assert "Isi dahulu SOP" in (root / "README.md").read_text()
    looked = redaksi("doctor", "--root", root)
    assert looked.code == 1, looked.err
    lines = looked.out.splitlines()
    assert lines[0].startswith("MEND     SOP: cannot be used yet: 22 places in site_config/sop/")
    assert any("this file still holds" in line.lower() and "office.yml" in line for line in lines), (
        "the rest is looked at"
    )
    assert "sop-pengganti" not in looked.out
    assert "somebody for each step" not in looked.out
    fill_sop(root)
    assert redaksi("update", "--root", root, "--yes").code == 0
    assert "Isi dahulu SOP" not in (root / "README.md").read_text()
    assert "cannot be used" not in redaksi("doctor", "--root", root).out


def test_after_a_changed_list_the_doctor_names_the_one_command_of_the_readme(desk: Path) -> None:
    root = made(desk)
    agencies = root / "site_config/agencies.yml"
    agencies.write_text(agencies.read_text() + "dinkes:\n  name: Dinas Kesehatan\n  short: Dinkes\n")
    out = redaksi("doctor", "--root", root).out
    assert "Run `redaksi update` and commit." in out
    assert "form --write" not in out


def test_where_one_person_alone_cannot_it_is_told(desk: Path) -> None:
    alone = [f"--{flag}=Yohanes" for flag in ("head", "redaktur", "editor", "petugas")]
    done = redaksi("init", desk / "sikka", *alone, "--yes")
    assert done.code == 0
    assert re.search("only Yohanes may do step 4 and step 5", done.out)
    assert redaksi("check", "--root", desk / "sikka").code == 0


def test_yes_takes_what_is_proposed(desk: Path) -> None:
    done = redaksi("init", desk / "sikka-baru", "--yes")
    assert done.code == 0, done.err
    office, findings = load_office(desk / "sikka-baru")
    assert office
    assert findings == []
    assert office.identity.regency == "Kabupaten Sikka Baru"
    assert [one.name for one in office.people.values()] == [
        "Kepala dinas belum diisi",
        "Redaktur belum diisi",
        "Editor belum diisi",
        "Petugas belum diisi",
    ]


def test_a_script_that_says_too_little_is_told_what_is_missing(desk: Path) -> None:
    done = redaksi("init", desk / "sikka", *FLAGS[:-2])
    assert done.code == 2
    assert "--petugas, --sop" in done.err
    assert "--yes" in done.err
    assert not (desk / "sikka").exists()


@pytest.mark.parametrize(
    ("flag", "why"),
    [
        ("--zone=WITX", "WIT"),
        ("--website=http://x.example/", "https"),
        ("--name=a\u202eb", "--name"),
        ("--sop=lain", "418"),
    ],
)
def test_a_wrong_flag_is_said_with_what_would_do(flag: str, why: str, desk: Path) -> None:
    others = [one for one in FLAGS if not one.startswith(flag.partition("=")[0])]
    done = redaksi("init", desk / "sikka", *others, flag)
    assert done.code == 2
    assert why in done.err
    assert not (desk / "sikka").exists()


def test_what_is_there_is_never_written_over(desk: Path) -> None:
    root = made(desk)
    done = redaksi("init", root, *FLAGS)
    assert done.code == 2
    assert "not empty" in done.err


def test_at_a_terminal_a_wrong_answer_is_asked_again_alone(desk: Path) -> None:
    replies = ("", "", "WITX", "WITA", "", 'Drs. "Yo": #1 @yo', "Maria @maria", "Maria", "Null; 王小明", "418", "yes")
    said = at_terminal(desk, ("init", "sikka"), *replies)
    assert said.code == 0, said.screen
    assert said.screen.count("Time zone") == 2
    assert "Write WIB, WITA or WIT" in said.screen
    office, findings = load_office(desk / "sikka")
    assert office
    assert findings == []
    assert office.identity.regency == "Kabupaten Sikka"
    assert [one.name for one in office.people.values()] == ['Drs. "Yo": #1', "Maria", "Null", "王小明"]


def test_what_was_typed_is_shown_and_can_be_mended_before_it_is_written(desk: Path) -> None:
    flags = [one for one in FLAGS if not one.startswith(("--head", "--redaktur"))]
    first = ("Yosefina yosefina@gmail.com", "Yosefina @yd", "Maria Goreti @YD", "Maria Goretti @maria-g", "no")
    again = ("",) * 5 + ("Maria Goreti @maria-g",) + ("",) * 3 + ("yes",)
    said = at_terminal(desk, ("init", "sikka", *flags), *first, *again)
    assert said.code == 0, said.screen
    assert "mail address" in said.screen
    assert "@YD is the account of Yosefina and of Maria Goreti" in said.screen
    assert "Maria Goretti (@maria-g)" in said.screen
    office, _ = load_office(desk / "sikka")
    assert office
    assert [one.name for one in office.people.values()] == ["Yosefina", "Maria Goreti", "Kristo Nong"]


def test_inside_another_repository_it_is_told_what_that_means(desk: Path) -> None:
    git(desk, "init", "--quiet")
    done = redaksi("init", desk / "sikka", *FLAGS)
    assert done.code == 0
    assert f"{desk} is a Git repository already" in done.err


def test_ctrl_c_leaves_nothing(desk: Path) -> None:
    said = at_terminal(desk, ("init", "sikka"), "", "", INTERRUPT)
    assert said.code == 1
    assert [*desk.iterdir()] == []


def test_where_git_knows_nobody_it_is_explained_or_asked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    done = redaksi("init", desk / "sikka", *FLAGS)
    assert done.code == 2
    assert "git config --global user.name" in done.err
    assert [*desk.iterdir()] == []
    wrong = ("yo@gmail.com", "yo@lain.example", "yo", "@users.noreply.github.com", "a b@sikka.example")
    said = at_terminal(desk, ("init", "sikka", *FLAGS), "Yohanes", *wrong, "1+yo@users.noreply.github.com")
    assert said.code == 0, said.screen
    assert said.screen.count("neither a noreply address") == len(wrong)
    assert git(desk / "sikka", "log", "--format=%an <%ae>") == "Yohanes <1+yo@users.noreply.github.com>\n"


def test_a_private_address_that_git_knows_does_not_enter_the_history(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "gitconfig").write_text("[user]\nname = Yohanes\nemail = yohanes@gmail.com\n")
    done = redaksi("init", desk / "sikka", *FLAGS)
    assert done.code == 2
    assert "yohanes@gmail.com" in done.err
    assert [*desk.iterdir()] == []
    said = at_terminal(desk, ("init", "sikka", *FLAGS), "", "yo@sikka.example")
    assert said.code == 0, said.screen
    assert git(desk / "sikka", "log", "--format=%an <%ae>") == "Yohanes <yo@sikka.example>\n"


# An update


def test_the_same_version_has_nothing_to_do(desk: Path) -> None:
    root = made(desk)
    done = redaksi("update", "--root", root, "--check")
    assert (done.code, done.err) == (0, "")
    assert "Nothing to do" in done.out


def test_lists_that_changed_are_in_the_forms_after_an_update(desk: Path) -> None:
    """Also while the lists wait for their commit."""
    root = made(desk)
    agencies = root / "site_config/agencies.yml"
    agencies.write_text(agencies.read_text() + "dinkes:\n  name: Dinas Kesehatan\n  short: Dinkes\n")
    assert redaksi("update", "--root", root, "--check").code == 1
    done = redaksi("update", "--root", root, "--yes")
    assert done.code == 0, done.err
    assert "Dinas Kesehatan" in (root / ".github/ISSUE_TEMPLATE/surat.yml").read_text()
    assert redaksi("update", "--root", root, "--check").code == 0
    assert redaksi("form", "--root", root).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("update", "--yes", "--commit"),
        ("update", "--check"),
        ("form", "--write"),
        ("codeowners",),
        ("handbook", "--write"),
    ],
)
def test_nothing_is_made_of_a_broken_list(desk: Path, words: tuple[str, ...]) -> None:
    """An entry that cannot be read would be lost from what is made of its list."""
    root = made(desk)
    agencies = root / "site_config/agencies.yml"
    for text in ("rusak: [\n", "dinkes:\n  nama: Dinas Kesehatan\n"):
        agencies.write_text(text)
        done = redaksi(words[0], "--root", root, *words[1:])
        assert done.code == 2
        assert "--> site_config/agencies.yml:" in done.err
        assert git(root, "status", "--porcelain") == " M site_config/agencies.yml\n"


def test_a_newer_program_changes_what_the_office_left_alone_and_nothing_else(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(desk)
    people = root / "site_config/people.yml"
    people.write_text(people.read_text().replace("  # emails: alamat noreply belum diisi\n", "  emails: [1+yohanes@users.noreply.github.com]\n", 1))  # fmt: skip
    letter = root / "content/requests/2026/0001.md"
    letter.parent.mkdir(parents=True)
    letter.write_text("bukan surat")
    clock = root / ".github/workflows/clock.yml"
    clock.write_text(clock.read_text() + "# milik kantor\n")
    (root / ".vscode/tasks.json").unlink()
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=kantor")

    def newer(office: object, program: Program, now: int) -> dict[str, bytes]:
        files = generated_files(office, program, now)  # type: ignore[arg-type]
        changed = (".github/workflows/act.yml", ".github/workflows/clock.yml", ".vscode/tasks.json")
        files |= {path: files[path] + b"# versi baru\n" for path in changed}
        del files[".editorconfig"]
        return files | {".github/workflows/baru.yml": b"name: baru\n"}

    monkeypatch.setattr(update, "generated_files", newer)
    monkeypatch.setattr(update, "program_of", lambda _: NEWER)
    shown = redaksi("update", "--root", root)
    assert shown.code == 2, "in a script nothing is written without --yes"
    assert git(root, "status", "--porcelain") == ""
    assert "+# versi baru" in shown.out
    assert f"+++ b/.github/workflows/{clock.name}{BESIDE}" in shown.out, "what the office changed stays"
    assert "a/.editorconfig" not in shown.out, "what goes is named, not printed"
    assert f"  {PROGRAM_FILE} (follows the program" in shown.out
    assert "  .github/workflows/baru.yml" in shown.out
    git(root, "checkout", "--quiet", "-b", "perbarui")
    done = redaksi("update", "--root", root, "--yes", "--commit")
    assert done.code == 1, "the letter that is none is an error of the office, which is said"
    assert clock.name + BESIDE in done.out
    assert clock.read_text().endswith("# milik kantor\n")
    assert clock.with_name(clock.name + BESIDE).read_text().endswith("# versi baru\n")
    assert (root / ".github/workflows/act.yml").read_text().endswith("# versi baru\n")
    assert (root / ".github/workflows/baru.yml").is_file()
    assert not (root / ".editorconfig").exists()
    assert not (root / ".vscode/tasks.json").exists()
    assert letter.read_text() == "bukan surat"
    assert read_inventory(root).version == "99.0"
    assert git(root, "log", "-1", "--format=%s") == "Berkas buatan program diperbarui: redaksi 99.0\n"
    assert git(root, "status", "--porcelain") == ""
    again = redaksi("update", "--root", root, "--check")
    assert (again.code, "Nothing to do" in again.out) == (0, True)
    letter.unlink()
    judged = redaksi("check", "--root", root, "--base=main", "--head=perbarui", "--pusher=yohanes")
    assert "history/" not in judged.out + judged.err, "the head of the office answers for these files"


def test_what_would_be_written_over_and_lies_uncommitted_is_not(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(desk)
    file = root / PROGRAM_FILE
    file.write_text("redaksi==98.0\n")
    monkeypatch.setattr(update, "program_of", lambda _: NEWER)
    done = redaksi("update", "--root", root, "--yes")
    assert done.code == 2
    assert PROGRAM_FILE in done.err
    assert file.read_text() == "redaksi==98.0\n"
    assert read_inventory(root).version == PROGRAM.version


def test_a_folder_in_the_place_of_a_new_file_is_told_of_before_anything_is_written(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made(desk)
    (root / "PANDUAN.md").write_text("milik kantor")
    (root / f"PANDUAN.md{BESIDE}").mkdir()
    agencies = root / "site_config/agencies.yml"
    agencies.write_text(agencies.read_text() + "dinkes:\n  name: Dinas Kesehatan\n  short: Dinkes\n")
    form = (root / ".github/ISSUE_TEMPLATE/surat.yml").read_text()
    monkeypatch.setattr(update, "generated_files", lambda *_: generated_files(*_) | {"PANDUAN.md": b"baru"})
    monkeypatch.setattr(update, "program_of", lambda _: NEWER)
    done = redaksi("update", "--root", root, "--yes")
    assert done.code == 2
    assert f"PANDUAN.md{BESIDE}" in done.err
    assert (root / ".github/ISSUE_TEMPLATE/surat.yml").read_text() == form
    assert not [*root.rglob("*.part")]


def test_the_doctor_asks_for_guides_that_say_what_the_lists_no_longer_do(desk: Path) -> None:
    """Not where the office wrote its own."""
    root = made(desk)
    lists = root / "site_config/office.yml"
    lists.write_text(lists.read_text().replace("name: ", "name: Kantor ", 1))
    (root / "PENGATURAN.md").write_text("# Pengaturan repository\n\nMilik kantor.\n")
    told = [line for line in redaksi("doctor", "--root", root).out.splitlines() if "redaksi handbook --write" in line]
    assert [line.split()[1] for line in told] == ["PANDUAN.md:"]
    assert redaksi("handbook", "--write", "--root", root).code == 0
    assert "redaksi handbook --write" not in redaksi("doctor", "--root", root).out


def test_an_older_program_and_what_is_no_office_are_refused(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(desk)
    monkeypatch.setattr(update, "program_of", lambda _: Program("0.0.9", {PROGRAM_FILE: b"redaksi==0.0.9\n"}))
    done = redaksi("update", "--root", root, "--yes")
    assert done.code == 2
    assert "0.0.9" in done.err
    (desk / "lain").mkdir()
    done = redaksi("update", "--root", desk / "lain")
    assert done.code == 2
    assert "git restore .redaksi.json" in done.err


def test_at_a_terminal_it_is_asked(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = made(desk)
    monkeypatch.setattr(update, "program_of", lambda _: NEWER)
    assert at_terminal(root, ("update",), "no").code == 2
    assert read_inventory(root).version == PROGRAM.version
    assert at_terminal(root, ("update",), "yes").code == 0
    assert read_inventory(root).version == "99.0"
    assert git_folder(root)
    assert git(root, "status", "--porcelain") != "", "no commit unasked"
