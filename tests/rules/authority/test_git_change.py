"""Ways to change what is not one's own, each a small real repository; and for each an honest twin that passes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rules.authority.world import DRAFT, approve, embargo, put_together, release, taken_apart, withdraw
from tests.support.honest_changes import AFTERNOON, new_letter
from tests.support.pdf_samples import pdf
from tests.support.repository import CLOSED, OPEN, PEOPLE, STORY, Office, by_authors
from workflow.engine.check_change import ChangeCheck
from workflow.forge.github_user import Account
from workflow.forge.reviews import Review
from workflow.git.repository import Repository
from workflow.records.canonical import canonical_form
from workflow.records.file_source import Folder
from workflow.records.read import read_article
from workflow.text.finding import Severity

Work = Callable[[Office], None]
PICTURE = "content/news/2026/pekan-imunisasi.jpg"
PEOPLE_FILE = "site_config/people.yml"
SECOND_HEAD = "mallory:\n  name: Mallory\n  roles:\n    - {role: kepala-dinas, from: 2024-01-02}\n"
LATER = "2026-11-20T10:25:00Z"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def on_main(office: Office, prepare: Work) -> None:
    """Do something on main, and begin the change from there."""
    office.git("switch", "--quiet", "main")
    prepare(office)
    office.git("branch", "--force", "change", "main")
    office.git("switch", "--quiet", "change")


def rules(office: Office, *reviews: Review) -> set[str]:
    """The rules that the change breaks, with some reviews of it."""
    with Repository(office.root) as repository:
        check = ChangeCheck.between(repository, "main", "change")
        pushers = by_authors(check.commit_range)
        report = check.run(check.load(), office.now, reviews=reviews, pushers=pushers).report
    return {one.rule for one in report.findings if one.severity is Severity.ERROR}


def header(office: Office, path: str, person: str, **fields: object) -> None:
    """Write some fields of a record and commit as a person."""
    values, body = taken_apart((office.root / path).read_text())
    made = put_together(values | fields, body)
    (office.root / path).write_bytes(canonical_form(path, made) or made)
    office.commit(person)


def letter(office: Office, path: str, person: str, **fields: str) -> None:
    """Write some fields of a letter's own block and commit as a person."""
    values, _ = taken_apart((office.root / path).read_text())
    header(office, path, person, letter=values["letter"] | fields)


def repicture(office: Office, person: str) -> None:
    (office.root / PICTURE).write_bytes((office.root / PICTURE).read_bytes() + b"\0")
    office.commit(person)


def act(office: Office, kind: str, by: str, commit: str = "", **more: str) -> None:
    office.act(kind, by, **more)
    office.commit(commit or by)


def reword(office: Office, person: str, path: str = STORY) -> None:
    (office.root / path).write_text((office.root / path).read_text() + "\nKalimat lain.\n")
    office.commit(person)


# The published story


def picture_swapped_by_a_stranger(office: Office) -> None:
    repicture(office, "mallory")


def picture_swapped_by_staff(office: Office) -> None:
    repicture(office, "rina")


def picture_swapped_after_the_act_sealed_another(office: Office) -> None:
    header(office, STORY, "rina", tags=["imunisasi"])
    act(office, "correction", "sari")
    repicture(office, "rina")


DOCUMENT = "content/news/2026/perbup.pdf"


def document_offered(office: Office) -> None:
    """A correction by which a published story gets an attachment."""
    (office.root / DOCUMENT).write_bytes(pdf())
    offered = "attachments:\n  - file: perbup.pdf\n    title: Peraturan Bupati\n"
    office.edit(STORY, "corrections: []", f"{offered}corrections: []")
    office.commit("rina")
    act(office, "correction", "sari")


def document_swapped(office: Office) -> None:
    on_main(office, document_offered)
    (office.root / DOCUMENT).write_bytes(pdf("Peraturan yang lain sama sekali."))
    office.commit("rina")


def document_offered_without_a_word(office: Office) -> None:
    (office.root / DOCUMENT).write_bytes(pdf())
    header(office, STORY, "rina", attachments=[{"file": "perbup.pdf", "title": "Peraturan Bupati"}])


def document_that_nobody_names(office: Office) -> None:
    (office.root / DOCUMENT).write_bytes(pdf())
    office.commit("rina")


def document_with_an_identity_number(office: Office) -> None:
    """A later commit of the change takes it out again."""
    (office.root / DOCUMENT).write_bytes(pdf("Penerima: Budi, NIK 6104012503850003."))
    header(office, DRAFT, "rina", attachments=[{"file": "perbup.pdf", "title": "Peraturan Bupati"}])
    (office.root / DOCUMENT).write_bytes(pdf())
    office.commit("rina")


def document_replaced_and_told(office: Office) -> None:
    on_main(office, document_offered)
    (office.root / DOCUMENT).write_bytes(pdf("Peraturan yang sudah diperbaiki, tentang tarif."))
    office.commit("rina")
    act(office, "correction", "sari")


def byline_given_to_another(office: Office) -> None:
    header(office, STORY, "rina", author="dewi")


def keywords_of_a_stranger(office: Office) -> None:
    header(office, STORY, "mallory", tags=["judi"])


def vanished_into_the_future(office: Office) -> None:
    header(office, STORY, "sari", publish_at="2099-01-01T00:00+07:00")


def vanished_by_an_embargo(office: Office) -> None:
    office.edit(STORY, "publish_at: 2026-11-02T11:30+07:00", "publish_at: 2099-01-01T00:00+07:00")
    more = "    moved_from: 2026-11-02T11:30+07:00\n    moved_to: 2099-01-01T00:00+07:00\n"
    act(office, "embargo", "sari", more=more)


