"""Changes that whoever makes them may make: steps, letters, corrections, rules, each a small real history."""

from collections.abc import Callable

from tests.support.repository import OPEN, STORY, Office
from workflow.text.field_types import parse_instant

Work = Callable[[Office], None]
"""Somebody's work on the branch `change`."""
AFTERNOON = int(parse_instant("2026-11-20T16:00+07:00"))
EDITION = "site_config/sop/418-2024.yml"


def with_assumptions(office: Office) -> None:
    """Mark every performer of the base's edition as assumed."""
    office.git("switch", "--quiet", "main")
    path = office.root / EDITION
    path.write_text(path.read_text().replace("    norm:", "    assumed: true\n    norm:"))
    office.commit("kadis")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")


def honest_step(office: Office) -> None:
    office.advance()
    office.commit("sari")


def honest_step_in_two_commits(office: Office) -> None:
    office.advance(note="note: Lengkapi.")
    office.commit("sari")
    office.edit(OPEN, "note: Lengkapi.", "note: Lengkapi kutipan kepala dinas.")
    office.commit("sari")


def comment_and_quotes(office: Office) -> None:
    office.edit(OPEN, "finished: 2026-11-20T09:50+07:00", 'finished: "2026-11-20T09:50+07:00"  # selesai')
    office.commit("budi")


def two_persons_one_after_the_other(office: Office) -> None:
    honest_step(office)
    office.edit(OPEN, "holds: []\n", "  - step: 4\n    by: rina\n    finished: 2026-11-20T10:18+07:00\nholds: []\n")
    office.edit(OPEN, "status: returned", "status: drafted")
    office.commit("rina")


def merge_of_main(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    office.git("merge", "--quiet", "--no-edit", "main", person="sari")


def open_hold_closed(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    office.edit(OPEN, "holds: []\n", "holds:\n  - from: 2026-11-20T09:55+07:00\n    reason: Menunggu data.\n")
    office.commit("rina")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    office.edit(OPEN, "    reason: Menunggu", "    until: 2026-11-20T10:05+07:00\n    reason: Menunggu")
    office.commit("rina")


def policy_alone(office: Office) -> None:
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")


def new_edition(office: Office) -> None:
    old = (office.root / "site_config/sop/418-2024.yml").read_text()
    new = old.replace("id: 418-2024", "id: 12-2027").replace("effective: 2024-10-18", "effective: 2027-01-04")
    (office.root / "site_config/sop/12-2027.yml").write_text(new)
    office.commit("kadis")


def draft_edited(office: Office) -> None:
    draft = office.root / "content/news/2026/pelatihan-guru.md"
    draft.write_text(draft.read_text() + "\nKalimat baru di konsep.\n")
    office.commit("rina")


def nothing_at_all(office: Office) -> None:
    office.commit("rina", "empty")


def honest_correction(office: Office) -> None:
    office.correct()
    office.commit("rina")


def correction_by_the_head(office: Office) -> None:
    office.correct(by="kadis")
    office.commit("kadis")


def new_letter(office: Office) -> None:
    text = (office.root / OPEN).read_text().split("disposition:")[0].replace("2026-0002", "2026-0003")
    entry = "steps:\n  - step: 1\n    by: rina\n    finished: 2026-11-20T08:15+07:00\nholds: []\n---\nData.\n"
    entry = entry.replace("holds:", "    late: Jaringan kantor putus.\nholds:")
    (office.root / "content/requests/2026/0003.md").write_text(text.replace("drafted", "received") + entry)
    office.commit("rina")


def letter_s_number_mended(office: Office) -> None:
    office.edit(OPEN, "number: 421/2/DISDIK", "number: 421/2/DISDIK-A")
    office.commit("kadis")


def published_text_corrected_openly(office: Office) -> None:
    office.edit(STORY, "summary: ", "summary: Kini ")
    office.commit("rina")
    office.act("correction")
    office.commit("sari")


def story_withdrawn(office: Office) -> None:
    office.act("withdrawal")
    office.commit("sari")


def letter_withdrawn_by_its_sender(office: Office) -> None:
    office.edit(OPEN, "status: drafted", "status: withdrawn")
    block = "holds: []\nwithdrawn: {at: 2026-11-20T10:10+07:00, by: rina, after: 4, reason: Ditarik pengirim.}\n"
    office.edit(OPEN, "holds: []\n", block)
    office.commit("rina")


def entry_rebased_by_its_author(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    office.git("rebase", "--quiet", "main", person="sari")


def readme_with_the_program(office: Office) -> None:
    (office.root / "README.md").write_text("# Kantor\n")
    (office.root / "Makefile").write_text("site:\n")
    office.commit("kadis")


def script_in_the_program(office: Office) -> None:
    (office.root / "tests").mkdir()
    (office.root / "tests/run.sh").write_text("#!/bin/sh\n")
    (office.root / "tests/run.sh").chmod(0o755)
    office.commit("kadis")


def assumption_confirmed(office: Office) -> None:
    with_assumptions(office)
    path = office.root / EDITION
    text = path.read_text().replace("    assumed: true\n", "")
    path.write_text(text.replace("performer: petugas\n", "performer: editor\n    alternates: [petugas]\n", 1))
    office.commit("kadis")


def role_ended_with_its_last_day(office: Office) -> None:
    role = "    - role: editor\n      from: 2024-01-02\n"
    office.edit("site_config/people.yml", role, f"{role}      until: 2026-11-20\n")
    office.commit("kadis")


def late_entry_marked(office: Office) -> None:
    office.advance(note="note: Lengkapi kutipan.\n    late: Jaringan kantor putus sampai siang.")
    office.commit("sari", date="2026-11-20T14:30:00+07:00")
    office.now = AFTERNOON


def committed_within_the_hour(office: Office) -> None:
    office.advance()
    office.commit("sari", date="2026-11-20T11:10:00+07:00")
    office.now = AFTERNOON


def entry_worded_better_in_the_afternoon(office: Office) -> None:
    honest_step(office)
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Lengkapi kutipan kepala dinas.")
    office.commit("sari", date="2026-11-20T15:30:00+07:00")
    office.now = AFTERNOON


def rules_changed_by_staff_and_merged_by_the_head(office: Office) -> None:
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("rina")
    office.git("switch", "--quiet", "--create", "merged", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="kadis")
    office.git("branch", "--force", "change", "merged")


def two_letters_at_once_on_both_sides(office: Office) -> None:
    new_letter(office)
    office.git("switch", "--quiet", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")


HONEST: list[Work] = [
    role_ended_with_its_last_day,
    late_entry_marked,
    committed_within_the_hour,
    entry_worded_better_in_the_afternoon,
    rules_changed_by_staff_and_merged_by_the_head,
    two_letters_at_once_on_both_sides,
    assumption_confirmed,
    honest_correction,
    correction_by_the_head,
    new_letter,
    letter_s_number_mended,
    published_text_corrected_openly,
    story_withdrawn,
    letter_withdrawn_by_its_sender,
    entry_rebased_by_its_author,
    readme_with_the_program,
    script_in_the_program,
    honest_step,
    honest_step_in_two_commits,
    comment_and_quotes,
    two_persons_one_after_the_other,
    merge_of_main,
    open_hold_closed,
    policy_alone,
    new_edition,
    draft_edited,
    nothing_at_all,
]
