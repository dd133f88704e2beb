"""The house stands: imports go down the floors, never sideways; no function and no file is long."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.support.floors import FLOOR, WITHIN
from tests.support.offices import ROOT

LARGEST_FOLDER = 21
"""Modules that a person can grasp at once, `__init__` aside."""
LONGEST_FUNCTION, LONGEST_FILE = 60, 300
MODULES = sorted((ROOT / "workflow").rglob("*.py"))


def faults(modules: Iterable[Path], find: Callable[[Path], Iterator[str]]) -> list[str]:
    """What is wrong in which module. One test walks them all: 700 tests of a millisecond cost ten each to hand out."""
    return [f"{module.relative_to(ROOT)}: {fault}" for module in modules for fault in find(module)]


@cache
def tree_of(module: Path) -> ast.Module:
    """A module taken apart, once for all walks."""
    return ast.parse(module.read_text())


def room_of(name: str) -> str:
    """The room of a module of ours; "" for the package itself."""
    return [*name.split("."), ""][1]


def imports(module: Path) -> Iterator[tuple[int, str]]:
    """Everything of ours that a module imports, also within functions: line and full name."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            full = node.module or ""
            yield from ((node.lineno, f"{full}.{alias.name}") for alias in node.names)


def test_imports_go_down() -> None:
    """A room imports from itself and from lower floors."""
    assert faults(MODULES, _sideways) == []


def _sideways(module: Path) -> Iterator[str]:
    own = room_of(".".join(module.relative_to(ROOT).with_suffix("").parts))
    if not module.relative_to(ROOT / "workflow").parts[1:]:
        own = ""
    for line, name in imports(module):
        if name.split(".")[0] != "workflow":
            continue
        other = room_of(name)
        if other in {"", own, "__version__"}:
            continue
        if other not in FLOOR or own not in FLOOR:
            yield f"line {line}: {own} or {name} has no floor"
        elif FLOOR[other] >= FLOOR[own]:
            yield f"line {line}: {own} imports {name}"


def test_imports_go_down_within_a_room() -> None:
    """The folders of a room have an order, too, so that no circle runs through them."""
    assert faults(MODULES, _upwards) == []


def _upwards(module: Path) -> Iterator[str]:
    room, *rest = module.relative_to(ROOT / "workflow").with_suffix("").parts
    if room not in WITHIN:
        return
    for line, name in imports(module):
        if name.startswith(f"workflow.{room}.") and _height(room, name.split(".")[2:]) > _height(room, rest):
            yield f"line {line}: {name}"


def _height(room: str, path: list[str]) -> int:
    """How high a module stands within its room."""
    order = WITHIN[room]
    return order.index(path[0]) if path[0] in order else len(order)


def test_no_folder_is_too_full() -> None:
    """A folder is grasped at one look; rules are many, and each is a file of its own in its family's folder."""
    for folder in {module.parent for module in MODULES}:
        modules = [path for path in folder.glob("*.py") if path.stem != "__init__"]
        assert len(modules) <= LARGEST_FOLDER, folder


def test_nothing_is_long() -> None:
    """A file is read at one sitting, a function at one glance."""
    assert faults(MODULES, _long) == []


def _long(module: Path) -> Iterator[str]:
    lines = module.read_text().count("\n")
    if lines > LONGEST_FILE:
        yield f"{lines} lines"
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno
            if length >= LONGEST_FUNCTION:
                yield f"{node.name}: {length} lines"


def test_now_is_an_argument() -> None:
    """Only commands, MkDocs' plugin, and the cache for its own purposes ask what time it is."""
    assert faults(MODULES, _clocks) == []


def _clocks(module: Path) -> Iterator[str]:
    path = module.relative_to(ROOT / "workflow").as_posix()
    if path.startswith("cli/") or path in {"infra/disk_cache.py", "site/mkdocs/plugin.py"}:
        return
    clocks = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in clocks:
            owner = ast.unparse(node.func.value)
            if owner in {"time", "dt.datetime", "datetime", "dt.date", "date"}:
                yield f"line {node.lineno}: {owner}"


def test_every_room_has_a_floor() -> None:
    """No folder of the package stands outside the picture."""
    rooms = {path.parent.name for path in (ROOT / "workflow").glob("*/__init__.py")}
    assert rooms - {"locale"} <= FLOOR.keys()


TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if "cases" not in path.parts)
BESIDE = {"cases", "github", "project", "support", "workflows"}
"""Folders of tests that are about no room of the package."""


def test_no_test_needs_another() -> None:
    """What several tests share is no test: it stands in tests/support/, or beside them under a name of its own."""
    assert faults(TESTS, _other_tests) == []


def _other_tests(module: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                if ".test_" in full:
                    yield f"line {node.lineno}: {full}"


def test_tests_mirror_the_rooms() -> None:
    """Whoever changes a room finds its tests in the folder of its name."""
    for module in TESTS:
        folder = module.parent.relative_to(ROOT / "tests")
        if folder.parts and folder.parts[0] not in BESIDE:
            assert (ROOT / "workflow" / folder).is_dir(), folder
