"""A new office: valid from the first day, with nothing of anybody else's, and judged by the tools of others."""

import json
import re
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from msgspec.structs import replace

from tests.support.new_offices import NOW, PROGRAM, SIKKA, fill_sop, new_office
from tests.support.offices import ROOT, check, sample_office
from workflow.config.load import load_office
from workflow.git.worktree import CommitError, GitIdentity
from workflow.scaffold import new_office as scaffold
from workflow.scaffold.answers import AnswerError, SopStart
from workflow.scaffold.generated import template_values
from workflow.scaffold.new_office import make_office
from workflow.scaffold.templates import GENERATED, render_tree
from workflow.sop.edition import Edition
from workflow.text.finding import Severity

PLACES = re.compile(r"ketapang|0534|pontianak|contoh-|jam-layanan", re.IGNORECASE)
WHO = GitIdentity("Meja", "meja@kantor.example")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office as `redaksi init` leaves it."""
    folder = tmp_path_factory.mktemp("new") / "sikka"
    make_office(folder, SIKKA, PROGRAM, NOW, WHO)
    return folder


def files(root: Path) -> list[Path]:
    return [file for file in root.rglob("*") if file.is_file() and ".git" not in file.relative_to(root).parts[:1]]


def test_the_check_finds_nothing(office: Path) -> None:
    assert check(office, NOW).findings == ()


def sample_words() -> set[str]:
    """Names, accounts and addresses of the sample office, its outlets and senders, and what it announces."""
    sample = sample_office()
    identity = {getattr(sample.identity, name) for name in ("name", "short", "address", "email", "phone")}
    people = {word for one in sample.people.values() for word in (one.name, one.github, *one.emails)}
    partners = {one.name for one in sample.partners.values()} | {str(one.email) for one in sample.agencies.values()}
    announced = {word for one in sample.announcements.values() for word in (one.title, one.text)}
    return {word for word in identity | people | partners | announced if word}


def test_no_trace_of_another_office_is_in_it(office: Path) -> None:
    found, words = files(office), sample_words()
    assert len(found) > 50
    assert len(words) > 50
    for file in found:
        text = f"{file.relative_to(office)}\n" + file.read_bytes().decode("utf-8", "replace")
        text = re.sub(r"\b[0-9a-f]{64}\b", "", text)  # a digest may hold any digits
        assert not (place := PLACES.search(text)), f"{file}: {place and place[0]}"
        assert [word for word in words if word in text] == [], file


def test_its_history_begins_with_everything_and_whoever_made_it(office: Path) -> None:
    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=office, capture_output=True, text=True, check=True)
        return done.stdout

    assert git("log", "--format=%an <%ae> %D") == "Meja <meja@kantor.example> HEAD -> main\n"
    assert git("status", "--porcelain", "--ignored") == ""
    assert set(git("ls-files").split()) == {str(file.relative_to(office)) for file in files(office)}
    assert (office / ".github/pictures.sh").stat().st_mode & stat.S_IXUSR
    assert stat.S_IMODE(office.stat().st_mode) & stat.S_IRWXG, "others of the office may read it"
    assert [*office.parent.iterdir()] == [office], "nothing is left beside it"


def test_the_readme_says_how_work_reaches_github(office: Path) -> None:
    text = (office / "README.md").read_text()
    assert ["GITHUB_TOKEN" in text, "git switch -c" in text, "git push -u origin" in text] == [True] * 3
    assert text.index("/admin/") < text.index("git switch -c")


def test_what_commands_write_by_default_is_not_committed(office: Path) -> None:
    """A disposition sheet is nobody's to publish; `git add --all` is what the README says."""
    source = (ROOT / "workflow/cli/editorial/paper.py").read_text()
    papers = {re.sub(r"\{\w+(\.\w+)*\}", "x", name) for name in re.findall(r'Path\(f"([^"]+)"\)', source)}
    assert len(papers) == 4
    names = {*papers, "laporan-2026.xlsx", "laporan-2026.md", "laporan-impor.md", "audit.csv", "redaksi.xes", "site/x", "preview/x",
      "redaksi.ocel.json", "kunci-situs", ".venv/x", ".github/workflows/clock.yml.redaksi-new"} - {"laporan-x.x"}  # fmt: skip
    kept = ["content/news/2026/laporan-x.md", "site_config/brand/logo.svg", "README.md"]
    done = subprocess.run(
        ["git", "check-ignore", *sorted(names), *kept], cwd=office, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) == names


