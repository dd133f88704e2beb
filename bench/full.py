"""The check of a whole large office, beside a bare loop that only reads and validates each field."""

from bench.measure import PYTHON, REDAKSI, medians, peak, process
from bench.setting import Setting
from bench.table import Row

SMALL = 1_000
LARGE = 10_000
"""Requests, and as many articles."""


def run(setting: Setting) -> list[Row]:
    """Cold, warm, memory and growth."""
    large, small = setting.office(LARGE), setting.office(SMALL)
    check = (REDAKSI, "check", "--format", "json", "--root")
    process(*check, large)  # fills the cache that the warm runs find
    bare, cold, warm, cold_small = medians(
        setting.times,
        lambda: process(PYTHON, "-m", "bench.bare", large),
        lambda: process(*check, large, "--no-cache"),
        lambda: process(*check, large),
        lambda: process(*check, small, "--no-cache"),
    )
    memory = max(peak(*check, large, "--no-cache"), peak(*check, large))
    return [
        Row("full check of 10,000 + 10,000, bare loop", cold, 0.3, peer=bare),
        Row("the same, nothing changed, bare loop", warm, 0.05, peer=bare),
        Row("memory of a full check, all processes", memory, 400, unit="MiB"),
        Row(
            "a file at 10,000 beside one at 1,000",
            cold * 1e6 / 2 / LARGE,
            1.2,
            peer=cold_small * 1e6 / 2 / SMALL,
            unit="µs",
        ),
    ]
