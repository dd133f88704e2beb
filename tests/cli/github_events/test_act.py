"""From GitHub's events to commits: the whole way of a letter, each event once, and the text that was really read."""

import json
import re

import pytest

from tests.support.chatops_office import BRANCH, LETTER, STORY, Counter, commit, filled, rewrite, steps, written
from tests.support.clone import git
from tests.support.command_line import redaksi
from tests.support.issue_server import REPOSITORY


@pytest.fixture
def issue(counter: Counter) -> int:
    """A letter that came in by the form."""
    number, done = counter.letter("rina", filled(), "09:00")
    assert done.code == 0, done.err
    return number


@pytest.fixture
def pull(counter: Counter, issue: int) -> int:
    """Its pull request."""
    assert issue == 1
    return max(counter.forge.pulls)


def test_a_begun_article_is_a_link_away(counter: Counter, pull: int) -> None:
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "09:05", pull)
    counter.comment("budi", "/terima", "09:10", pull)
    said = counter.comment("rina", "/naskah Donor Darah Digelar di Aula", "09:12", pull).out
    assert f"](https://github.com/{REPOSITORY}/edit/{BRANCH}/{STORY})" in said


def test_an_outline_is_told_of_and_comes_no_further(counter: Counter, pull: int) -> None:
    """Begun, handed over, approved by a comment, by a review, by hand: warned of first, refused then."""
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "09:05", pull)
    counter.comment("budi", "/terima", "09:10", pull)
    begun = counter.comment("rina", "/naskah Donor Darah Digelar di Aula", "09:12", pull).out
    assert begun.count(":warning:") == 4
    assert "Write what it asks for in its place" in begun
    assert "publishing/letter" in begun
    before = counter.forge.tips()
    assert "publishing/unwritten" in counter.comment("rina", "/konsep", "09:14", pull).out
    assert counter.forge.tips() == before
    rewrite(counter, "Donor darah digelar di aula pada Senin.\n\n> [apa,  **siapa**, kapan, di mana] @kadis", "09:20")
    done = counter.comment("rina", "/konsep", "09:30", pull).out
    assert ":white_check_mark:" in done
    assert (
        "\ncontent/news/2026/donor\\-darah\\-digelar\\-di\\-aula.md:\n\n- :warning: warning, line 11: This line of the"
        in done
    )
    assert "@kadis" not in done
    before = counter.forge.tips()
    assert "publishing/placeholder" in counter.comment("sari", "/koreksi setuju", "09:32", pull).out
    assert ":x: error" in counter.review("sari", "approved", "09:33", pull).out
    assert counter.forge.tips() == before
    entry = "  - step: 5\n    by: sari\n    finished: 2026-11-20T09:34+07:00\n    result: approved\n---\n"
    git(counter.root, "fetch", "--quiet", "origin")
    git(counter.root, "checkout", "--quiet", "-B", "hand", f"origin/{BRANCH}")
    letter = counter.root / LETTER
    letter.write_text(letter.read_text().replace("---\n", "\0", 1).replace("---\n", entry, 1).replace("\0", "---\n"))
    commit(counter.root, "Sari Contoh", "09:34")
    checked = redaksi("check", f"--root={counter.root}", "--base=main", "--now=2026-11-20T09:35+07:00")
    assert "error[publishing/placeholder]" in checked.out
    returned = counter.comment("sari", "/koreksi kembalikan: Masih ada kerangka.", "09:40", pull)
    assert ":white_check_mark:" in returned.out
    assert ":warning:" in returned.out


