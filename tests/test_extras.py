"""What is installed where: each command imports only what its extras bring, and says so where one is missing."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from subprocess import CompletedProcess
from typing import NamedTuple

import pytest

from tests.support.clone import ENVIRONMENT, call, git, sample_clone
from tests.support.offices import ROOT
from tests.support.package_sets import ALL, CORE, EXTRAS, PROJECT, SETS
from tests.support.trial_office import TrialOffice
from workflow.cli.main import COMMANDS
from workflow.extras import MODULES, Extra

NOTICES = "site_config/announcements.yml"
PIN = re.compile(r"^([\w.-]+)==(\S+) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
NAME = re.compile(r"[\w.-]+")


def plain(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(file: str) -> dict[str, tuple[str, str]]:
    """The versions and hashes of a set, by package."""
    return {plain(name): (version, hashes) for name, version, hashes in PIN.findall((ROOT / file).read_text())}


@cache
def owners() -> dict[str, set[str]]:
    """The packages that bring each module that is installed."""
    return {module: set(map(plain, names)) for module, names in packages_distributions().items()}


def modules_of(wanted: list[str]) -> set[str]:
    """What is imported of some requirements."""
    names = {plain(found[0]) for one in wanted if (found := NAME.match(one))}
    return {module for module, packages in owners().items() if names & packages}


# The sets


@pytest.mark.parametrize(("file", "extras"), SETS.items())
def test_a_set_is_a_part_of_all_with_the_same_pins_and_holds_what_it_is_for(file: str, extras: tuple[str, ...]) -> None:
    found = pins(file)
    lines = (ROOT / file).read_text().splitlines()
    assert len(found) == sum(line[:1] not in {"#", " ", ""} for line in lines), "something is not pinned with a hash"
    assert found.items() <= pins(ALL).items()
    wanted = [*PROJECT["dependencies"], *(one for extra in extras for one in EXTRAS[extra])]
    assert {plain(NAME.match(one)[0]) for one in wanted} <= found.keys()  # type: ignore[index]


def test_the_core_is_small() -> None:
    assert len(pins(CORE)) == 15
    for file in ("README.md", "docs/pypi.md", "docs/decisions/0020-program-and-office.md"):
        assert re.search(r"\bfifteen\s+packages\b", (ROOT / file).read_text("utf-8")), file
    wanted = (one for extra in ("site", "mail", "papers", "test") for one in EXTRAS[extra])
    others = {plain(NAME.match(one)[0]) for one in wanted}  # type: ignore[index]
    assert not others & pins(CORE).keys()


def test_the_table_is_what_pyproject_says() -> None:
    for extra in Extra:
        assert set(MODULES[extra]) == modules_of(EXTRAS[extra])
    assert {extra.value for extra in Extra} == EXTRAS.keys() - {"test"}


# The walk


class Import(NamedTuple):
    """One import: of what, and which extras were asked for before it in its function."""

    name: str
    needed: frozenset[Extra]


def file_of(module: str) -> Path | None:
    """Where a module of ours lies."""
    path = ROOT / module.replace(".", "/")
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def names(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that a statement imports."""
    for alias in node.names:
        inner = f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        yield inner if isinstance(node, ast.Import) or file_of(inner) else str(node.module)


def is_for_types(node: ast.AST) -> bool:
    """Whether nobody runs it."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def asked(node: ast.AST) -> frozenset[Extra]:
    """The extra that a statement asks for."""
    found = re.fullmatch(r"need\(Extra\.([A-Z]+)\)", ast.unparse(node)) if isinstance(node, ast.Expr) else None
    return frozenset((Extra[found[1]],)) if found else frozenset()


def imported(node: ast.AST, needed: frozenset[Extra] = frozenset()) -> Iterator[Import]:
    """All imports below a node; what is asked for counts from there to the end of its block."""
    for child in ast.iter_child_nodes(node):
        needed |= asked(child)
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield from (Import(name, needed) for name in names(child))
        elif not is_for_types(child):
            yield from imported(child, needed)


@cache
def imports(module: str) -> tuple[Import, ...]:
    """The imports of a module of ours, and those of the packages that it lies in."""
    file = file_of(module)
    assert file, module
    return tuple(imported(ast.parse(file.read_text())))


def foreign(module: str) -> Iterator[str]:
    """Every import that whoever runs a module may meet and that is neither the core's nor asked for."""
    core = modules_of(PROJECT["dependencies"])
    todo, seen = [(module, frozenset[Extra]())], set()
    while todo:
        here, extras = todo.pop()
        if (here, extras) in seen:
            continue
        seen.add((here, extras))
        for name, needed in imports(here):
            top, open_ = name.partition(".")[0], extras | needed
            if top == "workflow":
                todo.append((name, open_))
            elif top not in {*sys.stdlib_module_names, *core, *(one for extra in open_ for one in MODULES[extra])}:
                yield f"{here} imports {name}"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_imports_the_core_and_what_it_asked_for(command: str) -> None:
    assert [*foreign(f"workflow.cli.{COMMANDS[command]}.{command}")] == []