def withdrawn_in_the_head_s_name_by_staff(office: Office) -> None:
    act(office, "withdrawal", "kadis", "rina")


def withdrawn_by_anybody(office: Office) -> None:
    act(office, "withdrawal", "siapa-saja", "mallory")


def withdrawn_by_staff(office: Office) -> None:
    act(office, "withdrawal", "rina")


def shown_again_and_the_reason_deleted(office: Office) -> None:
    on_main(office, withdraw)
    values, body = taken_apart((office.root / STORY).read_text())
    (office.root / STORY).write_bytes(put_together(values | {"status": "published", "acts": []}, body))
    office.commit("sari")


def former_withdrawal(office: Office) -> None:
    office.edit(STORY, "status: published", "status: withdrawn")
    office.edit(STORY, "corrections: []", "withdrawn: {at: 2026-11-03T09:00+07:00, by: sari, reason: Batal.}")
    office.commit("sari")


def former_reason_deleted(office: Office) -> None:
    on_main(office, former_withdrawal)
    office.edit(STORY, "status: withdrawn", "status: published")
    office.edit(STORY, "withdrawn: {at: 2026-11-03T09:00+07:00, by: sari, reason: Batal.}\n", "")
    office.commit("sari")


def republished_by_who_withdrew(office: Office) -> None:
    on_main(office, withdraw)
    act(office, "republication", "sari", at="2026-11-20T10:16+07:00")


def another_text_for_a_spelling(office: Office) -> None:
    reword(office, "sari")
    act(office, "correction", "sari")


def correction_by_the_writer(office: Office) -> None:
    reword(office, "rina")
    act(office, "correction", "rina")


def correction_long_before(office: Office) -> None:
    reword(office, "rina")
    act(office, "correction", "sari", at="2026-11-05T10:15+07:00")


def correction_after_which_the_text_goes_on(office: Office) -> None:
    reword(office, "rina")
    act(office, "correction", "sari")
    reword(office, "rina")


def corrections_in_another_order(office: Office) -> None:
    def two(office: Office) -> None:
        reword(office, "rina")
        act(office, "correction", "sari", at="2026-11-20T10:05+07:00")
        act(office, "correction", "dewi", at="2026-11-20T10:06+07:00")

    on_main(office, two)
    values, body = taken_apart((office.root / STORY).read_text())
    header(office, STORY, "sari", acts=values["acts"][::-1])
    assert body


def the_former_way_to_correct(office: Office) -> None:
    header(office, STORY, "sari", corrections=[{"at": "2026-11-20T10:15+07:00", "note": "Ejaan."}])


def a_field_that_no_type_knows(office: Office) -> None:
    header(office, STORY, "sari", featured="yes")


def moved_to_another_letter(office: Office) -> None:
    header(office, STORY, "sari", request="2026-0002")


def a_draft_s_picture_over_another_s(office: Office) -> None:
    (office.root / PICTURE).write_bytes(b"\xff\xd8\xff draft's picture")
    header(
        office, DRAFT, "rina", image={"src": "pekan-imunisasi.jpg", "alt": "Guru.", "caption": "Guru.", "credit": "F"}
    )


def the_picture_removed(office: Office) -> None:
    (office.root / PICTURE).unlink()
    office.commit("rina")


def a_remark_by_a_stranger(office: Office) -> None:
    text = (office.root / CLOSED).read_text()
    (office.root / CLOSED).write_text(text.replace("---\n", "---\n# judi daring: contoh.example\n", 1))
    office.commit("mallory")


# What an approval covers


def text_changed_with_the_approval(office: Office) -> None:
    approve(office)
    reword(office, "rina", DRAFT)


def category_changed_after_the_approval(office: Office) -> None:
    on_main(office, approve)
    header(office, DRAFT, "rina", category="kesehatan")


def byline_changed_after_the_approval(office: Office) -> None:
    on_main(office, approve)
    header(office, DRAFT, "rina", author="budi")


def picture_added_after_the_approval(office: Office) -> None:
    on_main(office, approve)
    (office.root / "content/news/2026/baru.jpg").write_bytes((office.root / PICTURE).read_bytes())
    image = {"src": "baru.jpg", "alt": "Guru di kelas.", "caption": "Guru.", "credit": "Foto"}
    header(office, DRAFT, "rina", image=image)


def time_set_after_the_approval(office: Office) -> None:
    on_main(office, approve)
    header(office, DRAFT, "rina", publish_at="2026-12-01T08:00+07:00", status="ready")


def approval_sealed_anew_by_the_writer(office: Office) -> None:
    approve(office)
    before = office.seal(DRAFT)
    text = (office.root / DRAFT).read_text() + "\nKalimat lain.\n"
    (office.root / DRAFT).write_text(text)
    office.edit(OPEN, before, office.seal(DRAFT))
    office.commit("rina")


def corrected_in_the_minute_of_step_6(office: Office) -> None:
    release(office, "2026-11-20T10:18+07:00")
    text = (office.root / DRAFT).read_text() + "\nKalimat lain.\n"
    (office.root / DRAFT).write_text(text)
    entry = f"acts:\n  - act: correction\n    by: sari\n    at: 2026-11-20T10:18+07:00\n    note: Ejaan.\n    content: {office.seal(DRAFT)}\n---\n"
    office.edit(DRAFT, "editor: sari\n---\n", f"editor: sari\n{entry}")
    office.commit("sari")