def test_a_letter_goes_its_whole_way_by_comments(counter: Counter, issue: int, pull: int) -> None:
    written(counter, pull)
    returned = counter.comment("sari", "/koreksi kembalikan: Jamnya belum ada.", "09:40", pull)
    assert ":white_check_mark:" in returned.out
    rewrite(counter, "Donor darah digelar di aula pada Senin pukul 08.00 WIB.", "09:45")
    counter.comment("rina", "/Konsep", "09:50", pull)
    counter.comment("sari", "/koreksi disetujui", "10:00", pull)
    counter.comment("rina", "/terbit di website, koran-contoh", "10:10", pull)
    counter.comment("rina", "/beritahu lewat WA", "10:15", pull)
    asked = counter.comment("rina", "/lapor", "10:20", pull).out
    assert "laporan: ..." in asked
    assert counter.forge.issues[issue]["state"] == "open"
    counter.comment("rina", "/lapor\nlaporan: LAP/2026/3", "10:21", pull)
    assert steps(counter) == [
        "1rina", "2kadis", "3budi", "4rina", "5sari", "4rina", "5sari", "6rina", "7rina", "8rina",
    ]  # fmt: skip
    text = counter.read(LETTER, BRANCH)
    assert "status: reported" in text
    assert "outlets: [website, koran-contoh]" in text
    assert "channel: whatsapp" in text
    assert "report: LAP/2026/3" in text
    assert "status: published" in counter.read(STORY, BRANCH)
    assert counter.forge.issues[issue]["state"] == "closed"
    [told] = [one["body"] for one in counter.forge.comments[issue] if "where the letter stands" in one["body"]]
    assert f"#{pull}" in told
    assert "Dilaporkan" in told
    counter.forge.merge(pull)
    checked = counter.forge.git("log", "--format=%an", "-1", "--", LETTER)
    assert checked == "Rina Contoh"


def test_an_entry_is_its_persons_and_names_the_comment(counter: Counter, pull: int) -> None:
    counter.comment("kadis", "/disposisi tolak: Bukan kewenangan kami.\njawaban: Bukan kewenangan kami.", "09:05", pull)
    log = counter.forge.git("log", "-1", "--format=%an %ae %ad%n%cn%n%B", "--date=iso-strict", BRANCH).splitlines()
    assert log[0] == "Surya Contoh contoh-surya@users.noreply.github.com 2026-11-20T02:05:00+00:00"
    assert log[1] == "Redaksi"
    assert f"Redaksi-Event: <https://github.com/{REPOSITORY}/pull/{pull}#issuecomment-{counter.count}>" in log
    assert "finished: 2026-11-20T09:05+07:00" in counter.read(LETTER, BRANCH)


def test_the_check_of_the_change_has_nothing_against_it(counter: Counter, pull: int) -> None:
    from tests.support.command_line import redaksi

    written(counter, pull)
    counter.comment("sari", "/koreksi setuju", "09:40", pull)
    head = f"refs/redaksi/heads/{BRANCH}"
    done = redaksi("check", f"--root={counter.root}", "--base=main", f"--head={head}", "--now=2026-11-20T09:41+07:00")
    assert (done.code, "error" in done.out) == (0, False), done.out


def test_the_same_event_twice_is_done_once(counter: Counter, pull: int) -> None:
    payloads = [
        ("kadis", "/disposisi tunda: Menunggu data.", "09:05"),
        ("kadis", "/jeda sampai 30 November: foto kegiatan", "09:06"),
        ("kadis", "/lanjut", "09:08"),
        ("kadis", "/disposisi terbitkan ke redaktur: Olah.", "09:10"),
        ("budi", "/terima", "09:12"),
        ("rina", "/naskah", "09:15"),
    ]
    events = [("issue_comment", counter.commented(*one, pull), one[2]) for one in payloads]
    for event in events:
        assert ":white_check_mark:" in counter.send(*event).out
    tips, comments = counter.forge.tips(), len(counter.forge.comments[pull])
    for event in reversed(events):
        assert counter.send(*event).code == 0
    assert counter.forge.tips() == tips
    assert len(counter.forge.comments[pull]) == comments
    assert "menunggu" not in counter.read(LETTER, BRANCH)
    assert "foto kegiatan (30 November 2026)" in counter.read(LETTER, BRANCH)


