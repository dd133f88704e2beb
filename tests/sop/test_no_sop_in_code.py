"""No code knows a step's number, name, role, result or norm: all of that is data."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.offices import ROOT
from workflow.audit.report import AuditedEntry
from workflow.cli.main import COMMANDS
from workflow.config.commands import Argument
from workflow.config.load import load_office
from workflow.config.office import PartnerKind
from workflow.records.article import Article, ArticleStatus
from workflow.records.mistake_report import ReportOutcome
from workflow.records.request import Letter, Request
from workflow.sop.edition import Need

OFFICE = load_office(ROOT)[0]
assert OFFICE
EDITION = OFFICE.editions[0]
MODULES = sorted((ROOT / "workflow").rglob("*.py"))
OTHERS = {str(word) for words in (Argument, ArticleStatus, Need, PartnerKind, ReportOutcome) for word in words}
"""Words of closed lists that are the records' own, though the edition uses some of them too."""
WORDS = (
    {EDITION.id, EDITION.number, EDITION.title, EDITION.head}
    | set(EDITION.performers)
    | set(EDITION.statuses)
    | {key for step in EDITION.steps for key in step.results}
    | {step.activity for step in EDITION.steps}
) - OTHERS
OTHERS_WORDS = {"cli": {*COMMANDS, "reported"}, "importing": {"publish"}}
"""Words of commands, and of WordPress, that are also the edition's."""
NORMS = {EDITION.total, 180}
FIELDS = {field for kind in (Letter, Request, Article, AuditedEntry) for field in kind.__struct_encode_fields__}
NUMBERED = {"step", "number", "next", "expected", "wanted"}
"""Names that hold a step's number."""


def test_the_words_are_looked_for() -> None:
    """The list is not empty by mistake."""
    assert {"petugas", "kepala-dinas", "redaktur", "editor", "approved", "reported", "418-2024"} <= WORDS


def name_of(node: ast.expr) -> str:
    """The last name of `a`, `a.b` or `a.b()`."""
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_no_module_knows_the_sop() -> None:
    """No literal is a word or norm of the edition, and no step number is compared with a literal."""
    assert [f"{module.relative_to(ROOT)}: {known}" for module in MODULES for known in _known(module)] == []


def _known(module: Path) -> Iterator[str]:
    tree = ast.parse(module.read_text())
    own = next((words for part, words in OTHERS_WORDS.items() if part in module.parts), set())
    literals = {node for node in ast.walk(tree) if isinstance(node, ast.Constant)} - excused(tree)
    for literal in literals:
        if literal.value in NORMS | (WORDS - own):
            yield f"line {literal.lineno}: {literal.value}"
    for compared in (node for node in ast.walk(tree) if isinstance(node, ast.Compare)):
        sides = [compared.left, *compared.comparators]
        has_number = any(isinstance(side, ast.Constant) and type(side.value) is int for side in sides)
        if has_number and any(name_of(side) in NUMBERED for side in sides):
            yield f"line {compared.lineno}: a step's number"


def excused(tree: ast.AST) -> set[ast.AST]:
    """Words that are fields of records (in a place such as `("letter", "received")`, a mapping's key, a column), examples."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple):
            found |= {word for word in node.elts if isinstance(word, ast.Constant) and word.value in FIELDS}
        if isinstance(node, ast.keyword) and node.arg == "examples":
            found |= set(ast.walk(node.value))
        if isinstance(node, ast.Dict):
            found |= {key for key in node.keys if isinstance(key, ast.Constant) and key.value in FIELDS}
        if isinstance(node, ast.Call) and name_of(node.func) == "EventColumn":
            found |= {word for word in node.args if isinstance(word, ast.Constant) and word.value in FIELDS}
    return found