def test_programs_of_others_find_no_fault_in_what_github_reads(office: Path) -> None:
    place = Path(sys.executable).parent
    workflows = sorted(map(str, office.glob(".github/workflows/*.yml")))
    settings = [str(office / ".github/dependabot.yml")]
    for command in (
        ["actionlint", "-no-color", *workflows],
        ["zizmor", "--offline", "--no-progress", "--persona=auditor", ".github"],
        ["check-jsonschema", "--builtin-schema", "vendor.dependabot", *settings],
    ):
        done = subprocess.run(
            [place / command[0], *command[1:]], cwd=office, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_clock_and_the_snippets_are_the_office_s_own(office: Path) -> None:
    clock = (office / ".github/workflows/clock.yml").read_text()
    assert "WITA" in clock
    assert "WIB" not in clock
    assert "TZ=Asia/Makassar" in (office / ".github/workflows/report.yml").read_text()
    snippets = json.loads((office / ".vscode/redaksi.code-snippets").read_text())
    assert "+08:00" in str(snippets)
    assert "+07:00" not in str(snippets)
    assert "sop: sop-2026" in snippets["Surat baru"]["body"]


def test_every_action_is_pinned_by_its_commit_and_every_package_by_its_hash(office: Path) -> None:
    for file in [*office.glob(".github/workflows/*.yml"), office / ".github/actions/setup/action.yml"]:
        for used in re.findall(r"uses: (\S+)", file.read_text()):
            assert used.startswith("./") or re.search(r"@[0-9a-f]{40}$", used), f"{file}: {used}"
    for name in (
        "requirements.txt",
        *(f".github/requirements/{part}.txt" for part in ("check", "site", "mail", "papers")),
    ):
        packages = re.findall(r"^[a-z][^ ]*==\S+ (.)", (office / name).read_text(), re.MULTILINE)
        assert packages, name
        assert set(packages) == {"\\"}, name


def test_the_hours_are_those_of_the_decree_in_the_office_s_own_zone(office: Path) -> None:
    loaded, _ = load_office(office)
    assert loaded
    assert loaded.calendar.file == replace(sample_office().calendar.file, zone="Asia/Makassar")


# The SOP


def test_the_template_is_the_sample_s_procedure_and_not_its_document() -> None:
    sample = sample_office().editions[0]
    (made,) = _editions(SopStart.TEMPLATE)
    ours = {"id", "number", "office", "effective", "legal_bases", "assumption"}
    assert {field for field in sample.__struct_fields__ if getattr(made, field) != getattr(sample, field)} == ours
    assert set(made.legal_bases) < set(sample.legal_bases)


def _editions(sop: SopStart) -> tuple[Edition, ...]:
    with TemporaryDirectory() as folder:
        return new_office(Path(folder), replace(SIKKA, sop=sop)).editions


def test_an_empty_sop_is_named_line_by_line_and_works_once_it_is_filled_in(tmp_path: Path) -> None:
    root = tmp_path / "office"
    make_office(root, replace(SIKKA, sop=SopStart.EMPTY), PROGRAM, NOW, WHO)
    report = check(root, NOW)
    assert report.broken_configuration
    missing = [one for one in report.findings if one.severity is Severity.ERROR]
    assert {one.path for one in missing} == {"site_config/sop/sop-2026.yml"}
    named = Counter(str(next(iter(one.message.values.values()))) for one in missing)
    assert named == Counter(["number", "title", "approved_by", "total", *["activity", "min", "max"] * 6])
    fill_sop(root)
    assert check(root, NOW).findings == ()
    loaded, _ = load_office(root)
    assert loaded
    assert len(loaded.editions[0].steps) == 6
    assert {number for one in loaded.commands.commands.values() for number in one.steps} <= {*range(1, 7)}


# Nothing half made


@pytest.mark.parametrize("kind", ["file", "full", "link"])
def test_what_is_there_is_never_written_over(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "sikka"
    if kind == "file":
        target.write_text("milik orang")
    elif kind == "full":
        (target / "sub").mkdir(parents=True)
    else:
        (tmp_path / "elsewhere").mkdir()
        target.symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(AnswerError, match="not empty" if kind == "full" else "no folder"):
        make_office(target, SIKKA, PROGRAM, NOW, WHO)
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    target = tmp_path / "sikka"
    target.mkdir()
    make_office(target, SIKKA, PROGRAM, NOW, WHO)
    assert (target / ".git").is_dir()


def test_the_office_may_be_made_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d").mkdir()
    monkeypatch.chdir(tmp_path / "d")
    make_office(Path(), SIKKA, PROGRAM, NOW, WHO)
    assert Path(".git").is_dir(), "the folder is the one that was there"
    assert [*tmp_path.iterdir()] == [tmp_path / "d"]
    with pytest.raises(AnswerError, match="not empty"):
        make_office(Path(), SIKKA, PROGRAM, NOW, WHO)


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError, CommitError])
def test_whatever_goes_wrong_leaves_nothing(failure: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(scaffold, "first_commit", fail)
    with pytest.raises(failure):
        make_office(tmp_path / "deep/sikka", SIKKA, PROGRAM, NOW, WHO)
    assert [*tmp_path.rglob("*")] == [tmp_path / "deep"]


# The templates


def test_what_this_repository_shares_with_offices_is_made_of_the_same_templates() -> None:
    from docs.own_copies import SHARED, own_copies

    made = own_copies()
    assert {path: (ROOT / path).read_bytes() == data for path, data in made.items()} == dict.fromkeys(made, True)
    own = {".github/workflows/release.yml", ".github/workflows/test.yml"}
    there = {str(file.relative_to(ROOT)) for place in SHARED for file in [ROOT / place, *(ROOT / place).glob("*")]}
    assert {path for path in there if (ROOT / path).is_file()} - own == set(made)


def test_an_office_s_workflows_differ_from_those_that_are_run_here_by_the_program_s_folder_alone() -> None:
    """tests/github/ runs these; what installs the program is tried by tests/scaffold/test_from_wheel.py."""
    here, office_s = (render_tree(GENERATED, template_values(sample_office(), checkout=one)) for one in (True, False))
    for path in (path for path in here if path.startswith(".github/workflows/")):
        rest = [line for line in here[path].splitlines() if line != b"            workflow"]
        assert rest == office_s[path].splitlines(), path
    assert any(here[path] != office_s[path] for path in here)


def test_editors_complete_every_list_that_the_office_has(office: Path) -> None:
    known = yaml.safe_load((office / ".vscode/settings.json").read_text())["yaml.schemas"]
    for file in office.glob("site_config/*.yml"):
        assert f"site_config/{file.name}" in known.values()
        assert (office / next(path for path, one in known.items() if one == f"site_config/{file.name}")).is_file()
