"""Times chosen on the writing page are those of the office's clock, whatever the device's is. Oracle: Python's zoneinfo."""

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.devtools import browser_tab
from tests.support.offices import ROOT
from workflow.text.field_types import parse_instant

SCRIPT = (ROOT / "workflow/editor/assets/when.js").read_text("utf-8")
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Kathmandu", "America/New_York", "UTC")
SHOWN = ("2026-12-05T08:00", "2026-01-01T00:00", "2026-12-31T23:59", "2027-07-05T12:30", "2024-02-29T06:05")


def test_what_is_chosen_is_an_instant_of_the_office_s_zone(tmp_path: Path) -> None:
    with browser_tab(tmp_path / "profile") as tab:
        tab.call("Emulation.setTimezoneOverride", timezoneId="Pacific/Kiritimati")
        tab.run(SCRIPT + ";1")
        cases = json.dumps([[shown, zone] for zone in ZONES for shown in SHOWN])
        kept = tab.run(f"{cases}.map(([shown, zone]) => redaksiWhen.instantOf(shown, zone))")
        back = tab.run(f"{json.dumps(kept)}.map((one, at) => redaksiWhen.onClock(one, {cases}[at][1]))")
        other = tab.run("redaksiWhen.onClock('2026-12-05T01:00:00Z', 'Asia/Jakarta')")
        none = tab.run(
            "['besok', '', '2026-12-05', '2026-13-05T08:00+07:00'].map((one) => redaksiWhen.onClock(one, 'UTC'))"
        )
        words = tab.run("redaksiWhen.inWords('2026-12-05T08:00+07:00', 'waktu', 'Asia/Makassar')")
    wanted = [dt.datetime.fromisoformat(shown).replace(tzinfo=ZoneInfo(zone)) for zone in ZONES for shown in SHOWN]
    assert [parse_instant(one) for one in kept] == [int(one.timestamp()) for one in wanted]
    assert kept == [one.isoformat(timespec="minutes") for one in wanted]
    assert back == [shown for _ in ZONES for shown in SHOWN]
    assert other == "2026-12-05T08:00"
    assert none == ["", "", "", ""]
    assert words == "Sabtu, 5 Desember 2026 pukul 09.00 WITA"
