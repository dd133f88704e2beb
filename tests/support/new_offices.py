"""New offices, as `redaksi init` makes them, without Git."""

import re
from pathlib import Path

from msgspec.structs import replace

from workflow.config.load import load_office
from workflow.config.office import Office
from workflow.scaffold.answers import Answers, SopStart, Zone
from workflow.scaffold.changes import inventory_of, write
from workflow.scaffold.generated import generated_files
from workflow.scaffold.inventory import INVENTORY
from workflow.scaffold.new_office import filled_office, own_files
from workflow.scaffold.people import read_people
from workflow.scaffold.program import PROGRAM_FILE, Program
from workflow.text.field_types import parse_instant

NOW = int(parse_instant("2026-11-20T10:00+08:00"))
PROGRAM = Program("0.1.0", {PROGRAM_FILE: b"redaksi==0.1.0\n"})
SIKKA = Answers(
    name="Dinas Komunikasi dan Informatika Kabupaten Sikka",
    regency="Kabupaten Sikka",
    zone=Zone.WITA,
    website="https://berita.sikka.example/",
    holders={
        "kepala-dinas": read_people("Drs. Yohanes Servasius, M.Si. @yohanes"),
        "redaktur": read_people("Maria Goreti @maria-g"),
        "editor": read_people("Maria Goreti"),
        "petugas": read_people("Kristo Nong @kristo"),
    },
    sop=SopStart.TEMPLATE,
)
"""Three people for four roles."""


def new_office(root: Path, answers: Answers = SIKKA, program: Program = PROGRAM) -> Office:
    """An office's folder, whole but for its history."""
    files = own_files(answers, NOW)
    for path, data in files.items():
        write(root, path, data)
    made = generated_files(filled_office(root, answers, NOW), program, NOW)
    for path, data in made.items():
        write(root, path, data)
    write(root, INVENTORY, inventory_of(made, program.version).encoded())
    office, findings = load_office(root)
    assert office, findings
    return office


def named(**changed: str) -> Answers:
    """The answers of Sikka, some of its texts different."""
    return replace(SIKKA, **changed)


def fill_sop(root: Path) -> None:
    """Fill in what an empty SOP leaves blank: six steps of ten minutes."""
    [sop] = root.glob("site_config/sop/*.yml")
    text, steps = sop.read_text(), iter(range(1, 7))
    text = re.sub(r"^( *activity):$", lambda line: f"{line[1]}: Kegiatan {next(steps)}", text, flags=re.MULTILINE)
    values = {
        "number": "12/DISKOMINFO/2026",
        "title": "Layanan",
        "approved_by": "Kepala Dinas",
        "total": 60,
        "min": 5,
        "max": 10,
    }
    for name, value in values.items():
        text = re.sub(rf"^( *{name}):$", rf"\1: {value}", text, flags=re.MULTILINE)
    sop.write_text(text)