def embargo_moved_in_silence(office: Office) -> None:
    on_main(office, embargo)
    header(office, DRAFT, "rina", publish_at="2026-12-25T08:00+07:00")


def committed_in_another_s_name(office: Office, author: str, person: str) -> None:
    office.git("add", "--all")
    who = PEOPLE[author]
    office.git("commit", "--quiet", "--message=x", f"--author={author.capitalize()} <{who}>", person=person)


def corrected_with_a_borrowed_author(office: Office) -> None:
    (office.root / STORY).write_text((office.root / STORY).read_text() + "\nKalimat lain.\n")
    committed_in_another_s_name(office, "rina", "sari")
    act(office, "correction", "sari")


def rewritten_behind_a_small_edit(office: Office) -> None:
    header(office, STORY, "rina", tags=["imunisasi"])
    values, body = taken_apart((office.root / STORY).read_text())
    (office.root / STORY).write_bytes(
        put_together(values | {"title": "Pekan Imunisasi Dibatalkan Mulai Hari Ini"}, body)
    )
    act(office, "correction", "sari")


def correction_of_nothing(office: Office) -> None:
    act(office, "correction", "sari")


def reason_of_blanks(office: Office) -> None:
    office.act("withdrawal", "sari")
    office.edit(STORY, "note: Diperbaiki.", 'note: "\N{NO-BREAK SPACE}"')
    office.commit("sari")


def embargo_act(office: Office, old: str, new: str, *, publish_at: str) -> None:
    on_main(office, embargo)
    office.edit(DRAFT, "publish_at: 2026-11-25T08:00+07:00", f"publish_at: {publish_at}")
    entry = "  - act: embargo\n    by: sari\n    at: 2026-11-20T10:19+07:00\n    note: Acara diundur.\n"
    times = f"    moved_from: {old}\n    moved_to: {new}\n"
    office.edit(DRAFT, "editor: sari\n", f"editor: sari\nacts:\n{entry}{times}    content: {office.seal(DRAFT)}\n")
    office.commit("sari")


def embargo_moved_into_the_past(office: Office) -> None:
    past = "2020-01-01T08:00+07:00"
    embargo_act(office, "2026-11-25T08:00+07:00", past, publish_at=past)


def embargo_moved_from_another_time(office: Office) -> None:
    new = "2026-11-26T08:00+07:00"
    embargo_act(office, "2026-11-24T08:00+07:00", new, publish_at=new)


def embargo_moved_nowhere(office: Office) -> None:
    old = "2026-11-25T08:00+07:00"
    embargo_act(office, old, old, publish_at=old)


def former_withdrawal_undone_by_its_maker(office: Office) -> None:
    on_main(office, former_withdrawal)
    values, body = taken_apart((office.root / STORY).read_text())
    (office.root / STORY).write_bytes(put_together(values | {"acts": []}, body))
    office.edit(STORY, "acts: []", "acts: []")
    office.edit(STORY, 'status: "withdrawn"', 'status: "published"')
    act(office, "republication", "sari", at="2026-11-20T10:16+07:00")


def byline_of_somebody_who_had_no_part(office: Office) -> None:
    header(office, DRAFT, "rina", author="kadis", editor="sari")
    office.advance(result="approved", note=f"content: {office.seal(DRAFT)}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def approved_and_published_alone(office: Office) -> None:
    approve(office)
    office.edit(DRAFT, "status: draft\n", "status: published\npublish_at: 2026-11-20T10:18+07:00\n")
    entry = "  - step: 6\n    by: sari\n    finished: 2026-11-20T10:18+07:00\n    outlets: [website]\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: corrected", "status: published")
    office.commit("sari")


# The letter


def confidential(office: Office) -> None:
    letter(office, OPEN, "kadis", nature="rahasia")


def confidential_made_public_by_a_stranger(office: Office) -> None:
    on_main(office, confidential)
    letter(office, OPEN, "mallory", nature="biasa")


def confidential_made_public_by_staff(office: Office) -> None:
    on_main(office, confidential)
    letter(office, OPEN, "rina", nature="biasa")


def hidden_from_the_register_by_staff(office: Office) -> None:
    letter(office, OPEN, "rina", nature="rahasia")


def finished_letter_s_subject(office: Office) -> None:
    letter(office, CLOSED, "rina", subject="Permintaan lain")


def finished_letter_s_sender(office: Office) -> None:
    letter(office, CLOSED, "mallory", **{"from": "disdik"})


def finished_letter_s_number(office: Office) -> None:
    letter(office, CLOSED, "rina", number="400.7/9/DINKES")


def finished_letter_s_data(office: Office) -> None:
    reword(office, "rina", CLOSED)


def finished_letter_s_story(office: Office) -> None:
    header(office, CLOSED, "rina", news="2026/pelatihan-guru")


def open_letter_s_data_by_the_editor(office: Office) -> None:
    reword(office, "sari", OPEN)


def hold_over_a_finished_step(office: Office) -> None:
    hold = [{"from": "2026-11-20T08:45+07:00", "until": "2026-11-20T09:45+07:00", "reason": "Menunggu data."}]
    header(office, OPEN, "rina", holds=hold)


def hold_on_a_closed_letter(office: Office) -> None:
    hold = [{"from": "2026-11-02T11:00+07:00", "until": "2026-11-02T11:25+07:00", "reason": "Menunggu data."}]
    header(office, CLOSED, "rina", holds=hold)


def taken(by: str) -> dict[str, object]:
    block = {"at": "2026-11-20T10:10+07:00", "by": by, "after": "4", "reason": "Ditarik pengirim."}
    return {"status": "withdrawn", "withdrawn": block}


