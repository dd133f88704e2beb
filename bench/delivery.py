"""Planning what is to be told about 10,000 letters, beside checking them."""

from bench.archive import the_office
from bench.measure import PYTHON, REDAKSI, medians, process
from bench.setting import Setting
from bench.table import Row

SIZE = 10_000
NOW = "2026-12-30T10:00+07:00"
PLAN = """
import sys
from pathlib import Path
from workflow.cli.messages._mail_run import plan_all
from workflow.config.load import load_office
from workflow.text.field_types import parse_instant
root, now = Path(sys.argv[1]), int(parse_instant(sys.argv[2]))
office, _ = load_office(root)
print(len(plan_all(root, office, now, {})))
"""


def run(setting: Setting) -> list[Row]:
    """Whole processes; the plan finds what an earlier check knows, as it does after a deploy."""
    root = setting.office(SIZE)
    the_office(root)
    process(REDAKSI, "check", "--root", root, "--now", NOW)
    planned, checked = medians(
        setting.times,
        lambda: process(PYTHON, "-c", PLAN, root, NOW),
        lambda: process(REDAKSI, "check", "--root", root, "--now", NOW, "--no-cache"),
    )
    return [Row("planning deliveries for 10,000 letters, checking them", planned, 1, peer=checked)]
