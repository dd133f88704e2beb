"""Changes that nobody may make, each a small real history, and the rule that refuses it."""

from tests.support.honest_changes import (
    EDITION,
    Work,
    honest_step,
    new_letter,
    published_text_corrected_openly,
    with_assumptions,
)
from tests.support.repository import CLOSED, OPEN, STORY, Office
from workflow.records.file_source import Folder
from workflow.records.read import read_article


def rewritten_time(office: Office) -> None:
    office.edit(OPEN, "finished: 2026-11-20T09:50+07:00", "finished: 2026-11-20T09:40+07:00")
    office.commit("rina")


def rewritten_person(office: Office) -> None:
    office.edit(CLOSED, "    by: sari", "    by: dewi")
    office.commit("sari")


def dropped_entry(office: Office) -> None:
    office.edit(OPEN, "  - step: 4\n    by: rina\n    finished: 2026-11-20T09:50+07:00\n", "")
    office.edit(OPEN, "status: drafted", "status: accepted")
    office.commit("rina")


def swapped_entries(office: Office) -> None:
    three = "  - step: 3\n    by: budi\n    finished: 2026-11-20T08:40+07:00\n"
    four = "  - step: 4\n    by: rina\n    finished: 2026-11-20T09:50+07:00\n"
    office.edit(OPEN, three + four, four + three)
    office.commit("rina")


def rewritten_and_put_back_differently(office: Office) -> None:
    office.edit(OPEN, "finished: 2026-11-20T09:50+07:00", "finished: 2026-11-20T09:40+07:00")
    office.commit("rina")
    office.edit(OPEN, "finished: 2026-11-20T09:40+07:00", "finished: 2026-11-20T09:45+07:00")
    office.commit("rina")


def spoofed_person(office: Office) -> None:
    office.advance(by="sari")
    office.commit("rina")


def bulk_filling(office: Office) -> None:
    office.advance(by="sari")
    office.edit(OPEN, "holds: []\n", "  - step: 4\n    by: rina\n    finished: 2026-11-20T10:20+07:00\nholds: []\n")
    office.edit(OPEN, "status: returned", "status: drafted")
    office.commit("rina")


def stranger(office: Office) -> None:
    office.advance(by="sari")
    office.commit("mallory")


def entry_changed_by_another_later(office: Office) -> None:
    office.advance(by="sari")
    office.commit("sari")
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Sudah baik sebenarnya.")
    office.commit("rina")


def evil_merge(office: Office) -> None:
    office.git("switch", "--quiet", "--create", "side", "main")
    office.advance(by="sari")
    office.commit("sari")
    office.git("switch", "--quiet", "change")
    office.commit("rina", "something else")
    office.git("merge", "--quiet", "--no-commit", "--no-ff", "side", person="rina")
    office.edit(OPEN, "note: Lengkapi kutipan.", "note: Tidak ada catatan.")
    office.commit("rina", "merge")


def deleted_record(office: Office) -> None:
    office.git("rm", "--quiet", CLOSED)
    office.commit("rina")


def renamed_article(office: Office) -> None:
    office.git("mv", STORY, STORY.replace("pekan", "hari"))
    office.commit("rina")


def moved_clock(office: Office) -> None:
    office.edit(OPEN, "received: 2026-11-20T08:05+07:00", "received: 2026-11-20T08:10+07:00")
    office.commit("rina")


def changed_decision(office: Office) -> None:
    office.edit(OPEN, "instruction: Siapkan berita.", "instruction: Muat hari ini juga.")
    office.commit("kadis")


def silent_edit(office: Office) -> None:
    text = (office.root / STORY).read_text()
    (office.root / STORY).write_text(text + "\nTambahan diam-diam.\n")
    office.commit("rina")


def unpublished(office: Office) -> None:
    office.edit(STORY, "status: published", "status: draft")
    office.commit("rina")