def taken_back_in_the_head_s_name(office: Office) -> None:
    header(office, OPEN, "rina", **taken("kadis"))


def taken_back_by_a_stranger(office: Office) -> None:
    header(office, OPEN, "mallory", **taken("mallory"))


def instruction_reworded_beside_an_entry(office: Office) -> None:
    office.edit(OPEN, "instruction: Siapkan berita.", "instruction: Muat hari ini juga.")
    office.advance()
    office.commit("sari")


def decided_anew_in_the_writer_s_words(office: Office) -> None:
    office.edit(OPEN, "instruction: Siapkan berita.", "instruction: Muat hari ini juga.")
    office.commit("rina")
    entry = "  - step: 2\n    by: kadis\n    finished: 2026-11-20T10:15+07:00\n    corrects: 2\n    note: Arahan.\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.commit("kadis")


def letter_s_subject_after_the_disposition(office: Office) -> None:
    letter(office, OPEN, "rina", subject="Permintaan lain sama sekali")


def disposed_of(office: Office, instruction: str = "Olah.") -> None:
    """The head disposes of the new letter."""
    path = "content/requests/2026/0003.md"
    office.edit(path, "steps:\n", f"disposition:\n  decision: publish\n  instruction: {instruction}\nsteps:\n")
    entry = "  - step: 2\n    by: kadis\n    finished: 2026-11-20T08:25+07:00\n    late: Rapat.\nholds: []\n"
    office.edit(path, "holds: []\n", entry)
    office.edit(path, "status: received", "status: disposed")
    office.commit("kadis")


def letter_exchanged_after_the_disposition(office: Office) -> None:
    new_letter(office)
    disposed_of(office)
    letter(office, "content/requests/2026/0003.md", "rina", subject="Permintaan lain sama sekali")


def hold_told_afterwards(office: Office) -> None:
    office.now = AFTERNOON
    header(office, OPEN, "rina", holds=[{"from": "2026-11-20T09:55+07:00", "reason": "Menunggu data."}])
    office.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author", date="2026-11-20T15:30:00+07:00")


def taken_back_long_before(office: Office) -> None:
    office.now = AFTERNOON
    header(office, OPEN, "rina", **taken("rina"))
    office.git("commit", "--quiet", "--amend", "--no-edit", "--reset-author", date="2026-11-20T15:30:00+07:00")


def taken_back_after_the_news(office: Office) -> None:
    on_main(office, approved_and_published)
    block = {"at": "2026-11-20T10:19+07:00", "by": "rina", "after": "6", "reason": "Ditarik pengirim."}
    header(office, OPEN, "rina", status="withdrawn", withdrawn=block)


# What those who vouch have seen


def whole_text_by_its_approver(office: Office) -> None:
    values, _ = taken_apart((office.root / DRAFT).read_text())
    body = "Sama sekali lain dari yang ditulis petugas, dari awal sampai akhir.\n"
    more = {"title": "Judul Lain yang Tidak Pernah Ditulis Siapa Pun", "summary": "Ringkasan lain."}
    (office.root / DRAFT).write_bytes(put_together(values | more, body))
    approve_as_it_lies(office)


