"""An office's generated files: made of its lists and of the program's version, never edited by hand without need."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from workflow.chatops.parsing.issue_template import issue_templates
from workflow.chatops.pr_template import pr_templates
from workflow.config.json_schema import schemas
from workflow.config.office import Office
from workflow.handbook.facts import PICTURES
from workflow.handbook.render import generated_handbooks
from workflow.i18n.dates import zone_name
from workflow.records.file_source import DEFAULTS_FOLDER
from workflow.reporters.codeowners import CODEOWNERS_PATH, codeowners
from workflow.scaffold.answers import UNNAMED
from workflow.scaffold.program import WHEEL_FOLDER, Program
from workflow.scaffold.schedules import clock_lines, offset_minutes, report_line
from workflow.scaffold.templates import GENERATED, render_tree
from workflow.sop.edition import Edition, Need

PINNED = ("requirements.txt", "requirements-redaksi.txt", f"{WHEEL_FOLDER}/")
"""What belongs to the program's version and cannot differ from it: packages."""


def generated_files(office: Office, program: Program, now: int) -> dict[str, bytes]:
    """Every generated file, by its path in the office. `now` decides who holds the roles of CODEOWNERS."""
    texts = {**schemas(), **generated_forms(office), CODEOWNERS_PATH: codeowners(office, now)}
    return {
        **render_tree(GENERATED, template_values(office)),
        **{path: text.encode() for path, text in texts.items()},
        **program.files,
        **handbook_files(office),
    }


def generated_forms(office: Office) -> dict[str, str]:
    """The forms of .github/ that are made of the office's lists and its SOP, by their path."""
    return {**issue_templates(office), **pr_templates(office)}


def handbook_files(office: Office) -> dict[str, bytes]:
    """The handbook and the maintainers' guide for this office, with the handbook's pictures, by their path."""
    pictures = (DEFAULTS_FOLDER / PICTURES).glob("*.webp")
    return {
        **{path: text.encode() for path, text in generated_handbooks(office).items()},
        **{f"{PICTURES}{file.name}": file.read_bytes() for file in sorted(pictures)},
    }


def template_values(office: Office, *, checkout: bool = False) -> dict[str, Any]:
    """What the templates of `files/` say. `checkout`: the program lies in the repository itself, not installed."""
    zone, edition = office.zone, office.editions[-1]
    ahead = offset_minutes(zone)
    return {
        "checkout": checkout,
        "office": office.identity,
        "zone": zone,
        "zone_name": zone_name(dt.datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)), zone),
        "offset": f"{'-' if ahead < 0 else '+'}{abs(ahead) // 60:02}:{abs(ahead) % 60:02}",
        "clock": clock_lines(office.calendar.file),
        "report": report_line(zone),
        "edition": edition.id,
        "sop_is_empty": edition.title.endswith(UNNAMED),
        "steps": {need.value: _step_of(edition, need) for need in Need},
        "agency": next(iter(office.agencies), "kunci"),
        "category": next(iter(office.categories), "kunci"),
        "delay": next(iter(office.delays), "kunci"),
        "clerk": _first_holder(office, edition.first.performer),
        "head": _first_holder(office, edition.head),
    }


def _step_of(edition: Edition, need: Need) -> int:
    """The first step that leaves something behind; 0 for none."""
    return next((step.number for step in edition.steps if step.leaves(need)), 0)


def _first_holder(office: Office, role: str) -> str:
    """Somebody whose role it is, or was."""
    found = (key for key, person in office.people.items() if role in {one.role for one in person.roles})
    return next(found, "kunci")