@pytest.mark.parametrize(("now", "told"), [({"body": "Tidak jadi."}, "was changed"), (None, "was deleted")])
def test_what_was_taken_back_is_not_done(counter: Counter, pull: int, now: dict[str, str] | None, told: str) -> None:
    """A run may begin late, and any writer may start it once more."""
    late, done = (counter.commented("kadis", f"/disposisi tunda: {why}.", "09:05", pull) for why in ("Nanti", "Data"))
    assert counter.send("issue_comment", done, "09:06").code == 0
    tips, answers = counter.forge.tips(), counter.forge.comments[pull]
    for payload in (late, done):
        del counter.forge.written[payload["comment"]["id"]]
        counter.forge.written |= {payload["comment"]["id"]: now} if now else {}
        assert counter.send("issue_comment", payload, "09:07").code == 0
    assert counter.forge.tips() == tips
    assert [told in one["body"] for one in answers] == [False, True]  # what was done was done


@pytest.mark.parametrize("is_there", [True, False])
def test_a_letter_that_was_taken_back_is_not_entered(counter: Counter, *, is_there: bool) -> None:
    payload = counter.opened("rina", 1, filled(), "09:00")
    counter.forge.issues = {1: counter.forge.issues[1] | {"body": "Salah kirim."}} if is_there else {}
    assert counter.send("issues", payload, "09:01").code == 0
    assert [*counter.forge.tips()] == ["main"]
    assert ("was changed" if is_there else "was deleted") in counter.forge.answered(1)


def test_a_letter_is_entered_once_however_often_it_is_asked_for(counter: Counter, issue: int, pull: int) -> None:
    before = counter.forge.tips()
    assert counter.comment("rina", "/daftar", "09:10", issue).code == 0
    assert counter.comment("sari", "/daftar", "09:11", issue).code == 0
    assert counter.forge.tips() == before
    assert [*counter.forge.pulls] == [pull]


def test_what_is_missing_comes_back_as_one_list(counter: Counter) -> None:
    body = filled(number="", date="besok lusa", sender="Dinas Antah", nature="penting", arrived="25.99")
    number, done = counter.letter("rina", body, "09:00")
    assert (done.code, counter.forge.pulls) == (0, {})
    for words in (
        "Number of the letter",
        "besok lusa",
        "Dinas Antah",
        "penting",
        "25.99",
        "/daftar",
        "like 20 November 2026 08.05",
    ):
        assert words in done.out
    counter.forge.issues[number]["body"] = filled(arrived="20 November 2026 pukul 08.30 WIB")
    assert "diketahui: kadis" in counter.comment("rina", "/daftar", "09:19", number).out
    late = "/daftar\nterlambat: listrik-padam\ndiketahui: kadis"
    assert ":white_check_mark:" in counter.comment("rina", late, "09:20", number).out
    text = counter.read(LETTER, BRANCH)
    assert "acknowledged_by: kadis" in text
    assert "received: 2026-11-20T08:30+07:00" in text
    assert "finished: 2026-11-20T09:20+07:00" in text


def test_a_letter_of_an_outsider_waits_for_an_officer(counter: Counter) -> None:
    number, done = counter.letter("orang-luar", filled(), "09:00")
    assert "/daftar" in done.out
    assert counter.forge.tips().keys() == {"main"}
    assert "An officer enters it" in counter.comment("orang-luar", "/daftar", "09:01", number).out
    assert "people.yml" in counter.comment("mallory", "/daftar", "09:01", number).out
    assert "people/role" in counter.comment("kadis", "/daftar", "09:02", number).out
    assert counter.forge.tips().keys() == {"main"}
    assert ":white_check_mark:" in counter.comment("rina", "/daftar", "09:05", number).out
    assert "received: 2026-11-20T09:00+07:00" in counter.read(LETTER, BRANCH)


def test_the_same_letter_from_another_issue_is_known(counter: Counter, pull: int) -> None:
    before = counter.forge.tips()
    _, done = counter.letter("rina", filled(), "09:10")
    assert "2026\\-0003" in done.out
    assert ":x:" in done.out
    assert counter.forge.tips() == before
    assert [*counter.forge.pulls] == [pull]