def approve_as_it_lies(office: Office) -> None:
    values, body = taken_apart((office.root / DRAFT).read_text())
    (office.root / DRAFT).write_bytes(put_together(values | {"editor": "sari"}, body))
    office.advance(result="approved", note=f"content: {office.seal(DRAFT)}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def rewritten(office: Office) -> None:
    values, _ = taken_apart((office.root / DRAFT).read_text())
    body = "Sama sekali lain dari yang ditulis petugas, dari awal sampai akhir.\n"
    more = {"title": "Judul Lain yang Tidak Pernah Ditulis Siapa Pun", "summary": "Ringkasan lain."}
    (office.root / DRAFT).write_bytes(put_together(values | more, body))
    office.commit("sari")


def rewritten_first_and_approved_in_another_change(office: Office) -> None:
    on_main(office, rewritten)
    approve_as_it_lies(office)


def another_s_name_above_her_own_words(office: Office) -> None:
    """Every word is sari's; rina only writes her name above them."""
    on_main(office, rewritten)
    header(office, DRAFT, "rina", author="rina", category="kesehatan")
    approve_as_it_lies(office)


def disposed_of_what_changed_meanwhile(office: Office) -> None:
    """The head disposed of a letter whose subject main changes before the disposition comes there."""
    on_main(office, new_letter)
    disposed_of(office)
    office.git("switch", "--quiet", "main")
    office.edit("content/requests/2026/0003.md", "number: 421/2/DISDIK", "number: 421/7/DISDIK")
    office.commit("rina")


def a_picture_that_its_story_lets_go(office: Office) -> None:
    on_main(office, draft_with_a_picture)
    values, body = taken_apart((office.root / DRAFT).read_text())
    (office.root / DRAFT).write_bytes(put_together({k: v for k, v in values.items() if k != "image"}, body))
    office.commit("rina")


def approved_by_the_byline(office: Office) -> None:
    header(office, DRAFT, "rina", author="sari", editor="budi")
    office.advance(result="approved", note=f"content: {office.seal(DRAFT)}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def another_named_as_the_editor(office: Office) -> None:
    header(office, DRAFT, "rina", editor="budi")
    office.advance(result="approved", note=f"content: {office.seal(DRAFT)}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def approved_in_former_times(office: Office) -> None:
    """As the base was approved until 2026: the seal says nothing of the time."""
    header(office, DRAFT, "rina", editor="sari")
    article = read_article(Folder(office.root), DRAFT)
    assert article
    office.advance(result="approved", note=f"content: {article.seals.former}")
    office.edit(OPEN, "status: returned", "status: corrected")
    office.commit("sari")


def published(office: Office, at: str) -> None:
    header(office, DRAFT, "rina", status="published", publish_at=at)
    entry = "  - step: 6\n    by: rina\n    finished: 2026-11-20T10:18+07:00\n    outlets: [website]\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: corrected", "status: published")
    office.commit("rina")


def hidden_for_years_by_the_publisher(office: Office) -> None:
    on_main(office, approved_in_former_times)
    published(office, "2030-01-01T08:00+07:00")


def published_years_before_it_was_written(office: Office) -> None:
    release(office, "2020-01-20T08:00+07:00")


# Merges that take one side


def evil(office: Office, tree: str, *parents: str) -> None:
    """A merge by rina that has the tree of one commit and leaves the other out."""
    lines = [part for parent in parents for part in ("-p", parent)]
    commit = office.git("commit-tree", f"{tree}^{{tree}}", *lines, "-m", "merge", person="rina")
    office.git("update-ref", "refs/heads/change", commit)


def decided(office: Office, instruction: str) -> str:
    office.edit(OPEN, "instruction: Siapkan berita.", f"instruction: {instruction}")
    entry = "  - step: 2\n    by: kadis\n    finished: 2026-11-20T08:30+07:00\n    note: Arahan.\n    corrects: 2\n    late: Rapat.\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.commit("kadis")
    return office.git("rev-parse", "HEAD")


def what_the_head_took_back_merged_in_again(office: Office) -> None:
    first = decided(office, "Muat hari ini.")
    office.edit(OPEN, "instruction: Muat hari ini.", "instruction: Jangan dimuat.")
    office.commit("kadis")
    evil(office, first, office.git("rev-parse", "HEAD"), first)


def the_same_with_the_old_side_first(office: Office) -> None:
    first = decided(office, "Muat hari ini.")
    office.edit(OPEN, "instruction: Muat hari ini.", "instruction: Jangan dimuat.")
    office.commit("kadis")
    evil(office, first, first, office.git("rev-parse", "HEAD"))


def a_role_that_was_taken_back_merged_in_again(office: Office) -> None:
    office.edit(PEOPLE_FILE, "    - role: petugas\n", "    - role: kepala-dinas\n")
    office.commit("kadis")
    first = office.git("rev-parse", "HEAD")
    office.edit(
        PEOPLE_FILE,
        "    - role: kepala-dinas\n      from: 2024-01-02\n  github: contoh-rina",
        "    - role: petugas\n      from: 2024-01-02\n  github: contoh-rina",
    )
    office.commit("kadis")
    evil(office, first, office.git("rev-parse", "HEAD"), first)


# Files outside content/


PROGRAM = [
    "mkdocs.yml", "Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt", "conftest.py", "tests/conftest.py",
    ".ci/run", ".gitattributes", ".vscode/tasks.json", ".github/workflows/deploy.yml", "workflow/__init__.py", "package.json",
    "docs/pictures.py", "bench/__main__.py", "README.md", "PANDUAN.md", "a-file-of-no-kind", "site_config/theme/main.html",
    "site_config/papers/sheet.typ", "site_config/messages/release.html", "site_config/pages/tentang.md", ".gitmodules.d/x",
]  # fmt: skip


@pytest.mark.parametrize("path", PROGRAM)
@pytest.mark.parametrize("person", ["mallory", "rina"])
def test_code_has_an_owner(office: Office, path: str, person: str) -> None:
    file = office.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("evil: true\n")
    office.commit(person)
    assert "history/owners" in rules(office)


@pytest.mark.parametrize("path", PROGRAM)
def test_the_owner_may(office: Office, path: str) -> None:
    file = office.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("site_name: Kantor\n")
    office.commit("kadis")
    assert {rule for rule in rules(office) if rule.startswith("history/")} == set(), "whatever else is wrong with it"


def a_file_made_executable(office: Office) -> None:
    on_main(office, tools)
    (office.root / "workflow/tool.sh").chmod(0o755)
    office.commit("mallory")


def tools(office: Office) -> None:
    (office.root / "workflow").mkdir()
    (office.root / "workflow/tool.sh").write_text("#!/bin/sh\n")
    office.commit("kadis")


def a_file_of_the_program_removed(office: Office) -> None:
    on_main(office, tools)
    (office.root / "workflow/tool.sh").unlink()
    office.commit("mallory")


def unrelated_commit_of_the_head_on_top(office: Office) -> None:
    second_head(office)
    (office.root / "README.md").write_text("# Kantor\n")
    office.commit("kadis")


def second_head(office: Office) -> None:
    path = office.root / PEOPLE_FILE
    path.write_text(path.read_text() + SECOND_HEAD)
    office.commit("mallory")


def head_merges_main_into_it(office: Office) -> None:
    second_head(office)
    office.git("switch", "--quiet", "main")
    office.edit("site_config/delays.yml", "name: ", "name: Sebab ")
    office.commit("kadis")
    office.git("switch", "--quiet", "change")
    office.git("merge", "--quiet", "--no-edit", "main", person="kadis")


ATTACKS: list[tuple[Work, str]] = [
    (picture_swapped_by_a_stranger, "history/authority"),
    (picture_swapped_by_staff, "history/authority"),
    (picture_swapped_after_the_act_sealed_another, "publishing/changed"),
    (byline_given_to_another, "history/authority"),
    (keywords_of_a_stranger, "history/authority"),
    (vanished_into_the_future, "history/authority"),
    (vanished_by_an_embargo, "history/authority"),
    (withdrawn_in_the_head_s_name_by_staff, "history/acts"),
    (withdrawn_by_anybody, "people/acts"),
    (withdrawn_by_staff, "people/acts"),
    (shown_again_and_the_reason_deleted, "history/acts"),
    (former_reason_deleted, "history/authority"),
    (republished_by_who_withdrew, "people/acts"),
    (another_text_for_a_spelling, "history/acts"),
    (correction_by_the_writer, "people/acts"),
    (correction_long_before, "history/acts"),
    (correction_after_which_the_text_goes_on, "publishing/changed"),
    (corrections_in_another_order, "history/acts"),
    (the_former_way_to_correct, "history/authority"),
    (a_field_that_no_type_knows, "history/authority"),
    (moved_to_another_letter, "history/authority"),
    (a_draft_s_picture_over_another_s, "history/authority"),
    (the_picture_removed, "history/authority"),
    (a_remark_by_a_stranger, "history/authority"),
    (text_changed_with_the_approval, "publishing/approval"),
    (category_changed_after_the_approval, "history/authority"),
    (byline_changed_after_the_approval, "history/authority"),
    (picture_added_after_the_approval, "history/authority"),
    (time_set_after_the_approval, "history/authority"),
    (approval_sealed_anew_by_the_writer, "history/author"),
    (corrected_in_the_minute_of_step_6, "history/authority"),
    (embargo_moved_in_silence, "history/authority"),
    (corrected_with_a_borrowed_author, "history/acts"),
    (rewritten_behind_a_small_edit, "history/acts"),
    (correction_of_nothing, "history/acts"),
    (reason_of_blanks, "fields/value"),
    (embargo_moved_into_the_past, "publishing/acts"),
    (embargo_moved_from_another_time, "history/acts"),
    (embargo_moved_nowhere, "publishing/acts"),
    (former_withdrawal_undone_by_its_maker, "people/acts"),
    (byline_of_somebody_who_had_no_part, "history/vouched"),
    (approved_and_published_alone, "history/vouched"),
    (confidential_made_public_by_a_stranger, "history/authority"),
    (confidential_made_public_by_staff, "history/authority"),
    (hidden_from_the_register_by_staff, "history/authority"),
    (finished_letter_s_subject, "history/authority"),
    (finished_letter_s_sender, "history/authority"),
    (finished_letter_s_number, "history/authority"),
    (finished_letter_s_data, "history/authority"),
    (finished_letter_s_story, "history/authority"),
    (open_letter_s_data_by_the_editor, "history/authority"),
    (hold_over_a_finished_step, "history/holds"),
    (hold_on_a_closed_letter, "history/authority"),
    (taken_back_in_the_head_s_name, "history/taken-back"),
    (taken_back_by_a_stranger, "history/authority"),
    (instruction_reworded_beside_an_entry, "history/authority"),
    (decided_anew_in_the_writer_s_words, "history/authority"),
    (letter_s_subject_after_the_disposition, "history/authority"),
    (letter_exchanged_after_the_disposition, "history/vouched"),
    (hold_told_afterwards, "history/holds"),
    (taken_back_long_before, "history/taken-back"),
    (taken_back_after_the_news, "history/taken-back"),
    (whole_text_by_its_approver, "history/vouched"),
    (rewritten_first_and_approved_in_another_change, "history/vouched"),
    (another_s_name_above_her_own_words, "history/vouched"),
    (disposed_of_what_changed_meanwhile, "history/vouched"),
    (a_picture_that_its_story_lets_go, "history/picture"),
    (document_swapped, "history/authority"),
    (document_swapped, "publishing/changed"),
    (document_offered_without_a_word, "history/authority"),
    (document_that_nobody_names, "history/picture"),
    (document_with_an_identity_number, "history/personal"),
    (approved_by_the_byline, "history/vouched"),
    (another_named_as_the_editor, "history/vouched"),
    (hidden_for_years_by_the_publisher, "history/vouched"),
    (published_years_before_it_was_written, "history/vouched"),
    (what_the_head_took_back_merged_in_again, "history/authority"),
    (the_same_with_the_old_side_first, "history/authority"),
    (a_role_that_was_taken_back_merged_in_again, "history/owners"),
    (a_file_made_executable, "history/owners"),
    (a_file_of_the_program_removed, "history/owners"),
    (unrelated_commit_of_the_head_on_top, "history/owners"),
    (head_merges_main_into_it, "history/owners"),
]


@pytest.mark.parametrize(("attack", "rule"), ATTACKS, ids=lambda part: getattr(part, "__name__", part))
def test_an_attack_is_refused(office: Office, attack: Work, rule: str) -> None:
    attack(office)
    assert rule in rules(office)


# The honest twins


def picture_replaced_and_told(office: Office) -> None:
    repicture(office, "rina")
    act(office, "correction", "sari")


def byline_mended_and_told(office: Office) -> None:
    header(office, STORY, "rina", tags=["imunisasi"])
    act(office, "correction", "budi")


def editor_corrects_what_another_editor_changed(office: Office) -> None:
    reword(office, "dewi")
    act(office, "correction", "sari")


def withdrawn_by_the_editor(office: Office) -> None:
    act(office, "withdrawal", "sari")


def withdrawn_by_the_head(office: Office) -> None:
    act(office, "withdrawal", "kadis")


def republished_by_another(office: Office) -> None:
    on_main(office, withdraw)
    act(office, "republication", "budi", at="2026-11-20T10:16+07:00")


def former_withdrawal_shown_again(office: Office) -> None:
    on_main(office, former_withdrawal)
    values, body = taken_apart((office.root / STORY).read_text())
    (office.root / STORY).write_bytes(put_together(values | {"acts": []}, body))
    office.edit(STORY, "acts: []", "acts: []")
    office.edit(STORY, 'status: "withdrawn"', 'status: "published"')
    act(office, "republication", "budi", at="2026-11-20T10:16+07:00")


def embargo_moved_and_told(office: Office) -> None:
    on_main(office, embargo)
    office.edit(DRAFT, "publish_at: 2026-11-25T08:00+07:00", "publish_at: 2026-11-26T08:00+07:00")
    entry = "  - act: embargo\n    by: sari\n    at: 2026-11-20T10:19+07:00\n    note: Acara diundur.\n"
    times = "    moved_from: 2026-11-25T08:00+07:00\n    moved_to: 2026-11-26T08:00+07:00\n"
    office.edit(DRAFT, "editor: sari\n", f"editor: sari\nacts:\n{entry}{times}    content: {office.seal(DRAFT)}\n")
    office.commit("sari")


def approved_and_published(office: Office) -> None:
    release(office, "2026-11-20T10:18+07:00")


def approved_without_a_time_and_published_at_once(office: Office) -> None:
    approve(office)
    office.edit(DRAFT, "status: draft\n", "status: published\npublish_at: 2026-11-20T10:18+07:00\n")
    entry = "  - step: 6\n    by: rina\n    finished: 2026-11-20T10:18+07:00\n    outlets: [website]\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.edit(OPEN, "status: corrected", "status: published")
    office.commit("rina")


def approved_anew_after_a_change(office: Office) -> None:
    on_main(office, approve)
    before = office.seal(DRAFT)
    reword(office, "rina", DRAFT)
    entry = f"  - step: 5\n    by: sari\n    finished: 2026-11-20T10:16+07:00\n    result: approved\n    note: Teks baru.\n    content: {office.seal(DRAFT)}\n    corrects: 5\nholds: []\n"
    assert before != office.seal(DRAFT)
    office.edit(OPEN, "holds: []\n", entry)
    office.commit("sari")


def letter_s_subject_mended_before_the_disposition(office: Office) -> None:
    on_main(office, new_letter)
    letter(office, "content/requests/2026/0003.md", "rina", subject="Permintaan publikasi pelatihan guru PAUD")


def sender_s_data_added_while_open(office: Office) -> None:
    reword(office, "rina", OPEN)


def letter_s_subject_mended_by_the_head(office: Office) -> None:
    letter(office, OPEN, "kadis", subject="Permintaan publikasi pelatihan guru PAUD")


def finished_letter_mended_by_the_head(office: Office) -> None:
    letter(office, CLOSED, "kadis", subject="Permintaan publikasi pekan imunisasi anak")


def confidential_by_the_head(office: Office) -> None:
    confidential(office)


def hold_from_now_on(office: Office) -> None:
    header(office, OPEN, "rina", holds=[{"from": "2026-11-20T09:55+07:00", "reason": "Menunggu data."}])


def taken_back_by_whoever_says_so(office: Office) -> None:
    header(office, OPEN, "rina", **taken("rina"))


def decided_anew_by_the_head(office: Office) -> None:
    office.edit(OPEN, "instruction: Siapkan berita.", "instruction: Muat hari ini juga.")
    entry = "  - step: 2\n    by: kadis\n    finished: 2026-11-20T08:30+07:00\n    note: Arahan.\n    corrects: 2\n    late: Rapat.\nholds: []\n"
    office.edit(OPEN, "holds: []\n", entry)
    office.commit("kadis")


def draft_with_a_picture(office: Office) -> None:
    (office.root / "content/news/2026/guru.jpg").write_bytes((office.root / PICTURE).read_bytes())
    header(office, DRAFT, "rina", image={"src": "guru.jpg", "alt": "Guru di kelas.", "caption": "Guru.", "credit": "F"})


def draft_s_category_by_the_editor(office: Office) -> None:
    header(office, DRAFT, "sari", category="kesehatan")


def remark_by_staff(office: Office) -> None:
    text = (office.root / CLOSED).read_text()
    (office.root / CLOSED).write_text(text.replace("---\n", "---\n# berkas fisik: lemari 3\n", 1))
    office.commit("rina")


def program_by_the_head(office: Office) -> None:
    on_main(office, tools)
    (office.root / "workflow/tool.sh").chmod(0o755)
    office.commit("kadis")


def text_mended_by_its_approver(office: Office) -> None:
    reword(office, "rina", DRAFT)
    (office.root / DRAFT).write_text((office.root / DRAFT).read_text().replace("Kalimat lain.", "Kalimat yang lain."))
    approve_as_it_lies(office)


def her_own_words_reworked_by_the_writer(office: Office) -> None:
    on_main(office, rewritten)
    reword(office, "rina", DRAFT)
    (office.root / DRAFT).write_text(
        (office.root / DRAFT).read_text()
        + "Satu lagi, dua lagi, tiga lagi, dan seterusnya sampai cukup banyak kata petugas di sini, lebih dari separuh.\n"
    )
    office.commit("rina")
    approve_as_it_lies(office)


def a_picture_let_go_and_removed(office: Office) -> None:
    on_main(office, draft_with_a_picture)
    values, body = taken_apart((office.root / DRAFT).read_text())
    (office.root / DRAFT).write_bytes(put_together({k: v for k, v in values.items() if k != "image"}, body))
    (office.root / "content/news/2026/guru.jpg").unlink()
    office.commit("rina")


def disposed_of_as_registered(office: Office) -> None:
    new_letter(office)
    disposed_of(office)


def published_when_step_6_is_done(office: Office) -> None:
    on_main(office, approved_in_former_times)
    published(office, "2026-11-20T10:18+07:00")


def an_old_side_merged_as_git_does(office: Office) -> None:
    decided(office, "Muat hari ini.")
    office.git("switch", "--quiet", "--create", "side", "main")
    (office.root / DRAFT).write_text((office.root / DRAFT).read_text() + "\nKalimat lain.\n")
    office.commit("rina")
    office.git("switch", "--quiet", "change")
    office.git("merge", "--quiet", "--no-edit", "side", person="rina")


def second_head_by_the_head(office: Office) -> None:
    second_head(office)
    path = office.root / PEOPLE_FILE
    path.write_text(path.read_text().replace("name: Mallory", "name: Mallory Contoh"))
    office.commit("kadis")


def the_head_merges_it_in(office: Office) -> None:
    second_head(office)
    office.git("switch", "--quiet", "--create", "merged", "main")
    office.git("merge", "--quiet", "--no-ff", "--no-edit", "change", person="kadis")
    office.git("branch", "--force", "change", "merged")


HONEST = [
    picture_replaced_and_told, document_offered, document_replaced_and_told, byline_mended_and_told, editor_corrects_what_another_editor_changed, withdrawn_by_the_editor,
    withdrawn_by_the_head, republished_by_another, former_withdrawal_shown_again, embargo_moved_and_told,
    approved_and_published, approved_without_a_time_and_published_at_once, approved_anew_after_a_change,
    letter_s_subject_mended_before_the_disposition, sender_s_data_added_while_open, letter_s_subject_mended_by_the_head, finished_letter_mended_by_the_head, confidential_by_the_head, hold_from_now_on,
    taken_back_by_whoever_says_so, decided_anew_by_the_head, draft_with_a_picture, draft_s_category_by_the_editor,
    remark_by_staff, text_mended_by_its_approver, disposed_of_as_registered, published_when_step_6_is_done,
    an_old_side_merged_as_git_does, program_by_the_head, second_head_by_the_head, the_head_merges_it_in,
]  # fmt: skip


@pytest.mark.parametrize("work", HONEST, ids=lambda work: work.__name__)
def test_an_honest_twin_passes(office: Office, work: Work) -> None:
    work(office)
    assert rules(office) == set()


# Approvals


def review_of(office: Office, revision: str = "change", login: str = "contoh-surya") -> Review:
    return Review("APPROVED", Account(login), office.git("rev-parse", revision), LATER)


def test_an_approval_of_a_harmless_parent_vouches_for_nothing_else(office: Office) -> None:
    """The head approved what was merged in; the merge itself brought a second head."""
    office.git("switch", "--quiet", "--create", "harmless", "main")
    (office.root / "README.md").write_text("# Kantor\n")
    office.commit("rina")
    office.git("switch", "--quiet", "change")
    office.commit("rina", "other work")
    office.git("merge", "--quiet", "--no-commit", "--no-ff", "harmless", person="mallory")
    second_head(office)
    assert "history/owners" in rules(office, review_of(office, "harmless"))


def test_an_approval_of_the_merged_parent_vouches_for_what_it_brought(office: Office) -> None:
    office.git("switch", "--quiet", "--create", "harmless", "main")
    (office.root / "README.md").write_text("# Kantor\n")
    office.commit("rina")
    office.git("switch", "--quiet", "change")
    office.git("merge", "--quiet", "--no-edit", "--no-ff", "harmless", person="rina")
    assert rules(office, review_of(office, "harmless")) == set()
    assert rules(office) == {"history/owners"}


def test_an_approval_of_a_former_head_is_void(office: Office) -> None:
    second_head(office)
    approved = review_of(office)
    (office.root / "README.md").write_text("# Kantor\n")
    office.commit("mallory")
    assert "history/owners" in rules(office, approved)
    assert "history/owners" not in rules(office, review_of(office))


def test_an_editor_who_publishes_too_needs_another_s_approval(office: Office) -> None:
    approved_and_published_alone(office)
    assert rules(office) == {"history/vouched"}
    assert rules(office, review_of(office)) == set()


def test_a_lone_corrector_needs_another_s_approval(office: Office) -> None:
    another_text_for_a_spelling(office)
    assert rules(office) == {"history/acts"}
    assert rules(office, review_of(office, login="contoh-rina")) == {"history/acts"}
    assert rules(office, review_of(office)) == set()


def test_an_approval_undoes_nothing_that_came_to_main_later(office: Office) -> None:
    """The head approved an empty commit on an old main; a merge then puts main's newer rules back to what they were."""
    office.commit("mallory", "nothing")
    approved = review_of(office)
    old = office.git("rev-parse", "change")
    office.git("switch", "--quiet", "main")
    office.edit("site_config/policy.yml", "late_after: 60", "late_after: 30")
    office.commit("kadis")
    commit = office.git("commit-tree", f"{old}^{{tree}}", "-p", old, "-p", "main", "-m", "merge", person="mallory")
    office.git("update-ref", "refs/heads/change", commit)
    assert "history/owners" in rules(office, approved)


def test_nobody_approves_what_is_nobody_s(office: Office) -> None:
    vanished_into_the_future(office)
    assert "history/authority" in rules(office, review_of(office))
