"""A small office that declared a former site, and what an import makes of it."""

from pathlib import Path

from workflow.config.load import load_office
from workflow.engine.check_office import check_office
from workflow.importing.outcome import ImportOutcome
from workflow.importing.run import ImportOptions, run_import
from workflow.importing.wordpress import Wordpress
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+07:00"))


def imported(root: Path, export: Path, **options: object) -> ImportOutcome:
    office, _ = load_office(root)
    assert office
    return run_import(root, office, Wordpress(export, office.zone), ImportOptions(**options), NOW)  # type: ignore[arg-type]


def errors_of(root: Path) -> list[str]:
    found = check_office(root, load_office(root), NOW, keep=False).findings
    return [
        f"{one.path} {one.rule}" for one in found if "/2019/" in one.path or "/2018/" in one.path or "moved" in one.path
    ]


def news(root: Path) -> dict[str, str]:
    return {str(file.relative_to(root)): file.read_text() for file in sorted((root / "content/news").glob("*/*.md"))}