def policy_rides_along(office: Office) -> None:
    office.advance(by="mallory")
    people = office.root / "site_config" / "people.yml"
    people.write_text(
        people.read_text() + "mallory:\n  name: M Contoh\n  roles:\n    - {role: editor, from: 2024-01-01}\n"
    )
    office.commit("mallory")


def edition_rewritten(office: Office) -> None:
    office.edit(EDITION, "total: 375", "total: 400")
    office.commit("kadis")


def norm_of_an_assumed_step_rewritten(office: Office) -> None:
    with_assumptions(office)
    office.edit(EDITION, "{min: 180, max: 180}", "{min: 60, max: 180}")
    office.commit("kadis")


def former_site_closes_next_year(office: Office) -> None:
    with (office.root / "site_config/policy.yml").open("a") as policy:
        policy.write("former_site: {address: https://lama.contoh.example/, until: 2027-12-31}\n")
    office.commit("kadis")


def symbolic_link(office: Office) -> None:
    (office.root / "content/news/2026/rahasia.jpg").symlink_to("../../../.git/config")
    office.commit("rina")


def link_that_is_gone_again(office: Office) -> None:
    link = office.root / "content/news/2026/rahasia.jpg"
    link.symlink_to("/etc/passwd")
    office.commit("rina")
    link.unlink()
    office.commit("rina")


def executable_record(office: Office) -> None:
    (office.root / OPEN).chmod(0o755)
    office.advance()
    office.commit("sari")


def submodule(office: Office) -> None:
    head = office.git("rev-parse", "HEAD")
    office.git("update-index", "--add", "--cacheinfo", f"160000,{head},content/modul")
    office.git("commit", "--quiet", "--message=modul")


def name_in_other_case(office: Office) -> None:
    blob = office.git("hash-object", "-w", "--stdin", data="x")
    office.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{STORY.replace('pekan', 'Pekan')}")
    office.git("commit", "--quiet", "--message=nama")


def hold_stretched(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    hold = "holds:\n  - {from: 2026-11-20T08:42+07:00, until: 2026-11-20T09:00+07:00, reason: Menunggu data.}\n"
    office.edit(OPEN, "holds: []\n", hold)
    office.commit("rina")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    office.edit(OPEN, "until: 2026-11-20T09:00+07:00", "until: 2026-11-20T09:45+07:00")
    office.commit("rina")


def backdated_commit(office: Office) -> None:
    office.advance()
    office.commit("sari", date="2026-11-01T08:00:00+07:00")


def commit_from_the_future(office: Office) -> None:
    office.advance()
    office.commit("sari", date="2027-01-01T08:00:00+07:00")


def correction_for_another(office: Office) -> None:
    office.correct(by="sari")
    office.commit("sari")


def correction_without_a_reason(office: Office) -> None:
    office.correct(note="started: 2026-11-20T09:00+07:00")
    office.commit("rina")


def correction_in_another_s_name(office: Office) -> None:
    office.correct(by="rina")
    office.commit("sari")


def correction_that_overwrites_too(office: Office) -> None:
    office.correct()
    office.edit(OPEN, "finished: 2026-11-20T09:50+07:00", "finished: 2026-11-20T09:45+07:00")
    office.commit("rina")


def own_corrector(office: Office) -> None:
    office.advance(by="rina")
    office.commit("rina")


def step_in_the_future(office: Office) -> None:
    office.advance()
    office.edit(OPEN, "finished: 2026-11-20T10:15+07:00", "finished: 2026-11-20T14:15+07:00")
    office.commit("sari")


def step_before_the_last_one(office: Office) -> None:
    office.advance()
    office.edit(OPEN, "finished: 2026-11-20T10:15+07:00", "finished: 2026-11-20T09:15+07:00")
    office.commit("sari")


def skipped_step(office: Office) -> None:
    entry = "  - step: 6\n    by: rina\n    finished: 2026-11-20T10:15+07:00\n    outlets: [website]\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: drafted", "status: published")
    office.commit("rina")


def status_without_a_step(office: Office) -> None:
    office.edit(OPEN, "status: drafted", "status: corrected")
    office.commit("sari")


