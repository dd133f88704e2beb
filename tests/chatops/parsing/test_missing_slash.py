"""What is answered to words that are no plain command, and to reviews whose text says something else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.github_events.test_act import BRANCH, LETTER, steps
from tests.support.chatops_office import Counter, filled, open_counter
from tests.support.offices import sample_office
from workflow.chatops.parsing.command import NotOnOwnLine, ParsedCommand, WithinSentence, read_command
from workflow.chatops.parsing.missing_slash import with_slash

OFFICE = sample_office()


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    with open_counter(tmp_path, monkeypatch) as made:
        made.letter("rina", filled(), "09:00")
        yield made


@pytest.fixture
def pull(counter: Counter) -> int:
    """The letter's pull request."""
    return max(counter.forge.pulls)


@pytest.mark.parametrize(
    "text", ["/koreksi kembalikan: Jamnya belum ada.", "/terbit", "/koreksi setuju\n/koreksi kembalikan: Kurang."]
)
def test_an_approval_that_says_something_else_is_asked_about(waiting: tuple[Counter, int], text: str) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        before = counter.forge.tips()
        assert "its text commands something else" in counter.review("sari", "approved", "09:45", pull, text=text).out
        assert "its text commands something else" in counter.review("mallory", "approved", "09:46", pull, text=text).out
        assert counter.forge.tips() == before


@pytest.mark.parametrize(
    "text",
    ["", "Bagus.", "/koreksi setuju", "> /koreksi kembalikan: Kurang.", "> a\u2028/koreksi kembalikan: b", "/salah"],
)
def test_what_an_approval_quotes_changes_nothing(waiting: tuple[Counter, int], text: str) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        assert ":white_check_mark:" in counter.review("sari", "approved", "09:45", pull, text=text).out
        assert steps(counter)[-1] == "5sari"


@pytest.mark.parametrize(
    "text",
    [
        "/disposisi terbitkan ke ani@contoh.id: Olah.",
        "/disposisi terbitkan ke redaktur: Hubungi 0812-3456-7890.",
        "/disposisi tunda\narahan: Hubungi ani@contoh.id.",
        "- /disposisi tunda: Hubungi ani@contoh.id.",
        "Baik pak /disposisi tunda: Hubungi ani@contoh.id.",
    ],
)
def test_what_is_personal_is_neither_entered_nor_repeated(counter: Counter, pull: int, text: str) -> None:
    before = counter.forge.tips()
    said = counter.comment("kadis", text, "09:05", pull).out
    assert "delete what you wrote" in said
    assert "ani" not in said
    assert "0812" not in said
    assert counter.forge.tips() == before


def test_what_is_offered_says_nothing_in_anybodys_name(counter: Counter, pull: int) -> None:
    said = counter.comment("rina", "/status", "09:02", pull).out
    assert "\n/disposisi terbitkan ke redaktur: ...\n/disposisi tolak: ...\n/disposisi tunda: ...\n```" in said
    asked = counter.comment("kadis", "/disposisi terbitkan ke redaktur: ...", "09:05", pull).out
    assert "What is the instruction?" in asked
    counter.comment("kadis", "/disposisi terbitkan ke redaktur: Olah.", "09:05", pull)
    assert "\n/naskah ...\n" in counter.comment("budi", "/terima", "09:10", pull).out
    begun = counter.comment("rina", "/naskah ...", "09:12", pull).out
    assert "content/news/2026/donor\\-darah.md" in begun  # by the letter's subject
    assert "/naskah" not in begun  # there is one now
    assert "\n/konsep\n" in begun


def test_the_word_for_a_result_is_answered_where_no_step_at_hand_has_it(counter: Counter, pull: int) -> None:
    """With what can be done: a correction would be refused while the letter waits for its disposition."""
    assert "```text\n/status\n```" in counter.comment("sari", "/setujui", "09:05", pull).out


def test_a_signature_is_no_part_of_a_command(counter: Counter, pull: int) -> None:
    text = "/disposisi tunda: Menunggu data.\n\n-- \nSurya, ani@contoh.id"
    assert ":white_check_mark:" in counter.comment("kadis", text, "09:05", pull).out


