"""What is done to a published story by comment: where it lands, who may, what is still needed, and that it is green."""

import pytest

from tests.support.chatops_office import Counter, filled
from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.issue_server import REPOSITORY

STORY = "content/news/2026/pekan-imunisasi.md"
PATCH = "patch-1"


@pytest.fixture
def issue(counter: Counter) -> int:
    return counter.letter("rina", filled(), "09:00")[0]


def proposed(counter: Counter, author: str = "Rina Contoh") -> int:
    """Somebody mends the published story in the browser and opens a pull request."""
    counter.forge.git("branch", PATCH, "main")
    text = counter.read(STORY).replace("pada hari Senin", "pada hari Selasa")
    counter.commit(PATCH, STORY, text, "09:00", author)
    return counter.forge.pull(PATCH)


def errors(counter: Counter, branch: str, *others: str) -> str:
    """What the check of the change says, by somebody else's clone."""
    git(counter.root, "fetch", "--quiet", "--prune", "origin", "+refs/heads/*:refs/remotes/origin/*")
    base, head = "--base=origin/main", f"--head=origin/{branch}"
    return redaksi("check", f"--root={counter.root}", base, head, "--now=2026-11-20T10:30+07:00", *others).out


def branch_of(counter: Counter) -> str:
    """The branch of the newest pull request."""
    return str(counter.forge.pulls[max(counter.forge.pulls)]["head"]["ref"])


def test_a_correction_is_entered_by_another_below_its_pull_request(counter: Counter) -> None:
    pull = proposed(counter)
    assert "publishing/changed" in errors(counter, PATCH)
    before = counter.forge.tips()
    refused = counter.comment("rina", "/ralat: Semula Senin, yang benar Selasa.", "09:05", pull).out
    assert "It can be entered by Surya Contoh, Budi Contoh, Sari Contoh or Dewi Contoh" in refused
    assert counter.forge.tips() == before
    done = counter.comment("sari", "/ralat: Semula Senin 12:30: yang benar Selasa.", "09:10", pull).out
    assert ":white_check_mark:" in done
    assert "somebody else must approve" not in done
    assert 'note: "Semula Senin 12:30: yang benar Selasa."' in counter.read(STORY, PATCH)
    assert "in order" in errors(counter, PATCH)


def test_who_mended_it_is_told_that_another_must_approve(counter: Counter) -> None:
    pull = proposed(counter, "Sari Contoh")
    done = counter.comment("sari", "/ralat: Semula Senin, yang benar Selasa.", "09:10", pull).out
    assert "You changed this text yourself" in done
    assert "Budi Contoh" in done
    assert "history/acts" in errors(counter, PATCH)


def test_a_correction_vouches_for_the_text_that_was_read(counter: Counter) -> None:
    pull = proposed(counter)
    comment = counter.commented("sari", "/ralat: Semula Senin, yang benar Selasa.", "09:10", pull)
    counter.commit(PATCH, STORY, counter.read(STORY, PATCH).replace("Selasa", "Rabu"), "09:11")
    said = counter.send("issue_comment", comment, "09:12").out
    assert "changed after you read it" in said
    assert "acts:" not in counter.read(STORY, PATCH)


def test_nothing_corrected_leads_to_where_it_is_corrected(counter: Counter, issue: int) -> None:
    before = counter.forge.tips()
    said = counter.comment("sari", "/ralat 2026-0001: Semula Senin.", "09:10", issue).out
    assert f"](https://github.com/{REPOSITORY}/edit/main/{STORY})" in said
    assert counter.forge.tips() == before


