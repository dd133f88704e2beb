"""Which test files need the sample office at the top level: the others pass whatever office lies there.

Read from what they say and from what they import here, name by name, so that no list has to be kept. In a copy of the
program whose top level is another office (its office.yml has no `sample:`), they are left out with one reason.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
REASON = "the top level is another office, and these tests are about the sample"
SAMPLE = re.compile(
    r"(?:load_office|Folder|requests|layered_folders|PageRenderer|MessageTemplates|Sample\(path,)\(?\s*ROOT\b"
    r"|ROOT / f?\"(?:content|site_config|mkdocs\.yml|PANDUAN|PENGATURAN|\.github/(?:ISSUE|pull|CODEOWNERS))"
    r"|ROOT / folder\)\.glob|ROOT\.glob\(\"content|root(?:=|\", )ROOT\b|\(ROOT, (?:office|OFFICE|\"r)|due\(ROOT\)|str\(ROOT / |\bDOCUMENTS\b"
    r"|\{ROOT\}|for root in \(ROOT"
)
"""How a test reads the office at the top level."""


def top_level_is_sample() -> bool:
    """Whether the office at the top level is the sample, of which tests know every fact."""
    office = ROOT / "site_config/office.yml"
    return office.is_file() and bool(re.search(r"^sample:", office.read_text("utf-8"), re.MULTILINE))


def needs_sample(test: Path) -> bool:
    """Whether a test file, or a name that it imports from the tests, reads the office at the top level."""
    asked = _arguments(test) - _definitions(test).keys()
    return bool(SAMPLE.search(test.read_text()) or asked & _fixtures()) or any(map(_name_needs, _imported(test)))


def _arguments(test: Path) -> set[str]:
    """The names that its functions ask for, fixtures among them."""
    return {one.arg for one in ast.walk(ast.parse(test.read_text())) if isinstance(one, ast.arg)}


@cache
def _fixtures() -> frozenset[str]:
    """Fixtures of tests/support that read it."""
    found = set()
    for module in (ROOT / "tests/support").glob("*.py"):
        for name, text in _definitions(module).items():
            if "@pytest.fixture" in text and _name_needs((module, name)):
                found.add(name)
    return frozenset(found)


@cache
def _name_needs(place: tuple[Path, str]) -> bool:
    """Whether a name of tests/support leads to the office at the top level, by what it is made of."""
    waiting, seen = [place], set[tuple[Path, str]]()
    while waiting:
        module, name = waiting.pop()
        text = _definitions(module).get(name, "")
        if (module, name) in seen or not text:
            continue
        seen.add((module, name))
        if SAMPLE.search(text):
            return True
        said = set(re.findall(r"\w+", text))
        waiting += [(module, other) for other in _definitions(module) if other in said]
        waiting += [(other, one) for other, one in _imported(module) if one in said]
    return False


@cache
def _definitions(module: Path) -> dict[str, str]:
    """The source of each name at the top of a module, decorators included."""
    if not module.is_file():
        return {}
    lines, found = module.read_text().splitlines(), dict[str, str]()
    for node in ast.parse("\n".join(lines)).body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(one.lineno for one in decorators)])
        text = "\n".join(lines[first - 1 : node.end_lineno])
        for name in _names(node):
            found[name] = text
    return found


def _names(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id


@cache
def _imported(file: Path) -> frozenset[tuple[Path, str]]:
    """Names that a file imports from the tests, with their modules."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text())) if file.is_file() else ():
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests."):
            module = ROOT / (node.module or "").replace(".", "/")
            for one in node.names:
                inner = module / f"{one.name}.py"
                found |= {(inner, name) for name in _definitions(inner)} or {(module.with_suffix(".py"), one.name)}
    return frozenset(found)
