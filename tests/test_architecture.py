"""The house stands: imports go down the floors, never sideways; no function and no file is long."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.floors import FLOOR, WITHIN
from tests.support.offices import ROOT

LARGEST_FOLDER = 21
"""Modules that a person can grasp at once, `__init__` aside."""
LONGEST_FUNCTION, LONGEST_FILE = 60, 300
MODULES = sorted((ROOT / "workflow").rglob("*.py"))
by_module = pytest.mark.parametrize("module", MODULES, ids=lambda path: str(Path(path).relative_to(ROOT)))


def room_of(name: str) -> str:
    """The room of a module of ours; "" for the package itself."""
    return [*name.split("."), ""][1]


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """Everything of ours that a module imports, also within functions: line and full name."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            full = node.module or ""
            yield from ((node.lineno, f"{full}.{alias.name}") for alias in node.names)


@by_module
def test_imports_go_down(module: Path) -> None:
    """A room imports from itself and from lower floors."""
    own = room_of(".".join(module.relative_to(ROOT).with_suffix("").parts))
    if not module.relative_to(ROOT / "workflow").parts[1:]:
        own = ""
    for line, name in imports(module):
        if name.split(".")[0] != "workflow":
            continue
        other = room_of(name)
        if other in {"", own, "__version__"}:
            continue
        assert other in FLOOR, f"line {line}: {name} has no floor"
        assert own in FLOOR, f"{own} has no floor"
        assert FLOOR[other] < FLOOR[own], f"line {line}: {own} imports {name}"


@by_module
def test_imports_go_down_within_a_room(module: Path) -> None:
    """The folders of a room have an order, too, so that no circle runs through them."""
    room, *rest = module.relative_to(ROOT / "workflow").with_suffix("").parts
    if room not in WITHIN:
        return
    for line, name in imports(module):
        if name.startswith(f"workflow.{room}."):
            assert _height(room, name.split(".")[2:]) <= _height(room, rest), f"line {line}: {name}"


def _height(room: str, path: list[str]) -> int:
    """How high a module stands within its room."""
    order = WITHIN[room]
    return order.index(path[0]) if path[0] in order else len(order)


def test_no_folder_is_too_full() -> None:
    """A folder is grasped at one look; rules are many, and each is a file of its own in its family's folder."""
    for folder in {module.parent for module in MODULES}:
        modules = [path for path in folder.glob("*.py") if path.stem != "__init__"]
        assert len(modules) <= LARGEST_FOLDER, folder


@by_module
def test_nothing_is_long(module: Path) -> None:
    """A file is read at one sitting, a function at one glance."""
    text = module.read_text()
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


@by_module
def test_now_is_an_argument(module: Path) -> None:
    """Only commands, MkDocs' plugin, and the cache for its own purposes ask what time it is."""
    path = module.relative_to(ROOT / "workflow").as_posix()
    if path.startswith("cli/") or path in {"infra/disk_cache.py", "site/mkdocs/plugin.py"}:
        return
    clocks = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks:
            owner = ast.unparse(node.func.value)
            assert owner not in {"time", "dt.datetime", "datetime", "dt.date", "date"}, f"line {node.lineno}: {owner}"


def test_every_room_has_a_floor() -> None:
    """No folder of the package stands outside the picture."""
    rooms = {path.parent.name for path in (ROOT / "workflow").glob("*/__init__.py")}
    assert rooms - {"locale"} <= FLOOR.keys()


TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if "cases" not in path.parts)
BESIDE = {"cases", "github", "project", "support", "workflows"}
"""Folders of tests that are about no room of the package."""


@pytest.mark.parametrize("module", TESTS, ids=lambda path: str(Path(path).relative_to(ROOT)))
def test_no_test_needs_another(module: Path) -> None:
    """What several tests share is no test: it stands in tests/support/, or beside them under a name of its own."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                assert ".test_" not in full, f"line {node.lineno}: {full}"


def test_tests_mirror_the_rooms() -> None:
    """Whoever changes a room finds its tests in the folder of its name."""
    for module in TESTS:
        folder = module.parent.relative_to(ROOT / "tests")
        if folder.parts and folder.parts[0] not in BESIDE:
            assert (ROOT / "workflow" / folder).is_dir(), folder