def test_what_is_written_is_stored_as_it_was_written(counter: Counter) -> None:
    """In NFC, which the check asks for: a letter copied out of a PDF, a note typed on a Mac."""
    counter.letter("rina", filled(subject="Kafe\u0301 1½ jam, 10³ m²", body="Rapat 1½ jam; H₂O e\u0301."), "09:00")
    text = counter.read(LETTER, BRANCH)
    assert "Kaf\u00e9 1½ jam, 10³ m²" in text
    assert "Rapat 1½ jam; H₂O \u00e9." in text
    words = "/tolak: Rapat 1½ jam di Kafe\u0301, dari notifications@github.com\njawaban: Bukan informasi publik."
    told = counter.comment("kadis", words, "09:05", 2).out
    assert ":white_check_mark:" in told
    assert "Rapat 1½ jam di Kaf\u00e9, dari notifications@github.com" in counter.read(LETTER, BRANCH)


def test_private_data_in_a_letter_is_refused_before_git_has_it(counter: Counter) -> None:
    body = "Hubungi Ani di 0812-3456-7890 atau ani@rumah.example."
    _, done = counter.letter("rina", filled(body=body, sender="ani@rumah.example"), "09:00")
    said = done.out.replace("\\", "")
    assert "“Data to be published” holds a telephone or WhatsApp number" in said
    assert "“Data to be published” holds an e-mail address" in said
    assert "“Sender” holds an e-mail address" in said
    for words in ("Delete revision from history", "```text\n/daftar\n```"):
        assert words in said
    for words in ("content/requests", "0812", "ani@"):  # no file that nobody knows, nothing said once more
        assert words not in said
    assert counter.forge.tips().keys() == {"main"}


def test_an_issue_that_is_no_letter_is_left_alone(counter: Counter) -> None:
    number, done = counter.letter("rina", "Printer rusak lagi.", "09:00")
    assert (done.code, counter.forge.comments.get(number)) == (0, None)
    assert "not made by the form" in done.out


def test_an_approval_counts_for_the_text_that_was_read(counter: Counter, pull: int) -> None:
    written(counter, pull)
    payload = counter.commented("sari", "/koreksi setuju", "09:40", pull)
    rewrite(counter, "Naskah lain yang tidak dibaca siapa pun.", "09:41")
    assert "changed after you read it" in counter.send("issue_comment", payload, "09:45").out
    assert "5sari" not in steps(counter)


def test_of_several_branches_called_alike_none_is_chosen(counter: Counter, issue: int, pull: int) -> None:
    """Whoever may push may call a branch like the program's, with another text on it, and ask for a pull request."""
    written(counter, pull)
    later = f"{BRANCH}-0"
    counter.forge.git("branch", later, BRANCH)
    counter.commit(later, STORY, counter.read(STORY, BRANCH).replace("digelar di aula", "batal"), "09:35")
    tips, other = counter.forge.tips(), counter.forge.pull(later)
    counter.comment("sari", "/koreksi setuju", "09:40", issue)
    assert "in several places" in counter.forge.answered(issue)
    counter.forge.pulls[pull]["state"] = "closed"
    counter.comment("sari", "/koreksi setuju", "09:41", issue)
    assert "which text you read" in counter.forge.answered(issue)
    assert counter.forge.tips() == tips
    counter.forge.pulls[other]["base"]["ref"] = "cabang-lain"
    assert ":x:" in counter.comment("sari", "/koreksi kembalikan: Kurang.", "09:42", other).out
    counter.comment("sari", "/koreksi kembalikan: Kurang.", "09:43", issue)
    assert counter.forge.tips()[later] == tips[later]


def test_without_a_record_of_pushes_only_a_review_approves(counter: Counter, pull: int) -> None:
    written(counter, pull)
    counter.forge.pushes.clear()
    assert "Nobody can say which text you read" in counter.comment("sari", "/koreksi setuju", "09:40", pull).out
    assert ":white_check_mark:" in counter.review("sari", "approved", "09:41", pull).out
    assert steps(counter)[-1] == "5sari"


def test_a_review_approves_its_very_commit(counter: Counter, pull: int) -> None:
    written(counter, pull)
    read = counter.forge.tips()[BRANCH]
    rewrite(counter, "Naskah lain lagi yang utuh.", "09:41")
    assert "changed after you read it" in counter.review("sari", "approved", "09:45", pull, read).out
    assert "5sari" not in steps(counter)