def test_the_walk_sees_what_is_not_asked_for() -> None:
    assert "workflow.site.mkdocs.plugin imports mkdocs.plugins" in set(foreign("workflow.site.mkdocs.plugin"))
    assert any("mkdocs" in one for one in foreign("workflow.trial_build.build"))


# The core alone


def without_extras() -> str:
    """Python that makes all packages absent that are not in the core's pinned set."""
    known = pins(CORE).keys() | {"redaksi"}
    gone = {module for module, packages in owners().items() if not packages & known}
    return f"""
import sys
from importlib.machinery import PathFinder
class Present(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in {gone!r} else super().find_spec(name, path, target)
sys.meta_path = [Present if one is PathFinder else one for one in sys.meta_path]
"""


def core(root: Path, *arguments: str) -> CompletedProcess[str]:
    """A command where only the core is installed."""
    done = call(root, *arguments, before=without_extras())
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> TrialOffice:
    """An office with a site, and two changes: `record`, and `material` of what the site is made of."""
    made = TrialOffice(tmp_path_factory.mktemp("extras") / "office")
    changes = {
        "record": ("content/news/2026/pelatihan-guru.md", "summary: ", "summary: Baru. "),
        "material": (NOTICES, "Tutup sehari", "Tutup dua hari"),
    }
    for branch, change in changes.items():
        git(made.root, "switch", "--quiet", "--create", branch, "main")
        made.edit(*change)
        made.commit()
    git(made.root, "switch", "--quiet", "main")
    return made


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, with an event that nobody acts upon."""
    root = sample_clone(tmp_path_factory.mktemp("extras") / "clone")
    (root / "event.json").write_text('{"action": "deleted", "sender": {"type": "User"}}')
    return root


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--base=main", "--head=record"),
        ("comment", "--base=main", "--head=record"),
        ("status",),
        ("due",),
        ("--help",),
    ],
    ids=" ".join,
)
def test_the_core_alone_does_what_the_whole_does(office: TrialOffice, arguments: tuple[str, ...]) -> None:
    done, whole = core(office.root, *arguments), call(office.root, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (whole.returncode, whole.stdout, whole.stderr)
    assert done.stdout


def test_the_core_alone_acts(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        monkeypatch.setitem(ENVIRONMENT, name, "kantor/berita")
    done = core(clone, "act", "--event=event.json", "--event-name=issue_comment")
    assert (done.returncode, done.stderr) == (0, "")
    assert "not acted upon" in done.stdout


def test_a_change_that_cannot_be_tried_is_refused(office: TrialOffice) -> None:
    """Never a silent green: without what makes the site, nobody knows whether it goes out."""
    done = core(office.root, "check", "--base=main", "--head=material")
    assert done.returncode == 1
    assert f"{NOTICES}:1" in done.stdout
    assert "pip install 'redaksi[site]'" in done.stdout


@pytest.mark.parametrize(
    ("extra", "arguments"),
    [
        (Extra.SITE, ("publish", "--artifact=situs", "--commit=main")),
        (Extra.SITE, ("preview", "record")),
        (Extra.CALENDAR, ("holidays",)),
        (Extra.IMPORT, ("import", "wordpress", "mkdocs.yml")),
        (Extra.IMPORT, ("import", "markdown", "content")),
        (Extra.MAIL, ("digest", "--dry-run")),
        (Extra.PAPERS, ("paper", "request", "2026-0001")),
        (Extra.PAPERS, ("paper", "report", "2026", "--format=xlsx")),
    ],
    ids=lambda value: value if isinstance(value, Extra) else value[0],
)
def test_what_is_missing_is_said_in_indonesian(
    office: TrialOffice, extra: Extra, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENVIRONMENT, "REDAKSI_LANG", "id")
    done = core(office.root, *arguments)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        f"redaksi: Perintah ini memerlukan paket `{extra}`, yang belum terpasang di sini. "
        f"Pasang dengan: pip install 'redaksi[{extra}]'"
    )
