"""Which test files the inner loop leaves out: those that start a program, a server, a browser or a build of the site.

Read from their imports and from those of what they import here, so that no list has to be kept.
"""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
STARTERS = frozenset({"bench", "http", "mkdocs", "multiprocessing", "pty", "socket", "socketserver", "subprocess"})
"""Packages by which something is started that takes longer than a function call, and that which measures time."""


@cache
def starts_something(test: Path) -> bool:
    """Whether a test file, the fixtures of its folder, or what they import from the tests start something."""
    waiting, seen = [test, test.with_name("conftest.py")], {ROOT / "tests/conftest.py"}
    while waiting:
        file = waiting.pop()
        if file in seen or not file.is_file():
            continue
        seen.add(file)
        for name in _imported(file):
            if name.partition(".")[0] in STARTERS:
                return True
            if name.startswith("tests."):
                place = ROOT / name.replace(".", "/")
                waiting += [place.with_suffix(".py"), place.parent.with_suffix(".py")]  # a module, or a name in one
    return False


@cache
def _imported(file: Path) -> frozenset[str]:
    """The full names of what a file imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return frozenset(found)


def quick() -> list[str]:
    """The test files that start nothing, by their paths."""
    return [str(one.relative_to(ROOT)) for one in sorted(ROOT.glob("tests/**/test_*.py")) if not starts_something(one)]


if __name__ == "__main__":
    print(*quick())