def test_other_reviews_mean_no_step(counter: Counter, pull: int) -> None:
    written(counter, pull)
    before = counter.forge.tips()
    said = len(counter.forge.comments[pull])
    assert "The review is no step" in counter.review("sari", "commented", "09:45", pull).out
    assert (counter.forge.tips(), len(counter.forge.comments[pull])) == (before, said)


def test_the_drafter_cannot_approve_by_review_either(counter: Counter, pull: int) -> None:
    written(counter, pull)
    before = counter.forge.tips()
    counter.review("rina", "approved", "09:45", pull)
    assert counter.forge.tips() == before


def test_after_a_merge_the_next_step_begins_a_pull_request(counter: Counter, issue: int, pull: int) -> None:
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", "09:05", pull)
    counter.forge.merge(pull)
    assert ":white_check_mark:" in counter.comment("budi", "/terima", "09:10", pull).out
    second = max(counter.forge.pulls)
    assert second != pull
    assert f"#{second}" in counter.forge.answered(pull)
    branch = counter.forge.pulls[second]["head"]["ref"]
    assert steps(counter, branch) == ["1rina", "2kadis", "3budi"]
    assert steps(counter, "main") == ["1rina", "2kadis"]
    counter.comment("rina", "/naskah Donor Darah Digelar di Aula", "09:15", issue)
    assert counter.read(STORY, branch)
    assert max(counter.forge.pulls) == second


def test_a_closed_pull_request_takes_no_step(counter: Counter, pull: int) -> None:
    counter.forge.pulls[pull]["state"] = "closed"
    before = counter.forge.tips()
    assert "closed without being merged" in counter.comment("kadis", "/disposisi tunda: Nanti.", "09:05", pull).out
    assert counter.forge.tips() == before


def test_where_several_letters_change_one_is_named(counter: Counter, pull: int) -> None:
    text = counter.read("content/requests/2026/0002.md").replace("Siapkan berita.", "Siapkan berita pendek.")
    counter.commit(BRANCH, "content/requests/2026/0002.md", text, "09:02")
    assert "2026\\-0003" in counter.comment("kadis", "/disposisi tunda: Nanti.", "09:05", pull).out
    assert steps(counter) == ["1rina"]
    named = counter.comment("kadis", "/disposisi 2026-0003 tunda: Nanti.", "09:06", pull)
    assert ":white_check_mark:" in named.out
    assert "2kadis" in steps(counter)


def test_an_overrun_is_asked_for_and_entered(counter: Counter, pull: int) -> None:
    asked = counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", "10:05", pull).out
    assert "terlambat: gangguan-jaringan | listrik-padam" in asked
    assert "diketahui: kadis" in asked
    text = "/disposisi terbitkan ke redaktur: Olah.\nterlambat: listrik-padam\ndiketahui: Surya Contoh"
    assert ":white_check_mark:" in counter.comment("kadis", text, "10:06", pull).out
    assert "reason: listrik-padam\n      acknowledged_by: kadis" in counter.read(LETTER, BRANCH)


def test_when_the_forge_fails_nothing_is_lost(counter: Counter) -> None:
    counter.forge.refusing = 403
    payload_of = counter.letter("rina", filled(), "09:00")
    assert payload_of[1].code == 2
    assert "Traceback" not in payload_of[1].err
    counter.forge.refusing = 0
    assert counter.comment("rina", "/daftar", "09:05", payload_of[0]).code == 0
    assert len(counter.forge.pulls) == 1
    assert steps(counter) == ["1rina"]


def test_help_is_for_everybody(counter: Counter, pull: int) -> None:
    said = counter.comment("orang-luar", "/bantuan", "09:05", pull).out
    for word in ("/disposisi", "/terima", "/konsep", "/koreksi", "/terbit", "/beritahu", "/lapor", "/jeda", "/status"):
        assert word in said


def test_every_answer_is_one_comment_that_is_edited(counter: Counter, pull: int) -> None:
    payload = counter.commented("kadis", "/status", "09:05", pull)
    counter.send("issue_comment", payload, "09:05")
    counter.send("issue_comment", payload, "09:10")
    assert len(counter.forge.comments[pull]) == 1


