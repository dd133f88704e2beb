"""Papers: a disposition sheet beside a bare Typst of the same page, and the yearly report of 5,000 letters."""

import json
from pathlib import Path

from bench.measure import PYTHON, REDAKSI, medians, peak, process
from bench.setting import Setting
from bench.table import Row
from workflow.records.file_source import DEFAULTS_FOLDER

SIZE = 5_000
NOW = "2026-12-30T10:00+07:00"
NUMBER = "2026-0100"
BARE = """
import json, sys, typst
folder, data = sys.argv[1:]
open("bare.pdf", "wb").write(typst.compile(folder + "/sheet.typ", root=folder, ignore_system_fonts=True, format="pdf",
    sys_inputs={"data": data}, pdf_standards="ua-1"))
"""


def run(setting: Setting) -> list[Row]:
    """Whole processes, from the command to the file."""
    root = setting.office(SIZE)
    folder, data = DEFAULTS_FOLDER / "site_config/papers", _data(root)
    disposition_sheet = (
        REDAKSI,
        "paper",
        "sheet",
        NUMBER,
        "--root",
        root,
        "--now",
        NOW,
        "--output",
        setting.folder / "sheet.pdf",
    )
    report = (
        REDAKSI,
        "paper",
        "report",
        "2026",
        "--root",
        root,
        "--now",
        NOW,
        "--output",
        setting.folder / "report.pdf",
    )
    check = (REDAKSI, "check", "--root", root, "--now", NOW, "--no-cache")
    ours, bare = medians(
        setting.times,
        lambda: process(*disposition_sheet),
        lambda: process(PYTHON, "-c", BARE, folder, data, folder=setting.folder),
    )
    yearly, checked = medians(setting.times, lambda: process(*report), lambda: process(*check))
    return [
        Row("a disposition sheet, bare Typst of the same page", ours, 4, peer=bare),
        Row("the yearly report of 5,000 letters, checking them", yearly, 2, peer=checked),
        Row("its memory", peak(*report), 400, unit="MiB"),
    ]


def _data(root: Path) -> str:
    """The very data of the sheet."""
    from bench.archive import the_office
    from workflow.documents.disposition_sheet import disposition_sheet
    from workflow.services.current_step import find_request
    from workflow.text.field_types import parse_instant

    office = the_office(root)
    view = find_request(office.files, office, NUMBER, int(parse_instant(NOW)))
    return json.dumps({**disposition_sheet(view, lambda _: None), "paper": "f4"})