def test_a_story_is_withdrawn_and_shown_again(counter: Counter, issue: int) -> None:
    asked = counter.comment("sari", "/cabut 2026-0001", "09:10", issue).out
    assert "alasan: ..." in asked
    for who in ("rina", "mallory"):
        before = counter.forge.tips()
        assert ":x:" in counter.comment(who, "/cabut 2026-0001: Batal.", "09:11", issue).out
        assert counter.forge.tips() == before
    done = counter.comment("sari", "/cabut 2026-0001 berita: Kegiatan dibatalkan.", "09:12", issue).out
    assert "once this is merged" in done
    branch = branch_of(counter)
    assert branch.startswith("redaksi/2026-0001-")
    assert "status: withdrawn" in counter.read(STORY, branch)
    assert "note: Kegiatan dibatalkan." in counter.read(STORY, branch)
    assert "in order" in errors(counter, branch)
    merged = counter.forge.pulls[max(counter.forge.pulls)]
    counter.forge.git("update-ref", "refs/heads/main", branch)
    counter.forge.git("branch", "-D", branch)
    merged |= {"state": "closed", "merged": True}
    counter.forge.note_pushes("2026-11-20T02:13:00Z")
    again = counter.comment("budi", "/cabut 2026-0001: Batal.", "09:14", issue).out
    assert "only act that can follow is its republication" in again
    assert ":x:" in counter.comment("sari", "/tayangkan lagi 2026-0001: Jadi.", "09:15", issue).out
    assert ":white_check_mark:" in counter.comment("budi", "/tayangkan 2026-0001 lagi: Jadi.", "09:16", issue).out
    assert "status: published" in counter.read(STORY, branch_of(counter))
    assert "in order" in errors(counter, branch_of(counter))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/embargo 2026-0001 sampai Senin 30 November 09.00: diundur", "Withdraw it instead"),
        ("/tayangkan lagi 2026-0001: jadi", "Only a withdrawn story"),
        ("/embargo 2026-0001: diundur", "Withdraw it instead"),
        ("/embargo 2026-0001 sampai Selasa 30 November 09.00: diundur", "2026-11-30 09.00"),
        ("/cabut: batal", "no article yet"),
        ("/ralat 2026-0003: batal", "no article yet"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(counter: Counter, issue: int, text: str, said: str) -> None:
    before = counter.forge.tips()
    assert said in counter.comment("sari", text, "09:10", issue).out.replace("\\", "")
    assert counter.forge.tips() == before


def test_an_embargo_is_set_and_moved_by_comment(counter: Counter, issue: int) -> None:
    """On a draft it is a field of the story; of a published story that waits for its time, an act with a reason."""
    pull = max(counter.forge.pulls)
    branch = branch_of(counter)
    for who, text in (
        ("kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita."),
        ("budi", "/terima"),
        ("rina", "/naskah Donor Darah Digelar di Aula"),
        ("rina", "/embargo sampai Sabtu 21 November 06:00"),
    ):
        said = counter.comment(who, text, "09:05", pull).out
        assert ":white_check_mark:" in said
    assert "It appears on Saturday, 21 November 2026" in said
    story = "content/news/2026/donor-darah-digelar-di-aula.md"
    text = counter.read(story, branch)
    assert "publish_at: 2026-11-21T06:00+07:00" in text
    assert "acts:" not in text
    written = text.split("---\n")[1].replace("[Ringkasan]", "Donor darah digelar Senin.")
    counter.commit(branch, story, f"---\n{written}---\nDonor darah digelar di aula pada Senin.\n", "09:20")
    for who, text in (("rina", "/konsep"), ("sari", "/koreksi setuju"), ("rina", "/terbit")):
        assert ":white_check_mark:" in counter.comment(who, text, "09:30", pull).out
    refused = counter.comment("sari", "/embargo sampai Sabtu 21 November 09.00: diundur", "09:40", pull).out
    assert "approved with the time that it has" in refused
    counter.forge.git("update-ref", "refs/heads/main", branch)
    late = counter.commented("sari", "/embargo 2026-0003 ke Minggu 22 November 09.00: diundur", "09:41", pull)
    assert "Readers could see the story already" in counter.send("issue_comment", late, "2026-11-21T06:01+07:00").out
    assert "acts:" not in counter.read(story, branch)
    asked = counter.comment("sari", "/embargo 2026-0003 sampai Sabtu 21 November 09.00", "09:45", pull).out
    assert "alasan: ..." in asked
    assert ":x:" in counter.comment("rina", "/embargo 2026-0003 21/11/2026 09.00: diundur", "09:46", pull).out
    moved = "/embargo 2026-0003 ke Sabtu 21 November 09:00: Peluncuran diundur."
    done = counter.comment("sari", moved, "09:47", pull).out
    assert ":white_check_mark:" in done
    text = counter.read(story, branch)
    assert "moved_from: 2026-11-21T06:00+07:00\n    moved_to: 2026-11-21T09:00+07:00" in text
    assert "in order" in errors(counter, branch)


def test_what_follows_a_publication_is_entered_by_comment(counter: Counter, issue: int) -> None:
    """An update, a reply with who gave it and when, and an end that has passed; each refused to whoever wrote it."""
    comments = {
        "update": "/perbarui 2026-0001: Jalan dibuka kembali.",
        "reply": "/hak-jawab 2026-0001: Kami sudah menambah loket.\npenanggap: RSUD Contoh\nselaku: direktur\n"
        "diterima: kemarin 14.00",
        "expiry": "/berlaku 2026-0001 sampai 6 November 2026 18.00: kegiatan selesai",
    }
    for minute, (act, comment) in enumerate(comments.items()):
        refused = counter.comment("rina", comment, f"09:1{minute}", issue).out
        assert "It can be entered by" in refused, act
    missing = counter.comment("sari", "/hak-jawab 2026-0001: Kami sudah menambah loket.", "09:20", issue).out
    assert "penanggap: ..." in missing
    assert "diterima: ..." in missing
    for minute, (act, comment) in enumerate(comments.items()):
        done = counter.comment("sari", comment, f"09:3{minute}", issue).out
        assert ":white_check_mark:" in done, done
        assert f"act: {act}" in counter.read(STORY, branch_of(counter))
    text = counter.read(STORY, branch_of(counter))
    assert "respondent: RSUD Contoh\n    capacity: direktur\n    received: 2026-11-19T14:00+07:00" in text
    assert "valid_until: 2026-11-06T18:00+07:00" in text
    assert "in order" in errors(counter, branch_of(counter))


def test_a_reader_s_report_is_entered_and_answered_by_comment(counter: Counter, issue: int) -> None:
    assert "What is said to be wrong?" in counter.comment("rina", "/keliru 2026-0001", "09:05", issue).out
    done = counter.comment("rina", "/keliru 2026-0001: Harinya Selasa.", "09:10", issue).out
    assert ":white_check_mark:" in done, done
    assert "L-2026-0001-1" in done.replace("\\", "")
    assert "says the same already" in counter.comment("rina", "/keliru 2026-0001: harinya selasa", "09:15", issue).out
    staff = counter.comment("rina", "/jawab-keliru 2026-0001: Sudah benar.", "09:17", issue).out
    assert "It can be entered by Surya Contoh, Budi Contoh, Sari Contoh or Dewi Contoh" in staff
    refused = counter.comment("sari", "/jawab-keliru 2026-0001", "09:20", issue).out
    assert "no correction yet" in refused
    done = counter.comment("sari", "/jawab-keliru 2026-0001: Harinya memang Senin.", "09:30", issue).out
    assert ":white_check_mark:" in done, done
    assert "outcome: rejected" in counter.read(STORY, branch_of(counter))
    again = counter.comment("sari", "/jawab-keliru 2026-0001: Harinya memang Senin.", "09:40", issue).out
    assert "No report of this story waits for an answer." in again


def test_the_line_to_complete_names_the_letter_and_has_a_place_for_the_words(counter: Counter, issue: int) -> None:
    """The issue is another letter's: without its number, the line would be about a letter that has no story."""
    asked = counter.comment("sari", "/perbarui 2026-0001:", "09:10", issue).out
    assert "\n/perbarui 2026-0001: ...\n" in asked
    asked = counter.comment("sari", "/hak-jawab 2026-0001: Kami tambah loket.", "09:11", issue).out
    assert "\n/hak-jawab 2026-0001: Kami tambah loket.\npenanggap: ...\n" in asked
    assert "\n/keliru 2026-0001: ...\n" in counter.comment("rina", "/keliru 2026-0001", "09:12", issue).out


def test_nothing_is_told_to_readers_twice(counter: Counter, issue: int) -> None:
    reply = "/hak-jawab 2026-0001: Kami tambah loket.\npenanggap: RSUD\nselaku: direktur\nditerima: kemarin 14.00"
    for text, again in (
        ("/perbarui 2026-0001: Puskesmas sudah buka.", "entered already"),
        (reply, "entered already"),
        ("/berlaku 2026-0001 sampai Senin 30 November 18.00: Pekan berakhir.", "valid until that time already"),
    ):
        assert ":white_check_mark:" in counter.comment("sari", text, "09:10", issue).out, text
        branch, before = branch_of(counter), counter.forge.tips()
        assert again in counter.comment("dewi", text, "09:20", issue).out
        assert counter.forge.tips() == before
    twice = counter.read(STORY, branch)
    entry = twice[twice.index("  - act: update") : twice.index("  - act: reply")]
    counter.commit(branch, STORY, twice.replace(entry, entry * 2), "09:25", "Sari Contoh")
    assert "history/acts" in errors(counter, branch)