def test_a_broken_payload_is_ignored(counter: Counter) -> None:
    for data in (b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, json.dumps({"action": "created"}).encode()):
        assert counter.send("issue_comment", data, "09:00").code == 2  # red, since nobody can be answered
    assert counter.forge.tips().keys() == {"main"}


def test_what_is_left_to_be_merged_is_said(counter: Counter, pull: int) -> None:
    written(counter, pull)
    assert ":white_check_mark:" in counter.comment("sari", "/koreksi setuju", "09:40", pull).out
    assert "Readers see it once this is merged" in counter.comment("rina", "/terbit", "09:45", pull).out
    assert "to be merged" not in counter.comment("rina", "/beritahu lewat surel", "09:50", pull).out
    ended = counter.comment("rina", "/lapor nomor 12/LAP", "09:55", pull).out
    assert "merge the letter's pull request" in ended
    assert "Nothing more is to be done" not in ended


def test_a_letter_taken_back_is_left_to_be_merged(counter: Counter, pull: int) -> None:
    said = counter.comment("rina", "/tarik: kegiatan dibatalkan pengirim", "09:05", pull).out
    assert "merge the letter's pull request" in said


def test_a_text_changed_after_its_approval_leads_back_to_the_approval(counter: Counter, pull: int) -> None:
    """No step advises an entry under `acts:`, which an unpublished story cannot have; what is advised helps."""
    written(counter, pull)
    assert ":white_check_mark:" in counter.comment("sari", "/koreksi setuju", "09:40", pull).out
    approved = counter.read(STORY, BRANCH)
    counter.commit(BRANCH, STORY, f"{approved}Syaratnya sehat.\n", "09:42")
    for who, text in (("rina", "/terbit"), ("sari", "/koreksi setuju"), ("sari", "/koreksi kembalikan: Salah.")):
        before = counter.forge.tips()
        said = counter.comment(who, text, "09:45", pull).out
        assert "changed after it was approved" in said, text
        assert "acts:" not in said
        assert counter.forge.tips() == before
    seal = re.search(r"content: (seal2:\w+)", counter.comment("rina", "/terbit", "09:46", pull).out)
    assert seal
    letter = counter.read(LETTER, BRANCH)
    counter.commit(BRANCH, LETTER, re.sub(r"content: seal2:\w+", seal[0], letter), "09:48", "Sari Contoh")
    assert ":white_check_mark:" in counter.comment("rina", "/terbit", "09:50", pull).out
    git(counter.root, "fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
    change = ("--base=origin/main", f"--head=origin/{BRANCH}", "--now=2026-11-20T09:55+07:00")
    assert "all in order" in redaksi("check", f"--root={counter.root}", *change).out


def test_an_article_is_begun_once(counter: Counter, pull: int) -> None:
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "09:05", pull)
    counter.comment("budi", "/terima", "09:10", pull)
    counter.comment("rina", "/naskah Donor Darah Digelar di Aula", "09:12", pull)
    said = counter.comment("rina", "/naskah Judul yang Lain untuk Berita Ini", "09:14", pull).out
    assert "has its article already" in said
    assert "publishing/unwritten" not in said


def test_the_day_that_was_understood_is_said(counter: Counter, pull: int) -> None:
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah menjadi berita.", "09:03", pull)
    said = counter.comment("rina", "/jeda sampai Senin depan: menunggu foto", "09:05", pull).out
    assert "Monday, 23 November 2026" in said
    assert "clock goes on only when" in said


def test_who_puts_a_letter_off_is_told_that_the_clock_goes_on(counter: Counter, pull: int) -> None:
    said = counter.comment("kadis", "/disposisi tunda: menunggu tanggal", "09:05", pull).out
    assert "The clock goes on" in said
    assert "/jeda sampai" in said
    assert ":white_check_mark:" in counter.comment("kadis", "/jeda: menunggu tanggal", "09:06", pull).out
    publish = "/disposisi terbitkan ke redaktur: Olah."
    assert "/lanjut" in counter.comment("kadis", publish, "11:00", pull).out
    assert ":white_check_mark:" in counter.comment("kadis", "/lanjut", "11:01", pull).out
    assert ":white_check_mark:" in counter.comment("kadis", publish, "11:02", pull).out