def replayed_approval(office: Office) -> None:
    old = (office.root / CLOSED).read_text().split("    content: ")[1].split("\n")[0]
    office.advance(result="approved", note=f"content: {old}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def published_without_approval(office: Office) -> None:
    office.edit("content/news/2026/pelatihan-guru.md", "status: draft", "status: published")
    office.commit("rina")


def number_of_another_letter(office: Office) -> None:
    text = (office.root / OPEN).read_text()
    (office.root / "content/requests/2026/0003.md").write_text(text)
    office.commit("rina")


def letter_over_another_letter(office: Office) -> None:
    (office.root / OPEN).write_text((office.root / CLOSED).read_text().replace("2026-0001", "2026-0002"))
    office.commit("rina")


def correction_note_deleted(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    published_text_corrected_openly(office)
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    office.edit(STORY, "note: Diperbaiki.", "note: Tidak apa-apa.")
    office.commit("sari")


def program_touched_by_a_stranger(office: Office) -> None:
    (office.root / "mkdocs.yml").write_text("site_name: x\nhooks: [evil.py]\n")
    office.commit("mallory")


def correction_by_whoever_changed_it_alone(office: Office) -> None:
    office.edit(STORY, "summary: ", "summary: Kini ")
    office.act("correction")
    office.commit("sari")


def text_changed_under_the_seal_of_a_later_act(office: Office) -> None:
    """The correction is another's, of a text that does not stand; an expiry, which one person may enter, seals it."""
    office.edit(STORY, "summary: ", "summary: Kini ")
    office.act("correction", by="kadis", at="2026-11-20T10:10+07:00")
    office.commit("kadis")
    office.edit(STORY, "summary: Kini ", "summary: Bukan ")
    office.edit(STORY, "category: ", "valid_until: 2026-12-01T10:00+07:00\ncategory: ")
    office.act("expiry", more="    moved_to: 2026-12-01T10:00+07:00\n")
    office.commit("sari")


def mistake_reported_in_another_s_name(office: Office) -> None:
    report = "{received: 2026-11-20T10:10+07:00, by: sari, summary: Jam keliru.}"
    office.edit(STORY, "corrections: []\n", f"corrections: []\nreports:\n  - {report}\n")
    office.commit("rina")


def mistake_answered_in_another_s_name(office: Office) -> None:
    answer = "answered: 2026-11-20T10:12+07:00, answered_by: kadis, outcome: rejected, reason: Jam itu benar."
    report = f"{{received: 2026-11-20T10:10+07:00, by: rina, summary: Jam keliru., {answer}}}"
    office.edit(STORY, "corrections: []\n", f"corrections: []\nreports:\n  - {report}\n")
    office.commit("rina")


def withdrawn_in_the_head_s_name(office: Office) -> None:
    office.act("withdrawal", by="kadis")
    office.commit("sari")


def correction_sealed_as_in_former_times(office: Office) -> None:
    office.edit(STORY, "summary: ", "summary: Kini ")
    office.act("correction")
    article = read_article(Folder(office.root), STORY)
    assert article
    office.edit(STORY, article.seals.full, article.seals.former)
    office.commit("sari")


def smuggled_second_document(office: Office) -> None:
    office.edit(OPEN, "status: drafted", "status: drafted\n---\nstatus: published")
    office.commit("rina")


def personal_number_in_a_note(office: Office) -> None:
    office.advance(note="note: Hubungi 0812-0000-0000 saja.")
    office.commit("sari")


def large_file(office: Office) -> None:
    (office.root / "content/news/2026/besar.jpg").write_bytes(b"\xff\xd8\xff" + b"0" * 9_000_000)
    office.commit("rina")
    (office.root / "content/news/2026/besar.jpg").unlink()
    office.commit("rina")


def name_with_a_line_break(office: Office) -> None:
    blob = office.git("hash-object", "-w", "--stdin", data="x")
    office.git("update-index", "-z", "--index-info", data=f"100644 {blob}\tcontent/news/2026/a\nb.jpg\0")
    office.git("commit", "--quiet", "--message=nama")


def program_rides_along(office: Office) -> None:
    office.advance()
    (office.root / "workflow").mkdir()
    (office.root / "workflow/evil.py").write_text("print('hello')\n")
    office.commit("sari")


def late_entry_unmarked(office: Office) -> None:
    office.advance()
    office.commit("sari", date="2026-11-20T14:30:00+07:00")


def made_himself_head(office: Office) -> None:
    office.edit("site_config/people.yml", "    - role: petugas\n", "    - role: kepala-dinas\n")
    office.commit("rina")


def role_given_to_a_stranger_by_a_stranger(office: Office) -> None:
    people = office.root / "site_config/people.yml"
    people.write_text(people.read_text() + "eka:\n  name: Eka\n  roles:\n    - {role: editor, from: 2024-01-01}\n")
    office.commit("mallory")


def policy_weakened(office: Office) -> None:
    office.edit("site_config/policy.yml", "late_after: 60", "late_after: 100000")
    office.commit("rina")


def policy_rolled_back(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    office.edit("site_config/policy.yml", "late_after: 60", "late_after: 10")
    office.commit("kadis")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    office.git("revert", "--no-edit", "HEAD", person="rina")


def owners_struck_out(office: Office) -> None:
    office.edit("site_config/policy.yml", "  - {path: site_config/, roles: [kepala-dinas]}\n", "")
    office.commit("budi")


def number_taken_meanwhile(office: Office) -> None:
    new_letter(office)
    office.git("switch", "--quiet", "main")
    office.commit("kadis", "main goes on")
    new_letter(office)
    office.edit("content/requests/2026/0003.md", "number: 421/2/DISDIK", "number: 421/9/DISDIK")
    office.commit("dewi")


def letter_advanced_meanwhile(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "main")
    office.advance(note="note: Judulnya keliru.")
    office.commit("sari")


def role_ended_meanwhile(office: Office) -> None:
    honest_step(office)
    office.git("switch", "--quiet", "main")
    role = "    - role: editor\n      from: 2024-01-02\n"
    office.edit("site_config/people.yml", role, f"{role}      until: 2026-11-19\n")
    office.commit("kadis")


def role_that_begins_tomorrow(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    role = "    - role: editor\n      from: 2024-01-02\n"
    office.edit("site_config/people.yml", role, role.replace("2024-01-02", "2026-11-21"))
    office.commit("kadis")
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")
    honest_step(office)


def record_replaced_by_a_folder(office: Office) -> None:
    office.git("rm", "--quiet", OPEN)
    (office.root / OPEN).mkdir(parents=True)
    (office.root / OPEN / "isi.md").write_text("kosong\n")
    office.commit("rina")


def merge_that_drops_the_other_side(office: Office) -> None:
    office.git("switch", "--quiet", "main")
    honest_step(office)
    office.git("switch", "--quiet", "change")
    office.commit("rina", "something else")
    office.git("merge", "--quiet", "--no-edit", "--strategy=ours", "main", person="rina")


def author_of_the_commit_forged_in_another_field(office: Office) -> None:
    office.advance()
    office.git("add", "--all")
    office.git("commit", "--quiet", "--message=x", "--author=sari <sari@users.noreply.github.com>", person="rina")


def role_ended_before_its_last_entry(office: Office) -> None:
    role = "    - role: editor\n      from: 2024-01-02\n"
    office.edit("site_config/people.yml", role, f"{role}      until: 2026-10-31\n")
    office.commit("kadis")


def agency_in_use_struck_out(office: Office) -> None:
    agencies = office.root / "site_config/agencies.yml"
    agencies.write_text(agencies.read_text().replace("dinkes:", "dinas-kesehatan:"))
    office.commit("kadis")


def assumption_confirmed_against_what_was_done(office: Office) -> None:
    with_assumptions(office)
    path = office.root / EDITION
    text = path.read_text().replace("    assumed: true\n", "")
    path.write_text(text.replace("performer: petugas", "performer: editor", 1))
    office.commit("kadis")


def names_in_another_order(office: Office) -> None:
    office.edit(OPEN, "id: 2026-0002\n", "")
    office.edit(OPEN, "status: drafted\n", "status: drafted\nid: 2026-0002\n")
    office.commit("rina")


FORGERIES: list[tuple[Work, str]] = [
    (assumption_confirmed_against_what_was_done, "history/consequences"),
    (role_ended_before_its_last_entry, "history/consequences"),
    (agency_in_use_struck_out, "history/consequences"),
    (late_entry_unmarked, "history/late"),
    (made_himself_head, "history/owners"),
    (role_given_to_a_stranger_by_a_stranger, "history/owners"),
    (policy_weakened, "history/owners"),
    (policy_rolled_back, "history/owners"),
    (owners_struck_out, "history/owners"),
    (number_taken_meanwhile, "history/conflict"),
    (letter_advanced_meanwhile, "history/conflict"),
    (role_ended_meanwhile, "people/role"),
    (role_that_begins_tomorrow, "people/role"),
    (record_replaced_by_a_folder, "history/removed"),
    (merge_that_drops_the_other_side, "history/entries"),
    (author_of_the_commit_forged_in_another_field, "history/author"),
    (rewritten_time, "history/entries"),
    (rewritten_person, "history/entries"),
    (dropped_entry, "history/entries"),
    (swapped_entries, "history/entries"),
    (rewritten_and_put_back_differently, "history/entries"),
    (spoofed_person, "history/author"),
    (bulk_filling, "history/author"),
    (stranger, "history/author"),
    (entry_changed_by_another_later, "history/author"),
    (evil_merge, "history/author"),
    (names_in_another_order, "history/form"),
    (deleted_record, "history/removed"),
    (renamed_article, "history/removed"),
    (moved_clock, "history/authority"),
    (changed_decision, "history/authority"),
    (silent_edit, "history/authority"),
    (unpublished, "history/authority"),
    (policy_rides_along, "history/mixed"),
    (policy_rides_along, "people/known"),
    (edition_rewritten, "history/edition"),
    (norm_of_an_assumed_step_rewritten, "history/edition"),
    (former_site_closes_next_year, "history/former-site"),
    (symbolic_link, "history/files"),
    (link_that_is_gone_again, "history/files"),
    (executable_record, "history/files"),
    (submodule, "history/files"),
    (name_in_other_case, "history/files"),
    (hold_stretched, "history/holds"),
    (backdated_commit, "history/dates"),
    (commit_from_the_future, "history/dates"),
    (correction_for_another, "steps/corrects"),
    (correction_without_a_reason, "steps/corrects"),
    (correction_in_another_s_name, "history/author"),
    (correction_that_overwrites_too, "history/entries"),
    (own_corrector, "people/role"),
    (step_in_the_future, "steps/future"),
    (step_before_the_last_one, "steps/time"),
    (skipped_step, "steps/order"),
    (status_without_a_step, "steps/status"),
    (replayed_approval, "publishing/approval"),
    (published_without_approval, "publishing/unapproved"),
    (number_of_another_letter, "fields/path"),
    (letter_over_another_letter, "history/authority"),
    (correction_note_deleted, "history/acts"),
    (program_touched_by_a_stranger, "history/owners"),
    (correction_by_whoever_changed_it_alone, "history/acts"),
    (text_changed_under_the_seal_of_a_later_act, "history/acts"),
    (mistake_reported_in_another_s_name, "history/reports"),
    (mistake_answered_in_another_s_name, "history/reports"),
    (withdrawn_in_the_head_s_name, "history/acts"),
    (correction_sealed_as_in_former_times, "history/seal"),
    (smuggled_second_document, "fields/missing"),
    (personal_number_in_a_note, "privacy/phone"),
    (large_file, "history/files"),
    (name_with_a_line_break, "history/files"),
    (program_rides_along, "history/mixed"),
]