NOTE = "Jamnya belum ada."
SHAPES = {
    "{}": True,
    "Bu Rina,\n{}\nTerima kasih.": True,
    "- {}": True,
    "* {}": True,
    "1. {}": True,
    "3) {}": True,
    "**{}**": True,
    "_{}_": True,
    "`{}`": True,
    "- **{}**": True,
    "1. `{}`": True,
    "> kutipan\n\n- {}": True,
    "# {}": False,
    "| {} | a |\n|---|---|": False,
    "[{}](x)": False,
    "- [ ] {}": False,
    "Sudah ya, {}": False,
    '"{}"': False,
    "~~{}~~": False,
    "> {}": None,
    "> - {}": None,
    "> kutipan\n3. {}": False,
    "```\n{}\n```": None,
    "    {}": None,
    "<!-- {} -->": None,
    "<!--\n- {}\n-->": None,
    "Lihat `{}` di panduan": None,
    "Ok\n\nPada Sen, 30 Nov 2026 pukul 08.00 Sari <notifications@github.com> menulis:\n\n{}": None,
}
"""Ways to write a command: heard, answered with how it is written, or somebody else's words, which are silent."""
MEANINGS = (
    "/koreksi kembalikan: Jamnya belum ada.",
    "/setuju",
    "/Koreksi setuju",
    "/beri tahu lewat WA",
    "/lapor nomor 400/12",
)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("meaning", MEANINGS)
def test_each_shape_of_each_meaning(shape: str, meaning: str) -> None:
    """Whatever is the writer's own is heard or answered; what is somebody else's is silent."""
    found = read_command(shape.format(meaning), OFFICE.commands, lambda _: 5)
    plain = read_command(meaning, OFFICE.commands, lambda _: 5)
    assert isinstance(plain, ParsedCommand)
    if SHAPES[shape]:
        assert isinstance(found, ParsedCommand)
        assert found.word == plain.word
        assert found.values.items() >= {slot: value for slot, value in plain.values.items() if slot != "note"}.items()
    elif SHAPES[shape] is False:
        assert isinstance(found, (NotOnOwnLine, WithinSentence))
        assert found.line.startswith(meaning)
    else:
        assert found is None


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_done_answered_or_left_alone(waiting: tuple[Counter, int], shape: str) -> None:
    counter, pull = waiting
    with counter.forge.as_it_is():
        before, comments = counter.forge.tips(), len(counter.forge.comments[pull])
        said = counter.comment("sari", shape.format(f"/kembalikan: {NOTE}"), "09:45", pull).out
        is_answered = len(counter.forge.comments[pull]) > comments
        is_done, letter = counter.forge.tips() != before, counter.read(LETTER, BRANCH)
    assert is_done == bool(SHAPES[shape])
    assert is_answered == (SHAPES[shape] is not None)
    more = " Terima kasih." if "Terima" in shape else ""
    assert (f"\n    result: returned\n    note: {NOTE}{more}\n" in letter) == is_done
    assert SHAPES[shape] is not False or f"```text\n/kembalikan: {NOTE}" in said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("setuju", "/setuju"),
        ("Setuju.", "/setuju"),
        ("**setuju**", "/setuju"),
        ("koreksi setuju", "/koreksi setuju"),
        ("Koreksi kembalikan: Jamnya belum ada.", "/koreksi kembalikan: Jamnya belum ada."),
        ("kembalikan\ncatatan: Jamnya belum ada.", "/kembalikan"),
        ("\\koreksi setuju", "/koreksi setuju"),
        ("> Mohon dikoreksi.\n\nsetuju", "/setuju"),
        ("terima", "/terima"),
        ("terbit di Radio Siaran Contoh", "/terbit di Radio Siaran Contoh"),
        ("beri tahu lewat WA", "/beri tahu lewat WA"),
        ("lapor nomor 400.14.3/12/LAP", "/lapor nomor 400.14.3/12/LAP"),
        ("tarik: kegiatan dibatalkan", "/tarik: kegiatan dibatalkan"),
        ("jeda sampai Senin: menunggu foto", "/jeda sampai Senin: menunggu foto"),
        ("status", "/status"),
        ("Terima kasih.", ""),
        ("terima kasih: sudah dibaca", ""),
        ("Setuju, lanjutkan.", ""),
        ("Setuju dengan Bu Rina", ""),
        ("Koreksi sudah saya kirim.", ""),
        ("tolak", ""),
        ("terbitkan", ""),
        ("Terbit di Kompas minggu lalu.", ""),
        ("Laporan sudah dibuat", ""),
        ("Selesai", ""),
        ("tunggu sampai besok", ""),
        ("tunggu: saya periksa dulu", ""),
        ("tarik", ""),
        ("Tolong", ""),
        ("Lanjutkan", ""),
        ("Naskah bagus sekali", ""),
        ("Status sudah saya baca", ""),
        ("Baik.\nsetuju", ""),
        ("> setuju", ""),
        ("```\nsetuju\n```", ""),
        ("<!-- setuju -->", ""),
        ("setju", ""),
    ],
)
def test_a_command_without_its_slash_is_known_from_prose(text: str, line: str) -> None:
    assert with_slash(text, OFFICE, lambda _: 5) == line


def test_a_command_without_its_slash_is_told_how_it_is_written(waiting: tuple[Counter, int]) -> None:
    counter, pull = waiting
    before = counter.forge.tips()
    said = counter.comment("sari", "Setuju.", "09:45", pull).out
    assert "begins with a slash" in said
    assert "```text\n/setuju\n```" in said
    assert "No command" in counter.comment("mallory", "Setuju.", "09:45", pull).out
    assert "No command" in counter.comment("sari", "Terima kasih.", "09:45", pull).out
    assert counter.forge.tips() == before


@pytest.mark.parametrize(
    ("who", "text", "step"),
    [
        ("kadis", "/terbitkan ke redaktur: Olah.", "2kadis"),
        ("kadis", "/Setuju ke Redaktur: Olah.", "2kadis"),
        ("kadis", "/tolak: Bukan kewenangan.\njawaban: Bukan informasi publik.", "2kadis"),
    ],
)
def test_the_word_for_a_result_is_the_command_of_the_step_that_has_it(
    counter: Counter, pull: int, who: str, text: str, step: str
) -> None:
    assert ":white_check_mark:" in counter.comment(who, text, "09:05", pull).out
    assert steps(counter)[-1] == step


def test_several_commands_are_asked_about_also_in_a_list(waiting: tuple[Counter, int]) -> None:
    counter, pull = waiting
    before = counter.forge.tips()
    for text in ("1. /koreksi setuju\n2. /terbit", "**/koreksi setuju**\n\n`/terbit`", "/setuju\n- /kembalikan: a"):
        assert "One command a comment" in counter.comment("sari", text, "09:45", pull).out
    assert "in a comment of its own" in counter.comment("sari", "/terima\n" + "a" * 30_000, "09:45", pull).out
    assert counter.forge.tips() == before
